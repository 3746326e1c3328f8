import type { DeviceArray, RunControl } from '../compute/device.ts';
import type { Grid, ImageGrid } from '../geometry/grid.ts';
import type { Scan, ScanSettings } from '../geometry/scan.ts';
import type { Interpolation } from '../kernels/refine-views/interpolation.ts';
import type { Operators } from '../operators/contract.ts';
import type { RampWindow } from '../reconstruction/ramp-windows.ts';
import type { SetValues, SpecSettings } from '../spec-settings.ts';
import type { IterativeWork } from './iterative/problem.ts';

/**
 * One way to reconstruct a slice from line integrals. A spec is light: the panel, schemas, advice and the way from readings
 * to slice are made from it, and what does the work is fetched when it is first asked for.
 */
export type Method = DirectMethod | IterativeMethod;

/** A method that makes its image in one go of views that are prepared for it. */
export interface DirectMethod extends MethodTraits {
  readonly iterates?: undefined;
  /** Fetches what does it. */
  load(): Promise<MethodWork>;
}

/**
 * A method that comes nearer to its image step by step, from the readings as they are: no views are completed, rebinned or
 * filtered for it. `iterative/iterative-method.ts` makes such specs.
 */
export interface IterativeMethod extends MethodTraits {
  readonly iterates: true;
  /** Fetches what does it. */
  load(): Promise<IterativeWork>;
}

interface MethodTraits {
  /** In files and links. */
  readonly name: string;
  readonly words: {
    /** In a list of methods. */
    readonly label: string;
    /** At the beginning of a sentence. */
    readonly short: string;
  };
  /** Whether it takes parallel rays alone, so that a fan is rebinned to such rays first. */
  readonly needsParallelRays: boolean;
  /** Whether it is nothing without a filter: plain back-projection, filter `none`, is no matter of it. */
  readonly needsFilter: boolean;
  /**
   * Whether it back-projects views that are filtered, and for `smooth` made twice as dense, before it is asked. Others get
   * the lines as they are.
   */
  readonly takesFilteredViews: boolean;
  /** Whether, with what is set of it, it asks for the lines besides its filtered views; left out where it never does. */
  readonly takesLinesToo?: (settings: SetValues) => boolean;
  /** Whether its image grows view by view, so that it can be played. Others are played by filtered back-projection. */
  readonly growsByViews: boolean;
  /** Whether it makes one slice after the other, so that by views a single slice grows, and no volume. */
  readonly growsSliceBySlice?: true;
  /** The settings that all methods share and that its work reads; it is given no others. */
  readonly reads: readonly (keyof SharedSettings)[];
  /** What can be set of it alone. */
  readonly settings: SpecSettings;
  /**
   * Why it does not go with a scan, or what is set of it does not, as a sentence that begins with the path; `null` where it
   * does. Left out where it goes with all scans whose rays it takes.
   *
   * @param settings what is set of it alone
   */
  readonly whyNot?: (scan: ScanSettings, settings: SetValues) => string | null;
}

export interface SharedSettings {
  readonly filter?: RampWindow | 'none';
  readonly cutoff?: number;
  readonly interpolation?: Interpolation | undefined;
}

/** Those that the spec says it reads, and its own. */
export type MethodSettings = SharedSettings & SetValues;

/** What is reconstructed, and how. */
export interface MethodGiven {
  /** Of the views; of parallel rays where the method needs them. */
  readonly scan: Scan;
  /** Of a slice. */
  readonly grid: ImageGrid;
  /** Of all slices, several where the scan's geometry makes volumes. */
  readonly volumeGrid: Grid;
  readonly settings: MethodSettings;
}

// biome-ignore lint/suspicious/noExplicitAny: what a method plans is its own affair.
export interface MethodWork<Plan = any> {
  /**
   * What follows from scan, grid and settings alone: kept while they stay, since operators keep what they derive from it by
   * its identity. Left out, nothing is planned, and the plan is `null`.
   *
   * @throws InputError where the settings do not fit
   */
  readonly plan?: (given: MethodGiven) => Plan;
  /**
   * Makes the image of the views. Yields after every step, so that it can be followed, played and given up.
   *
   * @param run `image` is of zeros, [slices · rows, columns] of the grid
   */
  reconstruct<A extends DeviceArray>(run: MethodRun<A, Plan>): AsyncGenerator<MethodStep, void, void>;
}

export interface MethodRun<A extends DeviceArray, Plan> extends MethodGiven {
  readonly operators: Operators<A>;
  readonly plan: Plan;
  /** [views · detector rows, channels] of the scan; stays as it is. */
  readonly views: A;
  readonly image: A;
  /** The lines that the views were made of, where it asks for them; stay as they are. */
  readonly lines?: { readonly scan: Scan; readonly readings: A } | undefined;
  /** How many views the next step may take, asked before each; left out where nobody watches. */
  readonly viewsPerStep?: (() => number) | undefined;
  /** Gives up within a step, and tells how far it is. */
  readonly control: RunControl;
}

/** How far a method has come. */
export interface MethodStep {
  /** So many views are in the image; of what grows by them. */
  readonly views?: number;
  /** 0 … 1; left out where the operators tell. */
  readonly done?: number;
}

/** The part of an experiment's settings that a method is given. */
export function settingsFor(method: Method, all: MethodSettings): MethodSettings {
  const keys = [...method.reads, ...Object.keys(method.settings)];
  return Object.fromEntries(keys.map((key) => [key, all[key]]));
}

/** What is set of a method alone. */
export function ownSettings(method: Method, all: object): SetValues {
  const values: SetValues = { ...all };
  return Object.fromEntries(Object.keys(method.settings).map((key) => [key, values[key]]));
}

/** The same without what is asked of its image besides that it agrees with the readings. */
export function withoutPrior(method: Method, all: SetValues): SetValues {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !method.settings[key]?.isOfPrior));
}

/** A sentence for filter `none` with a method that needs one. */
export function filterIsMissing(name: string): string {
  return `${name} needs a filter; plain back-projection, filter "none", is available only with FBP`;
}
