import type { ImageGrid } from '../../geometry/image-grid.ts';
import type { ParallelScan } from '../../geometry/parallel-scan.ts';
import type { FourierPlan } from '../contract.ts';
import { KERNEL_WIDTH, kernelTable } from '../gridding-kernel.ts';
import { cellsPerSample, polarFactors, shadingCorrection } from '../polar-samples.ts';
import type { BufferPool } from './buffer-pool.ts';
import type { GpuArray } from './gpu-array.ts';
import type { KernelRunner } from './kernel-runner.ts';
import type { ShaderName } from './shader-sources.ts';
import * as layouts from './struct-layouts.ts';
import { rootsOfUnity } from './view-filter-tables.ts';

const COMPLEX_BYTES = 8;
/** Samples of the views that are in memory at a time. */
const MOST_SAMPLE_BYTES = 64 * 2 ** 20;
/** Additions to cells that one sample makes: in both halves of the plane. */
const ADDITIONS_PER_SAMPLE = 2 * KERNEL_WIDTH ** 2;

/** Direct Fourier reconstruction; shaders/common/gridrec.wgsl tells the way. */
export class GridrecReconstructor {
  readonly #kernels: KernelRunner;
  readonly #pool: BufferPool;

  constructor(kernels: KernelRunner, pool: BufferPool) {
    this.#kernels = kernels;
    this.#pool = pool;
  }

  /**
   * @param workPerStep additions to cells that may be asked of the device at a time
   * @param step called after every batch of views, with the additions made and the part of the views done
   */
  async reconstruct(
    plan: FourierPlan,
    sinogram: GpuArray,
    scan: ParallelScan,
    grid: ImageGrid,
    image: GpuArray,
    workPerStep: number,
    step: (additions: number, done: number) => Promise<void>,
  ): Promise<void> {
    const { gridSize, covered } = plan;
    const { transformLength } = plan.filter;
    const taken: GPUBuffer[] = [];
    const take = async (points: number, label: string) => {
      const buffer = await this.#pool.take(points * COMPLEX_BYTES, label);
      taken.push(buffer);
      return buffer;
    };
    try {
      const views = scan.anglesRad.length;
      const additionsPerView = transformLength * ADDITIONS_PER_SAMPLE;
      const viewsPerBatch = Math.min(
        views,
        evenAndPositive(workPerStep / additionsPerView),
        evenAndPositive(MOST_SAMPLE_BYTES / (transformLength * COMPLEX_BYTES)),
      );
      const cellCount = (gridSize / 2 + 1) * gridSize;
      const cells = await take(cellCount, `The Fourier grid of ${gridSize} × ${gridSize / 2 + 1} cells`);
      const samples = await take(viewsPerBatch * transformLength, 'The samples of the views');
      const linePoints = Math.max(
        Math.ceil(viewsPerBatch / 2) * transformLength,
        Math.ceil(covered.rows / 2) * gridSize,
        1,
      );
      const lines = await take(linePoints, 'The lines to be transformed');
      const spareFor = (length: number, points: number) => (this.#fitsWorkgroup(length) ? 0 : points);
      const sparePoints = Math.max(spareFor(transformLength, linePoints), spareFor(gridSize, cellCount));
      const spare = sparePoints > 0 ? await take(sparePoints, 'The lines half transformed') : null;

      this.#kernels.submit('clear the Fourier grid', (encoder) =>
        encoder.clearBuffer(cells, 0, cellCount * COMPLEX_BYTES),
      );
      for (let from = 0; from < views; from += viewsPerBatch) {
        const to = Math.min(views, from + viewsPerBatch);
        const uniform = this.#uniform(plan, scan, grid, from, to);
        await this.#gatherViews(plan, scan, uniform, to - from, sinogram, { lines, spare, samples, cells });
        await step((to - from) * additionsPerView, to / views);
      }
      await this.#transformGrid(plan, scan, grid, image, { lines, spare, cells });
    } finally {
      for (const buffer of taken) this.#pool.giveBack(buffer);
    }
  }

