import type { ImageGrid } from '../../geometry/image-grid.ts';
import { axisChannel, type ParallelScan } from '../../geometry/parallel-scan.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';
import type { DetectorPlan } from '../../physics/detector-plan.ts';
import type { PolynomialCurve } from '../../physics/polynomial-curve.ts';
import type { StarvationPlan } from '../../physics/starvation-plan.ts';
import type { TransmissionPlan } from '../../physics/transmission-plan.ts';
import {
  type BackendDescription,
  BackendLostError,
  type FourierPlan,
  type Operators,
  type ReadingWeights,
  type RebinPlan,
  type RunControl,
  type ViewFilter,
  type ViewRange,
} from '../contract.ts';
import { rayTable } from '../ray-table.ts';
import { BufferPool } from './buffer-pool.ts';
import { CureKernels } from './cure-kernels.ts';
import { FanBackProjector } from './fan-back-projector.ts';
import { byteLength, type GpuArray } from './gpu-array.ts';
import type { GpuDevice } from './gpu-device.ts';
import { GridrecReconstructor } from './gridrec-reconstructor.ts';
import { KernelRunner } from './kernel-runner.ts';
import { packPhantom } from './pack-phantom.ts';
import { packRebinChannels, packRebinParameters, packRebinShifts, packRebinViews } from './pack-rebin.ts';
import { ScanPhysicsKernels } from './scan-physics-kernels.ts';
import * as layouts from './struct-layouts.ts';
import { type BackProjectionKernel, SymmetricBackProjector } from './symmetric-back-projector.ts';
import { bitReversedResponse, convolutionKernel, rootsOfUnity } from './view-filter-tables.ts';

/** Work per submission: some ten milliseconds on a small GPU, far from the second after which drivers step in. */
const WORK_PER_STEP = { scan: 1e8, filter: 2e7, 'back-project': 5e8 };
/** A software GPU is some hundred times slower, and a run must stay cancellable. */
const SOFTWARE_FRACTION = 1 / 32;

const MAX_WORKGROUPS = 65_535;

/** The operators on a WebGPU device. Everything stays in buffers there; only `read` brings values to the host. */
export class GpuOperators implements Operators<GpuArray> {
  readonly device: GPUDevice;
  /** Which kernel back-projects the views that have partners; `measureBackProjection` finds the fastest. */
  backProjection: BackProjectionKernel;
  /** Resolves with a sentence when the device is gone for any reason but `dispose`. */
  readonly lost: Promise<string>;
  readonly #description: BackendDescription;
  readonly #pool: BufferPool;
  readonly #kernels: KernelRunner;
  readonly #symmetry: SymmetricBackProjector;
  readonly #fan: FanBackProjector;
  readonly #gridrec: GridrecReconstructor;
  readonly #physics: ScanPhysicsKernels;
  readonly #cures: CureKernels;
  /** Pixel updates since the device was last waited for. */
  #queuedUpdates = 0;
  #turn: Promise<void> = Promise.resolve();
  #lostMessage: string | null = null;
  #disposed = false;

  /** Compiles the kernels that every run needs. Rejects where one does not compile. */
  static async create(gpu: GpuDevice): Promise<GpuOperators> {
    const kernels = new KernelRunner(gpu.device);
    await Promise.all((['scan-shapes', 'back-project', 'subtract'] as const).map((name) => kernels.pipeline(name)));
    return new GpuOperators(gpu, kernels);
  }

