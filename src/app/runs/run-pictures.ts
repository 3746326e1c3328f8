import { BackendLostError, type DeviceArray } from '../../compute/device.ts';
import { displayUnitOf, type Experiment } from '../../experiment/experiment.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { FinishedStep } from '../../experiment/run-steps.ts';
import { whyOnNoScale } from '../../experiment/slice-scale.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { Engine } from '../engine/engine.ts';
import type { Lane } from '../lanes/lane.ts';
import type { LaneResult } from '../lanes/lane-runs.ts';
import { PRESENT } from '../lanes/present.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import { lanesOf, type Slot, slotId } from '../stage/layout.ts';
import type { ShownPicture } from '../stage/slot-pictures.ts';
import type { Stage } from '../stage/stage.ts';
import { sinogramScale } from '../views/display-units.ts';
import type { DisplayWindows } from '../views/display-windows.ts';
import type { Sights } from '../views/sights.ts';
import type { HostSlice, Picture, PictureStep, ViewContext } from '../views/view.ts';
import { FollowedWindows } from './followed-windows.ts';
import type { HostCopies } from './host-copies.ts';
import { PaneReadouts } from './pane-readouts.ts';
import { previewNotes } from './preview.ts';

/** What has to be known of a run to show what it makes. */
export interface ShownRun {
  readonly engine: Engine;
  /** What runs, which may be a preview of what was asked for. */
  readonly experiment: Experiment;
  /** What was asked for, where a preview runs. */
  readonly whole?: Experiment;
  readonly subject: Subject;
  readonly isPreview: boolean;
  /** Of iterations: whether they go on from the image on screen, or come after such as do, from their start. */
  readonly way?: 'goes on' | 'catches up' | undefined;
}

/** Puts what runs make into the slots of the stage, step by step. */
export class RunPictures {
  readonly #present: PresentExperiment;
  readonly #stage: Stage;
  readonly #windows: DisplayWindows;
  readonly #copies: HostCopies;
  readonly #notices: Notices;
  readonly #sights: Sights;
  /** What is under the pointer, in panes' title lines. */
  readonly readouts: PaneReadouts;

  readonly #followed = new FollowedWindows();

  /** @param sights for the views that draw themselves */
  constructor(
    present: PresentExperiment,
    stage: Stage,
    windows: DisplayWindows,
    copies: HostCopies,
    notices: Notices,
    sights: Sights,
  ) {
    this.#present = present;
    this.#stage = stage;
    this.#windows = windows;
    this.#copies = copies;
    this.#notices = notices;
    this.#sights = sights;
    this.readouts = new PaneReadouts(stage, copies);
  }

