import type { Experiment } from '../../experiment/experiment.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import type { Subject } from '../../experiment/subject.ts';
import { PHANTOM_GROUPS } from '../../phantom/library.ts';
import { SOLID_ENTRIES, SOLID_GROUP } from '../../phantom/solids/solid-library.ts';
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
  water: 'New: water phantom',
  empty: 'New: empty phantom',
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
    const inSpace = SOLID_ENTRIES.map(({ name, title }) => new Option(title, name));
    options.push(make('optgroup', { label: SOLID_GROUP }, ...inSpace));
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
    case 'solids':
      return `${subject.name} is made of solids, and only phantoms made of shapes can be edited; choose another or start a new one`;
    case 'image':
      return `${subject.name} is an image, and only phantoms made of shapes can be edited; choose another or start a new one`;
    case 'measurement':
      return `${subject.name} is measured data, and only phantoms made of shapes can be edited; choose one or start a new one`;
  }
}

/** What a subject teaches, or where it comes from. */
export function aboutSubject(subject: Subject): string {
  if (subject.kind === 'measurement') {
    const where = subject.anglesDeg ? ', at the angles in its file' : '';
    const rows = subject.detectorRows === 1 ? '' : `${subject.detectorRows} rows × `;
    return `${subject.name}: measured, ${subject.views} views × ${rows}${subject.channels} channels${where}.`;
  }
  if (subject.kind === 'image') {
    const { rows, columns, pixelSizeMm } = subject.grid;
    if (subject.volume) {
      const { slices = 1, sliceSpacingMm = pixelSizeMm } = subject.volume.grid;
      return `${subject.name}: a volume of ${slices} slices, ${shortNumber(sliceSpacingMm)} mm apart, of ${rows} × ${columns} pixels of ${shortNumber(pixelSizeMm)} mm. Scans in one slice see one of them; Volume scans all.`;
    }
    return `${subject.name}: an image of ${rows} × ${columns} pixels of ${shortNumber(pixelSizeMm)} mm.`;
  }
  return (
    subject.about ?? (subject.kind === 'solids' ? `${subject.solids.length} solids` : `${subject.shapes.length} shapes`)
  );
}
