import { InputError } from '../errors.ts';
import { displayUnitOf, type Experiment, resolveExperiment } from '../experiment/experiment.ts';
import { type ExperimentInput, isImageReference, parseExperimentInput } from '../experiment/experiment-schema.ts';
import { jsonFromHash } from '../experiment/link.ts';
import { loadSubject, type Subject } from '../experiment/subject.ts';
import { changedExperiment } from './changed-experiment.ts';
import { fetched } from './dialog-loader.ts';
import { FileReading } from './files/file-reading.ts';
import { fittedToField } from './fit-to-field.ts';
import type { Notices } from './notices.ts';
import type { PresentExperiment } from './present-experiment.ts';

/**
 * Every way to another experiment: the address, files, another phantom. What cannot be opened leaves everything as it is
 * and is told in a sentence.
 */
export class Opening {
  readonly #present: PresentExperiment;
  readonly #notices: Notices;
  readonly #take: (experiment: Experiment, subject: Subject) => Promise<void>;
  /** What experiments may name: the arrays and pictures opened last. */
  readonly #files = new Map<string, File>();
  readonly #reading = new FileReading();

  /** @param take shows and runs what was opened */
  constructor(
    present: PresentExperiment,
    notices: Notices,
    take: (experiment: Experiment, subject: Subject) => Promise<void>,
  ) {
    this.#present = present;
    this.#notices = notices;
    this.#take = take;
  }

  /** What the address holds, or the default where it holds none that can be opened and nothing is open yet. */
  async openAddress(): Promise<void> {
    try {
      const json = jsonFromHash(location.hash);
      if (json !== null) {
        const input = parseExperimentInput(json, 'This link');
        if (input.measurement || isImageReference(input.phantom)) {
          throw new InputError('This link names files that only its sender has; ask for them and open them here');
        }
        await this.#openExperiment(input);
        return;
      }
    } catch (error) {
      this.#notices.failure(error);
      if (this.#present.isOpen) return;
    }
    await this.#openExperiment(parseExperimentInput({}));
  }

  async openFiles(list: readonly File[]): Promise<void> {
    if (list.length === 0) return;
    try {
      const files = new Map(list.map((file) => [file.name, file]));
      const opened = await this.#reading.recognise(files);
      if (opened.kind !== 'experiment') this.#files.clear();
      for (const [name, file] of files) this.#files.set(name, file);
      if (opened.kind === 'experiment') await this.#openExperiment(opened.input);
      else if (opened.kind === 'phantom') await this.#exchangePhantom(opened.phantom);
      else {
        const { askForRoles } = await fetched(() => import('./dialogs/arrays-dialog.ts'));
        const input = await askForRoles(opened.arrays);
        if (input?.measurement) await this.#openExperiment(input);
        else if (input) await this.#exchangePhantom(input.phantom);
      }
    } catch (error) {
      this.#notices.failure(error);
    }
  }

  /** Puts another phantom (a name of the library, a phantom file's contents) into the present scan. */
  async openPhantom(phantom: unknown): Promise<void> {
    try {
      await this.#exchangePhantom(phantom);
    } catch (error) {
      this.#notices.failure(error);
    }
  }

  async #openExperiment(input: ExperimentInput): Promise<void> {
    const subject = await this.#load(input);
    await this.#take(resolveExperiment(input, subject), subject);
  }

  /** The present scan is fitted to the phantom where the sizes do not go together. */
  async #exchangePhantom(phantom: unknown): Promise<void> {
    const { scan, physics, corrections, reconstruction, seed, display } = this.#present.experiment;
    const kept = this.#present.subject.kind === 'measurement' ? { phantom } : { phantom, scan, reconstruction, seed };
    const input = parseExperimentInput(kept);
    const subject = await this.#load(input);
    const fitted = fittedToField(resolveExperiment(input, subject), subject);
    const keepsWindow =
      displayUnitOf(subject) === this.#present.unit && !hasOwnWindow(subject) && !hasOwnWindow(this.#present.subject);
    const beam = this.#present.subject.kind === 'measurement' ? {} : { ...(physics && { physics }), corrections };
    const { display: _usual, ...fitting } = changedExperiment(fitted, beam, subject);
    const whole = { ...fitting, phantom };
    const checked = parseExperimentInput(keepsWindow && display ? { ...whole, display } : whole);
    await this.#take(resolveExperiment(checked, subject), subject);
  }

  #load(input: ExperimentInput): Promise<Subject> {
    if (input.measurement || isImageReference(input.phantom)) return this.#reading.load(input, this.#files);
    return loadSubject(input, () => Promise.reject(new Error('a phantom of shapes needs no file')));
  }
}

/** Whether a phantom brings a window of its own; before and after it the usual windows hold. */
function hasOwnWindow(subject: Subject): boolean {
  return subject.kind === 'shapes' && subject.window !== undefined;
}
