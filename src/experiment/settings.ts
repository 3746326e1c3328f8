import type { MadeCorrection } from '../corrections/correction.ts';
import type { ScanSettings } from '../geometry/scan.ts';
import type { Interpolation } from '../kernels/refine-views/interpolation.ts';
import type { MissingCone } from '../methods/fbp/spec.ts';
import type { IterativeSettings } from '../methods/iterative/iterative-settings.ts';
import type { IterativeMethodName, MethodName } from '../methods/registry.ts';
import type { PhantomFile } from '../phantom/phantom-file.ts';
import type { SolidFile } from '../phantom/solids/solid-file.ts';
import type { Acquisition } from './acquisition-schema.ts';
import type { FilterName } from './choices.ts';
import type { ImagePhantomReference } from './image-phantom-schema.ts';
import type { MeasurementReference } from './measurement-schema.ts';

export type { ScanSettings } from '../geometry/scan.ts';

/** One experiment with every default filled in: the value that flows through the whole program. */
export interface Experiment {
  /** That of files and links. */
  readonly version: 2;
  readonly phantom?: string | PhantomFile | SolidFile | ImagePhantomReference;
  readonly measurement?: MeasurementReference;
  /** What is measured, and with what. */
  readonly acquisition: Acquisition;
  readonly scan: ScanSettings;
  /** What is done about the faults of the scan, in its order. */
  readonly corrections: readonly MadeCorrection[];
  readonly reconstruction: ReconstructionSettings;
  /** In display units; `null` stands for a window that follows the data. */
  readonly display: DisplaySettings | null;
  readonly seed: number;
}

export interface GridSettings {
  readonly pixels: number;
  readonly pixelSizeMm: number;
  /** Of a volume; 1 where it is left out. */
  readonly slices?: number | undefined;
  /** From slice to slice; as far as from pixel to pixel where it is left out. */
  readonly sliceSpacingMm?: number | undefined;
  /** z of the middle of all slices; 0 where it is left out. */
  readonly centreZMm?: number | undefined;
}

interface AnyReconstructionSettings {
  readonly method: MethodName;
  readonly filter: FilterName;
  readonly cutoff: number;
  /** How filtered views are read between their channels. */
  readonly interpolation: Interpolation;
  readonly grid: GridSettings;
}

/** By a method that may take rays of a source as they are. */
export interface FbpSettings extends AnyReconstructionSettings {
  readonly method: 'fbp' | 'shift-and-add';
  /** Whether readings are made into those of parallel rays first; never of parallel rays. */
  readonly rebin: boolean;
  /** What is done about what a cone's circle leaves out; nothing where it is left out. */
  readonly missingCone?: MissingCone | undefined;
}

export interface GridrecSettings extends AnyReconstructionSettings {
  readonly method: 'gridrec';
  readonly filter: Exclude<FilterName, 'none'>;
}

/** Of a helix, by interpolation between its turns. */
export interface HalfTurnSettings extends AnyReconstructionSettings {
  readonly method: '180-li';
  readonly filter: Exclude<FilterName, 'none'>;
  /** A cone is never rebinned. */
  readonly rebin: boolean;
}

/** By iterations; besides these what a method has of its own. */
export interface IterativeReconstruction extends AnyReconstructionSettings, IterativeSettings {
  readonly method: IterativeMethodName;
}

export type ReconstructionSettings = FbpSettings | GridrecSettings | HalfTurnSettings | IterativeReconstruction;

export interface DisplaySettings {
  readonly width: number;
  readonly level: number;
}
