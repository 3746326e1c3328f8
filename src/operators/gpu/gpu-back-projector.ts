import type { ViewRange } from '../../compute/device.ts';
import type { BufferPool } from '../../compute/gpu/buffer-pool.ts';
import { bandParts, type GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import * as layouts from '../../compute/gpu/struct-layouts.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import { type LoweredScan, viewsOf } from '../../geometry/lowered-scan.ts';
import type { BackProjectionKernel } from './back-projection-kernels.ts';
import { consecutive } from './consecutive-views.ts';
import { detectorUniform, loweredConstants, sliceViewTable } from './lowered-tables.ts';
import { SymmetricBackProjector } from './symmetric-back-projector.ts';

/** Back-projects a scan of any geometry: views that have partners four at a time, the others one after the other. */
export class GpuBackProjector {
  readonly #kernels: KernelRunner;
  readonly #symmetry: SymmetricBackProjector;

  /** Compiles the kernel that every run needs; the others are compiled when they are first asked for. */
  static async compile(kernels: KernelRunner): Promise<void> {
    await kernels.pipeline('back-project', { diverges: 0, isArc: 0 });
  }

  constructor(kernels: KernelRunner, pool: BufferPool) {
    this.#kernels = kernels;
    this.#symmetry = new SymmetricBackProjector(kernels, pool);
  }

  /** The kernel that really runs: where there are no partners, or no room for their sums, every view goes by itself. */
  kernelOf(wished: BackProjectionKernel, scan: LoweredScan, grid: ImageGrid): BackProjectionKernel {
    const kernel = this.#symmetry.kernelFor(wished, scan, grid);
    const all = { from: 0, to: viewsOf(scan) };
    return this.#symmetry.viewsFor(scan, all, kernel).groups.length > 0 ? kernel : 'plain';
  }

  /**
   * image += the sum over a range of views.
   *
   * @param workPerStep pixel updates that may be asked of the device at a time
   * @param step called with the number of pixel updates made since it was last called
   */
  async backProject(
    wished: BackProjectionKernel,
    views: GpuArray,
    scan: LoweredScan,
    grid: ImageGrid,
    image: GPUBuffer,
    range: ViewRange,
    workPerStep: number,
    step: (updates: number) => Promise<void>,
  ): Promise<void> {
    const kernel = this.#symmetry.kernelFor(wished, scan, grid);
    const { groups, rest } = this.#symmetry.viewsFor(scan, range, kernel);
    if (kernel !== 'plain' && groups.length > 0) {
      await this.#symmetry.backProject(kernel, views, scan, grid, image, groups, workPerStep, step);
    }
    if (rest.length > 0) await this.#oneByOne(views, scan, grid, image, rest, workPerStep, step);
  }

  async #oneByOne(
    views: GpuArray,
    scan: LoweredScan,
    grid: ImageGrid,
    image: GPUBuffer,
    rest: readonly number[],
    workPerStep: number,
    step: (updates: number) => Promise<void>,
  ): Promise<void> {
    const kernels = this.#kernels;
    const pixels = grid.rows * grid.columns;
    const pipeline = await kernels.pipeline('back-project', loweredConstants(scan));
    const detector = detectorUniform(kernels, scan);
    const table = sliceViewTable(kernels, scan);
    const packGrid = () => layouts.GridParameters.pack([grid]);
    const gridUniform = kernels.table('grid of the image', grid, packGrid, GPUBufferUsage.UNIFORM);
    const viewsPerStep = Math.max(1, Math.floor(workPerStep / pixels));
    const runs = consecutive(rest, viewsPerStep);
    for (const { band, from, to } of runs.flatMap((run) => bandParts(views, run))) {
      const { channels } = scan.detector;
      const parameters = { firstView: from, endView: to, firstRow: band.firstRow, channels };
      const uniform = kernels.uniform('scan', layouts.ScanParameters.pack([parameters]));
      const size: [number, number] = [Math.ceil(grid.columns / 16), Math.ceil(grid.rows / 16)];
      kernels.dispatch(pipeline, [uniform, detector, table, gridUniform, band.buffer, image], size);
      await step(pixels * (to - from));
    }
  }
}
