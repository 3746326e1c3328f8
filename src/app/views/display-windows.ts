import {
  type RangePart,
  windowFollowing,
  windowOfDifference,
  windowOfRadiograph,
  windowWithin,
} from '../../experiment/automatic-window.ts';
import { defaultDisplay } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { WindowReadout } from '../controls/window-readout.ts';
import type { DisplayWindow } from '../panes/window-level.ts';
import { WINDOW_PRESETS } from '../panes/window-presets.ts';
import type { PresentExperiment, PresentPair } from '../present/present-experiment.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import type { ShownPicture } from '../stage/slot-pictures.ts';
import type { Stage } from '../stage/stage.ts';
import { sinogramWindow, windowOfReadings } from './sinogram-range.ts';
import { type TurnedState, TurnedWindows } from './turned-windows.ts';
import type { WindowKind } from './view.ts';

/** Narrower spans would divide by nothing. */
const SMALLEST_SPAN = 1e-9;
/** From nothing in common to equality. */
const SIMILARITY_WINDOW: DisplayWindow = { width: 1, level: 0.5 };
/** So many values of a slice that builds up are sorted, in a part of a frame. */
const VALUES_OF_PASSING = 2 ** 14;

/**
 * The display window of each kind of picture, in display units: the one that a hand has turned, or one that follows the
 * data.
 */
export class DisplayWindows {
  readonly #present: PresentExperiment;
  readonly #stage: Stage;
  readonly #readout: WindowReadout;
  readonly #host: CpuExecutor;
  readonly #turned: TurnedWindows;
  #automaticSlice: DisplayWindow = { width: 1, level: 0.5 };
  #automaticUnfiltered: DisplayWindow = { width: 1, level: 0.5 };
  /** `null` before there was a difference; then the slice's width, about nothing. */
  #automaticDifference: DisplayWindow | null = null;
  /** Of the subject's exact line integrals. */
  #exactSinogram: DisplayWindow = { width: 1, level: 0.5 };
  #automaticSinogram = this.#exactSinogram;
  /** The part of that which is looked at. */
  #readingsPart: RangePart | undefined;
  #automaticRadiograph: DisplayWindow = { width: 100, level: 50 };
  /** What the radiograph is of whose window that is. */
  #radiographOf: PresentPair | null = null;
  /** Whether that is of what a detector read. */
  #followsReadings = false;
  #lookingAtSubject: Promise<void> = Promise.resolve();
  /** A hand has changed what an address or a saved experiment holds. */
  onTurned: (() => void) | null = null;
  /** The windows by which pictures are shown. */
  onShown: ((windows: Readonly<Record<WindowKind, DisplayWindow>>, inverted: boolean) => void) | null = null;
  /** The span of the subject's line integrals is known. */
  onSubjectSeen: (() => void) | null = null;

  /** @param host looks at subjects: a scan of some rays is no work for the page's own thread */
  constructor(present: PresentExperiment, stage: Stage, readout: WindowReadout, host: CpuExecutor) {
    this.#present = present;
    this.#stage = stage;
    this.#readout = readout;
    this.#host = host;
    this.#turned = new TurnedWindows(present);
  }

  of(kind: WindowKind): DisplayWindow {
    const slice = this.#present.experiment.display ?? this.#automaticSlice;
    switch (kind) {
      case 'slice':
        return slice;
      case 'unfiltered':
        return this.#turned.of('unfiltered') ?? this.#automaticUnfiltered;
      case 'sinogram':
        return this.#turned.of('sinogram') ?? this.#sinogramPart;
      case 'difference':
        return this.#turned.of('difference') ?? this.#automaticDifference ?? { width: slice.width, level: 0 };
      case 'similarity':
        return this.#turned.of('similarity') ?? SIMILARITY_WINDOW;
      case 'radiograph':
        return this.#turned.of('radiograph') ?? this.#automaticRadiograph;
    }
  }

  /** The kind of window by which the picture in a slot is shown. */
  kindOf(slot: Slot): WindowKind {
    return this.#stage.shown(slotId(slot))?.window ?? 'slice';
  }

  /** Of the slice of the present experiment, which a plain back-projection may be. */
  get kindOfSlice(): WindowKind {
    return this.#present.sliceIsOnNoScale ? 'unfiltered' : 'slice';
  }

  /** The nominal span of such a picture's data. */
  spanOf(kind: WindowKind): number {
    const { width } = kind === 'sinogram' ? this.#automaticSinogram : this.of(kind);
    return Math.max(width, SMALLEST_SPAN);
  }

  /** Turns a window by hand. @param finished when the hand lets go */
  set(kind: WindowKind, window: DisplayWindow, finished = true): void {
    this.#turned.turn(kind, window, finished);
    this.show();
    this.onTurned?.();
  }

