import { PlainTwins } from '../../compute/cpu/plain-twins.ts';
import { split } from '../../compute/cpu/task-executor.ts';
import { CpuOperators, type HostArray } from '../../operators/cpu/cpu-operators.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import { type BenchmarkArray, type BenchmarkKernel, benchmarkKernels } from './kernels.ts';
import type { BenchmarkProblem } from './problem.ts';

/**
 * What the plain TypeScript twins make of a problem: the inputs of every kernel, and the results that kernels are held
 * against. Each is made when it is first asked for. Values are those of a single thread but for the last bits, since
 * images of several lanes are added up in f32.
 */
export class BenchmarkReference {
  readonly #problem: BenchmarkProblem;
  readonly #operators: CpuOperators;
  readonly #host: CpuExecutor;
  readonly #arrays = new Map<BenchmarkArray, Promise<HostArray>>();
  readonly #signal: AbortSignal | undefined;

  constructor(problem: BenchmarkProblem, host: CpuExecutor, signal: AbortSignal | undefined) {
    this.#problem = problem;
    this.#host = host;
    this.#operators = new CpuOperators(new PlainTwins(host));
    this.#signal = signal;
  }

  /** An array of the plain twins, row-major float32. */
  array(name: BenchmarkArray): Promise<HostArray> {
    let array = this.#arrays.get(name);
    if (!array) {
      array = this.#make(name);
      this.#arrays.set(name, array);
    }
    return array;
  }

  async #make(name: BenchmarkArray): Promise<HostArray> {
    if (name === 'raster') return this.#raster();
    const kernel = Object.values(benchmarkKernels).find(({ output }) => output === name)!;
    const input = kernel.input && (await this.array(kernel.input));
    const output = await this.#operators.create(...shapeOf(kernel, this.#problem));
    await kernel.run(this.#operators, this.#problem, input, output, { signal: this.#signal });
    return output;
  }

  async #raster(): Promise<HostArray> {
    const { phantom, grid } = this.#problem;
    const image = await this.#operators.create(grid.rows, grid.columns);
    await Promise.all(
      split(0, grid.rows, this.#host.lanes).map(async ({ from, to }) => {
        image.data.set(await this.#host.run('rasterShapes', phantom, grid, from, to), from * grid.columns);
      }),
    );
    return image;
  }
}

/** Rows and columns of what a kernel makes. */
export function shapeOf(
  { output, backProjected }: BenchmarkKernel,
  { scan, grid, rebinning }: BenchmarkProblem,
): [number, number] {
  if (backProjected || output === 'gridrec-image' || output === 'adjoint-image') return [grid.rows, grid.columns];
  const { anglesRad, channels } = output === 'rebinned' ? rebinning.parallel : scan;
  return [anglesRad.length, channels];
}
