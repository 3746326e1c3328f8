import type { BackendDescription, DeviceArray, RunControl, ViewRange } from '../compute/device.ts';
import type { KernelDevice } from '../compute/kernel.ts';
import type { LapTimer } from '../compute/laps.ts';
import type { Grid, ImageGrid, PlacedGrid, SliceRange } from '../geometry/grid.ts';
import type { ParallelScan } from '../geometry/parallel/parallel-scan.ts';
import type { ReadingWeights } from '../geometry/reading-weights.ts';
import type { Scan } from '../geometry/scan.ts';
import type { CompletionPlan } from '../kernels/complete-views/completion-plan.ts';
import type { ExtensionPlan } from '../kernels/extend-views/extension-plan.ts';
import type { ViewFilter } from '../kernels/filter-views/view-filter.ts';
import type { ViewMix } from '../kernels/mix-views/view-mix.ts';
import type { RebinPlan } from '../kernels/rebin/rebin-plan.ts';
import type { Interpolation } from '../kernels/refine-views/interpolation.ts';
import type { ScanPrecision } from '../kernels/scan-shapes/scan-precision.ts';
import type { PlaneCut } from '../kernels/take-plane/plane-cut.ts';
import type { ShapePhantom } from '../phantom/phantom.ts';
import type { SolidPhantom } from '../phantom/solids/solid.ts';
import type { DetectorPlan } from '../physics/detector-plan.ts';
import type { PolynomialCurve } from '../physics/polynomial-curve.ts';
import type { ScatterPlan } from '../physics/scatter-plan.ts';
import type { StarvationPlan } from '../physics/starvation-plan.ts';
import type { TransmissionPlan } from '../physics/transmission-plan.ts';
import type { ProjectorModel } from './projector-model.ts';

/**
 * How a direct Fourier reconstruction of one scan on one grid goes about its work; `planGridrec` makes it and says why.
 * Immutable, kept by identity.
 */
export interface FourierPlan {
  /** As in FBP; its `channels` may be more than the scan's, for a detector that stands far off the axis. */
  readonly filter: ViewFilter;
  /** How far from the axis the detector sees, in mm; pixels beyond are 0. */
  readonly reachMm: number;
  /** The part of the image's grid within that reach, about the same centre. */
  readonly covered: ImageGrid;
  /** Cells along each side of the Cartesian Fourier grid, a power of two; the grid's period is this many pixels. */
  readonly gridSize: number;
  /** How views are read between their channels. */
  readonly interpolation: Interpolation;
  /** β of the Kaiser–Bessel kernel that carries the samples onto the grid. */
  readonly kernelShape: number;
}

/**
 * What every algorithm here is written over: once, for all backends. Arrays stay on the device that made them; only
 * `read` brings one to the host. Methods that take a {@link ViewRange} touch those views alone, so that algorithms can
 * yield between steps. On a GPU a resolved promise means that the work is queued; `finished` waits for it.
 *
 * All methods reject with `BackendLostError` (compute/device.ts) when the device is gone.
 */
export interface Operators<A extends DeviceArray = DeviceArray> extends KernelDevice<A> {
  readonly description: BackendDescription;
  /** Whether views may be filtered where they are, which saves an array as large as all of them. */
  readonly filtersInPlace: boolean;

  /** A new array of zeros. Rejects with a sentence (`InputError`) where the device cannot hold it. */
  create(rows: number, columns: number): Promise<A>;
  /**
   * Copies host values to the device, [rows × columns].
   *
   * @param areFinal whether nobody will ever write to the values, nor to the array: where they are in memory that the device
   *   can use they may stay there
   */
  upload(values: Float32Array, rows: number, columns: number, areFinal?: boolean): Promise<A>;
  /** Copies an array to the host. */
  read(array: A): Promise<Float32Array>;
  /** Gives an array's memory back; it must not be used again. */
  release(array: A): void;
  /** Sets all to 0. */
  clear(array: A): Promise<void>;
  /** out = a − b, all of one size. */
  subtract(a: A, b: A, out: A): Promise<void>;
  /** values = e^(factor · values), all of them. */
  exponential(values: A, factor: number): Promise<void>;
  /** plane [rows, columns] of the cut = what lies there in a volume, or in the readings of a detector with several rows. */
  takePlane(cut: PlaneCut, volume: A, plane: A): Promise<void>;

