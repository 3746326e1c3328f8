import { windowFollowing } from '../../experiment/automatic-window.ts';
import { defaultDisplay, toDisplayUnit } from '../../experiment/experiment.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { WindowReadout } from '../controls/window-readout.ts';
import type { DisplayWindow } from '../panes/window-level.ts';
import { WINDOW_PRESETS } from '../panes/window-presets.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import { PANE_IDS, type PaneId, type PicturePanes } from './picture-panes.ts';
import { sinogramWindow, windowOfReadings } from './sinogram-range.ts';

/** Narrower spans would divide by nothing. */
const SMALLEST_SPAN = 1e-9;

/**
 * The display window of each pane, in display units. Only the slice's belongs to the experiment; the others follow the
 * data until they are turned by hand.
 */
export class DisplayWindows {
  readonly #present: PresentExperiment;
  readonly #panes: PicturePanes;
  readonly #readout: WindowReadout;
  /** Windows turned by hand; `null` follows the data. */
  #unfiltered: DisplayWindow | null = null;
  #sinogram: DisplayWindow | null = null;
  #difference: DisplayWindow | null = null;
  #automaticSlice: DisplayWindow = { width: 1, level: 0.5 };
  #automaticUnfiltered: DisplayWindow = { width: 1, level: 0.5 };
  /** Of the subject's exact line integrals. */
  #exactSinogram: DisplayWindow = { width: 1, level: 0.5 };
  #automaticSinogram = this.#exactSinogram;
  #inverted = false;
  /** A hand has changed what an address or a saved experiment holds. */
  onTurned: (() => void) | null = null;

  constructor(present: PresentExperiment, panes: PicturePanes, readout: WindowReadout) {
    this.#present = present;
    this.#panes = panes;
    this.#readout = readout;
  }

  of(id: PaneId): DisplayWindow {
    const slice = this.#present.experiment.display ?? this.#automaticSlice;
    const unfiltered = this.#unfiltered ?? this.#automaticUnfiltered;
    switch (id) {
      case 'phantom':
        return slice;
      case 'slice':
        return this.#present.sliceIsUnfiltered ? unfiltered : slice;
      case 'sinogram':
        return this.#sinogram ?? this.#automaticSinogram;
      case 'difference':
        if (this.#panes.fourth === 'unfiltered') return unfiltered;
        if (this.#panes.fourth !== 'difference') return slice;
        return this.#difference ?? { width: slice.width, level: 0 };
    }
  }

  /** The nominal span of a pane's data. */
  spanOf(id: PaneId): number {
    const { width } = id === 'sinogram' ? this.#automaticSinogram : this.of(id);
    return Math.max(width, SMALLEST_SPAN);
  }

  /** Turns a pane's window by hand. */
  set(id: PaneId, window: DisplayWindow): void {
    const fourthIsUnfiltered = this.#panes.fourth === 'unfiltered';
    const unfilteredPane = this.#present.sliceIsUnfiltered ? id === 'slice' : fourthIsUnfiltered && id === 'difference';
    if (unfilteredPane) this.#unfiltered = window;
    else if (id === 'sinogram') this.#sinogram = window;
    else if (id === 'difference' && this.#panes.fourth === 'difference') this.#difference = window;
    else this.#present.change({ display: window });
    this.show();
    this.onTurned?.();
  }

  /** Sets a preset in HU, where slices are shown in HU. */
  setPreset(window: DisplayWindow): void {
    if (this.#present.unit === 'HU') this.set('phantom', window);
  }

  invert(inverted = !this.#inverted): void {
    this.#inverted = inverted;
    this.show();
  }

  /** For another subject: nothing is turned by hand any more. */
  forSubject(): void {
    this.#forgetHand();
    this.#exactSinogram = sinogramWindow(this.#present.subject);
    this.#automaticSinogram = this.#exactSinogram;
  }

  /** The subject has been edited: what follows its data does so, what was turned by hand stays. */
  followSubject(): void {
    this.#exactSinogram = sinogramWindow(this.#present.subject);
    if (!hasBeam(this.#present.experiment.acquisition)) this.#automaticSinogram = this.#exactSinogram;
    this.show();
  }

  /** Takes the sinogram's window from readings, which another spectrum makes larger or smaller; `null`: from the subject. */
  followReadings(values: Float32Array | null): void {
    this.#automaticSinogram = values ? windowOfReadings(values) : this.#exactSinogram;
    this.show();
  }

  /** Another filter puts a plain back-projection on another scale. */
  forFilter(): void {
    this.#unfiltered = null;
  }

  reset(): void {
    this.#present.change({ display: defaultDisplay(this.#present.subject) });
    this.#forgetHand();
    this.#inverted = false;
    this.show();
    this.onTurned?.();
  }

  /** Whether the window of such a slice comes from its values. */
  follows(kind: 'slice' | 'unfiltered'): boolean {
    return kind === 'unfiltered' || !this.#present.experiment.display;
  }

  /** Takes the window from a slice's values, in the slice's own unit. */
  follow(kind: 'slice' | 'unfiltered', values: Float32Array): void {
    const { unit } = this.#present;
    if (kind === 'unfiltered') this.#automaticUnfiltered = windowFollowing(values, (value) => value);
    else
      this.#automaticSlice = windowFollowing(values, (value) =>
        toDisplayUnit(value, unit, this.#panes.shown('slice')?.waterMuPerMm),
      );
    this.show();
  }

  /** Brings panes and read-out up to date. */
  show(): void {
    for (const id of PANE_IDS) this.#panes.pane(id).setWindow(this.of(id), this.#inverted);
    const slice = this.#panes.shown('slice');
    if (!slice) return;
    const presets = this.#present.unit === 'HU' && !this.#present.sliceIsUnfiltered ? WINDOW_PRESETS : [];
    this.#readout.setScale(slice.values, presets);
    this.#readout.setWindow(this.of('slice'), this.#inverted);
  }

  #forgetHand(): void {
    this.#sinogram = null;
    this.#difference = null;
    this.#unfiltered = null;
  }
}
