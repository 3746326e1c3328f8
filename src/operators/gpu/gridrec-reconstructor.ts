import type { BufferPool } from '../../compute/gpu/buffer-pool.ts';
import type { Band, GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import type { ShaderName } from '../../compute/gpu/shader-sources.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import { InputError } from '../../errors.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import { rootsOfUnity } from '../../kernels/filter-views/filter-tables.ts';
import type { FourierPlan } from '../contract.ts';
import { KERNEL_WIDTH, kernelTable } from '../gridding-kernel.ts';
import { cellsPerSample, polarFactors, shadingCorrection } from '../polar-samples.ts';

const COMPLEX_BYTES = 8;
/** Samples of the views that are in memory at a time. */
const MOST_SAMPLE_BYTES = 64 * 2 ** 20;
/** Additions to cells that one sample makes: in both halves of the plane. */
const ADDITIONS_PER_SAMPLE = 2 * KERNEL_WIDTH ** 2;

/** What a reconstruction works on; `spare` is there where lines are too long for workgroup memory. */
interface WorkArrays {
  /** The Fourier grid, in bands of frequencies across: 257 MiB for 4096² pixels, more than some devices bind. */
  readonly cells: readonly Band[];
  readonly samples: GPUBuffer;
  readonly lines: GPUBuffer;
  readonly spare: GPUBuffer | null;
}

/** What of the plan a dispatch is about; a kernel that does without a part is not told. */
interface Part {
  readonly firstView?: number;
  readonly endView?: number;
  readonly rows?: Band;
  readonly across?: Band;
}

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
   * @throws InputError where the device has no room for what lies between sinogram and image
   */
  async reconstruct(
    plan: FourierPlan,
    sinogram: GpuArray,
    scan: ParallelScan,
    grid: ImageGrid,
    image: GPUBuffer,
    workPerStep: number,
    step: (additions: number, done: number) => Promise<void>,
  ): Promise<void> {
    const { gridSize } = plan;
    const { transformLength } = plan.filter;
    const views = scan.anglesRad.length;
    const additionsPerView = transformLength * ADDITIONS_PER_SAMPLE;
    const mostSampleBytes = Math.min(MOST_SAMPLE_BYTES, this.#pool.mostBytes);
    const viewsPerBatch = Math.min(
      views,
      evenAndPositive(workPerStep / additionsPerView),
      evenAndPositive(mostSampleBytes / (transformLength * COMPLEX_BYTES)),
    );
    const taken: GPUBuffer[] = [];
    try {
      const arrays = await this.#makeRoom(plan, viewsPerBatch, taken);
      this.#kernels.submit('clear the Fourier grid', (encoder) => {
        for (const { buffer, rows } of arrays.cells) encoder.clearBuffer(buffer, 0, rows * gridSize * COMPLEX_BYTES);
      });
      for (let from = 0; from < views; from += viewsPerBatch) {
        const to = Math.min(views, from + viewsPerBatch);
        await this.#gatherViews(plan, scan, grid, from, to, sinogram, arrays);
        await step((to - from) * additionsPerView, to / views);
      }
      await this.#transformGrid(plan, scan, grid, image, arrays);
    } finally {
      for (const buffer of taken) this.#pool.giveBack(buffer);
    }
  }

  /** @param taken where every buffer is noted, also when there is no room for the next */
  async #makeRoom(plan: FourierPlan, viewsPerBatch: number, taken: GPUBuffer[]): Promise<WorkArrays> {
    const { gridSize, covered } = plan;
    const { transformLength } = plan.filter;
    const acrossCount = gridSize / 2 + 1;
    const take = async (points: number, what: string) => {
      const buffer = await this.#pool.take(points * COMPLEX_BYTES, `The array of ${what}`);
      taken.push(buffer);
      return buffer;
    };
    try {
      const label = `The Fourier grid of ${acrossCount} × ${gridSize} cells`;
      const cells = await this.#pool.takeBands(acrossCount, gridSize * COMPLEX_BYTES, label);
      taken.push(...cells.map(({ buffer }) => buffer));
      const samples = await take(viewsPerBatch * transformLength, 'samples of the views');
      const linePoints = Math.max(
        Math.ceil(viewsPerBatch / 2) * transformLength,
        Math.ceil(covered.rows / 2) * gridSize,
        1,
      );
      const lines = await take(linePoints, 'lines to be transformed');
      const spareFor = (length: number, points: number) => (this.#fitsWorkgroup(length) ? 0 : points);
      const sparePoints = Math.max(
        spareFor(transformLength, linePoints),
        spareFor(gridSize, Math.max(linePoints, cells[0]!.rows * gridSize)),
      );
      const spare = sparePoints > 0 ? await take(sparePoints, 'lines half transformed') : null;
      return { cells, samples, lines, spare };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new InputError(`${error.message}; gridrec needs it, filtered back-projection (FBP) does not`);
    }
  }

  /** Views → cells. */
  async #gatherViews(
    plan: FourierPlan,
    scan: ParallelScan,
    grid: ImageGrid,
    firstView: number,
    endView: number,
    sinogram: GpuArray,
    { lines, spare, samples, cells }: WorkArrays,
  ): Promise<void> {
    const { gridSize, kernelShape } = plan;
    const { transformLength } = plan.filter;
    const kernels = this.#kernels;
    const pairs = Math.ceil((endView - firstView) / 2);
    const points = Math.ceil(transformLength / 64);
    const order = kernels.table('views in the order of angles', scan, () => packInOrderOfAngles(scan));
    const factors = kernels.table('factors of samples', plan, () => Float32Array.from(polarFactors(plan, scan)));
    const window = kernels.table('gridding window', kernelShape, () => kernelTable(kernelShape));
    const phases = kernels.table('half-pixel phases', gridSize, () => halfPixelPhases(gridSize));
    const uniformFor = (part: Part) => this.#uniform(plan, scan, grid, { firstView, endView, ...part });
    for (const rows of sinogram.bands) {
      await this.#dispatch('gridrec-load', [uniformFor({ rows }), order, rows.buffer, lines], [points, pairs]);
    }
    const spectrum = await this.#transform(lines, spare, transformLength, pairs);
    await this.#dispatch('gridrec-samples', [uniformFor({}), order, factors, spectrum, samples], [points, pairs]);
    for (const across of cells) {
      await this.#dispatch(
        'gridrec-gather',
        [uniformFor({ across }), order, window, phases, samples, across.buffer],
        [Math.ceil(gridSize / 16), Math.ceil(across.rows / 16)],
      );
    }
  }

  /** Cells → image. */
  async #transformGrid(
    plan: FourierPlan,
    scan: ParallelScan,
    grid: ImageGrid,
    image: GPUBuffer,
    { lines, spare, cells }: WorkArrays,
  ): Promise<void> {
    const { gridSize, covered } = plan;
    const pairs = Math.ceil(covered.rows / 2);
    const corrections = this.#kernels.table('shading corrections', plan, () =>
      Float32Array.from([...shadingCorrection(plan, covered.rows), ...shadingCorrection(plan, covered.columns), 1]),
    );
    let rows = lines;
    if (pairs > 0) {
      for (const across of cells) {
        const columns = await this.#transform(across.buffer, spare, gridSize, across.rows);
        const uniform = this.#uniform(plan, scan, grid, { across });
        await this.#dispatch('gridrec-rows', [uniform, columns, lines], [Math.ceil(gridSize / 64), pairs]);
      }
      rows = await this.#transform(lines, spare, gridSize, pairs);
    }
    await this.#dispatch(
      'gridrec-image',
      [this.#uniform(plan, scan, grid, {}), corrections, rows, image],
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

  #uniform(
    plan: FourierPlan,
    scan: ParallelScan,
    grid: ImageGrid,
    { firstView = 0, endView = 0, rows, across }: Part,
  ): GPUBuffer {
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
          firstRow: rows?.firstRow ?? 0,
          endRow: rows ? rows.firstRow + rows.rows : 0,
          firstAcross: across?.firstRow ?? 0,
          endAcross: across ? across.firstRow + across.rows : 0,
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
