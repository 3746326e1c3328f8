import { InputError } from '../../errors.ts';
import { experimentJson } from '../../experiment/experiment.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { loadLibraryPhantom } from '../../phantom/library.ts';
import type { Saveable, SaveableDocuments, WrittenFormat } from '../dialogs/save-dialog.ts';
import { saveBlob } from '../files/save-blob.ts';
import { PRESENT } from '../lanes/present.ts';
import type { HostCopies } from '../runs/host-copies.ts';
import type { Notices } from '../shell/notices.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';
import type { PageAddress } from './page-address.ts';
import { captionOf } from './picture-caption.ts';
import type { PresentExperiment } from './present-experiment.ts';

/** Taking things out of the page: pictures, arrays and the experiment as files, and the link that brings it back. */
export class Sharing {
  readonly #present: PresentExperiment;
  readonly #stage: Stage;
  readonly #copies: HostCopies;
  readonly #notices: Notices;
  readonly #address: PageAddress;

  constructor(present: PresentExperiment, address: PageAddress, stage: Stage, copies: HostCopies, notices: Notices) {
    this.#present = present;
    this.#address = address;
    this.#stage = stage;
    this.#copies = copies;
    this.#notices = notices;
  }

  /** What there is to save of each slot of the stage. */
  saveables(): Saveable[] {
    return this.#stage.slots.map((slot) => this.#saveable(slot));
  }

  /** What there is to save besides. */
  documents(): SaveableDocuments {
    const { experiment, subject } = this.#present;
    return {
      saveExperiment: () => saveJson('experiment', experimentJson(experiment)),
      savePhantom: subject.kind === 'shapes' ? () => this.#savePhantom() : null,
    };
  }

  async copyLink(): Promise<void> {
    try {
      const { link } = this.#address;
      this.#address.write();
      await navigator.clipboard.writeText(link);
      this.#notices.done('The link is copied. Opening it brings this experiment back.');
    } catch (error) {
      if (error instanceof InputError) this.#notices.failure(error);
      else this.#notices.done('This browser does not let the page copy; the link stands in the address bar.');
    }
  }

  async #savePhantom(): Promise<void> {
    const { phantom } = this.#present.experiment;
    saveJson('phantom', typeof phantom === 'string' ? await loadLibraryPhantom(phantom) : phantom);
  }

  #saveable(slot: Slot): Saveable {
    const id = slotId(slot);
    const pane = this.#stage.pane(id)!;
    const isShown = this.#stage.shown(id) !== null;
    const what = id.replace(/^slice/, 'reconstruction');
    return {
      title: pane.title,
      savePng: isShown ? (isPlain) => this.#savePicture(slot, what, isPlain) : null,
      saveArray: isShown ? (format) => this.#saveArray(id, what, format) : null,
    };
  }

  /** As the pane shows it, with a caption, or its pixels alone; what it is of stands in the file either way. */
  async #savePicture(slot: Slot, what: string, isPlain: boolean): Promise<void> {
    const { savedPicture } = await fetchedPart(() => import('./saved-picture.ts'));
    const id = slotId(slot);
    const shown = this.#stage.shown(id);
    const pane = this.#stage.pane(id);
    if (!shown || !pane) return;
    const { experiment, subject, sliceIsUnfiltered } = this.#present;
    const caption = captionOf({
      title: pane.title,
      subjectName: subject.name,
      experiment,
      isUnfiltered: shown.window === 'unfiltered' || (slot.lane === PRESENT && sliceIsUnfiltered),
      scan: this.#stage.shown('sinogram')?.scan ?? null,
      window: pane.windowText ?? '',
      note: pane.note,
      date: new Date(),
    });
    const { rows, columns } = shown.array;
    const plain = isPlain ? { values: await this.#copies.of(shown.engine, shown.array), rows, columns } : null;
    const bytes = await savedPicture(pane, caption, plain);
    saveBlob(fileName(what, 'png'), new Blob([bytes], { type: 'image/png' }));
  }

  /** What the pane shows now: a run that has gone on since the dialog was opened has given its older arrays back. */
  async #saveArray(id: string, what: string, { writer, extension }: WrittenFormat): Promise<void> {
    const { writeArray } = await fetchedPart(() => writer.load());
    const shown = this.#stage.shown(id);
    if (!shown) return;
    const values = await this.#copies.of(shown.engine, shown.array);
    saveBlob(fileName(what, extension), new Blob([writeArray(values, [shown.array.rows, shown.array.columns])]));
  }
}

function saveJson(what: string, json: unknown): void {
  const text = `${JSON.stringify(json, null, 2)}\n`;
  saveBlob(fileName(what, 'json'), new Blob([text], { type: 'application/json' }));
}

function fileName(what: string, ending: string): string {
  return `ct-sandbox-${what}.${ending}`;
}
