import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import { PHANTOM_GROUPS } from '../../phantom/library.ts';
import type { NewPhantom } from '../editor/new-phantom.ts';
import { make } from '../elements/element.ts';

export interface PhantomMenuCallbacks {
  /** A phantom of the library, by its name there. */
  onChoose(name: string): void;
  onNew(kind: NewPhantom): void;
}

/** No phantom of the library has a colon in its name. */
const NEW_PREFIX = 'new:';
const NEW_PHANTOMS: Readonly<Record<NewPhantom, string>> = {
  water: 'New: a body of water',
  empty: 'New: empty',
};

/** The choice of a phantom in the header: the library, something new, and whatever else is open. */
export class PhantomMenu {
  readonly #select: HTMLSelectElement;

  constructor(select: HTMLSelectElement, callbacks: PhantomMenuCallbacks) {
    this.#select = select;
    select.addEventListener('change', () => {
      const { value } = select;
      if (value.startsWith(NEW_PREFIX)) callbacks.onNew(value.slice(NEW_PREFIX.length) as NewPhantom);
      else if (value) callbacks.onChoose(value);
    });
  }

  show({ phantom }: Experiment, subject: Subject): void {
    const options: HTMLElement[] = PHANTOM_GROUPS.map(({ group, entries }) =>
      make('optgroup', { label: group }, ...entries.map(({ name, title }) => new Option(title, name))),
    );
    const own = Object.entries(NEW_PHANTOMS).map(([kind, title]) => new Option(title, NEW_PREFIX + kind));
    options.push(make('optgroup', { label: 'Your own' }, ...own));
    const fromLibrary = typeof phantom === 'string';
    if (!fromLibrary) options.push(new Option(subject.name, ''));
    this.#select.replaceChildren(...options);
    this.#select.value = fromLibrary ? phantom : '';
  }
}

/** Why a subject has no shapes to edit, or null where it has. */
export function whyNotEditable(subject: Subject): string | null {
  switch (subject.kind) {
    case 'shapes':
      return null;
    case 'image':
      return `${subject.name} is an image, and only phantoms made of shapes can be edited; choose another or a new one`;
    case 'measurement':
      return `${subject.name} was measured, and only phantoms made of shapes can be edited; choose one or a new one`;
  }
}

/** What a subject teaches, or where it comes from. */
export function aboutSubject(subject: Subject): string {
  if (subject.kind === 'measurement') {
    const where = subject.anglesDeg ? ', each at the angle that its file says' : '';
    return `${subject.name}: measured, ${subject.views} views × ${subject.channels} channels${where}. Turn the detector offset until edges are single.`;
  }
  if (subject.kind === 'image') {
    const { rows, columns, pixelSizeMm } = subject.grid;
    return `${subject.name}: an image of ${rows} × ${columns} pixels of ${Number(pixelSizeMm.toPrecision(4))} mm.`;
  }
  return subject.about ?? `${subject.shapes.length} shapes`;
}
