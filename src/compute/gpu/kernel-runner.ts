import type { DeviceClock } from './device-clock.ts';
import type { Shader } from './gpu-kernel.ts';
import { KeptTables, type TableData } from './kept-tables.ts';
import { type ShaderName, shaderSource } from './shader-sources.ts';
import { TimedBatch } from './timed-batch.ts';

interface Compiled {
  /** By the shader's name. */
  readonly modules: Map<string, Promise<GPUShaderModule>>;
  /** By the shader's name and constants. */
  readonly pipelines: Map<string, Promise<GPUComputePipeline>>;
}

/** What each device has compiled, or is compiling: whoever computes on it shares that. */
const compiled = new WeakMap<GPUDevice, Compiled>();

function compiledFor(device: GPUDevice): Compiled {
  let there = compiled.get(device);
  if (!there) {
    there = { modules: new Map(), pipelines: new Map() };
    compiled.set(device, there);
  }
  return there;
}

/** What is under a key, made where it is not there. What has failed is made anew when it is asked for again. */
function foundOrMade<Made>(there: Map<string, Promise<Made>>, key: string, make: () => Promise<Made>): Promise<Made> {
  let found = there.get(key);
  if (!found) {
    found = make();
    there.set(key, found);
    found.catch(() => there.delete(key));
  }
  return found;
}

/**
 * Compiles kernels, keeps their pipelines and small tables, and dispatches them. Everything is labelled, so that a
 * device's complaint names what it is about.
 */
export class KernelRunner {
  readonly device: GPUDevice;
  readonly clock: DeviceClock;
  readonly #compiled: Compiled;
  readonly #tables: KeptTables;
  /** Parameters of dispatches, by label. */
  readonly #uniforms = new Map<string, GPUBuffer>();
  /** Takes all work up while it is timed. */
  #batch: TimedBatch | null = null;

  /** @param clock times what is dispatched for whoever asks it to */
  constructor(device: GPUDevice, clock: DeviceClock) {
    this.device = device;
    this.clock = clock;
    this.#compiled = compiledFor(device);
    this.#tables = new KeptTables(device, () => this.sendOff());
  }

  /** A kernel's pipeline, compiled when it is first asked for with these constants. */
  pipeline(shader: ShaderName | Shader, constants: Readonly<Record<string, number>> = {}): Promise<GPUComputePipeline> {
    const name = typeof shader === 'string' ? shader : shader.name;
    const { modules, pipelines } = this.#compiled;
    const moduleOf = async () => {
      const code = typeof shader === 'string' ? await shaderSource(shader) : shader.code;
      return this.device.createShaderModule({ label: name, code });
    };
    return foundOrMade(pipelines, JSON.stringify([name, constants]), async () =>
      this.device.createComputePipelineAsync({
        label: name,
        layout: 'auto',
        compute: {
          module: await foundOrMade(modules, name, moduleOf),
          entryPoint: 'main',
          constants: { ...constants },
        },
      }),
    );
  }

  /** The table of this label that was made from this value (compared by identity); see {@link KeptTables}. */
  table(label: string, madeFrom: unknown, make: () => TableData, usage: number = GPUBufferUsage.STORAGE): GPUBuffer {
    return this.#tables.table(label, madeFrom, make, usage);
  }

  /** Parameters of a dispatch. Writes are ordered with submissions, so one small buffer per label serves them all. */
  uniform(label: string, data: ArrayBuffer): GPUBuffer {
    if (this.#batch) return this.#batch.uniform(label, data);
    let buffer = this.#uniforms.get(label);
    if (!buffer || buffer.size < data.byteLength) {
      buffer?.destroy();
      buffer = this.device.createBuffer({
        label,
        size: Math.ceil(Math.max(16, data.byteLength) / 16) * 16,
        usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
      });
      this.#uniforms.set(label, buffer);
    }
    this.device.queue.writeBuffer(buffer, 0, data);
    return buffer;
  }

  /** Runs a kernel once; `resources` are bound in their order. */
  dispatch(
    pipeline: GPUComputePipeline,
    resources: readonly (GPUBuffer | GPUTextureView | GPUSampler)[],
    [x, y = 1, z = 1]: readonly [number, number?, number?],
  ): void {
    const { label } = pipeline;
    const bindGroup = this.device.createBindGroup({
      label,
      layout: pipeline.getBindGroupLayout(0),
      entries: resources.map((resource, binding) => ({
        binding,
        resource: 'usage' in resource && 'size' in resource ? { buffer: resource } : resource,
      })),
    });
    this.submit(label, (encoder) => {
      const stamps = this.#batch ? this.#batch.nextPass() : this.clock.nextPass();
      const pass = encoder.beginComputePass({ label, ...(stamps && { timestampWrites: stamps }) });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(x, y, z);
      pass.end();
    });
  }

  submit(label: string, encode: (encoder: GPUCommandEncoder) => void): void {
    if (this.#batch) {
      encode(this.#batch.encoder);
      return;
    }
    const encoder = this.device.createCommandEncoder({ label });
    encode(encoder);
    this.device.queue.submit([encoder.finish()]);
  }

  get isTiming(): boolean {
    return this.#batch !== null;
  }

  /** Gathers what `work` dispatches into one batch. Resolves with the device's own time of it in ms, or `null`. */
  async time(work: () => Promise<void>): Promise<number | null> {
    if (!this.device.features.has('timestamp-query')) {
      await work();
      return null;
    }
    const batch = new TimedBatch(this.device);
    this.#batch = batch;
    try {
      await work();
      this.#batch = null;
      return await batch.elapsedMs();
    } finally {
      this.#batch = null;
      batch.dispose();
    }
  }

  /** Lets the device begin with what is gathered for timing; what is written by other ways comes after it. */
  sendOff(): void {
    this.#batch?.submit();
  }
}
