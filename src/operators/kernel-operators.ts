import type { DeviceArray, ViewRange } from '../compute/device.ts';
import type { ArraysOf, ArrayUses, Kernel, KernelDevice, KernelRun } from '../compute/kernel.ts';
import { type Grid, gridShape, type PlacedGrid } from '../geometry/grid.ts';
import { loweredRays } from '../geometry/lowered-rays.ts';
import type { ReadingWeights } from '../geometry/reading-weights.ts';
import { loweredScan, type Scan } from '../geometry/scan.ts';
import { adjointDistanceDrivenImage } from '../kernels/adjoint-distance-driven-image/spec.ts';
import { adjointDistanceDrivenVolume } from '../kernels/adjoint-distance-driven-volume/spec.ts';
import { adjointScanImage } from '../kernels/adjoint-scan-image/spec.ts';
import { adjointScanVolume } from '../kernels/adjoint-scan-volume/spec.ts';
import { applyPolynomial } from '../kernels/apply-polynomial/spec.ts';
import { bridgeTrace } from '../kernels/bridge-trace/spec.ts';
import type { CompletionPlan } from '../kernels/complete-views/completion-plan.ts';
import { completeViews } from '../kernels/complete-views/spec.ts';
import { detect } from '../kernels/detect/spec.ts';
import { distanceDrivenImage } from '../kernels/distance-driven-image/spec.ts';
import { distanceDrivenVolume } from '../kernels/distance-driven-volume/spec.ts';
import { elementWise } from '../kernels/element-wise/spec.ts';
import type { ExtensionPlan } from '../kernels/extend-views/extension-plan.ts';
import { extendViews } from '../kernels/extend-views/spec.ts';
import { filterViews } from '../kernels/filter-views/spec.ts';
import type { ViewFilter } from '../kernels/filter-views/view-filter.ts';
import { meanDeviation } from '../kernels/mean-deviation/spec.ts';
import { meanOverViews } from '../kernels/mean-over-views/spec.ts';
import { mixViews } from '../kernels/mix-views/spec.ts';
import type { ViewMix } from '../kernels/mix-views/view-mix.ts';
import { momentsOfViews } from '../kernels/moments-of-views/spec.ts';
import type { RebinPlan } from '../kernels/rebin/rebin-plan.ts';
import { rebin } from '../kernels/rebin/spec.ts';
import { refineViews } from '../kernels/refine-views/spec.ts';
import { replaceWhere } from '../kernels/replace-where/spec.ts';
import { scanImage } from '../kernels/scan-image/spec.ts';
import type { ScanPrecision } from '../kernels/scan-shapes/scan-precision.ts';
import { scanShapes } from '../kernels/scan-shapes/spec.ts';
import { scanSolids } from '../kernels/scan-solids/spec.ts';
import { scanVolume } from '../kernels/scan-volume/spec.ts';
import { scatterOfRows } from '../kernels/scatter-of-rows/spec.ts';
import { smoothStarved } from '../kernels/smooth-starved/spec.ts';
import { subtract } from '../kernels/subtract/spec.ts';
import { subtractRow } from '../kernels/subtract-row/spec.ts';
import { subtractScatter } from '../kernels/subtract-scatter/spec.ts';
import type { PlaneCut } from '../kernels/take-plane/plane-cut.ts';
import { takePlane } from '../kernels/take-plane/spec.ts';
import { threshold } from '../kernels/threshold/spec.ts';
import { transmit } from '../kernels/transmit/spec.ts';
import { weightReadings } from '../kernels/weight-readings/spec.ts';
import type { ShapePhantom } from '../phantom/phantom.ts';
import type { SolidPhantom } from '../phantom/solids/solid.ts';
import type { DetectorPlan } from '../physics/detector-plan.ts';
import type { PolynomialCurve } from '../physics/polynomial-curve.ts';
import type { ScatterPlan } from '../physics/scatter-plan.ts';
import type { StarvationPlan } from '../physics/starvation-plan.ts';
import type { TransmissionPlan } from '../physics/transmission-plan.ts';
import type { ProjectorModel } from './projector-model.ts';

/** A sample between four voxels costs as much as so many between two pixels. */
const SAMPLES_OF_SPACE = 2;
/** About so many rays of a view are asked what they count a voxel for. */
const RAYS_BY_A_VOXEL = 16;

