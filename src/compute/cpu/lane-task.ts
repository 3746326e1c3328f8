import type { ViewRange } from '../device.ts';
import type { HostRows } from '../kernel.ts';

/** An array on its way to a lane. */
export interface LaneArray {
  readonly rows: number;
  readonly columns: number;
  /** The lane makes what it is to write: float32, or float64 where parts are added up. */
  readonly data: Float32Array | 'float32' | 'float64';
  /** Whether the lane answers with it. */
  readonly isWritten: boolean;
}

export type LaneArrays = Readonly<Record<string, LaneArray | readonly LaneArray[]>>;

/** What a lane has written, by the names of the arrays. */
export type LaneAnswer = Readonly<Record<string, Float32Array | Float64Array>>;

/** Runs a kernel on rows that have come to a lane. */
export type LaneTask = (parameters: unknown, arrays: LaneArrays, part: ViewRange) => LaneAnswer;

/** A kernel's twins on the lanes of the CPU. */
export interface Twins {
  // biome-ignore lint/suspicious/noExplicitAny: what a kernel takes stands in its spec, which the lanes do without
  readonly plain: (parameters: any, arrays: any, part: ViewRange) => void;
  /** The one in WebAssembly; it runs the plain one where there is no SIMD. */
  readonly simd?: Twins['plain'];
}

/** What the plain twin's task is called. */
export function plainTaskName<Name extends string>(name: Name): `plain ${Name}` {
  return `plain ${name}`;
}

/** What the task of a kernel's faster twin on the thread that asks is called, which changes arrays where they lie. */
export function inPlaceTaskName<Name extends string>(name: Name): `in place ${Name}` {
  return `in place ${name}`;
}

/** Functions in plain TypeScript, and those in WebAssembly that take and give the same. */
type TwinFunctions = Readonly<Record<string, { readonly plain: AnyFunction; readonly simd?: AnyFunction }>>;

type AnyFunction = (...args: never[]) => unknown;

/** A task of each name, and one by the name of its plain twin. */
export type TasksOf<Functions extends TwinFunctions> = {
  readonly [Name in keyof Functions & string as Name | `plain ${Name}`]: Functions[Name]['plain'];
};

/** The faster twin by its name, and the plain one beside it. */
export function twinTasks<Functions extends TwinFunctions>(functions: Functions): TasksOf<Functions> {
  const tasks = Object.entries(functions).flatMap(([name, { plain, simd }]) => [
    [name, simd ?? plain],
    [plainTaskName(name), plain],
  ]);
  return Object.fromEntries(tasks) as TasksOf<Functions>;
}

/** The same of kernels. */
export function kernelTasks<Name extends string>(
  kernels: Readonly<Record<Name, Twins>>,
): Readonly<Record<Name | `plain ${Name}`, LaneTask>> {
  const functions = Object.entries<Twins>(kernels).map(([name, { plain, simd }]) => [
    name,
    { plain: laneTask(plain), simd: laneTask(simd ?? plain) },
  ]);
  return twinTasks(Object.fromEntries(functions)) as Record<Name | `plain ${Name}`, LaneTask>;
}

function laneTask(twin: Twins['plain']): LaneTask {
  return (parameters, arrays, part) => {
    const answer: Record<string, Float32Array | Float64Array> = {};
    const rows = Object.fromEntries(
      Object.entries(arrays).map(([name, array]) => {
        if (isList(array)) return [name, array];
        const own = array.isWritten ? ownRows(array) : array;
        if (array.isWritten) answer[name] = own.data as Float32Array | Float64Array;
        return [name, own];
      }),
    );
    twin(parameters, rows, part);
    return answer;
  };
}

function isList(array: LaneArray | readonly LaneArray[]): array is readonly LaneArray[] {
  return Array.isArray(array);
}

/** Memory that is the lane's alone: what all lanes see is changed by whoever asked. */
function ownRows({ rows, columns, data }: LaneArray): HostRows<Float32Array | Float64Array> {
  if (data === 'float32') return { rows, columns, data: new Float32Array(rows * columns) };
  if (data === 'float64') return { rows, columns, data: new Float64Array(rows * columns) };
  return { rows, columns, data: data.buffer instanceof ArrayBuffer ? data : data.slice() };
}