  /** Exact line integrals of a phantom of shapes into sinogram [views, channels]. */
  scanShapes(
    phantom: ShapePhantom,
    scan: Scan,
    sinogram: A,
    range: ViewRange,
    precision?: ScanPrecision,
  ): Promise<void>;
  /**
   * Exact line integrals of a phantom of solids into readings [views · detector rows, channels]: row = view · detector rows
   * + detector row.
   *
   * @param range of the readings' rows
   * @param precision as of `scanShapes`
   */
  scanSolids(
    phantom: SolidPhantom,
    scan: Scan,
    readings: A,
    range: ViewRange,
    precision?: ScanPrecision,
  ): Promise<void>;
  /** Line integrals of an image, wherever it stands, by Joseph's interpolation unless another model is asked for. */
  scanImage(
    image: A,
    grid: PlacedGrid,
    scan: Scan,
    sinogram: A,
    range: ViewRange,
    model?: ProjectorModel,
  ): Promise<void>;
  /**
   * image(x, y) += Σ over the range's rays of what `scanImage` counts the pixel for, times the ray's reading: its
   * transpose, without any weights.
   */
  adjointScanImage(
    sinogram: A,
    scan: Scan,
    grid: PlacedGrid,
    image: A,
    range: ViewRange,
    model?: ProjectorModel,
  ): Promise<void>;
  /**
   * Line integrals of a volume into readings [views · detector rows, channels] by Joseph's interpolation in space
   * (kernels/voxel-ray.ts), unless another model is asked for, of any scan.
   *
   * @param volume [slices · grid rows, grid columns]
   * @param range of the readings' rows
   */
  scanVolume(volume: A, grid: Grid, scan: Scan, readings: A, range: ViewRange, model?: ProjectorModel): Promise<void>;
  /**
   * volume(x, y, z) += Σ over the range's views and their rays of what `scanVolume` counts the voxel for, times the ray's
   * reading: its transpose, without any weights.
   *
   * @param range of views, each with all its detector rows
   */
  adjointScanVolume(
    readings: A,
    scan: Scan,
    grid: Grid,
    volume: A,
    range: ViewRange,
    model?: ProjectorModel,
  ): Promise<void>;
  /**
   * Adds what is left of the beam behind the materials: signals += share·Σ_E w_E·exp(−Σ_m μ_m(E)·L_m). A channel that is
   * wider than a ray adds up several rays, each with its share. Bit by bit the same on every backend.
   *
   * @param paths of each material, in mm, [views · detector rows, channels] like the signals
   * @param range of rows
   */
  transmit(plan: TransmissionPlan, paths: readonly A[], share: number, signals: A, range: ViewRange): Promise<void>;
  /**
   * steps [rows, 1] = Σ s·(1 − s) of each row of signals in whole steps: what `detect` scatters is made of it. Bit by bit the
   * same on every backend.
   */
  scatterOfRows(signals: A, steps: A): Promise<void>;
  /**
   * From signals, 1 where nothing stands in the beam, to line integrals as a real detector gives them: scatter,
   * crosstalk, gains, counting, electronic noise, logarithm. Bit by bit the same on every backend and in any ranges.
   *
   * @param signals [views · detector rows, channels], like the line integrals
   * @param scatter [views, 1], as a part of the unattenuated signal
   * @param starved [views · detector rows, 1]: how many channels of each row were left with less than the least reading
   * @param range of rows
   */
  detect(plan: DetectorPlan, signals: A, scatter: A, lineIntegrals: A, starved: A, range: ViewRange): Promise<void>;
  /** values = curve(values), value by value. */
  applyPolynomial(curve: PolynomialCurve, values: A): Promise<void>;
  /** out = line integrals averaged with more neighbours the fewer photons they have, all views. */
  smoothStarved(plan: StarvationPlan, lineIntegrals: A, out: A): Promise<void>;
  /** means [detector rows, channels] = the mean of each pixel over all views of readings [views · detector rows, channels]. */
  meanOverViews(sinogram: A, means: A): Promise<void>;
  /**
   * deviations [detector rows, channels] = how far each pixel, less its own part of `row`, is from the parabola through its
   * neighbours in the row (kernels/mean-deviation/parabola-weights.ts): the mean over all views, each counted as ±`most` at the most.
   *
   * @param row [detector rows, channels]
   */
  meanDeviation(sinogram: A, row: A, most: number, deviations: A): Promise<void>;
  /** Takes what each pixel has, [detector rows, channels], from every view, in place. */
  subtractRow(sinogram: A, row: A): Promise<void>;
  /** out = the views, a straight line instead of each run of channels whose trace is not 0. */
  bridgeTrace(sinogram: A, trace: A, out: A): Promise<void>;
  /** out = line integrals less the scatter that the channels beside the object tell of, each view its own (kernels/subtract-scatter/plain.ts). */
  subtractScatter(plan: ScatterPlan, lineIntegrals: A, out: A): Promise<void>;
  /** moments [views, 2] = Σ_k p_k and Σ_k (k − (K−1)/2)·p_k of each view's K channels. */
  momentsOfViews(sinogram: A, moments: A): Promise<void>;
  /**
   * out [views, before + channels + after] = the views, going on beyond their ends as those of cylinders of water do
   * (kernels/extend-views/plain.ts).
   */
  extendViews(plan: ExtensionPlan, sinogram: A, out: A): Promise<void>;
  /** out = 1 where a value is above the threshold, 0 elsewhere. */
  threshold(values: A, above: number, out: A): Promise<void>;
  /** Puts the source's value into the target where the mask is not 0. */
  replaceWhere(mask: A, source: A, target: A): Promise<void>;
  /**
   * out(v, j, k) = channelWeights(k) · redundancy weight(v, k) · cosκ(j, k) · sinogram(v, j, k), j the detector row, where
   * there are several, and κ the angle by which its ray leaves the plane; `out` is another array.
   *
   * @param range of array rows: views times detector rows
   */
  weightReadings(weights: ReadingWeights, sinogram: A, out: A, range: ViewRange): Promise<void>;
  /**
   * The parallel scan that a fan has measured: out [parallel views, parallel channels] from all of the fan's sinogram,
   * interpolated linearly between views and between channels. Lines that were measured from both sides are averaged, and
   * lines that were not measured are 0.
   *
   * @param range of the parallel views
   */
  rebin(plan: RebinPlan, sinogram: A, out: A, range: ViewRange): Promise<void>;
  /** out [views, 2·channels + 1] = the views at half the spacing (kernels/refine-views/interpolation.ts); `out` is another array. */
  refineViews(views: A, out: A, range: ViewRange): Promise<void>;
  /**
   * out [completed views, completed channels] from all of a sinogram: lines that a view did not measure as they were
   * measured from their other side, or between those that were measured.
   *
   * @param range of the completed views
   */
  completeViews(plan: CompletionPlan, sinogram: A, out: A, range: ViewRange): Promise<void>;
  /** out [views of the mix, channels] = each view the sum of its terms, from all of a sinogram. */
  mixViews(mix: ViewMix, sinogram: A, out: A, range: ViewRange): Promise<void>;
  /** Each view convolved with the filter: out = filter ∗ sinogram. `out` may be the sinogram itself where `filtersInPlace`. */
  filterViews(filter: ViewFilter, sinogram: A, out: A, range: ViewRange): Promise<void>;
  /**
   * image(x, y) += Σ_v w_v · W_v(x, y) · q_v(k_v(x, y)) over the range, k the channel that sees the pixel, q interpolated
   * linearly between channels and 0 beyond the detector. For parallel rays W = 1; for a fan it is 1/L² on an arc, L the
   * distance source–pixel in mm, and 1/U² on a flat panel, U the pixel's depth from the source over the axis's (Kak &
   * Slaney 1988, ch. 3, eq. 84 and 132). Nothing is added where U < 1/64: so near to the source there is no patient.
   */
  backProject(views: A, scan: Scan, grid: ImageGrid, image: A, range: ViewRange, control?: RunControl): Promise<void>;

