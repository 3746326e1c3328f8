import type { DeviceArray, ViewRange } from '../compute/device.ts';
import type { ArraysOf, ArrayUses, Kernel, KernelDevice, KernelRun } from '../compute/kernel.ts';
import type { PlacedGrid } from '../geometry/grid.ts';
import type { ReadingWeights } from '../geometry/reading-weights.ts';
import type { Scan } from '../geometry/scan.ts';
import { adjointScanImage } from '../kernels/adjoint-scan-image/spec.ts';
import { applyPolynomial } from '../kernels/apply-polynomial/spec.ts';
import { bridgeTrace } from '../kernels/bridge-trace/spec.ts';
import type { CompletionPlan } from '../kernels/complete-views/completion-plan.ts';
import { completeViews } from '../kernels/complete-views/spec.ts';
import { detect } from '../kernels/detect/spec.ts';
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
import { smoothStarved } from '../kernels/smooth-starved/spec.ts';
import { subtract } from '../kernels/subtract/spec.ts';
import { subtractRow } from '../kernels/subtract-row/spec.ts';
import { subtractScatter } from '../kernels/subtract-scatter/spec.ts';
import { threshold } from '../kernels/threshold/spec.ts';
import { transmit } from '../kernels/transmit/spec.ts';
import { weightReadings } from '../kernels/weight-readings/spec.ts';
import type { ShapePhantom } from '../phantom/phantom.ts';
import type { DetectorPlan } from '../physics/detector-plan.ts';
import type { PolynomialCurve } from '../physics/polynomial-curve.ts';
import type { ScatterPlan } from '../physics/scatter-plan.ts';
import type { StarvationPlan } from '../physics/starvation-plan.ts';
import type { TransmissionPlan } from '../physics/transmission-plan.ts';

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

  async adjointScanImage(sinogram: A, scan: Scan, grid: PlacedGrid, image: A, range: ViewRange): Promise<void> {
    const atOnce = this.viewsAtOnce('back-project', image.rows * image.columns);
    for (const views of inSteps(range, atOnce)) {
      await this.run(adjointScanImage, { scan, grid, views }, { sinogram, image });
    }
  }

  async subtract(a: A, b: A, out: A): Promise<void> {
    await this.run(subtract, {}, { a, b, out });
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

  async detect(plan: DetectorPlan, signals: A, lineIntegrals: A, starved: A, range: ViewRange): Promise<void> {
    await this.run(detect, plan, { signals, lineIntegrals, starved }, { range });
  }

  async applyPolynomial(curve: PolynomialCurve, values: A): Promise<void> {
    await this.run(applyPolynomial, curve, { values });
  }

  async smoothStarved(plan: StarvationPlan, lineIntegrals: A, out: A): Promise<void> {
    await this.run(smoothStarved, plan, { lineIntegrals, out });
  }

  async meanOverViews(sinogram: A, means: A): Promise<void> {
    await this.run(meanOverViews, {}, { sinogram, means });
  }

  async meanDeviation(sinogram: A, row: A, most: number, deviations: A): Promise<void> {
    await this.run(meanDeviation, { most, views: sinogram.rows }, { sinogram, row, deviations });
  }

  async subtractRow(sinogram: A, row: A): Promise<void> {
    await this.run(subtractRow, {}, { row, sinogram });
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

  async scanImage(image: A, grid: PlacedGrid, scan: Scan, sinogram: A, range: ViewRange): Promise<void> {
    const atOnce = this.viewsAtOnce('scan', scan.channels * Math.max(grid.rows, grid.columns));
    for (const step of inSteps(range, atOnce)) {
      await this.run(scanImage, { grid, scan }, { image, sinogram }, { range: step });
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
