import type { ImageGrid } from '../../geometry/image-grid.ts';
import type { ParallelScan } from '../../geometry/parallel-scan.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';
import type { BackendDescription, DeviceArray, Operators, ViewFilter, ViewRange } from '../contract.ts';
import { split, type TaskExecutor } from './task-executor.ts';

/** An array in host memory. */
export interface HostArray extends DeviceArray {
  readonly data: Float32Array<ArrayBuffer>;
}

/** About a tenth of a second of work on one lane: often enough to cancel, seldom enough that copying costs nothing. */
const WORK_PER_LANE_AND_STEP = { scan: 2e5, filter: 5e5, 'back-project': 2.5e7 };

/** The operators on the CPU: views and image rows are shared out over the lanes of an executor. */
export class CpuOperators implements Operators<HostArray> {
  readonly description: BackendDescription;
  readonly #executor: TaskExecutor;

  constructor(executor: TaskExecutor) {
    this.#executor = executor;
    const { lanes } = executor;
    this.description = {
      backend: 'cpu',
      name: `CPU, ${lanes} ${lanes === 1 ? 'thread' : 'threads'}`,
      isSoftware: false,
    };
  }

  async create(rows: number, columns: number): Promise<HostArray> {
    return { rows, columns, data: new Float32Array(rows * columns) };
  }

  async upload(values: Float32Array, rows: number, columns: number): Promise<HostArray> {
    return { rows, columns, data: new Float32Array(values) };
  }

  async read(array: HostArray): Promise<Float32Array> {
    return array.data.slice();
  }

  release(): void {}

  async clear(array: HostArray): Promise<void> {
    array.data.fill(0);
  }

  async subtract(a: HostArray, b: HostArray, out: HostArray): Promise<void> {
    for (let i = 0; i < out.data.length; i++) out.data[i] = a.data[i]! - b.data[i]!;
  }

  async scanShapes(phantom: ShapePhantom, scan: ParallelScan, sinogram: HostArray, range: ViewRange): Promise<void> {
    await this.#overViews(sinogram, range, (part) => this.#executor.run('scanShapes', phantom, scan, part));
  }

  async scanImage(
    image: HostArray,
    grid: ImageGrid,
    scan: ParallelScan,
    sinogram: HostArray,
    range: ViewRange,
  ): Promise<void> {
    await this.#overViews(sinogram, range, (part) => this.#executor.run('scanImage', image.data, grid, scan, part));
  }

  async filterViews(filter: ViewFilter, sinogram: HostArray, out: HostArray, range: ViewRange): Promise<void> {
    await this.#overViews(out, range, (part) => this.#executor.run('filterViews', filter, viewsOf(sinogram, part)));
  }

  async backProject(
    views: HostArray,
    scan: ParallelScan,
    grid: ImageGrid,
    image: HostArray,
    range: ViewRange,
  ): Promise<void> {
    const input = viewsOf(views, range);
    const blocks = split(0, grid.rows, this.#executor.lanes);
    await Promise.all(
      blocks.map(async (block) => {
        const sum = await this.#executor.run('backProject', input, scan, range, grid, block);
        const offset = block.from * grid.columns;
        for (let i = 0; i < sum.length; i++) image.data[offset + i]! += sum[i]!;
      }),
    );
  }

  async finished(): Promise<number> {
    return performance.now();
  }

  viewsPerStep(stage: 'scan' | 'filter' | 'back-project', workPerView: number): number {
    return Math.max(1, Math.floor((WORK_PER_LANE_AND_STEP[stage] * this.#executor.lanes) / workPerView));
  }

  /** The executor belongs to whoever made it and stays. */
  dispose(): void {}

  async #overViews(out: HostArray, range: ViewRange, work: (part: ViewRange) => Promise<Float32Array>): Promise<void> {
    await Promise.all(
      split(range.from, range.to, this.#executor.lanes).map(async (part) => {
        out.data.set(await work(part), part.from * out.columns);
      }),
    );
  }
}

/** A copy of the views of a range alone, small enough to be sent to another thread. */
function viewsOf(array: HostArray, range: ViewRange): Float32Array {
  return array.data.slice(range.from * array.columns, range.to * array.columns);
}
