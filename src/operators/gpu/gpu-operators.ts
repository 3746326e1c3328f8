import type { ImageGrid } from '../../geometry/image-grid.ts';
import { axisChannel, type ParallelScan } from '../../geometry/parallel-scan.ts';
import type { ShapePhantom } from '../../phantom/phantom.ts';
import {
  type BackendDescription,
  BackendLostError,
  type Operators,
  type ViewFilter,
  type ViewRange,
} from '../contract.ts';
import { BufferPool } from './buffer-pool.ts';
import { byteLength, type GpuArray } from './gpu-array.ts';
import type { GpuDevice } from './gpu-device.ts';
import { packPhantom } from './pack-phantom.ts';
import { type ShaderName, shaderSources } from './shader-sources.ts';
import * as layouts from './struct-layouts.ts';
import { bitReversedResponse, convolutionKernel, rootsOfUnity } from './view-filter-tables.ts';

/** Work per submission: some ten milliseconds on a small GPU, far from the second after which drivers step in. */
const WORK_PER_STEP = { scan: 1e8, filter: 2e7, 'back-project': 5e8 };
/** A software GPU is some hundred times slower, and a run must stay cancellable. */
const SOFTWARE_FRACTION = 1 / 32;

const MAX_WORKGROUPS = 65_535;

/** A buffer that holds a table made from some value, and is written again only for another value. */
interface KeptTable {
  buffer: GPUBuffer;
  madeFrom: unknown;
}

/** The operators on a WebGPU device. Everything stays in buffers there; only `read` brings values to the host. */
export class GpuOperators implements Operators<GpuArray> {
  readonly description: BackendDescription;
  readonly device: GPUDevice;
  /** Resolves with a sentence when the device is gone for any reason but `dispose`. */
  readonly lost: Promise<string>;
  readonly #pool: BufferPool;
  readonly #pipelines: ReadonlyMap<ShaderName, GPUComputePipeline>;
  readonly #transformPipelines = new Map<number, GPUComputePipeline>();
  readonly #tables = new Map<string, KeptTable>();
  #lostMessage: string | null = null;
  #disposed = false;

  /** Compiles all kernels. Rejects where one does not compile. */
  static async create(gpu: GpuDevice): Promise<GpuOperators> {
    const names: ShaderName[] = ['scan-shapes', 'scan-image', 'filter-convolution', 'back-project', 'subtract'];
    const pipelines = await Promise.all(
      names.map(async (name): Promise<[ShaderName, GPUComputePipeline]> => [name, await compile(gpu.device, name)]),
    );
    return new GpuOperators(gpu, new Map(pipelines));
  }

  private constructor(gpu: GpuDevice, pipelines: ReadonlyMap<ShaderName, GPUComputePipeline>) {
    this.device = gpu.device;
    this.description = gpu.description;
    this.#pool = new BufferPool(gpu.device);
    this.#pipelines = pipelines;
    this.lost = new Promise((resolve) => {
      const lose = (sentence: string) => {
        this.#lostMessage ??= sentence;
        if (!this.#disposed) resolve(this.#lostMessage);
      };
      void gpu.device.lost.then((info) => {
        const why = info.message ? ` (${info.message.split('\n')[0]})` : '';
        lose(`The connection to the GPU was lost${why}.`);
      });
      // A command that the device refused leaves zeros behind, and nothing computed after it can be trusted.
      gpu.device.addEventListener('uncapturederror', (event) => {
        lose(`The GPU refused a command (${event.error.message.split('\n')[0]}).`);
      });
    });
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
      this.#submit('readback', (encoder) => encoder.copyBufferToBuffer(array.buffer, 0, staging, 0, size));
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
    this.#submit('clear', (encoder) => encoder.clearBuffer(array.buffer, 0, byteLength(array)));
  }

  async subtract(a: GpuArray, b: GpuArray, out: GpuArray): Promise<void> {
    const length = out.rows * out.columns;
    const groups = Math.ceil(length / 256);
    const width = Math.min(groups, 32_768);
    const parameters = this.#uniform('subtract', layouts.SubtractParameters.pack([{ length, rowLength: width * 256 }]));
    this.#dispatch(
      'subtract',
      this.#pipelines.get('subtract')!,
      [parameters, a.buffer, b.buffer, out.buffer],
      [width, Math.ceil(groups / width)],
    );
  }