  /** Sets a preset in HU, where slices are shown in HU. */
  setPreset(window: DisplayWindow): void {
    if (this.#present.unit === 'HU') this.set('slice', window);
  }

  invert(inverted = !this.#turned.inverted): void {
    this.#turned.invert(inverted);
    this.show();
    this.onTurned?.();
  }

  /** Another subject is about to be the present one: nothing is turned by hand any more. */
  forgetHand(): void {
    this.#turned.forget();
  }

  /** What a hand has turned, as it was. */
  bringHand(turned: TurnedState): void {
    this.#turned.bring(turned);
  }

  get turned(): TurnedState {
    return this.#turned.state();
  }

  /** For another subject. */
  forSubject(): void {
    this.#automaticDifference = null;
    this.#followsReadings = false;
    this.followSubject();
  }

  /** The subject has been edited: what follows its data does so, what was turned by hand stays. */
  followSubject(): void {
    this.#lookingAtSubject = this.#lookAt(this.#present.subject);
  }

  /** Resolves when the sinogram's window is that of the subject. */
  async ofSubject(): Promise<void> {
    await this.#lookingAtSubject;
  }

  /** Takes the sinogram's window from readings, which another spectrum makes larger or smaller; `null`: from the subject. */
  followReadings(values: Float32Array | null): void {
    this.#followsReadings = values !== null;
    this.#automaticSinogram = values ? windowOfReadings(values) : this.#exactSinogram;
    this.show();
  }

  /** Shows a part of the readings' range where no hand has turned the window; all of it without one. */
  lookWithin(part: RangePart | undefined): void {
    if (part === this.#readingsPart) return;
    this.#readingsPart = part;
    this.show();
  }

  get #sinogramPart(): DisplayWindow {
    return this.#readingsPart ? windowWithin(this.#automaticSinogram, this.#readingsPart) : this.#automaticSinogram;
  }

  /** Takes the difference's window from its values, which other scans make larger or smaller. */
  followDifference(values: Float32Array, toDisplay: (value: number) => number): void {
    this.#automaticDifference = windowOfDifference(values, toDisplay);
    this.show();
  }

  /** Another filter puts a plain back-projection on another scale. */
  forFilter(): void {
    this.#turned.forgetUnfiltered();
  }

  reset(): void {
    this.#turned.reset(defaultDisplay(this.#present.subject));
    this.show();
    this.onTurned?.();
  }

  /** Whether the window of such a picture comes from its values; of the views of one scan the first tells it for all. */
  follows(kind: WindowKind): boolean {
    if (kind === 'radiograph') return !isSameScan(this.#radiographOf, this.#present.pair);
    return kind === 'unfiltered' || (kind === 'slice' && !this.#present.experiment.display);
  }

  /**
   * Takes the window from a picture's values.
   *
   * @param toDisplay brings one to display units
   * @param isPassing another slice takes its place in a moment
   */
  follow(kind: WindowKind, values: Float32Array, toDisplay: (value: number) => number, isPassing: boolean): void {
    if (kind === 'radiograph') {
      this.#automaticRadiograph = windowOfRadiograph(values, toDisplay);
      this.#radiographOf = this.#present.pair;
      this.show();
      return;
    }
    const window = windowFollowing(values, toDisplay, isPassing ? VALUES_OF_PASSING : undefined);
    if (kind === 'unfiltered') this.#automaticUnfiltered = window;
    else this.#automaticSlice = window;
    this.show();
  }

  /** Brings panes and read-out up to date. */
  show(): void {
    for (const slot of this.#stage.slots) {
      const pane = this.#stage.pane(slotId(slot));
      pane?.setWindow(this.of(this.kindOf(slot)), this.#turned.inverted);
      const over = slot.over && this.#stage.shownOver(slotId(slot));
      if (over) pane?.setOverWindow(this.of(over.window));
    }
    this.onShown?.(
      {
        slice: this.of('slice'),
        unfiltered: this.of('unfiltered'),
        sinogram: this.of('sinogram'),
        difference: this.of('difference'),
        similarity: this.of('similarity'),
        radiograph: this.of('radiograph'),
      },
      this.#turned.inverted,
    );
    const slice = this.#shownSlice;
    if (!slice) return;
    const presets = this.#present.unit === 'HU' && slice.window === 'slice' ? WINDOW_PRESETS : [];
    this.#readout.setScale(slice.values, presets);
    this.#readout.setWindow(this.of(slice.window), this.#turned.inverted);
  }

  /** The present slice, or else what else is shown in its window: another one, or the planes of a volume. */
  get #shownSlice(): ShownPicture | null {
    const others = this.#stage.slots.map((slot) => this.#stage.shown(slotId(slot)));
    return this.#stage.shown('slice') ?? others.find((shown) => shown?.window === this.kindOfSlice) ?? null;
  }

  async #lookAt(subject: Subject): Promise<void> {
    try {
      const window = await sinogramWindow(subject, this.#host);
      if (!this.#present.isOpen || subject !== this.#present.subject) return;
      this.#exactSinogram = window;
      if (!this.#followsReadings) this.#automaticSinogram = window;
      this.show();
      this.onSubjectSeen?.();
    } catch {
      // The window stays as it was; whoever needs the threads says why they are gone.
    }
  }
}

/** Whether the same is read of the same phantom, however it is reconstructed and shown. */
function isSameScan(one: PresentPair | null, other: PresentPair): boolean {
  return (
    one?.subject === other.subject &&
    one.experiment.scan === other.experiment.scan &&
    one.experiment.acquisition === other.experiment.acquisition
  );
}
