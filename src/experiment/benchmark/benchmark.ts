import { compareImages } from '../../measure/compare-images.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import { TEXTURE_APPROXIMATION } from '../../operators/gpu/back-projection-kernels.ts';
import { type Ceiling, type CeilingMachine, cpuCeiling, gpuCeiling } from './ceilings.ts';
import type { BackProjectionVariant, BenchmarkContender } from './contender.ts';
import { type BenchmarkKernelName, benchmarkKernels, sizeOf, workOf } from './kernels.ts';
import { type BenchmarkProblem, benchmarkProblem } from './problem.ts';
import { BenchmarkReference, shapeOf } from './reference.ts';
import type { BenchmarkRow } from './row.ts';
import { type MeasuredTimes, measureTimes } from './stopwatch.ts';

/** Sizes where one run would take longer than this are left out: they would only keep somebody waiting. */
const PATIENCE_MS = 12_000;
/** Two f32 results that differ by more do not compute the same; a time of a wrong result is no time. */
const GATE = 1e-4;
/** Texture units interpolate with weights of 8 bits: 2.5·10⁻⁴ of a smooth image's RMS, more where edges are many. */
const GATE_OF_APPROXIMATION = 1e-3;

export interface BenchmarkOptions {
  readonly sizes: readonly number[];
  readonly kernels: readonly BenchmarkKernelName[];
  /** What ceilings of the CPU are computed from. */
  readonly machine: CeilingMachine;
  readonly signal?: AbortSignal | undefined;
}

/** What a benchmark tells as it goes. */
export type BenchmarkStep =
  /** What begins now, and the part of all that is over, 0 … 1. */
  | { readonly kind: 'progress'; readonly text: string; readonly done: number }
  | { readonly kind: 'row'; readonly row: BenchmarkRow }
  /** Something that has to be said beside the rows, in one sentence. */
  | { readonly kind: 'note'; readonly text: string };

/** One contender's way of running one kernel. */
interface Entry {
  readonly contender: BenchmarkContender;
  readonly variant: BackProjectionVariant | null;
}

/**
 * Measures every kernel of every contender at every size, smallest first, each only after its result was compared with
 * the plain twin's. Throws what the signal carries when it is aborted, and whatever the operators throw.
 *
 * @param host the CPU's lanes, for the plain twins' results
 */
export async function* runBenchmark(
  contenders: readonly BenchmarkContender[],
  host: CpuExecutor,
  { sizes, kernels, machine: told, signal }: BenchmarkOptions,
): AsyncGenerator<BenchmarkStep, void, void> {
  const machine = told.clockMHz ? told : { ...told, clockMHz: await host.run('measureClock'), clockIsMeasured: true };
  for (const { description } of contenders) {
    if (description.isSoftware) {
      yield note(`${description.name} is a GPU emulated in software: its times say nothing about GPUs.`);
    }
  }
  const ascending = [...new Set(sizes)].sort((a, b) => a - b);
  const entriesOf = (kernel: BenchmarkKernelName, pixels: number) =>
    contenders
      // Plain TypeScript would take minutes for what it judges by a part.
      .filter(({ isReference }) => !isReference || (pixels === ascending[0] && !benchmarkKernels[kernel].judged))
      .flatMap((contender) => waysOf(contender, kernel).map((variant): Entry => ({ contender, variant })));
  const all = ascending.flatMap((pixels) => kernels.flatMap((kernel) => entriesOf(kernel, pixels))).length;
  let over = 0;
  const leftOut = new LeftOut();

  for (const pixels of ascending) {
    const problem = await benchmarkProblem(pixels);
    const reference = new BenchmarkReference(problem, host, signal);
    for (const kernel of kernels) {
      for (const entry of entriesOf(kernel, pixels)) {
        signal?.throwIfAborted();
        const done = over++ / all;
        if (leftOut.has(entry, kernel)) continue;
        if (leftOut.wouldTakeMs(entry, kernel, pixels) > PATIENCE_MS) {
          leftOut.add(entry, kernel);
          yield note(
            `${entryName(entry, kernel)}: ${pixels}² and above left out, because each run would take over ${PATIENCE_MS / 1000} s.`,
          );
          continue;
        }
        if (!(await takes(entry, kernel, problem))) {
          yield note(`${entryName(entry, kernel)}: left out at ${pixels}², where this device uses another kernel.`);
          continue;
        }
        yield { kind: 'progress', text: `${entryName(entry, kernel)}, ${pixels}²`, done };
        const { row, onceMs } = await measureRow(entry, kernel, problem, reference, machine, signal);
        leftOut.learn(entry, kernel, pixels, row.medianMs ?? onceMs);
        yield { kind: 'row', row };
      }
    }
  }
}

/** Whether every row was right. */
export function allRight(rows: readonly BenchmarkRow[]): boolean {
  return rows.every(({ isRight }) => isRight);
}

