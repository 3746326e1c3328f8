import type { DeviceArray } from '../compute/device.ts';
import type { Findings } from '../corrections/correction.ts';
import type { Grid, ImageGrid } from '../geometry/grid.ts';
import type { Scan } from '../geometry/scan.ts';
import type { Closeness, ImageQuality } from '../measure/image-quality.ts';
import type { RegionPixels } from '../measure/region-pixels.ts';
import type { Operators } from '../operators/contract.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';
import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { BeamPlan } from '../physics/scan-plan.ts';
import type { Holding } from '../pipeline/result-cache.ts';
import type { IterationRecord } from './iteration-record.ts';

/** All that a run has come to. */
export interface RunResults<A extends DeviceArray> {
  /** With what corrections have made of it, [views, channels]; of a detector with several rows that of the one next to its middle. */
  readonly sinogram: A;
  /** Whose sinogram it is; it may have channels beyond the detector, that a correction has added. */
  readonly scan: Scan;
  /** The same of the channels that the detector has. */
  readonly measuredScan: Scan;
  /** [views · detector rows, channels]: the sinogram, or all of what several rows have read. */
  readonly readings: A;
  /** The same as the detector gave them, before any correction. */
  readonly measured: A;
  /** c in I/I₀ = e^(−c·p), what was counted relative to the open beam for each line integral p of `measured`. */
  readonly signalFactor: number | null;
  /** The slice, [rows, columns] of the grid; of a volume the middle one. `null` where nothing was reconstructed. */
  readonly image: A | null;
  readonly grid: ImageGrid;
  /** [slices · rows, columns] of its grid: the slice, or all slices. `null` where nothing was reconstructed. */
  readonly volume: A | null;
  readonly volumeGrid: Grid;
  /** The phantom on the grid and the slice less it; `null` for measured data. */
  readonly truth: A | null;
  readonly difference: A | null;
  /** The phantom's values, float32 [rows × columns]. */
  readonly truthValues: Float32Array | null;
  /** What corrections have found. */
  readonly findings: Findings;
  /** What an iterative method has come to on its way; `null` of others. */
  readonly iterations: IterationRecord | null;
}

/** What a result is made of beside what it tells. */
interface Origin<A extends DeviceArray> {
  readonly operators: Operators<A>;
  readonly host: CpuExecutor;
  readonly beam: BeamPlan | null;
  /** How many channels of each row had next to nothing left, [views · detector rows, 1]. */
  readonly starved: A | null;
  readonly arrays: Holding;
}

/**
 * What a run has come to, for good. Its arrays are good until the session's next run shows others in their place, and
 * longer for whoever holds them.
 */
export class RunResult<A extends DeviceArray = DeviceArray> implements RunResults<A> {
  readonly sinogram: A;
  readonly scan: Scan;
  readonly measuredScan: Scan;
  readonly readings: A;
  readonly measured: A;
  readonly signalFactor: number | null;
  readonly grid: ImageGrid;
  readonly volumeGrid: Grid;
  readonly truth: A | null;
  readonly difference: A | null;
  readonly truthValues: Float32Array | null;
  readonly findings: Findings;
  readonly iterations: IterationRecord | null;
  readonly #image: A | null;
  readonly #volume: A | null;
  /** What reconstructs to 0 HU, in 1/mm: water at 60 keV, or as the beam sees it. */
  readonly waterMuPerMm: number;
  /** The energy at which water attenuates as in the beam; `null` where there was no physics. */
  readonly effectiveEnergyKeV: number | null;
  readonly #origin: Origin<A>;

  constructor(results: RunResults<A>, origin: Origin<A>) {
    this.sinogram = results.sinogram;
    this.scan = results.scan;
    this.measuredScan = results.measuredScan;
    this.readings = results.readings;
    this.measured = results.measured;
    this.signalFactor = results.signalFactor;
    this.#image = results.image;
    this.grid = results.grid;
    this.#volume = results.volume;
    this.volumeGrid = results.volumeGrid;
    this.truth = results.truth;
    this.difference = results.difference;
    this.truthValues = results.truthValues;
    this.findings = results.findings;
    this.iterations = results.iterations;
    this.waterMuPerMm = waterOf(origin.beam);
    this.effectiveEnergyKeV = origin.beam?.calibration.effectiveEnergyKeV ?? null;
    this.#origin = origin;
  }

  /** Whether there is a slice; a run that only reads has none. */
  get isReconstructed(): boolean {
    return this.#image !== null;
  }

  /** The slice, which a result that is reconstructed has. */
  get image(): A {
    return reconstructed(this.#image);
  }

  /** All slices, which a result that is reconstructed has. */
  get volume(): A {
    return reconstructed(this.#volume);
  }

  /** Whether the arrays are still good: what is asked of them at once comes, whatever runs next. */
  get isThere(): boolean {
    return this.#origin.arrays.isThere;
  }

  /** Holds the arrays until what it gives is called; `null` where they have been given back already. */
  hold(): (() => void) | null {
    return this.#origin.arrays.hold();
  }

  /**
   * RMSE, PSNR and SSIM of the slice, or `null` where there is no truth to compare it with.
   *
   * @param image host copy of the slice, [rows × columns]
   */
  async quality(image: Float32Array): Promise<ImageQuality | null> {
    const { truthValues, grid } = this;
    if (!truthValues) return null;
    return this.#origin.host.run('imageQuality', image, truthValues, grid.rows, grid.columns);
  }

  /**
   * RMSE, PSNR and SSIM of a region of the slice; `null` where there is no truth, or no pixel.
   *
   * @param image host copy of the slice, [rows × columns]
   */
  async qualityIn(image: Float32Array, pixels: RegionPixels): Promise<Closeness | null> {
    const { truthValues, grid } = this;
    if (!truthValues) return null;
    return this.#origin.host.run('regionQuality', image, truthValues, grid.rows, grid.columns, pixels);
  }

  /**
   * SSIM of every pixel of the slice, [rows × columns] of the grid, `NaN` where its window reaches beyond it; `null` where
   * there is no truth to compare it with.
   *
   * @param image host copy of the slice, [rows × columns]
   */
  async similarity(image: Float32Array): Promise<Float32Array | null> {
    const { truthValues, grid } = this;
    if (!truthValues) return null;
    return this.#origin.host.run('similarityPicture', image, truthValues, grid.rows, grid.columns);
  }

  /**
   * The part of the readings that had next to nothing left, 0 … 1; `null` where none could. A small read of arrays that
   * must still be there: ask after the picture is on screen.
   */
  async starvedFraction(): Promise<number | null> {
    const { operators, starved } = this.#origin;
    if (!starved) return null;
    const perRow = await operators.read(starved);
    return perRow.reduce((sum, count) => sum + count, 0) / (starved.rows * this.measuredScan.channels);
  }
}

function reconstructed<A>(array: A | null): A {
  if (array === null) throw new Error('a slice was asked for that was not reconstructed');
  return array;
}

/** What reconstructs to 0 HU, in 1/mm. */
export function waterOf(beam: BeamPlan | null): number {
  return beam?.calibration.waterMuPerMm ?? WATER_MU_PER_MM;
}