  async scanShapes(phantom: ShapePhantom, scan: ParallelScan, sinogram: GpuArray, range: ViewRange): Promise<void> {
    const packed = () => packPhantom(phantom);
    const parameters = this.#table('phantom parameters', phantom, () => packed().parameters, GPUBufferUsage.UNIFORM);
    const shapes = this.#table('shapes', phantom, () => packed().shapes);
    const edges = this.#table('edges', phantom, () => packed().edges);
    this.#overViews(scan, range, MAX_WORKGROUPS, (part, uniform) => {
      this.#dispatch(
        'scan-shapes',
        this.#pipelines.get('scan-shapes')!,
        [uniform, this.#views(scan), parameters, shapes, edges, sinogram.buffer],
        [Math.ceil(scan.channels / 64), part.to - part.from],
      );
    });
  }

  async scanImage(
    image: GpuArray,
    grid: ImageGrid,
    scan: ParallelScan,
    sinogram: GpuArray,
    range: ViewRange,
  ): Promise<void> {
    const gridUniform = this.#grid('grid of the scanned image', grid);
    this.#overViews(scan, range, MAX_WORKGROUPS, (part, uniform) => {
      this.#dispatch(
        'scan-image',
        this.#pipelines.get('scan-image')!,
        [uniform, this.#views(scan), gridUniform, image.buffer, sinogram.buffer],
        [Math.ceil(scan.channels / 64), part.to - part.from],
      );
    });
  }

  async filterViews(filter: ViewFilter, sinogram: GpuArray, out: GpuArray, range: ViewRange): Promise<void> {
    const { transformLength, channels } = filter;
    const bytesPerPoint = 8;
    const fitsWorkgroup = transformLength * bytesPerPoint <= this.device.limits.maxComputeWorkgroupStorageSize;
    const detector = { channels, channelSpacingMm: 1, offset: 0 };
    if (fitsWorkgroup) {
      const pipeline = await this.#transformPipeline(transformLength);
      const roots = this.#table('roots of unity', transformLength, () => rootsOfUnity(transformLength));
      const response = this.#table('response', filter, () => bitReversedResponse(filter));
      this.#overViews(detector, range, MAX_WORKGROUPS, (part, uniform) => {
        const pairs = Math.ceil((part.to - part.from) / 2);
        this.#dispatch('filter-transform', pipeline, [uniform, roots, response, sinogram.buffer, out.buffer], [pairs]);
      });
      return;
    }
    const kernel = this.#table('convolution kernel', filter, () => convolutionKernel(filter));
    this.#overViews(detector, range, MAX_WORKGROUPS, (part, uniform) => {
      this.#dispatch(
        'filter-convolution',
        this.#pipelines.get('filter-convolution')!,
        [uniform, kernel, sinogram.buffer, out.buffer],
        [Math.ceil(channels / 256), part.to - part.from],
      );
    });
  }

  async backProject(
    views: GpuArray,
    scan: ParallelScan,
    grid: ImageGrid,
    image: GpuArray,
    range: ViewRange,
  ): Promise<void> {
    const gridUniform = this.#grid('grid of the image', grid);
    this.#overViews(scan, range, Number.POSITIVE_INFINITY, (_, uniform) => {
      this.#dispatch(
        'back-project',
        this.#pipelines.get('back-project')!,
        [uniform, this.#views(scan), gridUniform, views.buffer, image.buffer],
        [Math.ceil(grid.columns / 16), Math.ceil(grid.rows / 16)],
      );
    });
  }

  async finished(): Promise<number> {
    this.#check();
    await this.device.queue.onSubmittedWorkDone();
    this.#check();
    return performance.now();
  }

  viewsPerStep(stage: 'scan' | 'filter' | 'back-project', workPerView: number): number {
    const work = WORK_PER_STEP[stage] * (this.description.isSoftware ? SOFTWARE_FRACTION : 1);
    // Even, so that the filter finds its views in pairs.
    return Math.max(2, 2 * Math.floor(work / workPerView / 2));
  }

  dispose(): void {
    this.#disposed = true;
    this.device.destroy();
  }

  #check(): void {
    if (this.#lostMessage) throw new BackendLostError(this.#lostMessage);
  }

  async #allocate(rows: number, columns: number): Promise<GpuArray> {
    this.#check();
    const label = `An array of ${rows} × ${columns} values`;
    const buffer = await this.#pool.take(rows * columns * Float32Array.BYTES_PER_ELEMENT, label);
    return { rows, columns, buffer };
  }

  /** The parameters of a range of views, and the work on it, cut where one dispatch cannot take so many. */
  #overViews(
    scan: { channels: number; channelSpacingMm: number; offset: number },
    range: ViewRange,
    most: number,
    work: (part: ViewRange, uniform: GPUBuffer) => void,
  ): void {
    this.#check();
    for (let from = range.from; from < range.to; ) {
      const to = Math.min(range.to, from + most);
      const parameters = layouts.ScanParameters.pack([
        {
          firstView: from,
          endView: to,
          channels: scan.channels,
          axisChannel: axisChannel(scan),
          channelSpacingMm: scan.channelSpacingMm,
        },
      ]);
      work({ from, to }, this.#uniform('scan', parameters));
      from = to;
    }
  }

  #views(scan: ParallelScan): GPUBuffer {
    return this.#table('views', scan, () =>
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

  #grid(label: string, grid: ImageGrid): GPUBuffer {
    return this.#table(label, grid, () => layouts.GridParameters.pack([grid]), GPUBufferUsage.UNIFORM);
  }

  /** Writes are ordered with submissions, so one small buffer per kind of parameters serves every dispatch. */
  #uniform(label: string, data: ArrayBuffer): GPUBuffer {
    return this.#table(label, data, () => data, GPUBufferUsage.UNIFORM);
  }

  /** The table of this label, made anew only when it comes from another value (compared by identity). */
  #table(
    label: string,
    madeFrom: unknown,
    make: () => ArrayBuffer | Float32Array<ArrayBuffer>,
    usage = GPUBufferUsage.STORAGE,
  ): GPUBuffer {
    const kept = this.#tables.get(label);
    if (kept && kept.madeFrom === madeFrom) return kept.buffer;
    const data = make();
    let buffer = kept?.buffer;
    if (!buffer || buffer.size < data.byteLength) {
      buffer?.destroy();
      const size =
        usage === GPUBufferUsage.UNIFORM ? Math.max(16, data.byteLength) : 2 * Math.max(256, data.byteLength);
      buffer = this.device.createBuffer({
        label,
        size: Math.ceil(size / 16) * 16,
        usage: usage | GPUBufferUsage.COPY_DST,
      });
    }
    this.device.queue.writeBuffer(buffer, 0, data);
    this.#tables.set(label, { buffer, madeFrom });
    return buffer;
  }

  async #transformPipeline(transformLength: number): Promise<GPUComputePipeline> {
    let pipeline = this.#transformPipelines.get(transformLength);
    if (!pipeline) {
      pipeline = await compile(this.device, 'filter-transform', { transformLength });
      this.#transformPipelines.set(transformLength, pipeline);
    }
    return pipeline;
  }

  #dispatch(label: string, pipeline: GPUComputePipeline, buffers: GPUBuffer[], [x, y = 1]: [number, number?]): void {
    this.#check();
    const bindGroup = this.device.createBindGroup({
      label,
      layout: pipeline.getBindGroupLayout(0),
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    this.#submit(label, (encoder) => {
      const pass = encoder.beginComputePass({ label });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(x, y);
      pass.end();
    });
  }

  #submit(label: string, encode: (encoder: GPUCommandEncoder) => void): void {
    const encoder = this.device.createCommandEncoder({ label });
    encode(encoder);
    this.device.queue.submit([encoder.finish()]);
  }
}

async function compile(
  device: GPUDevice,
  name: ShaderName,
  constants: Record<string, number> = {},
): Promise<GPUComputePipeline> {
  return device.createComputePipelineAsync({
    label: name,
    layout: 'auto',
    compute: {
      module: device.createShaderModule({ label: name, code: shaderSources[name] }),
      entryPoint: 'main',
      constants,
    },
  });
}