async function measureRow(
  { contender, variant }: Entry,
  kernelName: BenchmarkKernelName,
  problem: BenchmarkProblem,
  reference: BenchmarkReference,
  machine: CeilingMachine,
  signal: AbortSignal | undefined,
): Promise<{ row: BenchmarkRow; onceMs: number }> {
  const { operators, threads, isReference } = contender;
  const kernel = benchmarkKernels[kernelName];
  const size = sizeOf(kernelName, problem);
  const expected = await reference.array(kernel.output);
  const given = kernel.input && (await reference.array(kernel.input));
  const input = given && (await operators.upload(given.data, given.rows, given.columns));
  const output = await operators.create(...shapeOf(kernel, problem));
  try {
    const work = () => kernel.run(operators, problem, input, output, { signal });
    await operators.finished();
    const start = performance.now();
    await work();
    const onceMs = (await operators.finished()) - start;
    signal?.throwIfAborted();
    const judged = kernel.judged?.rows(problem) ?? { from: 0, to: expected.rows };
    const [made, right] = [await operators.read(output), expected.data].map((values) =>
      values.subarray(judged.from * expected.columns, judged.to * expected.columns),
    ) as [Float32Array, Float32Array];
    const { relativeRms } = compareImages(made, right);
    const { backend, isSoftware } = operators.description;
    const approximation = variant === 'texture' ? TEXTURE_APPROXIMATION : null;
    const gate = approximation ? GATE_OF_APPROXIMATION : GATE;
    const isRight = relativeRms < gate;
    const times = isRight ? await measureTimes(contender, work, isSoftware, signal) : null;
    const row: BenchmarkRow = {
      backend,
      device: contender.description.name,
      isSoftware,
      isReference,
      threads,
      kernel: kernelName,
      variant,
      approximation,
      pixels: size.grid.columns,
      views: size.scan.anglesRad.length,
      channels: size.scan.channels,
      relativeDifference: relativeRms,
      gate,
      isRight,
      runs: times?.runs ?? 0,
      medianMs: times?.medianMs ?? null,
      bestMs: times?.bestMs ?? null,
      gpuMs: times?.gpuMs ?? null,
      counted: kernel.counted,
      ...speedOf(times, workOf(kernelName, problem), isSoftware, ceilingOf(contender, kernelName, variant, machine)),
    };
    return { row, onceMs };
  } finally {
    kernel.end?.(operators, output);
    if (input) operators.release(input);
    operators.release(output);
  }
}

function ceilingOf(
  { threads, description }: BenchmarkContender,
  kernel: BenchmarkKernelName,
  variant: BackProjectionVariant | null,
  machine: CeilingMachine,
): Ceiling | string {
  const isKnown = kernel === 'back-project' || (kernel === 'cone' && threads === null);
  if (!variant || !isKnown)
    return 'ceilings are known only for back-projection of parallel rays, and of volumes on GPUs';
  if (description.isSoftware) return 'a GPU emulated in software has none';
  return threads === null
    ? gpuCeiling(variant, `${description.name} ${description.adapterInfo ?? ''}`)
    : cpuCeiling(variant, threads, machine);
}

type Speed = Pick<
  BenchmarkRow,
  'gigaPerSecond' | 'ceilingGigaPerSecond' | 'ceilingBoundBy' | 'whyNoCeiling' | 'fractionOfCeiling'
>;

function speedOf(times: MeasuredTimes | null, work: number, isSoftware: boolean, ceiling: Ceiling | string): Speed {
  const timeMs = times && (times.gpuMs ?? times.medianMs);
  // Work in 10⁹ per second is work per ms over 10⁶.
  const gigaPerSecond = timeMs && !isSoftware ? work / timeMs / 1e6 : null;
  if (typeof ceiling === 'string') {
    return {
      gigaPerSecond,
      ceilingGigaPerSecond: null,
      ceilingBoundBy: null,
      whyNoCeiling: ceiling,
      fractionOfCeiling: null,
    };
  }
  const { gigaUpdatesPerSecond, boundBy } = ceiling;
  return {
    gigaPerSecond,
    ceilingGigaPerSecond: gigaUpdatesPerSecond,
    ceilingBoundBy: boundBy,
    whyNoCeiling: null,
    fractionOfCeiling: gigaPerSecond && gigaPerSecond / gigaUpdatesPerSecond,
  };
}

function waysOf({ backProjections }: BenchmarkContender, kernel: BenchmarkKernelName) {
  const { backProjected } = benchmarkKernels[kernel];
  return backProjected ? backProjections[backProjected.onto] : [null];
}

/** Sets a contender to a variant. Returns whether it goes that way here. */
async function takes(
  { contender, variant }: Entry,
  kernel: BenchmarkKernelName,
  problem: BenchmarkProblem,
): Promise<boolean> {
  const { backProjected } = benchmarkKernels[kernel];
  if (!variant || !backProjected) return true;
  const { grid } = sizeOf(kernel, problem);
  return (await contender.take(variant, backProjected.onto, backProjected.scan(problem), grid)) === variant;
}

function entryName({ contender, variant }: Entry, kernel: BenchmarkKernelName): string {
  const { title } = benchmarkKernels[kernel];
  return `${contender.description.name}, ${title.toLowerCase()}${variant ? ` (${variant})` : ''}`;
}

function note(text: string): BenchmarkStep {
  return { kind: 'note', text };
}

/** Foretells from smaller sizes how long a run will take, and remembers what is left out. */
class LeftOut {
  readonly #known = new Map<string, { readonly pixels: number; readonly timeMs: number }>();
  readonly #entries = new Set<string>();

  learn(entry: Entry, kernel: BenchmarkKernelName, pixels: number, timeMs: number): void {
    this.#known.set(entryName(entry, kernel), { pixels, timeMs });
  }

  wouldTakeMs(entry: Entry, kernel: BenchmarkKernelName, pixels: number): number {
    const known = this.#known.get(entryName(entry, kernel));
    if (!known) return 0;
    return known.timeMs * benchmarkKernels[kernel].growth ** Math.log2(pixels / known.pixels);
  }

  add(entry: Entry, kernel: BenchmarkKernelName): void {
    this.#entries.add(entryName(entry, kernel));
  }

  has(entry: Entry, kernel: BenchmarkKernelName): boolean {
    return this.#entries.has(entryName(entry, kernel));
  }
}
