import { transfer } from 'comlink';
import type { ViewRange } from '../device.ts';
import {
  type ArraysOf,
  type ArrayUse,
  type ArrayUses,
  type HostRows,
  type HostRowsOf,
  type Kernel,
  type KernelDevice,
  type KernelRun,
  leadingArray,
  rangeOf,
} from '../kernel.ts';
import { type HostArray, rowsOf } from './host-array.ts';
import { inSlices } from './in-slices.ts';
import { inPlaceTaskName, type LaneAnswer, type LaneArray } from './lane-task.ts';
import { isLittle, runNear } from './near.ts';
import { runUnder, split, type TaskExecutor } from './task-executor.ts';

type HostArrays = Readonly<Record<string, HostArray | readonly HostArray[]>>;

/** Runs any kernel on the CPU: on the thread that asks, or shared out by rows over the lanes of an executor. */
export class CpuKernels implements KernelDevice<HostArray> {
  readonly #executor: TaskExecutor;

  constructor(executor: TaskExecutor) {
    this.#executor = executor;
  }

  async run<Parameters, Uses extends ArrayUses>(
    kernel: Kernel<Parameters, Uses>,
    parameters: Parameters,
    arrays: ArraysOf<Uses, HostArray>,
    run: KernelRun = {},
  ): Promise<void> {
    const range = rangeOf(kernel as unknown as Kernel<never, ArrayUses>, arrays, run);
    if (kernel.here)
      await runHere({ ...kernel, here: this.#fasterNear(kernel) ?? kernel.here }, parameters, arrays, range);
    else await this.#runOnLanes(kernel, parameters, arrays, range, run.signal);
  }

  async #runOnLanes<Parameters, Uses extends ArrayUses>(
    kernel: Kernel<Parameters, Uses>,
    parameters: Parameters,
    arrays: HostArrays,
    range: ViewRange,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const isSmall = kernel.takesNs !== undefined && isLittle(kernel.takesNs(parameters));
    const parts = split(range.from, range.to, isSmall || kernel.split === 'whole' ? 1 : this.#executor.lanes);
    const isSum = (name: string) => kernel.arrays[name] === 'sum';
    const answers = await Promise.all(
      parts.map(async (part) => {
        const copies: ArrayBuffer[] = [];
        const sent = mapArrays(kernel.arrays, arrays, (array, use) => arrayForLane(array, use, part, copies));
        // Comlink hands over what is said of an argument, and looks at nothing inside of it.
        const given = [parameters, transfer(sent, copies), part];
        const answer = await (isSmall ? this.#askNear(kernel.name, given) : this.#ask(kernel.name, signal, given));
        for (const [name, values] of Object.entries(answer)) {
          const target = arrayOf(arrays, name);
          if (!isSum(name)) target.data.set(values, part.from * target.columns);
        }
        return answer;
      }),
    );
    for (const name of Object.keys(arrays).filter(isSum)) {
      addUp(
        arrayOf(arrays, name).data,
        answers.map((answer) => answer[name]!),
      );
    }
  }

  #fasterNear<Parameters, Uses extends ArrayUses>(kernel: Kernel<Parameters, Uses>) {
    const task = kernel.isFasterNear ? this.#executor.near?.(inPlaceTaskName(kernel.name)) : null;
    return (task ?? null) as unknown as typeof kernel.here | null;
  }

  /** A kernel's types stand in its spec; its task knows what comes by name alone. */
  #ask(name: string, signal: AbortSignal | undefined, args: unknown[]): Promise<LaneAnswer> {
    return runUnder(this.#executor, { signal }, name, ...(args as never[])) as Promise<LaneAnswer>;
  }

  #askNear(name: string, args: unknown[]): Promise<LaneAnswer> {
    return runNear(this.#executor, name, ...(args as never[])) as Promise<LaneAnswer>;
  }
}

/** @param copies is added what was copied for the lane alone: its memory goes there, instead of being copied once more */
function arrayForLane(array: HostArray, use: ArrayUse, part: ViewRange, copies: ArrayBuffer[]): LaneArray {
  const { columns } = array;
  const rows = part.to - part.from;
  const ownRows = () => {
    const data = rowsOf(array, part);
    if (data.buffer instanceof ArrayBuffer) copies.push(data.buffer);
    return data;
  };
  switch (use) {
    case 'in-whole':
    case 'in-by-band':
      return { rows: array.rows, columns, data: array.data, isWritten: false };
    case 'in':
    case 'in-list':
      return { rows, columns, data: ownRows(), isWritten: false };
    case 'in-out':
      return { rows, columns, data: ownRows(), isWritten: true };
    case 'out':
    case 'out-whole':
      return { rows, columns, data: 'float32', isWritten: true };
    case 'sum':
      return { rows: array.rows, columns, data: 'float64', isWritten: true };
  }
}

/** In double precision and in the order of the parts, rounded once. */
function addUp(target: HostArray['data'], parts: readonly ArrayLike<number>[]): void {
  target.forEach((_, i) => {
    target[i] = parts.reduce((sum, part) => sum + part[i]!, 0);
  });
}

async function runHere<Parameters, Uses extends ArrayUses>(
  kernel: Kernel<Parameters, Uses>,
  parameters: Parameters,
  arrays: HostArrays,
  range: ViewRange,
): Promise<void> {
  const { columns } = arrayOf(arrays, leadingArray(kernel.arrays));
  const sums = new Map<HostArray, HostRows<Float64Array>>();
  const sumOf = (array: HostArray) => {
    const sum = sums.get(array) ?? { ...array, data: new Float64Array(array.data.length) };
    sums.set(array, sum);
    return sum;
  };
  // Counted in values of the leading array, which may be cut inside of rows.
  const work = (from: number, to: number) => {
    const part = { from: range.from + from / columns, to: range.from + to / columns };
    const seen = mapArrays(kernel.arrays, arrays, (array, use) => {
      if (use === 'sum') return sumOf(array);
      return use === 'in-whole' || use === 'in-by-band' ? array : rowsInPlace(array, part);
    });
    kernel.here!(parameters, seen as HostRowsOf<Uses>, part);
  };
  const length = (range.to - range.from) * columns;
  await inSlices(length, work, { values: 1, rows: columns, whole: length }[kernel.split]);
  for (const [array, { data }] of sums) array.data.set(data);
}

function rowsInPlace({ data, columns }: HostArray, part: ViewRange): HostRows {
  const [from, to] = [Math.round(part.from * columns), Math.round(part.to * columns)];
  return { rows: (to - from) / columns, columns, data: data.subarray(from, to) };
}

function arrayOf(arrays: HostArrays, name: string): HostArray {
  return arrays[name] as HostArray;
}

function mapArrays<Seen>(
  uses: ArrayUses,
  arrays: HostArrays,
  see: (array: HostArray, use: ArrayUse) => Seen,
): Record<string, Seen | readonly Seen[]> {
  return Object.fromEntries(
    Object.entries(uses).map(([name, use]) => {
      const array = arrays[name]!;
      return [name, Array.isArray(array) ? array.map((one) => see(one, use)) : see(array as HostArray, use)];
    }),
  );
}