/** The operators that are one kernel each, once for all devices. What they do is said in {@link Operators}. */
export abstract class KernelOperators<A extends DeviceArray> implements KernelDevice<A> {
  abstract run<Parameters, Uses extends ArrayUses>(
    kernel: Kernel<Parameters, Uses>,
    parameters: Parameters,
    arrays: ArraysOf<Uses, A>,
    run?: KernelRun,
  ): Promise<void>;

  /**
   * How many views may go to the device in one piece of work, so that it stays responsive.
   *
   * @param workPerView samples that a view is made of, or values that it changes
   */
  protected abstract viewsAtOnce(stage: 'scan' | 'back-project', workPerView: number): number;

  /** Views have been projected, so many samples: a device with a long queue is waited for. */
  protected async projected(_work: number): Promise<void> {}

  async adjointScanImage(
    sinogram: A,
    scan: Scan,
    grid: PlacedGrid,
    image: A,
    range: ViewRange,
    model: ProjectorModel = 'joseph',
  ): Promise<void> {
    const kernel = model === 'joseph' ? adjointScanImage : adjointDistanceDrivenImage;
    const perView = image.rows * image.columns;
    for (const views of inSteps(range, this.viewsAtOnce('back-project', perView))) {
      await this.run(kernel, { scan, grid, views }, { sinogram, image });
      await this.projected(perView * (views.to - views.from));
    }
  }

  async adjointScanVolume(
    readings: A,
    scan: Scan,
    grid: Grid,
    volume: A,
    range: ViewRange,
    model: ProjectorModel = 'joseph',
  ): Promise<void> {
    const kernel = model === 'joseph' ? adjointScanVolume : adjointDistanceDrivenVolume;
    const numbers = loweredScan(scan);
    const perView = RAYS_BY_A_VOXEL * volume.rows * volume.columns;
    for (const views of inSteps(range, this.viewsAtOnce('back-project', perView))) {
      await this.run(kernel, { grid, scan: numbers, views }, { readings, volume });
      await this.projected(perView * (views.to - views.from));
    }
  }

  async subtract(a: A, b: A, out: A): Promise<void> {
    await this.run(subtract, {}, { a, b, out });
  }

  async exponential(values: A, factor: number): Promise<void> {
    const change = { operation: 'exponential', first: factor, second: 0 } as const;
    await this.run(elementWise, change, { values, operands: values });
  }

  async takePlane(cut: PlaneCut, volume: A, plane: A): Promise<void> {
    await this.run(takePlane, cut, { volume, plane });
  }

  async transmit(
    plan: TransmissionPlan,
    paths: readonly A[],
    share: number,
    signals: A,
    range: ViewRange,
  ): Promise<void> {
    await this.run(transmit, { plan, share }, { paths, signals }, { range });
  }

  async scatterOfRows(signals: A, steps: A): Promise<void> {
    await this.run(scatterOfRows, {}, { signals, steps });
  }

  async detect(
    plan: DetectorPlan,
    signals: A,
    scatter: A,
    lineIntegrals: A,
    starved: A,
    range: ViewRange,
  ): Promise<void> {
    await this.run(detect, plan, { signals, scatter, lineIntegrals, starved }, { range });
  }

  async applyPolynomial(curve: PolynomialCurve, values: A): Promise<void> {
    await this.run(applyPolynomial, curve, { values });
  }

  async smoothStarved(plan: StarvationPlan, lineIntegrals: A, out: A): Promise<void> {
    await this.run(smoothStarved, plan, { lineIntegrals, out });
  }

  async meanOverViews(sinogram: A, means: A): Promise<void> {
    await this.run(meanOverViews, { detectorRows: means.rows }, { sinogram, means });
  }

  async meanDeviation(sinogram: A, row: A, most: number, deviations: A): Promise<void> {
    const detectorRows = row.rows;
    const views = sinogram.rows / detectorRows;
    await this.run(meanDeviation, { most, views, detectorRows }, { sinogram, row, deviations });
  }

  async subtractRow(sinogram: A, row: A): Promise<void> {
    await this.run(subtractRow, { detectorRows: row.rows }, { row, sinogram });
  }

  async bridgeTrace(sinogram: A, trace: A, out: A): Promise<void> {
    await this.run(bridgeTrace, {}, { sinogram, trace, out });
  }

