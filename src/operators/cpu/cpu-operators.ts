import { CpuKernels } from '../../compute/cpu/cpu-kernels.ts';
import { type HostArray, handedOver, rowsOf } from '../../compute/cpu/host-array.ts';
import { InOrder } from '../../compute/cpu/in-order.ts';
import { inSlices } from '../../compute/cpu/in-slices.ts';
import { SharedProgress } from '../../compute/cpu/shared-progress.ts';
import { runUnder } from '../../compute/cpu/task-executor.ts';
import type { BackendDescription, RunControl, ViewRange } from '../../compute/device.ts';
import type { ArraysOf, ArrayUses, Kernel, KernelRun } from '../../compute/kernel.ts';
import { fetchedPart } from '../../fetched-part.ts';
import type { Grid, ImageGrid, PlacedGrid, SliceRange } from '../../geometry/grid.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import { loweredScan, type Scan } from '../../geometry/scan.ts';
import type { FourierPlan, Operators } from '../contract.ts';
import { KernelOperators } from '../kernel-operators.ts';
import type { ProjectorModel } from '../projector-model.ts';
import { type BackProjectionPart, chooseViews, membersOf, type PartialImage } from './back-project-part.ts';
import type { CpuExecutor } from './cpu-tasks.ts';
import { fourierParts } from './fourier-parts.ts';
import { shareBackProjection } from './share-back-projection.ts';
import { squareAboutAxis } from './square-about-axis.ts';
import { ABSENT } from './turned-groups.ts';

export type { HostArray };

export interface CpuOptions {
  /**
   * Whether arrays live in memory that all lanes see, so that none is copied on its way to them. Pages may share memory
   * only where their server isolates them (COOP and COEP); everything works without, a little slower.
   */
  readonly sharesMemory?: boolean;
}

/** Rays × shapes, or readings, that one lane handles in about a tenth of a second. */
const WORK_PER_LANE_AND_STEP = { scan: 3e6, filter: 5e6 };

/** So many times as much work as comes before a step is done in it. */
const TIMES_WHAT_A_STEP_COSTS = 8;

/** The operators on the CPU: views are shared out over the lanes of an executor. */
export class CpuOperators extends KernelOperators<HostArray> implements Operators<HostArray> {
  readonly description: BackendDescription;
  /** A lane has read its rows before any of them is written. */
  readonly filtersInPlace = true;
  #byGroups: typeof import('./project-by-groups.ts') | null = null;
  readonly #executor: CpuExecutor;
  readonly #sharesMemory: boolean;
  readonly #kernels: CpuKernels;

  constructor(executor: CpuExecutor, { sharesMemory = false }: CpuOptions = {}) {
    super();
    this.#executor = executor;
    this.#kernels = new CpuKernels(executor);
    this.#sharesMemory = sharesMemory;
    const { lanes } = executor;
    this.description = {
      backend: 'cpu',
      name: `CPU, ${lanes} ${lanes === 1 ? 'thread' : 'threads'}`,
      isSoftware: false,
    };
  }

  async create(rows: number, columns: number): Promise<HostArray> {
    const bytes = rows * columns * Float32Array.BYTES_PER_ELEMENT;
    const data = this.#sharesMemory
      ? new Float32Array(new SharedArrayBuffer(bytes))
      : new Float32Array(new ArrayBuffer(bytes));
    return { rows, columns, data };
  }

  async upload(values: Float32Array, rows: number, columns: number, areFinal = false): Promise<HostArray> {
    const isShared = !(values.buffer instanceof ArrayBuffer);
    if (areFinal && isShared === this.#sharesMemory && values.length === rows * columns) {
      return { rows, columns, data: values as HostArray['data'] };
    }
    const array = await this.create(rows, columns);
    await inSlices(values.length, (from, to) => array.data.set(values.subarray(from, to), from));
    return array;
  }

  async read(array: HostArray): Promise<Float32Array> {
    const copy = new Float32Array(array.data.length);
    await inSlices(copy.length, (from, to) => copy.set(array.data.subarray(from, to), from));
    return copy;
  }

