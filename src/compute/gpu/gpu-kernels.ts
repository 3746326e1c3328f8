import {
  type ArraysOf,
  type ArrayUse,
  type ArrayUses,
  type Kernel,
  type KernelDevice,
  type KernelRun,
  rangeOf,
} from '../kernel.ts';
import type { BufferPool } from './buffer-pool.ts';
import { byteLength, type GpuArray, wholeBuffer } from './gpu-array.ts';
import { alongRows, type Binding, type GpuPart, type TableBinding } from './gpu-kernel.ts';
import { bandAt, partsOf } from './gpu-parts.ts';
import type { KernelRunner } from './kernel-runner.ts';

type GpuArrays = Readonly<Record<string, GpuArray | readonly GpuArray[]>>;

/** Runs any kernel on a GPU: binds its parameters, tables and arrays, buffer by buffer where arrays lie in several. */
export class GpuKernels implements KernelDevice<GpuArray> {
  readonly #runner: KernelRunner;
  readonly #pool: BufferPool;

  constructor(runner: KernelRunner, pool: BufferPool) {
    this.#runner = runner;
    this.#pool = pool;
  }

  async run<Parameters, Uses extends ArrayUses>(
    kernel: Kernel<Parameters, Uses>,
    parameters: Parameters,
    arrays: ArraysOf<Uses, GpuArray>,
    run: KernelRun = {},
  ): Promise<void> {
    const { shader, constants, bindings, workgroups = alongRows } = kernel.gpu(parameters, this.#runner.device.limits);
    // Whatever does not fit into one buffer is refused before anything is made.
    const whole = wholeBuffers(kernel.arrays, arrays);
    const pipeline = await this.#runner.pipeline(shader, constants);
    const range = rangeOf(kernel as unknown as Kernel<never, ArrayUses>, arrays, run);
    for (const name of namesOf(kernel.arrays, 'sum')) this.#clear(whole.get(name)!, arrays[name] as GpuArray);
    for (const part of partsOf(kernel.arrays, arrays, range, this.#pool.mostBytes)) {
      run.signal?.throwIfAborted();
      const stacked = await this.#stackLists(kernel.arrays, arrays, part);
      const buffers = new Map([...whole, ...stacked]);
      const resources = bindings.map((binding) => this.#resource(binding, kernel.name, part, buffers));
      this.#runner.dispatch(pipeline, resources, workgroups(part));
      for (const buffer of stacked.values()) this.#pool.giveBack(buffer);
    }
  }

  #clear(buffer: GPUBuffer, array: GpuArray): void {
    this.#runner.submit('clear', (encoder) => encoder.clearBuffer(buffer, 0, byteLength(array)));
  }

  #resource(binding: Binding, kernelName: string, part: GpuPart, buffers: ReadonlyMap<string, GPUBuffer>): GPUBuffer {
    if (typeof binding === 'string') {
      return buffers.get(binding) ?? part.bands[binding]!.buffer;
    }
    if ('uniform' in binding) return this.#runner.uniform(`${kernelName}: ${binding.uniform}`, binding.pack(part));
    return bindTable(this.#runner, binding);
  }

  /** A kernel takes few buffers, so the arrays of a list are laid one behind the other first. */
  async #stackLists(uses: ArrayUses, arrays: GpuArrays, part: GpuPart): Promise<Map<string, GPUBuffer>> {
    const stacked = new Map<string, GPUBuffer>();
    for (const name of namesOf(uses, 'in-list')) {
      const list = arrays[name] as readonly GpuArray[];
      const bytes = byteLength({ rows: part.rows, columns: list[0]!.columns });
      const target = await this.#pool.take(list.length * bytes, `${list.length} arrays in one piece`);
      this.#runner.submit(`stack ${name}`, (encoder) => {
        list.forEach((array, i) => {
          const band = bandAt(array, part.from);
          const source = byteLength({ rows: part.from - band.firstRow, columns: array.columns });
          encoder.copyBufferToBuffer(band.buffer, source, target, i * bytes, bytes);
        });
      });
      stacked.set(name, target);
    }
    return stacked;
  }
}

function wholeBuffers(uses: ArrayUses, arrays: GpuArrays): ReadonlyMap<string, GPUBuffer> {
  const names = namesOf(uses, 'in-whole', 'out-whole', 'sum');
  return new Map(names.map((name) => [name, wholeBuffer(arrays[name] as GpuArray)]));
}

function namesOf(uses: ArrayUses, ...wanted: readonly ArrayUse[]): string[] {
  return Object.keys(uses).filter((name) => wanted.includes(uses[name]!));
}

/** The buffer of a table, made anew only for another plan. */
export function bindTable(runner: KernelRunner, { table, of, make, isUniform }: TableBinding): GPUBuffer {
  return runner.table(table, of, make, isUniform ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE);
}