  private constructor(gpu: GpuDevice, kernels: KernelRunner) {
    this.#kernels = kernels;
    this.#symmetry = new SymmetricBackProjector(kernels);
    this.#fan = new FanBackProjector(kernels);
    this.device = gpu.device;
    this.#description = gpu.description;
    // Software pays dearly for barriers and texture units alike.
    this.backProjection = gpu.description.isSoftware ? 'plain' : 'tile';
    this.#pool = new BufferPool(gpu.device);
    this.#gridrec = new GridrecReconstructor(kernels, this.#pool);
    this.#physics = new ScanPhysicsKernels(kernels, this.#pool);
    this.#cures = new CureKernels(kernels);
    this.lost = new Promise((resolve) => {
      const lose = (sentence: string) => {
        this.#lostMessage ??= sentence;
        if (!this.#disposed) resolve(this.#lostMessage);
      };
      void gpu.device.lost.then((info) => {
        const why = info.message ? ` (${firstSentence(info.message)})` : '';
        lose(`The connection to the GPU was lost${why}.`);
      });
      // A command that the device refused leaves zeros behind, and nothing computed after it can be trusted.
      gpu.device.addEventListener('uncapturederror', (event) => {
        lose(`The GPU refused a command (${firstSentence(event.error.message)}).`);
      });
    });
  }

  get description(): BackendDescription {
    if (this.backProjection !== 'texture') return this.#description;
    return { ...this.#description, approximation: 'the 8-bit weights of its texture units' };
  }

  async create(rows: number, columns: number): Promise<GpuArray> {
    const array = await this.#allocate(rows, columns);
    await this.clear(array);
    return array;
  }

  async upload(values: Float32Array, rows: number, columns: number): Promise<GpuArray> {
    const array = await this.#allocate(rows, columns);
    this.device.queue.writeBuffer(array.buffer, 0, values as Float32Array<ArrayBuffer>);
    return array;
  }

  async read(array: GpuArray): Promise<Float32Array> {
    this.#check();
    const size = byteLength(array);
    const staging = this.device.createBuffer({
      label: 'readback',
      size,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    try {
      this.#kernels.submit('readback', (encoder) => encoder.copyBufferToBuffer(array.buffer, 0, staging, 0, size));
      await staging.mapAsync(GPUMapMode.READ);
      return new Float32Array(staging.getMappedRange().slice(0));
    } catch (error) {
      this.#check();
      throw error;
    } finally {
      staging.destroy();
    }
  }

  release(array: GpuArray): void {
    this.#pool.giveBack(array.buffer);
  }

  async clear(array: GpuArray): Promise<void> {
    this.#check();
    this.#kernels.submit('clear', (encoder) => encoder.clearBuffer(array.buffer, 0, byteLength(array)));
  }

  async subtract(a: GpuArray, b: GpuArray, out: GpuArray): Promise<void> {
    this.#check();
    return this.#inTurn(async () => {
      const length = out.rows * out.columns;
      const groups = Math.ceil(length / 256);
      const width = Math.min(groups, 32_768);
      const pipeline = await this.#kernels.pipeline('subtract');
      const parameters = layouts.SubtractParameters.pack([{ length, rowLength: width * 256 }]);
      this.#kernels.dispatch(
        pipeline,
        [this.#kernels.uniform('subtract', parameters), a.buffer, b.buffer, out.buffer],
        [width, Math.ceil(groups / width)],
      );
    });
  }

  async scanShapes(phantom: ShapePhantom, scan: Scan, sinogram: GpuArray, range: ViewRange): Promise<void> {
    this.#check();
    return this.#inTurn(async () => {
      const pipeline = await this.#kernels.pipeline('scan-shapes');
      const packed = () => packPhantom(phantom);
      const parameters = this.#kernels.table('phantom', phantom, () => packed().parameters, GPUBufferUsage.UNIFORM);
      const shapes = this.#kernels.table('shapes', phantom, () => packed().shapes);
      const edges = this.#kernels.table('edges', phantom, () => packed().edges);
      this.#kernels.dispatch(
        pipeline,
        [
          this.#scanUniform(scan, range),
          this.#views(scan),
          this.#rays(scan),
          parameters,
          shapes,
          edges,
          sinogram.buffer,
        ],
        [Math.ceil(scan.channels / 64), range.to - range.from],
      );
    });
  }

  async scanImage(image: GpuArray, grid: ImageGrid, scan: Scan, sinogram: GpuArray, range: ViewRange): Promise<void> {
    this.#check();
    return this.#inTurn(async () => {
      const pipeline = await this.#kernels.pipeline('scan-image');
      const gridUniform = this.#gridUniform('grid of the scanned image', grid);
      this.#kernels.dispatch(
        pipeline,
        [
          this.#scanUniform(scan, range),
          this.#views(scan),
          this.#rays(scan),
          gridUniform,
          image.buffer,
          sinogram.buffer,
        ],
        [Math.ceil(scan.channels / 64), range.to - range.from],
      );
    });
  }

  async transmit(
    plan: TransmissionPlan,
    paths: readonly GpuArray[],
    share: number,
    signals: GpuArray,
    range: ViewRange,
  ): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#physics.transmit(plan, paths, share, signals, range));
  }

  async detect(
    plan: DetectorPlan,
    signals: GpuArray,
    lineIntegrals: GpuArray,
    starved: GpuArray,
    range: ViewRange,
  ): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#physics.detect(plan, signals, lineIntegrals, starved, range));
  }

  async applyPolynomial(curve: PolynomialCurve, values: GpuArray, out: GpuArray): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#physics.applyPolynomial(curve, values, out));
  }

  async smoothStarved(plan: StarvationPlan, lineIntegrals: GpuArray, out: GpuArray): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#cures.smoothStarved(plan, lineIntegrals, out));
  }

  async meanOverViews(sinogram: GpuArray, means: GpuArray): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#cures.meanOverViews(sinogram, means));
  }

  async subtractRow(sinogram: GpuArray, row: GpuArray): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#cures.subtractRow(sinogram, row));
  }

  async bridgeTrace(sinogram: GpuArray, trace: GpuArray, out: GpuArray): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#cures.bridgeTrace(sinogram, trace, out));
  }

  async threshold(values: GpuArray, above: number, out: GpuArray): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#cures.threshold(values, above, out));
  }

  async replaceWhere(mask: GpuArray, source: GpuArray, target: GpuArray): Promise<void> {
    this.#check();
    return this.#inTurn(() => this.#cures.replaceWhere(mask, source, target));
  }

  async weightReadings(weights: ReadingWeights, sinogram: GpuArray, out: GpuArray, range: ViewRange): Promise<void> {
    this.#check();
    return this.#inTurn(async () => {
      const { channelWeights, redundancy } = weights;
      const channels = channelWeights.length;
      const pipeline = await this.#kernels.pipeline('weight-readings');
      const parameters = layouts.WeightParameters.pack([
        { isShort: redundancy ? 1 : 0, halfExcessRad: redundancy?.halfExcessRad ?? 0 },
      ]);
      const elapsed = this.#kernels.table('elapsed angles', weights, () =>
        Float32Array.from(redundancy?.elapsedRad ?? [0]),
      );
      const table = this.#kernels.table('weights of the channels', weights, () =>
        layouts.WeightedChannel.pack(
          Array.from(channelWeights, (weight, k) => ({ weight, fanAngleRad: redundancy?.fanAngleRad[k] ?? 0 })),
        ),
      );
      this.#kernels.dispatch(
        pipeline,
        [
          this.#scanUniform({ channels, channelSpacingMm: 1, offset: 0 }, range),
          this.#kernels.uniform('weights', parameters),
          elapsed,
          table,
          sinogram.buffer,
          out.buffer,
        ],
        [Math.ceil(channels / 64), range.to - range.from],
      );
    });
  }

  async rebin(plan: RebinPlan, sinogram: GpuArray, out: GpuArray, range: ViewRange): Promise<void> {
    this.#check();
    return this.#inTurn(async () => {
      const kernels = this.#kernels;
      const pipeline = await kernels.pipeline('rebin');
      kernels.dispatch(
        pipeline,
        [
          kernels.uniform('rebinning', packRebinParameters(plan, range)),
          kernels.table('views to rebin to', plan, () => packRebinViews(plan)),
          kernels.table('channels to rebin to', plan, () => packRebinChannels(plan)),
          kernels.table('shifts of the channels', plan, () => packRebinShifts(plan)),
          sinogram.buffer,
          out.buffer,
        ],
        [Math.ceil(plan.parallel.channels / 64), range.to - range.from],
      );
    });
  }

  async filterViews(filter: ViewFilter, sinogram: GpuArray, out: GpuArray, range: ViewRange): Promise<void> {
    this.#check();
    return this.#inTurn(async () => {
      const { transformLength, channels } = filter;
      const bytesPerPoint = 8;
      const detector = { channels, channelSpacingMm: 1, offset: 0 };
      if (transformLength * bytesPerPoint <= this.device.limits.maxComputeWorkgroupStorageSize) {
        const pipeline = await this.#kernels.pipeline('filter-transform', { transformLength });
        const roots = this.#kernels.table('roots of unity', transformLength, () => rootsOfUnity(transformLength));
        const response = this.#kernels.table('response', filter, () => bitReversedResponse(filter));
        const pairs = Math.ceil((range.to - range.from) / 2);
        const uniform = this.#scanUniform(detector, range);
        this.#kernels.dispatch(pipeline, [uniform, roots, response, sinogram.buffer, out.buffer], [pairs]);
        return;
      }
      const pipeline = await this.#kernels.pipeline('filter-convolution');
      const kernel = this.#kernels.table('convolution kernel', filter, () => convolutionKernel(filter));
      this.#kernels.dispatch(
        pipeline,
        [this.#scanUniform(detector, range), kernel, sinogram.buffer, out.buffer],
        [Math.ceil(channels / 256), range.to - range.from],
      );
    });
  }

  async backProject(
    views: GpuArray,
    scan: Scan,
    grid: ImageGrid,
    image: GpuArray,
    range: ViewRange,
    control: RunControl = {},
  ): Promise<void> {
    this.#check();
    return this.#inTurn(async () => {
      const { groups, rest } =
        scan.geometry === 'fan'
          ? this.#fan.viewsFor(range)
          : this.#symmetry.viewsFor(scan, grid, range, this.backProjection);
      const pixels = grid.rows * grid.columns;
      const all = 4 * groups.length + rest.length;
      let done = 0;
      // The sum goes in parts that drivers and somebody who gives up can bear.
      const step = async (count: number) => {
        done += count;
        if (done < all) await this.#breathe(pixels * count);
        control.onProgress?.(done / all);
        control.signal?.throwIfAborted();
      };
      if (groups.length > 0 && scan.geometry === 'parallel') {
        const groupsPerStep = Math.max(1, Math.floor(this.#workPerStep('back-project') / pixels / 4));
        await this.#symmetry.backProject(this.backProjection, views, scan, grid, image, groups, groupsPerStep, step);
      }
      if (rest.length === 0) return;
      const isFan = scan.geometry === 'fan';
      const pipeline = await this.#kernels.pipeline(isFan ? 'back-project-fan' : 'back-project');
      const gridUniform = this.#gridUniform('grid of the image', grid);
      const table = this.#views(scan);
      const geometry = isFan ? [this.#fan.parameters(scan)] : [];
      const viewsPerStep = Math.max(1, Math.floor(this.#workPerStep('back-project') / pixels));
      for (const run of consecutive(rest, viewsPerStep)) {
        const uniform = this.#scanUniform(scan, run);
        const size: [number, number] = [Math.ceil(grid.columns / 16), Math.ceil(grid.rows / 16)];
        this.#kernels.dispatch(pipeline, [uniform, ...geometry, table, gridUniform, views.buffer, image.buffer], size);
        await step(run.to - run.from);
      }
    });
  }

  async reconstructFourier(
    plan: FourierPlan,
    sinogram: GpuArray,
    scan: ParallelScan,
    grid: ImageGrid,
    image: GpuArray,
    control: RunControl = {},
  ): Promise<void> {
    this.#check();
    return this.#inTurn(() =>
      this.#gridrec.reconstruct(
        plan,
        sinogram,
        scan,
        grid,
        image,
        this.#workPerStep('back-project'),
        async (additions, done) => {
          if (done < 1) await this.#breathe(additions);
          control.onProgress?.(done);
          control.signal?.throwIfAborted();
        },
      ),
    );
  }

  async finished(): Promise<number> {
    this.#check();
    await this.device.queue.onSubmittedWorkDone();
    this.#check();
    return performance.now();
  }

  viewsPerStep(stage: 'scan' | 'filter' | 'back-project', workPerView: number): number {
    // Views are back-projected all at once, since those that belong together stand far apart; `backProject` goes in
    // steps of its own.
    if (stage === 'back-project') return Number.POSITIVE_INFINITY;
    // Even, so that the filter finds its views in pairs, and no more than one dispatch takes.
    const views = 2 * Math.floor(this.#workPerStep(stage) / workPerView / 2);
    return Math.min(MAX_WORKGROUPS - 1, Math.max(2, views));
  }

  dispose(): void {
    this.#disposed = true;
    this.device.destroy();
  }

  #check(): void {
    if (this.#lostMessage) throw new BackendLostError(this.#lostMessage);
  }

  /**
   * One operation after the other: they share small buffers of parameters, and wait for pipelines between writing these
   * and using them.
   */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    const before = this.#turn;
    const turn = before.then(work);
    // A failed operation does not stop the next; whoever asked for it hears of it.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #allocate(rows: number, columns: number): Promise<GpuArray> {
    this.#check();
    const label = `An array of ${rows} × ${columns} values`;
    const buffer = await this.#pool.take(rows * columns * Float32Array.BYTES_PER_ELEMENT, label);
    return { rows, columns, buffer };
  }

  #workPerStep(stage: keyof typeof WORK_PER_STEP): number {
    return WORK_PER_STEP[stage] * (this.description.isSoftware ? SOFTWARE_FRACTION : 1);
  }

  /** Lets the device catch up after much work, so that a run given up leaves little behind in its queue. */
  async #breathe(updates: number): Promise<void> {
    this.#queuedUpdates += updates;
    if (this.#queuedUpdates < 2 * this.#workPerStep('back-project')) return;
    this.#queuedUpdates = 0;
    await this.finished();
  }

  #scanUniform(scan: { channels: number; channelSpacingMm: number; offset: number }, range: ViewRange): GPUBuffer {
    return this.#kernels.uniform(
      'scan',
      layouts.ScanParameters.pack([
        {
          firstView: range.from,
          endView: range.to,
          channels: scan.channels,
          axisChannel: axisChannel(scan),
          channelSpacingMm: scan.channelSpacingMm,
        },
      ]),
    );
  }

  #rays(scan: Scan): GPUBuffer {
    return this.#kernels.table('rays of the channels', scan, () => {
      const { cosine, sine, distanceMm } = rayTable(scan);
      return layouts.ChannelRay.pack(
        Array.from(cosine, (_, k) => ({ cosine: cosine[k]!, sine: sine[k]!, distanceMm: distanceMm[k]! })),
      );
    });
  }

  #views(scan: Scan): GPUBuffer {
    return this.#kernels.table('views', scan, () =>
      layouts.View.pack(
        Array.from(scan.anglesRad, (angleRad, view) => ({
          cosine: Math.cos(angleRad),
          sine: Math.sin(angleRad),
          weightRad: scan.viewWeightsRad[view]!,
          unused: 0,
        })),
      ),
    );
  }

  #gridUniform(label: string, grid: ImageGrid): GPUBuffer {
    return this.#kernels.table(label, grid, () => layouts.GridParameters.pack([grid]), GPUBufferUsage.UNIFORM);
  }
}

/** The runs of consecutive views in an ascending list, none longer than `most`. */
function consecutive(views: readonly number[], most: number): ViewRange[] {
  const runs: { from: number; to: number }[] = [];
  for (const view of views) {
    const run = runs.at(-1);
    if (run && run.to === view && run.to - run.from < most) run.to++;
    else runs.push({ from: view, to: view + 1 });
  }
  return runs;
}

/** The first line of a driver's message, without a full stop of its own. */
function firstSentence(message: string): string {
  return message.split('\n')[0]!.replace(/\.$/, '');
}