  release(): void {}

  async clear(array: HostArray): Promise<void> {
    await inSlices(array.data.length, (from, to) => array.data.fill(0, from, to));
  }

  run<Parameters, Uses extends ArrayUses>(
    kernel: Kernel<Parameters, Uses>,
    parameters: Parameters,
    arrays: ArraysOf<Uses, HostArray>,
    run?: KernelRun,
  ): Promise<void> {
    return this.#kernels.run(kernel, parameters, arrays, run);
  }

  async backProject(
    views: HostArray,
    scan: Scan,
    grid: ImageGrid,
    image: HostArray,
    range: ViewRange,
    control: RunControl = {},
  ): Promise<void> {
    const { lanes } = this.#executor;
    const numbers = loweredScan(scan);
    const task = numbers.diverges ? 'backProjectFan' : 'backProject';
    const parts = shareBackProjection(numbers, range, grid, lanes);
    const inOrder = new InOrder<PartialImage>(2 * lanes, ({ rowFrom, values }) => {
      const offset = rowFrom * grid.columns;
      return inSlices(values.length, (from, to) => {
        for (let i = from; i < to; i++) image.data[offset + i]! += values[i]!;
      });
    });
    let next = 0;
    const progress = new SharedProgress(parts.length, control.onProgress);
    // As many loops as lanes take the parts one after the other, so that a run given up leaves the rest untouched.
    const takeParts = async () => {
      try {
        for (let i = next++; i < parts.length; i = next++) {
          await inOrder.room(i);
          control.signal?.throwIfAborted();
          const input = inputOf(views, numbers, parts[i]!);
          inOrder.put(i, await runUnder(this.#executor, progress.of(i, control.signal), task, ...input, grid));
          progress.ended(i);
        }
      } catch (error) {
        next = parts.length;
        throw error;
      }
    };
    await Promise.all(Array.from({ length: lanes }, takeParts));
    await inOrder.taken();
    control.signal?.throwIfAborted();
  }

  async backProjectVolume(
    readings: HostArray,
    scan: Scan,
    grid: Grid,
    volume: HostArray,
    range: ViewRange,
    slab: SliceRange,
    control: RunControl = {},
  ): Promise<void> {
    const numbers = loweredScan(scan);
    const { readingsForSlab, shareSlab } = await fetchedPart(
      () => import('./share-slab.ts'),
      'The part that makes volumes',
    );
    const parts = shareSlab(slab, grid, range, this.#executor.lanes);
    const progress = new SharedProgress(parts.length, control.onProgress);
    const pixels = grid.rows * grid.columns;
    let next = 0;
    const takeParts = async () => {
      try {
        for (let i = next++; i < parts.length; i = next++) {
          control.signal?.throwIfAborted();
          const part = parts[i]!;
          const seen = readingsForSlab(readings, numbers, range, grid, part);
          const under = progress.of(i, control.signal);
          const sums = await runUnder(this.#executor, under, 'backProjectVolume', seen, numbers, range, grid, part);
          // No two parts have a slice in common.
          const offset = part.from * pixels;
          await inSlices(sums.length, (from, to) => {
            for (let voxel = from; voxel < to; voxel++) volume.data[offset + voxel]! += sums[voxel]!;
          });
          progress.ended(i);
        }
      } catch (error) {
        next = parts.length;
        throw error;
      }
    };
    await Promise.all(Array.from({ length: this.#executor.lanes }, takeParts));
    control.signal?.throwIfAborted();
  }

  async reconstructFourier(
    plan: FourierPlan,
    sinogram: HostArray,
    scan: ParallelScan,
    grid: ImageGrid,
    image: HostArray,
    control: RunControl = {},
  ): Promise<void> {
    const { rows, columns } = plan.covered;
    const firstRow = (grid.rows - rows) / 2;
    const firstColumn = (grid.columns - columns) / 2;
    await this.clear(image);
    const parts = fourierParts(plan, scan, this.#executor.lanes);
    const progress = new SharedProgress(parts.length, control.onProgress);
    const inOrder = new InOrder<Float32Array>(parts.length, (values) =>
      inSlices(rows * columns, (from, to) => {
        for (let i = from; i < to; i++) {
          const row = Math.floor(i / columns);
          image.data[(firstRow + row) * grid.columns + firstColumn + i - row * columns]! += values[i]!;
        }
      }),
    );
    const addPart = async (part: ViewRange, i: number) => {
      const readings = rowsOf(sinogram, part);
      const under = progress.of(i, control.signal);
      inOrder.put(i, await runUnder(this.#executor, under, 'reconstructFourier', plan, readings, scan, part));
      progress.ended(i);
    };
    control.signal?.throwIfAborted();
    await Promise.all(parts.map(addPart));
    await inOrder.taken();
    control.signal?.throwIfAborted();
  }

  override async scanImage(
    image: HostArray,
    grid: PlacedGrid,
    scan: Scan,
    sinogram: HostArray,
    range: ViewRange,
    model: ProjectorModel = 'joseph',
  ): Promise<void> {
    const square = model === 'joseph' ? squareAboutAxis(grid) : null;
    if (!square) return super.scanImage(image, grid, scan, sinogram, range, model);
    const { scanByGroups } = await this.#projecting();
    await scanByGroups(this.#executor, image, grid, square, scan, sinogram, range);
  }

  override async adjointScanImage(
    sinogram: HostArray,
    scan: Scan,
    grid: PlacedGrid,
    image: HostArray,
    range: ViewRange,
    model: ProjectorModel = 'joseph',
  ): Promise<void> {
    const square = model === 'joseph' ? squareAboutAxis(grid) : null;
    if (!square) return super.adjointScanImage(sinogram, scan, grid, image, range, model);
    const { spreadByGroups } = await this.#projecting();
    await spreadByGroups(this.#executor, sinogram, scan, square, image, range);
  }

  /** What projects pixels, which a run of shapes needs none of. */
  async #projecting(): Promise<typeof import('./project-by-groups.ts')> {
    this.#byGroups ??= await fetchedPart(() => import('./project-by-groups.ts'), 'The part that projects images');
    return this.#byGroups;
  }

  async finished(): Promise<number> {
    return performance.now();
  }

  viewsPerStep(stage: 'scan' | 'filter' | 'back-project', workPerView: number, workPerStep = 0): number {
    // Views are back-projected all at once, since those that belong together stand far apart; their parts take turns.
    if (stage === 'back-project') return Number.POSITIVE_INFINITY;
    const workPerLane = Math.max(WORK_PER_LANE_AND_STEP[stage], TIMES_WHAT_A_STEP_COSTS * workPerStep);
    return Math.max(1, Math.floor((workPerLane * this.#executor.lanes) / workPerView));
  }

  /** Lanes are given up with what they are at. */
  protected viewsAtOnce(_stage: 'scan' | 'back-project', _workPerView: number): number {
    return Number.POSITIVE_INFINITY;
  }

  /** The executor belongs to whoever made it and stays. */
  dispose(): void {}
}

/** The views that a part is about: all of them where threads see the same memory, otherwise no more than have to travel. */
function inputOf(
  { data }: HostArray,
  scan: LoweredScan,
  part: BackProjectionPart,
): [views: Float32Array, scan: LoweredScan, part: BackProjectionPart] {
  if (!(data.buffer instanceof ArrayBuffer)) return [data, scan, part];
  const members = membersOf(part.groups);
  const chosen = chooseViews(data, scan, [...members, ...part.rest]);
  let next = 0;
  const groups = part.groups.map((group) => group.map((view) => (view === ABSENT ? ABSENT : next++)));
  const rest = part.rest.map(() => next++);
  return [handedOver(chosen.views), chosen.scan, { ...part, groups, rest }];
}
