import { BackendLostError, type DeviceArray } from '../../compute/device.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { FinishedStep, ImageStep, RunStep } from '../../experiment/run-steps.ts';
import type { Engine } from '../engine/engine.ts';
import type { PaneHover } from '../panes/pane.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import type { DisplayWindows } from '../views/display-windows.ts';
import { PANE_IDS, type PaneId, type PicturePanes } from '../views/picture-panes.ts';
import { paneReadout } from '../views/readout.ts';
import type { HostCopies } from './host-copies.ts';

/** What has to be known of a run to show what it makes. */
export interface ShownRun {
  readonly engine: Engine;
  /** What runs, which may be a preview of what was asked for. */
  readonly experiment: Experiment;
  readonly isPreview: boolean;
}

type PictureStep = Exclude<RunStep, FinishedStep>;

const UNFILTERED_NOTE = 'an unfiltered slice is not on the phantom’s scale';

/** Puts what a run makes into the panes, step by step, and what is under the pointer into their title lines. */
export class RunPictures {
  readonly #present: PresentExperiment;
  readonly #panes: PicturePanes;
  readonly #windows: DisplayWindows;
  readonly #copies: HostCopies;
  readonly #notices: Notices;

  constructor(
    present: PresentExperiment,
    panes: PicturePanes,
    windows: DisplayWindows,
    copies: HostCopies,
    notices: Notices,
  ) {
    this.#present = present;
    this.#panes = panes;
    this.#windows = windows;
    this.#copies = copies;
    this.#notices = notices;
  }

  show({ engine, experiment, isPreview }: ShownRun, step: PictureStep): void {
    const { unit } = this.#present;
    const unfiltered = experiment.reconstruction.filter === 'none';
    switch (step.kind) {
      case 'sinogram':
        this.#panes.showSinogram(engine, step.sinogram, step.scan, unit, this.#windows.spanOf('sinogram'));
        break;
      case 'image':
        this.#showImage('slice', engine, step, unfiltered ? 'unfiltered' : 'slice');
        this.#panes.pane('slice').setNote(isPreview ? `preview ${step.grid.columns}²` : null);
        if (step.views === step.of) void this.#followData(engine, step.image, unfiltered ? 'unfiltered' : 'slice');
        break;
      case 'truth': {
        const { waterMuPerMm } = step;
        const { rows, columns } = step.truth;
        const grid = { rows, columns, pixelSizeMm: experiment.reconstruction.grid.pixelSizeMm };
        const span = this.#windows.spanOf('phantom');
        this.#panes.showSlice('phantom', engine, step.truth, grid, { unit, waterMuPerMm, kind: 'slice', span });
        if (this.#panes.fourth === 'difference') {
          const meaning = { unit, waterMuPerMm, kind: 'difference', span: 1 } as const;
          this.#panes.showSlice('difference', engine, step.difference, grid, meaning);
          this.#panes.pane('difference').setNote(unfiltered ? UNFILTERED_NOTE : null);
        }
        break;
      }
    }
    this.#windows.show();
  }

  /** Another slice in the fourth pane; the window of a plain back-projection follows when it is whole. */
  showBeside(engine: Engine, step: ImageStep): void {
    const kind = this.#panes.fourth === 'unfiltered' ? 'unfiltered' : 'slice';
    this.#showImage('difference', engine, step, kind);
    this.#panes.pane('difference').setNote(null);
    this.#windows.show();
  }

  /** Takes the window of the fourth pane's plain back-projection from its values. */
  followBeside(engine: Engine, image: DeviceArray): Promise<void> {
    return this.#followData(engine, image, 'unfiltered');
  }

  /** The same windows for the slice as when it was first shown. */
  followSlice(): void {
    const slice = this.#panes.shown('slice');
    if (slice)
      void this.#followData(slice.engine, slice.array, this.#present.sliceIsUnfiltered ? 'unfiltered' : 'slice');
  }

  /** The sinogram's window follows what a detector read, where that is not the exact line integrals. */
  async followReadings(): Promise<void> {
    const shown = this.#panes.shown('sinogram');
    const { experiment } = this.#present;
    try {
      const isRead = shown && hasBeam(experiment.acquisition);
      this.#windows.followReadings(isRead ? await this.#copies.of(shown.engine, shown.array) : null);
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    }
  }

  /** So that what is under the pointer can be read at once, and stays on screen should the device be lost. */
  async copyForPointer(): Promise<void> {
    for (const id of PANE_IDS) {
      const shown = this.#panes.shown(id);
      if (shown) await this.#copies.of(shown.engine, shown.array).catch(() => undefined);
    }
  }

  /** Where the pointer is and what is there, in the pane's title line. */
  async readOut(id: PaneId, hover: PaneHover | null): Promise<void> {
    const shown = this.#panes.shown(id);
    const pane = this.#panes.pane(id);
    if (!hover || !shown) {
      pane.setReadout('');
      return;
    }
    const copy = this.#copies.peek(shown.array);
    pane.setReadout(paneReadout(shown, hover, copy?.[hover.row * shown.array.columns + hover.column]));
    if (!copy) await this.#copies.of(shown.engine, shown.array).catch(() => undefined);
  }

  /** A lost device takes its pictures along; their copies on the host are shown by the CPU instead. */
  keepOnScreen(cpu: Engine): void {
    for (const id of PANE_IDS) {
      const shown = this.#panes.shown(id);
      const data = shown && this.#copies.peek(shown.array);
      if (!shown || !data) continue;
      const { unit } = this.#present;
      const span = this.#windows.spanOf(id);
      const array = { rows: shown.array.rows, columns: shown.array.columns, data } as DeviceArray;
      if (id === 'sinogram' && shown.scan) this.#panes.showSinogram(cpu, array, shown.scan, unit, span);
      else if (id !== 'sinogram' && shown.grid) {
        const { fourth } = this.#panes;
        const kind = id === 'difference' && (fourth === 'difference' || fourth === 'unfiltered') ? fourth : 'slice';
        this.#panes.showSlice(id, cpu, array, shown.grid, { unit, waterMuPerMm: shown.waterMuPerMm, kind, span });
      }
    }
  }

  #showImage(id: 'slice' | 'difference', engine: Engine, step: ImageStep, kind: 'slice' | 'unfiltered'): void {
    // The array may have been on screen before, with fewer views in it.
    this.#copies.forget(step.image);
    const { unit } = this.#present;
    const { waterMuPerMm } = step;
    const meaning = { unit, waterMuPerMm, kind, span: this.#windows.spanOf(id), share: step.views / step.of };
    this.#panes.showSlice(id, engine, step.image, step.grid, meaning);
  }

  /** Windows that follow the data need its values; the picture is on screen before they come. */
  async #followData(engine: Engine, image: DeviceArray, kind: 'slice' | 'unfiltered'): Promise<void> {
    if (!this.#windows.follows(kind)) return;
    try {
      const values = await this.#copies.of(engine, image);
      // Another picture may have taken its place meanwhile.
      if (PANE_IDS.some((id) => this.#panes.shown(id)?.array === image)) this.#windows.follow(kind, values);
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    }
  }
}