  /** Views → cells. */
  async #gatherViews(
    plan: FourierPlan,
    scan: ParallelScan,
    uniform: GPUBuffer,
    views: number,
    sinogram: GpuArray,
    { lines, spare, samples, cells }: Record<'lines' | 'samples' | 'cells', GPUBuffer> & { spare: GPUBuffer | null },
  ): Promise<void> {
    const { gridSize, kernelShape } = plan;
    const { transformLength } = plan.filter;
    const kernels = this.#kernels;
    const pairs = Math.ceil(views / 2);
    const points = Math.ceil(transformLength / 64);
    const order = kernels.table('views in the order of angles', scan, () => packInOrderOfAngles(scan));
    const factors = kernels.table('factors of samples', plan, () => Float32Array.from(polarFactors(plan, scan)));
    const window = kernels.table('gridding window', kernelShape, () => kernelTable(kernelShape));
    const phases = kernels.table('half-pixel phases', gridSize, () => halfPixelPhases(gridSize));
    await this.#dispatch('gridrec-load', [uniform, order, sinogram.buffer, lines], [points, pairs]);
    const spectrum = await this.#transform(lines, spare, transformLength, pairs);
    await this.#dispatch('gridrec-samples', [uniform, order, factors, spectrum, samples], [points, pairs]);
    await this.#dispatch(
      'gridrec-gather',
      [uniform, order, window, phases, samples, cells],
      [Math.ceil(gridSize / 16), Math.ceil((gridSize / 2 + 1) / 16)],
    );
  }

  /** Cells → image. */
  async #transformGrid(
    plan: FourierPlan,
    scan: ParallelScan,
    grid: ImageGrid,
    image: GpuArray,
    { lines, spare, cells }: Record<'lines' | 'cells', GPUBuffer> & { spare: GPUBuffer | null },
  ): Promise<void> {
    const { gridSize, covered } = plan;
    const pairs = Math.ceil(covered.rows / 2);
    const uniform = this.#uniform(plan, scan, grid, 0, 0);
    const corrections = this.#kernels.table('shading corrections', plan, () =>
      Float32Array.from([...shadingCorrection(plan, covered.rows), ...shadingCorrection(plan, covered.columns), 1]),
    );
    let rows = lines;
    if (pairs > 0) {
      const columns = await this.#transform(cells, spare, gridSize, gridSize / 2 + 1);
      await this.#dispatch('gridrec-rows', [uniform, columns, lines], [Math.ceil(gridSize / 64), pairs]);
      // Where the columns ended up in the spare array, the cells are free for the rows' steps.
      rows = await this.#transform(lines, columns === spare ? cells : spare, gridSize, pairs);
    }
    await this.#dispatch(
      'gridrec-image',
      [uniform, corrections, rows, image.buffer],
      [Math.ceil(grid.columns / 16), Math.ceil(grid.rows / 16)],
    );
  }

  /** Transforms lines and gives the buffer the result is in: `lines`, or for lines that are too long possibly `spare`. */
  async #transform(lines: GPUBuffer, spare: GPUBuffer | null, length: number, count: number): Promise<GPUBuffer> {
    const kernels = this.#kernels;
    const roots = kernels.table(`roots of unity for ${length} points`, length, () => rootsOfUnity(length));
    if (this.#fitsWorkgroup(length)) {
      const pipeline = await kernels.pipeline('fourier-transform', { transformLength: length });
      kernels.dispatch(pipeline, [roots, lines], [count]);
      return lines;
    }
    let [before, after] = [lines, spare!];
    for (let stride = 1; stride < length; stride *= 2) {
      const uniform = kernels.uniform('Fourier step', layouts.FourierStepParameters.pack([{ length, stride }]));
      await this.#dispatch('fourier-step', [uniform, roots, before, after], [Math.ceil(length / 128), count]);
      [before, after] = [after, before];
    }
    return before;
  }

  #fitsWorkgroup(length: number): boolean {
    return length * COMPLEX_BYTES <= this.#kernels.device.limits.maxComputeWorkgroupStorageSize;
  }

  async #dispatch(name: ShaderName, resources: readonly GPUBuffer[], size: readonly [number, number]): Promise<void> {
    this.#kernels.dispatch(await this.#kernels.pipeline(name), resources, size);
  }

  #uniform(plan: FourierPlan, scan: ParallelScan, grid: ImageGrid, firstView: number, endView: number): GPUBuffer {
    return this.#kernels.uniform(
      'gridrec',
      layouts.GridrecParameters.pack([
        {
          firstView,
          endView,
          channels: scan.channels,
          transformLength: plan.filter.transformLength,
          gridSize: plan.gridSize,
          cellsPerSample: cellsPerSample(plan, scan),
          rows: plan.covered.rows,
          columns: plan.covered.columns,
          imageRows: grid.rows,
          imageColumns: grid.columns,
          pixelSizeMm: plan.covered.pixelSizeMm,
          reachMm: plan.reachMm,
        },
      ]),
    );
  }
}

function evenAndPositive(count: number): number {
  return Math.max(2, 2 * Math.floor(count / 2));
}

/** Views in the order of the lines they lie on in the Fourier plane. */
function packInOrderOfAngles(scan: ParallelScan): ArrayBuffer {
  const folded = scan.anglesRad.map((angleRad) => ((angleRad % Math.PI) + Math.PI) % Math.PI);
  const order = Array.from(folded.keys()).sort((a, b) => folded[a]! - folded[b]!);
  return layouts.GridrecView.pack(
    order.map((row) => ({
      cosine: Math.cos(scan.anglesRad[row]!),
      sine: Math.sin(scan.anglesRad[row]!),
      foldedAngleRad: folded[row]!,
      weightRad: scan.viewWeightsRad[row]!,
      row,
    })),
  );
}

/** exp(−πi·j / gridSize) for j < 2·gridSize, interleaved. */
function halfPixelPhases(gridSize: number): Float32Array<ArrayBuffer> {
  const phases = new Float32Array(4 * gridSize);
  for (let j = 0; j < 2 * gridSize; j++) {
    phases[2 * j] = Math.cos((Math.PI * j) / gridSize);
    phases[2 * j + 1] = -Math.sin((Math.PI * j) / gridSize);
  }
  return phases;
}
