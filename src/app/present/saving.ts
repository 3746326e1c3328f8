import { InputError } from '../../errors.ts';
import { experimentJson } from '../../experiment/experiment.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { loadLibraryPhantom } from '../../phantom/library.ts';
import type { Saveable, SaveableDocuments, VolumeFormat, WrittenFormat } from '../dialogs/save-dialog.ts';
import { saveBlob } from '../files/save-blob.ts';
import type { LaneResult } from '../lanes/lane-runs.ts';
import type { HostCopies } from '../runs/host-copies.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';
import type { PresentExperiment } from './present-experiment.ts';
import type { SavingParts } from './saving-parts.ts';

/** Taking things out of the page as files: pictures, arrays, volumes, the experiment. Fetched when the first is to be saved. */
export class Saving {
  readonly #parts: SavingParts;
  readonly #present: PresentExperiment;
  readonly #stage: Stage;
  readonly #copies: HostCopies;
  readonly #volume: () => LaneResult | null;

  constructor(parts: SavingParts) {
    this.#parts = parts;
    this.#present = parts.present;
    this.#stage = parts.stage;
    this.#copies = parts.copies;
    this.#volume = parts.volume;
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
      saveVolume: this.#volume() ? (format, onProgress) => this.#saveVolume(format, onProgress) : null,
    };
  }

  async #savePhantom(): Promise<void> {
    const { phantom } = this.#present.experiment;
    saveJson('phantom', typeof phantom === 'string' ? await loadLibraryPhantom(phantom) : phantom);
  }

  #saveable(slot: Slot): Saveable {
    const id = slotId(slot);
    const drawn = this.#stage.drawn(id);
    if (drawn)
      return {
        title: drawn.title,
        savePng: drawn.canSave ? (isPlain) => this.#saveDrawing(slot, isPlain) : null,
        saveArray: null,
      };
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
    const caption = await this.#captionOf(slot);
    const { rows, columns } = shown.array;
    const plain = isPlain ? { values: await this.#copies.of(shown.engine, shown.array), rows, columns } : null;
    const bytes = await savedPicture(pane, caption, plain);
    saveBlob(fileName(what, 'png'), new Blob([bytes], { type: 'image/png' }));
  }

  /** A drawing as it stands, with a caption, or alone. */
  async #saveDrawing(slot: Slot, isPlain: boolean): Promise<void> {
    const { savedDrawing } = await fetchedPart(() => import('./saved-picture.ts'));
    const pane = this.#stage.drawn(slotId(slot));
    if (!pane?.canSave) return;
    const caption = await this.#captionOf(slot);
    const bytes = await savedDrawing(await pane.snapshot(isPlain ? null : caption.lines), caption);
    saveBlob(fileName(slotId(slot), 'png'), new Blob([bytes], { type: 'image/png' }));
  }

  async #captionOf(slot: Slot) {
    const { captionOfSlot } = await fetchedPart(() => import('./slot-caption.ts'));
    return captionOfSlot(this.#parts, slot, new Date());
  }

  /** All of the volume that is looked at now, in its window. */
  async #saveVolume(format: VolumeFormat, onProgress: (done: number) => void): Promise<void> {
    const { savedVolume } = await fetchedPart(() => import('./saved-volume.ts'));
    const run = this.#volume();
    if (!run) throw new InputError('The volume is being computed anew. Save it when that is over.');
    const greys = this.#stage.pane('axial')?.greyMapping ?? null;
    const { blob, extension } = await savedVolume(run, format, greys, new Date(), onProgress);
    saveBlob(fileName(extension === 'zip' ? 'volume-dicom' : 'volume', extension), blob);
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