  async subtractScatter(plan: ScatterPlan, lineIntegrals: A, out: A): Promise<void> {
    await this.run(subtractScatter, plan, { lineIntegrals, out });
  }

  async momentsOfViews(sinogram: A, moments: A): Promise<void> {
    await this.run(momentsOfViews, {}, { sinogram, moments });
  }

  async extendViews(plan: ExtensionPlan, sinogram: A, out: A): Promise<void> {
    await this.run(extendViews, plan, { sinogram, out });
  }

  async threshold(values: A, above: number, out: A): Promise<void> {
    await this.run(threshold, { above }, { values, out });
  }

  async replaceWhere(mask: A, source: A, target: A): Promise<void> {
    await this.run(replaceWhere, {}, { mask, source, target });
  }

  async weightReadings(weights: ReadingWeights, sinogram: A, out: A, range: ViewRange): Promise<void> {
    await this.run(weightReadings, weights, { sinogram, out }, { range });
  }

  async scanShapes(
    phantom: ShapePhantom,
    scan: Scan,
    sinogram: A,
    range: ViewRange,
    precision: ScanPrecision = 'single',
  ): Promise<void> {
    await this.run(scanShapes, { phantom, scan, precision }, { sinogram }, { range });
  }

  async scanSolids(
    phantom: SolidPhantom,
    scan: Scan,
    readings: A,
    range: ViewRange,
    precision: ScanPrecision = 'single',
  ): Promise<void> {
    const rays = loweredRays(loweredScan(scan));
    const perSolid = precision === 'double' ? 4 : 1;
    const atOnce = this.viewsAtOnce('scan', perSolid * rays.detector.channels * Math.max(1, phantom.solids.length));
    for (const step of inSteps(range, atOnce)) {
      await this.run(scanSolids, { phantom, rays, precision }, { readings }, { range: step });
    }
  }

  async scanVolume(
    volume: A,
    grid: Grid,
    scan: Scan,
    readings: A,
    range: ViewRange,
    model: ProjectorModel = 'joseph',
  ): Promise<void> {
    const kernel = model === 'joseph' ? scanVolume : distanceDrivenVolume;
    const rays = loweredRays(loweredScan(scan));
    const perRow = SAMPLES_OF_SPACE * readings.columns * Math.max(...gridShape(grid));
    for (const step of inSteps(range, this.viewsAtOnce('scan', perRow))) {
      await this.run(kernel, { grid, rays }, { volume, readings }, { range: step });
      await this.projected(perRow * (step.to - step.from));
    }
  }

  async scanImage(
    image: A,
    grid: PlacedGrid,
    scan: Scan,
    sinogram: A,
    range: ViewRange,
    model: ProjectorModel = 'joseph',
  ): Promise<void> {
    const kernel = model === 'joseph' ? scanImage : distanceDrivenImage;
    const perView = scan.channels * Math.max(grid.rows, grid.columns);
    for (const step of inSteps(range, this.viewsAtOnce('scan', perView))) {
      await this.run(kernel, { grid, scan }, { image, sinogram }, { range: step });
      await this.projected(perView * (step.to - step.from));
    }
  }

  async rebin(plan: RebinPlan, sinogram: A, out: A, range: ViewRange): Promise<void> {
    await this.run(rebin, plan, { sinogram, out }, { range });
  }

  async refineViews(views: A, out: A, range: ViewRange): Promise<void> {
    await this.run(refineViews, {}, { views, out }, { range });
  }

  async completeViews(plan: CompletionPlan, sinogram: A, out: A, range: ViewRange): Promise<void> {
    await this.run(completeViews, plan, { sinogram, out }, { range });
  }

  async mixViews(mix: ViewMix, sinogram: A, out: A, range: ViewRange): Promise<void> {
    await this.run(mixViews, mix, { sinogram, out }, { range });
  }

  async filterViews(filter: ViewFilter, sinogram: A, out: A, range: ViewRange): Promise<void> {
    await this.run(filterViews, filter, { sinogram, out }, { range });
  }
}

/** A range cut into parts that are none longer than `most`. */
function inSteps({ from, to }: ViewRange, most: number): ViewRange[] {
  if (to - from <= most) return [{ from, to }];
  return Array.from({ length: Math.ceil((to - from) / most) }, (_, i) => ({
    from: from + i * most,
    to: Math.min(to, from + (i + 1) * most),
  }));
}
