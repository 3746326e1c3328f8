import { InputError } from '../../errors.ts';
import { parseSweep } from '../../experiment/sweep/sweep.ts';
import { parseJson } from '../../json-text.ts';
import { make } from '../elements/element.ts';
import { sentenceFor } from '../shell/notices.ts';
import { labelled } from './knob-form.ts';
import { LESSONS } from './lessons.ts';

/** As many as the command reads. */
const MOST_FILE_BYTES = 8 * 2 ** 20;

/** The choices that are no lesson. */
const OWN = 'own';
const FILE = 'file';
const LINK = 'link';

/** Where a sweep comes from: the current experiment and a form for it, a link, a lesson, or a file. */
export class SweepSource {
  readonly root: HTMLElement;
  readonly #select: HTMLSelectElement;
  readonly #file = make('input', { type: 'file', accept: '.json,application/json', 'aria-label': 'Sweep file' });
  readonly #ownForm: HTMLElement;
  readonly #tell: (sentence: string) => void;
  readonly #linked: object | undefined;
  /** What the file says, and what it is called. */
  #opened: { readonly json: unknown; readonly name: string } | null = null;

  /**
   * @param ownForm shown while it is the current experiment
   * @param linked what a link says, which is then chosen
   * @param tell told what is wrong with a file, and '' where nothing is and another is chosen
   */
  constructor(ownForm: HTMLElement, linked: object | undefined, tell: (sentence: string) => void) {
    this.#linked = linked;
    this.#ownForm = ownForm;
    this.#tell = tell;
    this.#select = make(
      'select',
      {},
      ...(linked ? [make('option', { value: LINK }, 'From the link')] : []),
      make('option', { value: OWN }, 'Current experiment'),
      make(
        'optgroup',
        { label: 'Lessons' },
        ...LESSONS.map(({ sweep }, i) => make('option', { value: String(i) }, sweep.title)),
      ),
      make('option', { value: FILE }, 'From a sweep file…'),
    );
    this.#file.hidden = true;
    this.#select.addEventListener('change', () => this.#choose());
    this.#file.addEventListener('change', () => void this.#readFile());
    this.root = make('div', { class: 'sweep-range' }, labelled('Sweep', this.#select), this.#file);
    ownForm.hidden = !this.isOwn;
  }

  /** Whether a file is still to be chosen. */
  get isWaiting(): boolean {
    return this.#select.value === FILE && this.#opened === null;
  }

  get isOwn(): boolean {
    return this.#select.value === OWN;
  }

  /** Said before what is wrong with it. */
  get name(): string {
    return this.#select.value === FILE ? (this.#opened?.name ?? '') : '';
  }

  /** What a file says, a link, or a lesson. @throws InputError where no file was chosen */
  get json(): unknown {
    const { value } = this.#select;
    if (value === LINK) return this.#linked;
    if (value !== FILE) return LESSONS[Number(value)]!.sweep;
    if (!this.#opened) throw new InputError('Choose a sweep file first');
    return this.#opened.json;
  }

  #choose(): void {
    this.#ownForm.hidden = !this.isOwn;
    this.#file.hidden = this.#select.value !== FILE;
    this.#tell('');
  }

  async #readFile(): Promise<void> {
    const [file] = this.#file.files ?? [];
    this.#opened = null;
    this.#tell('');
    if (!file) return;
    try {
      if (file.size > MOST_FILE_BYTES) {
        throw new InputError(`${file.name}: has ${file.size} bytes; at most ${MOST_FILE_BYTES} are read`);
      }
      const json = parseJson(await file.text(), file.name);
      parseSweep(json, file.name);
      this.#opened = { json, name: file.name };
      this.#tell('');
    } catch (error) {
      this.#tell(sentenceFor(error));
    }
  }
}
