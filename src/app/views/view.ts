import type { DeviceArray } from '../../compute/device.ts';
import type { DisplayUnit, Experiment } from '../../experiment/experiment.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { FinishedStep, RunStep } from '../../experiment/run-steps.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { Lane } from '../lanes/lane.ts';
import type { AxisDescription } from '../panes/axis-description.ts';
import type { PaneHover } from '../panes/pane-content.ts';
import type { ValueScale } from '../panes/value-scale.ts';

/** What a run makes that can be seen. */
export type PictureStep = Exclude<RunStep, FinishedStep>;

/** Pictures of one kind share a display window: turning it in one turns it in all. */
export type WindowKind = 'slice' | 'unfiltered' | 'sinogram' | 'difference' | 'similarity' | 'radiograph';

/** Pictures of one plane share zoom and pan. */
export type Plane = 'slice' | 'sinogram' | 'axial' | 'coronal' | 'sagittal' | 'projection';

/** An array to be seen, and what its values and positions mean. */
export interface Picture {
  readonly array: DeviceArray;
  readonly horizontal: AxisDescription;
  readonly vertical: AxisDescription;
  readonly values: ValueScale;
  /** Of a pixel, where the axes do not say it in mm. */
  readonly pixelMm?: { readonly width: number; readonly height: number };
  /** Of a plane, where it lies across both axes, in mm; 0 where it is left out. */
  readonly acrossMm?: number;
  /** Whether low values are white and high ones black, as on film; left out, they are not. */
  readonly lowIsWhite?: boolean;
  readonly window: WindowKind;
  /** Whether its values tell where the window is to lie, where none was turned by hand. */
  readonly setsWindow: boolean;
  /** What it is a part of whose other parts are seen in the window that the first one told; left out of what is whole. */
  readonly windowOf?: DeviceArray;
  /** The part of all views that is in it, while it builds up. */
  readonly share: number;
  /** In words, for those who cannot see it. */
  readonly description: string;
  /** Where a pixel of it is, in words; of a picture without it, x and y or a view and a channel. */
  place?(hover: PaneHover): string;
  /** A word about it over the picture. */
  readonly note: string | null;
  readonly grid: ImageGrid | null;
  readonly scan: Scan | null;
  /** What is 0 HU in it. */
  readonly waterMuPerMm: number;
}

/** The run that a picture is of. */
export interface ViewContext {
  /** What runs, which may be a preview of what was asked for. */
  readonly experiment: Experiment;
  /** What of a preview is coarse, in words, for pictures of the slice and of the sinogram; `null` for a whole run. */
  readonly preview: { readonly slice: string; readonly sinogram: string | null } | null;
  readonly unit: DisplayUnit;
  /** The nominal span of the data in display units. */
  spanOf(window: WindowKind): number;
}

/** A slice on the host, to be compared with another. */
export interface HostSlice {
  /** [rows × columns] of the grid, in the slice's own unit. */
  readonly values: Float32Array;
  readonly grid: ImageGrid;
  /** What is 0 HU in it. */
  readonly waterMuPerMm: number;
  readonly unit: DisplayUnit;
  readonly isUnfiltered: boolean;
}

/** A view of an array, which is shown in a pane with axes and a window. */
export interface PictureView {
  readonly name: string;
  readonly plane: Plane;
  /** Whether there is nothing to see of data that were measured. */
  readonly needsPhantom: boolean;
  /** Over its pane. */
  title(lane: Lane): string;
  /** What it shows of a step of a run; `null` where the step has nothing for it. */
  picture(step: PictureStep, context: ViewContext): Picture | null;
  /** Why a run has nothing to show in it, in a few words; `null` where it has. Left out by views that always have something. */
  whyNothing?(context: ViewContext): string | null;
  /**
   * What it shows of two slices, once both are whole: the present one, and that of its slot's lane. The picture's array is
   * one of the host. Where there is nothing to show, why, in a few words.
   */
  between?(present: HostSlice, other: HostSlice): Picture | string;
  /**
   * What it shows of a run that is over, where that takes its slice on the host. The picture's array is one of the host.
   * Where there is nothing to show, why, in a few words.
   */
  ofResult?(slice: HostSlice, result: RunResult): Promise<Picture | string>;
  /** What views have that draw themselves. */
  readonly draw?: undefined;
}
