import type { Experiment } from '../experiment/experiment.ts';
import type { Subject } from '../experiment/subject.ts';
import { PHANTOM_GROUPS } from '../phantom/library.ts';
import { make } from './element.ts';

/** The choice of a phantom in the header: the library, and whatever else is open. */
export class PhantomMenu {
  readonly #select: HTMLSelectElement;

  constructor(select: HTMLSelectElement, onChoose: (name: string) => void) {
    this.#select = select;
    select.addEventListener('change', () => {
      if (select.value) onChoose(select.value);
    });
  }

  show({ phantom }: Experiment, subject: Subject): void {
    const options: HTMLElement[] = PHANTOM_GROUPS.map(({ group, entries }) =>
      make('optgroup', { label: group }, ...entries.map(({ name, title }) => new Option(title, name))),
    );
    const fromLibrary = typeof phantom === 'string';
    if (!fromLibrary) options.push(new Option(subject.name, ''));
    this.#select.replaceChildren(...options);
    this.#select.value = fromLibrary ? phantom : '';
  }
}

/** What a subject teaches, or where it comes from. */
export function aboutSubject(subject: Subject): string {
  if (subject.kind === 'measurement') {
    return `${subject.name}: measured, ${subject.views} views × ${subject.channels} channels. Turn the detector offset until edges are single.`;
  }
  if (subject.kind === 'image') {
    const { rows, columns, pixelSizeMm } = subject.grid;
    return `${subject.name}: an image of ${rows} × ${columns} pixels of ${Number(pixelSizeMm.toPrecision(4))} mm.`;
  }
  return subject.about ?? `${subject.shapes.length} shapes`;
}
