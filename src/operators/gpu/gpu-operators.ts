import type { BackendDescription, RunControl, ViewRange } from '../../compute/device.ts';
import { type BufferLimits, BufferPool } from '../../compute/gpu/buffer-pool.ts';
import { DeviceClock } from '../../compute/gpu/device-clock.ts';
import { DeviceLoss } from '../../compute/gpu/device-loss.ts';
import { byteLength, type GpuArray, wholeBuffer } from '../../compute/gpu/gpu-array.ts';
import type { GpuDevice } from '../../compute/gpu/gpu-device.ts';
import { GpuKernels } from '../../compute/gpu/gpu-kernels.ts';
import { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import { readBack } from '../../compute/gpu/read-back.ts';
import { writeValues } from '../../compute/gpu/write-values.ts';
import type { ArraysOf, ArrayUses, Kernel, KernelRun } from '../../compute/kernel.ts';
import type { LapTimer } from '../../compute/laps.ts';
import { fetchedPart } from '../../fetched-part.ts';
import type { Grid, ImageGrid, SliceRange } from '../../geometry/grid.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import { loweredScan, type Scan } from '../../geometry/scan.ts';
import type { FourierPlan, Operators } from '../contract.ts';
import { KernelOperators } from '../kernel-operators.ts';
import {
  type BackProjectionKernel,
  TEXTURE_APPROXIMATION,
  type VolumeBackProjection,
} from './back-projection-kernels.ts';
import { GpuBackProjector } from './gpu-back-projector.ts';
import type { GpuVolumeBackProjector } from './gpu-volume-back-projector.ts';
import { PacedSteps } from './paced-steps.ts';
import { QueuePace } from './queue-pace.ts';
import { Turns } from './turns.ts';
import { WorkPerStep } from './work-per-step.ts';

const FURTHER_PART = 'The part that computes this on the GPU';

/** The operators on a WebGPU device. Everything stays in buffers there; only `read` brings values to the host. */
export class GpuOperators extends KernelOperators<GpuArray> implements Operators<GpuArray> {
  readonly device: GPUDevice;
  /** A kernel may not be bound to a buffer for reading and for writing at once. */
  readonly filtersInPlace = false;
  /** Which kernel back-projects the views that have partners; `measureBackProjection` finds the fastest. */
  backProjection: BackProjectionKernel;
  /** Which kernel back-projects volumes, where it can; `measureVolumeBackProjection` finds the fastest. */
  volumeBackProjection: VolumeBackProjection = 'gather';
  /** Resolves with a sentence when the device is gone for any reason but `dispose`. */
  readonly lost: Promise<string>;
  readonly #description: BackendDescription;
  readonly #pool: BufferPool;
  readonly #kernels: KernelRunner;
  readonly #anyKernel: GpuKernels;
  readonly #backProjector: GpuBackProjector;
  /** Fetched with the first volume. */
  #volumes: Promise<GpuVolumeBackProjector> | null = null;
  readonly #loss: DeviceLoss;
  readonly #work: WorkPerStep;
  readonly #pace: PacedSteps;
  readonly #queue: QueuePace;
  /** Counts what writes arrays; slabs of one volume are one. */
  #writes = 0;
  #volumeWritten: GpuArray | null = null;
  /** Operations share small buffers of parameters, and wait for pipelines between writing these and using them. */
  readonly #turns = new Turns();

  /**
   * Compiles the kernels that every run needs. Rejects where one does not compile.
   *
   * @param limits what an array may take in one piece: the device's own unless told otherwise
   */
  static async create(gpu: GpuDevice, limits: BufferLimits = gpu.device.limits): Promise<GpuOperators> {
    const kernels = new KernelRunner(gpu.device, await DeviceClock.of(gpu.device));
    await Promise.all([
      kernels.pipeline('scan-shapes'),
      kernels.pipeline('subtract'),
      GpuBackProjector.compile(kernels),
    ]);
    return new GpuOperators(gpu, kernels, limits);
  }

  private constructor(gpu: GpuDevice, kernels: KernelRunner, limits: BufferLimits) {
    super();
    this.#kernels = kernels;
    this.#pool = new BufferPool(gpu.device, limits, () => kernels.sendOff());
    this.#anyKernel = new GpuKernels(kernels, this.#pool);
    this.#backProjector = new GpuBackProjector(kernels, this.#pool);
    this.device = gpu.device;
    this.#loss = new DeviceLoss(gpu.device);
    this.lost = this.#loss.told;
    this.#work = new WorkPerStep(gpu.description.isSoftware);
    this.#description = gpu.description;
    // Software pays dearly for barriers and texture units alike.
    this.backProjection = gpu.description.isSoftware ? 'plain' : 'tile';
    this.#pace = new PacedSteps(this.#work.of('back-project'), {
      get isTiming() {
        return kernels.isTiming;
      },
      sendOff: () => kernels.sendOff(),
      finished: () => this.finished(),
    });
    this.#queue = new QueuePace(this.#work.perMs('scan'), () => this.finished());
  }

  get description(): BackendDescription {
    const kernel = <Name extends string>(backProjection: Name) =>
      backProjection === 'texture' ? { backProjection, approximation: TEXTURE_APPROXIMATION } : { backProjection };
    const ofVolumes = kernel(this.volumeBackProjection);
    return { ...this.#description, ...this.#kernels.clock.description, ...kernel(this.backProjection), ofVolumes };
  }

  async create(rows: number, columns: number): Promise<GpuArray> {
    const array = await this.#allocate(rows, columns);
    await this.clear(array);
    return array;
  }

  async upload(values: Float32Array, rows: number, columns: number): Promise<GpuArray> {
    const array = await this.#allocate(rows, columns);
    this.#writes++;
    this.#kernels.sendOff();
    for (const { buffer, firstRow, rows: rowsHere } of array.bands) {
      writeValues(this.device.queue, buffer, values, firstRow * columns, (firstRow + rowsHere) * columns);
    }
    return array;
  }

  async read(array: GpuArray): Promise<Float32Array> {
    return this.#loss.during(() => readBack(this.#kernels, array));
  }

  release(array: GpuArray): void {
    this.#pool.giveBackBands(array.bands);
  }

  async clear(array: GpuArray): Promise<void> {
    this.#loss.check();
    this.#writes++;
    const { columns } = array;
    this.#kernels.submit('clear', (encoder) => {
      for (const { buffer, rows } of array.bands) encoder.clearBuffer(buffer, 0, byteLength({ rows, columns }));
    });
  }

  async run<Parameters, Uses extends ArrayUses>(
    kernel: Kernel<Parameters, Uses>,
    parameters: Parameters,
    arrays: ArraysOf<Uses, GpuArray>,
    run?: KernelRun,
  ): Promise<void> {
    this.#loss.check();
    this.#writes++;
    return this.#turns.take(() => this.#anyKernel.run(kernel, parameters, arrays, run));
  }

  async backProject(
    views: GpuArray,
    scan: Scan,
    grid: ImageGrid,
    image: GpuArray,
    range: ViewRange,
    control: RunControl = {},
  ): Promise<void> {
    this.#loss.check();
    this.#writes++;
    return this.#turns.take(async () => {
      const buffer = wholeBuffer(image);
      const all = grid.rows * grid.columns * (range.to - range.from);
      const step = this.#pace.stepsOf(all, control);
      const numbers = loweredScan(scan);
      const work = this.#work.of('back-project');
      await this.#backProjector.backProject(this.backProjection, views, numbers, grid, buffer, range, work, step);
    });
  }

  async backProjectVolume(
    readings: GpuArray,
    scan: Scan,
    grid: Grid,
    volume: GpuArray,
    range: ViewRange,
    slab: SliceRange,
    control: RunControl = {},
  ): Promise<void> {
    this.#loss.check();
    if (volume !== this.#volumeWritten) this.#writes++;
    this.#volumeWritten = volume;
    const given = { array: readings, state: this.#writes };
    return this.#turns.take(async () => {
      const volumes = await this.#volumePart();
      const all = grid.rows * grid.columns * (slab.to - slab.from) * (range.to - range.from);
      const step = this.#pace.stepsOf(all, control);
      const pace = { workPerStep: this.#pace.workPerStep, longStep: () => this.#pace.longStep, step };
      const { volumeBackProjection: kernel } = this;
      return volumes.backProject(kernel, given, loweredScan(scan), grid, volume, range, slab, pace);
    });
  }

  /** The kernel that really runs: where there are no partners, or no room for their sums, every view goes by itself. */
  backProjectionOf(scan: Scan, grid: ImageGrid): BackProjectionKernel {
    return this.#backProjector.kernelOf(this.backProjection, loweredScan(scan), grid);
  }

  /** The same of a volume: the kernel that most views go by. */
  async volumeBackProjectionOf(scan: Scan, grid: Grid): Promise<VolumeBackProjection> {
    return (await this.#volumePart()).kernelOf(this.volumeBackProjection, loweredScan(scan), grid);
  }

  #volumePart(): Promise<GpuVolumeBackProjector> {
    const fetched = async () => {
      const part = await fetchedPart(() => import('./gpu-volume-back-projector.ts'), FURTHER_PART);
      return new part.GpuVolumeBackProjector(this.#kernels, this.#pool);
    };
    this.#volumes ??= fetched().catch((error) => {
      // Asked for again where it could not be had.
      this.#volumes = null;
      throw error;
    });
    return this.#volumes;
  }

  async reconstructFourier(
    plan: FourierPlan,
    sinogram: GpuArray,
    scan: ParallelScan,
    grid: ImageGrid,
    image: GpuArray,
    control: RunControl = {},
  ): Promise<void> {
    this.#loss.check();
    this.#writes++;
    return this.#turns.take(async () => {
      const { GridrecReconstructor } = await fetchedPart(() => import('./gridrec-reconstructor.ts'), FURTHER_PART);
      await new GridrecReconstructor(this.#kernels, this.#pool).reconstruct(
        plan,
        sinogram,
        scan,
        grid,
        wholeBuffer(image),
        this.#work.of('back-project'),
        async (additions, done) => {
          if (done < 1) await this.#pace.breathe(additions);
          control.onProgress?.(done);
          control.signal?.throwIfAborted();
        },
      );
    });
  }

  async finished(): Promise<number> {
    this.#loss.check();
    this.#kernels.sendOff();
    const doneAt = await this.#kernels.clock.toldAt(this.device.queue.onSubmittedWorkDone());
    this.#loss.check();
    return doneAt;
  }

  startLaps(): LapTimer {
    const laps = this.#kernels.clock.startLaps(this);
    return { lap: () => this.#loss.during(() => laps.lap()) };
  }

  /** How late the browser tells of the end of work, in ms; 0 where it does at once. */
  get idleLatencyMs(): number {
    return this.#kernels.clock.idleLatencyMs;
  }

  /**
   * Runs work of these operators and resolves with how long the device was at it by its own clock, in ms, from the
   * first kernel's beginning to the last one's end; `null` where the device has no such clock (`timestamp-query`) or
   * the work was too short for it. The work is to be worth 20 ms, since browsers round that clock to 0.1 ms, and to
   * have been done once before, for compilers. Nothing else may be asked of the operators meanwhile.
   */
  async timeOnDevice(work: () => Promise<void>): Promise<number | null> {
    return this.#loss.during(() => this.#kernels.time(work));
  }

  viewsPerStep(stage: 'scan' | 'filter' | 'back-project', workPerView: number): number {
    // Views are back-projected all at once, since those that belong together stand far apart; `backProject` goes in
    // steps of its own.
    if (stage === 'back-project') return Number.POSITIVE_INFINITY;
    return this.#work.pairedViews(stage, workPerView);
  }

  dispose(): void {
    this.#loss.expect();
    this.device.destroy();
  }

  protected viewsAtOnce(stage: 'scan' | 'back-project', workPerView: number): number {
    return this.#work.views(stage, workPerView);
  }

  /** Work that is timed is gathered instead of waited for. */
  protected override async projected(work: number): Promise<void> {
    if (!this.#kernels.isTiming) await this.#queue.asked(work);
  }

  async #allocate(rows: number, columns: number): Promise<GpuArray> {
    this.#loss.check();
    const bytesPerRow = byteLength({ rows: 1, columns });
    const bands = await this.#pool.takeBands(rows, bytesPerRow, `An array of ${rows} × ${columns} values`);
    return { rows, columns, bands };
  }
}