  /**
   * Shows a step of a lane's run in the lane's slots, at once, and fails at once where that cannot be.
   *
   * @returns when a window that follows the step's values does so
   */
  show(run: ShownRun, step: PictureStep, lane: Lane = PRESENT): Promise<void> {
    // The array may have been on screen before, with fewer views in it.
    if (step.kind === 'image') this.#copies.forget(step.image);
    if (step.kind === 'planes' && step.growth) {
      for (const array of [step.axial, step.coronal, step.sagittal, step.projection, step.volume])
        this.#copies.forget(array);
    }
    const { engine, experiment } = run;
    const { preview, unit } = this.#contextOf(run);
    this.#sights.step(lane, { ...run, preview, unit }, step);
    const context = { experiment, preview, unit, spanOf: this.#windows.spanOf.bind(this.#windows) };
    let following = Promise.resolve();
    for (const slot of this.#stage.slots.filter((slot) => lanesOf(slot).includes(lane))) {
      const isOver = slot.over === lane;
      const why = slot.view.whyNothing?.(context) ?? null;
      if (why !== null) {
        if (!isOver) this.#stage.showNothing(slot, why);
        continue;
      }
      const picture = slot.view.picture?.(step, context);
      if (!picture || this.#isShown(slot, isOver, engine, picture, step)) continue;
      if (isOver) this.#stage.showOver(slot, engine, picture);
      else this.#stage.show(slot, engine, picture);
      // A plain back-projection has a window of its own; of all others the present slice sets it.
      const sets = picture.setsWindow && (lane === PRESENT || picture.window === 'unfiltered');
      if (sets && this.#followed.take(lane, run, picture)) following = this.#followData(engine, picture);
    }
    this.#windows.show();
    return following;
  }

  /** Shows the image of an iteration of a lane's run that is over, or of the nearest that is kept; `null` the last one again. */
  showIteration(lane: Lane, { engine, experiment, subject, result }: LaneResult, iteration: number | null): void {
    const { iterations, grid, waterMuPerMm } = result;
    if (!iterations || !result.isThere || result.volume !== result.image) return;
    const of = iterations.last.iteration;
    const kept = iteration === null ? null : iterations.nearest(iteration);
    const made = { image: kept?.image ?? result.image, views: kept?.iteration ?? of, of, iterations };
    const step = { kind: 'image', grid, waterMuPerMm, ...made } as const;
    void this.show({ engine, experiment, subject, isPreview: false }, step, lane);
  }

  /** A lane's run is over. */
  finish(run: ShownRun, step: FinishedStep, lane: Lane = PRESENT): void {
    this.#sights.step(lane, { ...run, ...this.#contextOf(run) }, step);
  }

  /**
   * Shows what there is to see between the slices of two lanes, both of them whole.
   *
   * @param slot whose view has something between two, of which the second is taken from the first
   * @param signal given when something newer is to be seen there
   * @param note over the picture
   */
  async showBetween(
    cpu: Engine,
    slot: Slot,
    first: LaneResult,
    second: LaneResult,
    signal: AbortSignal,
    note: string | null = null,
  ): Promise<void> {
    const { between } = slot.view;
    if (!between || !first.result.isThere || !second.result.isThere) return;
    try {
      const [one, two] = await Promise.all([this.#hostSlice(first), this.#hostSlice(second)]);
      if (signal.aborted) return;
      const picture = between(one, two);
      if (typeof picture === 'string') {
        this.#stage.showNothing(slot, picture);
        return;
      }
      // At rest, as the window of the difference from the phantom.
      const follows = picture.window === 'difference' && note === null;
      const values = follows ? await this.#copies.of(cpu, picture.array) : null;
      if (signal.aborted) return;
      this.#stage.show(slot, cpu, { ...picture, note });
      if (values) this.#windows.followDifference(values, picture.values.toDisplay);
      this.#windows.show();
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    }
  }

  /**
   * Shows what there is to see in a slot of a run that is over, where that takes its slice on the host.
   *
   * @param signal given when something newer is to be seen there
   * @param note over the picture
   */
  async showOfResult(
    cpu: Engine,
    slot: Slot,
    of: LaneResult,
    signal: AbortSignal,
    note: string | null = null,
  ): Promise<void> {
    const { view } = slot;
    if (!view.ofResult || !of.result.isThere || !of.result.isReconstructed) return;
    try {
      const picture = await view.ofResult(await this.#hostSlice(of), of.result);
      if (signal.aborted) return;
      if (typeof picture === 'string') this.#stage.showNothing(slot, picture);
      else this.#stage.show(slot, cpu, { ...picture, note });
      this.#windows.show();
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    }
  }

  /** The same windows for the slice as when it was first shown. */
  followSlice(): void {
    const slice = this.#stage.shown('slice');
    if (slice) void this.#followData(slice.engine, slice);
  }

  /**
   * Once a run has come to rest: the sinogram's window follows what a detector read, where that is not the exact line
   * integrals, and the difference's window the difference.
   */
  async followAtRest(): Promise<void> {
    const sinogram = this.#stage.shown('sinogram');
    const difference = this.#stage.shown('difference');
    const { experiment } = this.#present;
    await this.#windows.ofSubject();
    try {
      const isRead = sinogram && hasBeam(experiment.acquisition);
      this.#windows.followReadings(isRead ? await this.#copies.of(sinogram.engine, sinogram.array) : null);
      if (!difference) return;
      const values = await this.#copies.of(difference.engine, difference.array);
      if (this.#stage.shows(difference.array)) this.#windows.followDifference(values, difference.values.toDisplay);
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    }
  }

  /** Another subject's line integrals have another span, which the numbers beside a sinogram are told to. */
  rescaleSinograms(): void {
    const { unit } = this.#present;
    for (const slot of this.#stage.slots) {
      const shown = this.#stage.shown(slotId(slot));
      if (shown?.window !== 'sinogram') continue;
      this.#stage.show(slot, shown.engine, { ...shown, values: sinogramScale(unit, this.#windows.spanOf('sinogram')) });
    }
  }

  /** So that what is under the pointer can be read at once, and stays on screen should the device be lost. */
  async copyForPointer(): Promise<void> {
    for (const id of this.#stage.slots.map(slotId)) {
      for (const shown of [this.#stage.shown(id), this.#stage.shownOver(id)])
        if (shown) await this.#copies.of(shown.engine, shown.array).catch(() => undefined);
    }
  }

  /** A lost device takes its pictures along; their copies on the host are shown by the CPU instead. */
  keepOnScreen(cpu: Engine): void {
    for (const slot of this.#stage.slots) {
      const [shown, over] = [this.#stage.shown(slotId(slot)), this.#stage.shownOver(slotId(slot))].map(
        (shown) => shown && this.#onHost(shown),
      );
      if (shown) this.#stage.show(slot, cpu, shown);
      if (over) this.#stage.showOver(slot, cpu, over);
    }
  }

  /** The same picture of its copy on the host; `null` where there is none. */
  #onHost(shown: ShownPicture): Picture | null {
    const data = this.#copies.peek(shown.array);
    const { rows, columns } = shown.array;
    return data && { ...shown, array: { rows, columns, data } as DeviceArray };
  }

  async #hostSlice({ engine, experiment, subject, result }: LaneResult): Promise<HostSlice> {
    const { image, grid, waterMuPerMm } = result;
    const isUnfiltered = whyOnNoScale(experiment) !== null;
    return {
      values: await this.#copies.of(engine, image),
      grid,
      waterMuPerMm,
      unit: displayUnitOf(subject),
      isUnfiltered,
    };
  }

  #contextOf({ experiment, whole, subject, isPreview }: ShownRun): Pick<ViewContext, 'preview' | 'unit'> {
    return { preview: isPreview ? previewNotes(experiment, whole ?? experiment) : null, unit: displayUnitOf(subject) };
  }

  /** Whether that is on screen already: painting a whole sinogram or phantom again takes a part of a frame. */
  #isShown(slot: Slot, isOver: boolean, engine: Engine, picture: Picture, step: PictureStep): boolean {
    const shown = isOver ? this.#stage.shownOver(slotId(slot)) : this.#stage.shown(slotId(slot));
    // A slice that builds up is another in the same array.
    const grows = step.kind === 'image' || (step.kind === 'planes' && step.growth !== undefined);
    if (grows || shown?.array !== picture.array || shown.engine !== engine) return false;
    const { unit, span } = picture.values;
    const isSame = shown.values.unit === unit && shown.values.span === span && shown.note === picture.note;
    return (
      isSame &&
      shown.grid === picture.grid &&
      shown.scan === picture.scan &&
      shown.waterMuPerMm === picture.waterMuPerMm
    );
  }

  /** Windows that follow the data need its values; the picture is on screen before they come. */
  async #followData(engine: Engine, { array, window, values: { toDisplay }, share }: Picture): Promise<void> {
    if (!this.#windows.follows(window)) return;
    try {
      const values = await this.#copies.of(engine, array);
      // Another picture may have taken its place meanwhile.
      if (this.#stage.shows(array)) this.#windows.follow(window, values, toDisplay, share < 1);
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#notices.failure(error);
    }
  }
}
