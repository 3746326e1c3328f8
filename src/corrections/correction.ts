import type { DeviceArray } from '../compute/device.ts';
import type { Grid, ImageGrid } from '../geometry/grid.ts';
import type { Scan } from '../geometry/scan.ts';
import type { Operators } from '../operators/contract.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';
import type { ValueUnit } from '../phantom/phantom.ts';
import type { PhysicsSettings } from '../physics/physics-settings.ts';
import type { BeamPlan } from '../physics/scan-plan.ts';
import type { SetValues, SpecSettings } from '../spec-settings.ts';

/**
 * One way to correct a sinogram before it is reconstructed. A spec is light: lists, panels and schemas are made from it,
 * and what does the work is fetched when the correction is first made.
 */
export interface Correction {
  /** In files and links. */
  readonly name: string;
  readonly words: CorrectionWords;
  /** What can be set of it. */
  readonly settings: SpecSettings;
  /** Why it cannot be made to a measurement, which part of a sentence says behind "its"; `null` where it can. */
  readonly whyNotMeasured: string | null;
  /** Whether it takes readings for −ln of what came through of a beam, which those of a measurement in units of its own are not. */
  readonly readsTransmission?: boolean;
  /**
   * Why it cannot be made where slices are brought into focus (`Geometry.focusing`), which part of a sentence says behind
   * "since"; `null` where it can. Of a detector with several rows each row is one of the sinogram, [views · detector rows,
   * channels].
   */
  readonly whyNotFocused: string | null;
  /** Whether what it does depends on the grid of the slice, or of all slices. */
  readonly readsGrid: boolean;
  /** What it looks for in the readings; left out where it looks for nothing. */
  readonly seeks?: Sought;
  /** What is said of the figures that say what it has done; left out where it has none. */
  readonly tells?: Told;
  /** How it carries views on beyond the detector; left out where it does not. */
  readonly lengthens?: Lengthening;
  /** Why it has nothing to correct, in a few words that stand beside its control, or `null` where it has. */
  whyIdle(experiment: CorrectedExperiment): string | null;
  /** Fetches what does it. */
  load(): Promise<CorrectionWork>;
}

export interface CorrectionWords {
  /** On its control. */
  readonly label: string;
  /** In a list of those that are on. */
  readonly shortLabel: string;
  /** What it is called where it stands alone. */
  readonly title: string;
  /** What it does, and what it costs: sentences. */
  readonly help: string;
}

/** A number of the scan that a correction finds in the readings, and takes for what it is. */
export interface Sought {
  /** Its key in `scan`. */
  readonly key: 'offset';
  /** What is found is called so in the command's report. */
  readonly reportedAs: string;
  /** What stands in a list, where it was found and where it is unknown. */
  readonly found: string;
  readonly unknown: string;
  /** What is said of it: a sentence. */
  says(finding: Finding): string;
}

/** What a correction has found, or why it is unknown. */
export type Finding =
  /** By so much the number is to be more than the scan has it. */
  | {
      readonly shift: number;
      readonly why: null;
      /** Of how many detector rows together, where several have been asked. */
      readonly rows?: number;
    }
  /** A part of a sentence: "the readings do not tell where the axis is: …". */
  | { readonly shift: null; readonly why: string };

/** What a correction has done, in numbers by name. */
export type Figures = Readonly<Record<string, number>>;

/** How the figures of a correction read. */
export interface Told {
  /** What stands in a list. */
  readonly title: string;
  /** All of them in a sentence. */
  sentence(figures: Figures): string;
}

/** By the names of the corrections that have looked for something, or say in numbers what they have done. */
export type Findings = Readonly<Record<string, Finding | Done>>;

/** What says in numbers what was done, and has looked for nothing. */
export interface Done {
  readonly figures: Figures;
  readonly shift?: undefined;
  readonly why?: undefined;
}

/** How a correction carries views on beyond the detector. */
export interface Lengthening {
  /** So many channels before the first one and after the last one. */
  channels(scan: Scan, grid: ImageGrid, isMeasured: boolean): { readonly before: number; readonly after: number };
  /** What becomes of an object that the detector cuts off: part of a sentence. */
  says(isMeasured: boolean): string;
}

/** What has to be known of an experiment to say whether a correction has something to correct. */
export interface CorrectedExperiment {
  readonly physics: PhysicsSettings | undefined;
  /** Of what is scanned, or was. */
  readonly unit: ValueUnit;
  /** @throws InputError where a fan opens too wide */
  scan(): Scan;
}

/** One correction that is made, and what is set of it. */
export interface MadeCorrection extends SetValues {
  readonly kind: string;
}

export interface CorrectionWork {
  /** @param given its sinogram stays as it is: another is made in its place, or `writable` is asked for one */
  correct<A extends DeviceArray>(
    given: CorrectedSinogram<A>,
    context: CorrectionContext<A>,
  ): Promise<CorrectedSinogram<A>>;
}

/** A sinogram as corrections hand it on to one another. */
export interface CorrectedSinogram<A extends DeviceArray> {
  readonly sinogram: A;
  /** Whose sinogram it is now: its axis may have been found elsewhere, and its views may go on beyond the detector. */
  readonly scan: Scan;
  /** The same of the channels that the detector has. */
  readonly measuredScan: Scan;
  readonly findings: Findings;
  /** What is done to the slice that is made of it, one after the other. */
  readonly imageSteps: readonly ImageStep<A>[];
}

/** Something that a correction does to the finished slice. */
export interface ImageStep<A extends DeviceArray> {
  /** What it needs, held as long as the sinogram. */
  readonly arrays: readonly A[];
  /**
   * @param operators of the run that makes the slice, which need not be the one that corrected the sinogram
   * @param image changed in place
   * @param grid the image's: the context's `imageGrid`, or of a volume that is played a slice of it
   */
  apply(operators: Operators<A>, image: A, grid: Grid): Promise<void>;
}

/** What corrections may know of a scan, and where they get arrays from. */
export interface CorrectionContext<A extends DeviceArray> {
  readonly operators: Operators<A>;
  /** Runs what is done on the CPU for every backend. */
  readonly host: CpuExecutor;
  /** What is set of this correction: each key that its spec declares, and no other. */
  readonly settings: SetValues;
  /** Of one slice. */
  readonly grid: ImageGrid;
  /** Of what `reconstruct` makes: the slice, or all slices of a volume. */
  readonly imageGrid: Grid;
  /** Photons of the unattenuated beam, where there is noise. */
  readonly photons: number | undefined;
  /** `null` where there is no physics, and for a measurement, of which it is unknown. */
  readonly beam: BeamPlan | null;
  /** c in I/I₀ = e^(−c·p), what was counted relative to the open beam for each line integral p; `null` where that is unknown. */
  readonly signalFactor: number | null;
  /** What water is in the image's unit; `null` for a measurement, of which it is unknown. */
  readonly water: number | null;
  /** A new image of a sinogram, on the image's grid, or a volume of readings by a detector of several rows. */
  reconstruct(sinogram: A, scan: Scan): Promise<A>;
  /** A new array. Given back when the sinogram that is handed on no longer needs it. */
  create(rows: number, columns: number): Promise<A>;
  /** Takes over an array that the correction has made otherwise, to be given back like those of `create`. */
  adopt(array: A): A;
  /** What may be written over and handed on: the sinogram itself, or a copy of it where somebody else needs it as it is. */
  writable(sinogram: A): Promise<A>;
  /** Ends it: whoever works in steps asks between them. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far it is, 0 … 1, by whoever works in steps; `reconstruct` tells by itself. */
  readonly tell?: ((done: number) => void) | undefined;
}