  /**
   * volume(x, y, z) += Σ_v w_v · W_v(x, y, z) · q_v(row and channel that see the voxel) over a range of views and the slices of
   * a slab, q interpolated linearly between rows and channels and 0 beyond the detector, W as in `backProject`, of an arc with
   * the distance in the plane through the source (geometry/lowered-scan.ts).
   *
   * @param readings [views × detector rows, channels]
   * @param volume [slices × grid rows, grid columns], all slices of the grid
   */
  backProjectVolume(
    readings: A,
    scan: Scan,
    grid: Grid,
    volume: A,
    range: ViewRange,
    slab: SliceRange,
    control?: RunControl,
  ): Promise<void>;

  /**
   * image(x, y) = Σ_v w_v · q_v(x·cosθ_v + y·sinθ_v) over all views by way of the Fourier plane, q_v the filtered views
   * between channels. The image on the whole grid is overwritten.
   */
  reconstructFourier(
    plan: FourierPlan,
    sinogram: A,
    scan: ParallelScan,
    grid: ImageGrid,
    image: A,
    control?: RunControl,
  ): Promise<void>;

  /**
   * Resolves with the time (`performance.now()`, ms) at which everything asked for so far was done. It is over by then
   * where a device is known to tell late.
   */
  finished(): Promise<number>;
  /** Times what is asked for from now on, one timer at a time. Left out where the clock on the wall is right (compute/laps.ts). */
  startLaps?(): LapTimer;
  /**
   * How many views a step of a stage may take so that a run stays responsive.
   *
   * @param workPerStep what the CPU does in each of its threads before a step, in the same units; more views share it
   */
  viewsPerStep(stage: 'scan' | 'filter' | 'back-project', workPerView: number, workPerStep?: number): number;
  /** Frees the device. Nothing may be asked afterwards. */
  dispose(): void;
}
