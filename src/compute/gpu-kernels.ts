import type { BufferPool } from '../operators/gpu/buffer-pool.ts';
import { byteLength, type GpuArray, wholeBuffer } from '../operators/gpu/gpu-array.ts';
import type { KernelRunner } from '../operators/gpu/kernel-runner.ts';
import { alongRows, type Binding, type GpuPart } from './gpu-kernel.ts';
import { bandAt, partsOf } from './gpu-parts.ts';
import { type ArraysOf, type ArrayUses, type Kernel, type KernelDevice, type KernelRun, rangeOf } from './kernel.ts';

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
    const pipeline = await this.#runner.pipeline(shader, constants);
    const range = rangeOf(kernel as unknown as Kernel<never, ArrayUses>, arrays, run);
    this.#clearSums(kernel.arrays, arrays);
    for (const part of partsOf(kernel.arrays, arrays, range, this.#pool.mostBytes)) {
      run.signal?.throwIfAborted();
      const stacked = await this.#stackLists(kernel.arrays, arrays, part);
      const resources = bindings.map((binding) => this.#resource(binding, kernel.name, arrays, part, stacked));
      this.#runner.dispatch(pipeline, resources, workgroups(part));
      for (const buffer of stacked.values()) this.#pool.giveBack(buffer);
    }
  }

  #clearSums(uses: ArrayUses, arrays: GpuArrays): void {
    for (const name of Object.keys(uses).filter((each) => uses[each] === 'sum')) {
      const array = arrays[name] as GpuArray;
      this.#runner.submit('clear', (encoder) => encoder.clearBuffer(wholeBuffer(array), 0, byteLength(array)));
    }
  }

  #resource(
    binding: Binding,
    kernelName: string,
    arrays: GpuArrays,
    part: GpuPart,
    stacked: ReadonlyMap<string, GPUBuffer>,
  ): GPUBuffer {
    if (typeof binding === 'string') {
      return stacked.get(binding) ?? part.bands[binding]?.buffer ?? wholeBuffer(arrays[binding] as GpuArray);
    }
    if ('uniform' in binding) return this.#runner.uniform(`${kernelName}: ${binding.uniform}`, binding.pack(part));
    const usage = binding.isUniform ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE;
    return this.#runner.table(binding.table, binding.of, () => binding.make(), usage);
  }

  /** A kernel takes few buffers, so the arrays of a list are laid one behind the other first. */
  async #stackLists(uses: ArrayUses, arrays: GpuArrays, part: GpuPart): Promise<Map<string, GPUBuffer>> {
    const stacked = new Map<string, GPUBuffer>();
    for (const name of Object.keys(uses).filter((each) => uses[each] === 'in-list')) {
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
