import { inSlices } from '../../compute/cpu/in-slices.ts';
import { PlainTwins } from '../../compute/cpu/plain-twins.ts';
import { split } from '../../compute/cpu/task-executor.ts';
import { CpuOperators, type HostArray } from '../../operators/cpu/cpu-operators.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { BenchmarkArray, BenchmarkKernel } from './benchmark-kernel.ts';
import { benchmarkKernels } from './kernels.ts';
import type { BenchmarkProblem } from './problem.ts';

/** Values of one wave, a prime number. */
const WAVE = 1021;

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
    if (name === 'cone-readings') return this.#coneReadings();
    const kernel = Object.values(benchmarkKernels).find(({ output }) => output === name)!;
    const input = kernel.input && (await this.array(kernel.input));
    const output = await this.#operators.create(...shapeOf(kernel, this.#problem));
    const { run } = kernel.judged ?? kernel;
    await run(this.#operators, this.#problem, input, output, { signal: this.#signal });
    kernel.end?.(this.#operators, output);
    return output;
  }

  /**
   * How long a kernel takes does not depend on what the numbers are: waves some 36 channels and 51 rows long, as smooth as
   * filtered views, that no two views or rows have alike.
   */
  async #coneReadings(): Promise<HostArray> {
    const { scan } = this.#problem.cone;
    const readings = await this.#operators.create(scan.anglesRad.length * scan.rows, scan.channels);
    const { data, rows, columns } = readings;
    const wave = Float32Array.from({ length: WAVE }, (_, i) => Math.sin((2 * Math.PI * i) / WAVE));
    await inSlices(rows, (from, to) => {
      for (let row = from; row < to; row++) {
        const phase = 20 * (row % scan.rows) + 44 * Math.floor(row / scan.rows);
        for (let k = 0; k < columns; k++) data[row * columns + k] = wave[(28 * k + phase) % WAVE]!;
      }
    });
    return readings;
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

const IMAGES: ReadonlySet<string> = new Set(['gridrec-image', 'adjoint-image', 'adjoint-distance-driven-image']);

/** Rows and columns of what a kernel makes. */
export function shapeOf(
  { output, backProjected }: BenchmarkKernel,
  { scan, grid, rebinning, cone }: BenchmarkProblem,
): [number, number] {
  if (output === 'cone-volume') return [cone.grid.slices * cone.grid.rows, cone.grid.columns];
  if (backProjected || IMAGES.has(output) || output.startsWith('iterate of ')) {
    return [grid.rows, grid.columns];
  }
  const { anglesRad, channels } = output === 'rebinned' ? rebinning.parallel : scan;
  return [anglesRad.length, channels];
}
