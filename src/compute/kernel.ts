import type { DeviceArray, ViewRange } from './device.ts';
import type { GpuKernel } from './gpu/gpu-kernel.ts';

/**
 * What a kernel does with an array, and how much of it each part of the work is given:
 * - `in` is read, `out` is written, `in-out` is changed in place: a part sees its own rows of these;
 * - `in-whole` is read by every part as a whole, on a GPU from one buffer;
 * - `in-by-band` is too, and may be so long that a GPU holds it in several buffers: a part runs once for each of them in
 *   turn, and adds what it finds in it to what it found before;
 * - `in-list` are several arrays that are read like `in`; on a GPU they lie in one buffer one behind the other;
 * - `out-whole` is written like `out`; a GPU finds the place of a row by itself, and has all of it in one buffer;
 * - `sum` starts at 0, and every part adds to all of it.
 */
export type ArrayUse = 'in' | 'in-whole' | 'in-by-band' | 'in-list' | 'out' | 'out-whole' | 'in-out' | 'sum';

export type ArrayUses = Readonly<Record<string, ArrayUse>>;

/** The arrays of a device that a kernel is run on. */
export type ArraysOf<Uses extends ArrayUses, A extends DeviceArray> = {
  readonly [Name in keyof Uses]: Uses[Name] extends 'in-list' ? readonly A[] : A;
};

/** Rows of an array in host memory. */
export interface HostRows<Data extends Float32Array | Float64Array = Float32Array> {
  readonly rows: number;
  readonly columns: number;
  /** [rows × columns]. */
  readonly data: Data;
}

/** The arrays as a twin on the host sees them: of a part's arrays the part's rows alone, all else as a whole. */
export type HostRowsOf<Uses extends ArrayUses> = {
  readonly [Name in keyof Uses]: Uses[Name] extends 'in-list'
    ? readonly HostRows[]
    : Uses[Name] extends 'sum'
      ? HostRows<Float64Array>
      : HostRows;
};

/**
 * A twin on the host. What it is to write holds zeros, or the values before where it changes them.
 *
 * @param part which rows of the whole these are
 */
export type HostKernel<Parameters, Uses extends ArrayUses> = (
  parameters: Parameters,
  arrays: HostRowsOf<Uses>,
  part: ViewRange,
) => void;

/**
 * A kernel, said once: how it is run, shared out, bound and tested follows from this. Its twins on the lanes of the CPU
 * are registered in `kernels/registry.ts` by its name; what is so little work that sharing it out would take longer than
 * doing it, is done `here`.
 */
export interface Kernel<Parameters, Uses extends ArrayUses> {
  /** That of its folder and of its shader. */
  readonly name: string;
  readonly arrays: Uses;
  /** Whether it may be asked for some of its rows alone. */
  readonly takesRange: boolean;
  /** Where work may be cut: between rows, between any two values, or nowhere. */
  readonly split: 'rows' | 'values' | 'whole';
  /** The twin that runs on the thread which asks for it, by slices between which events get their turn. */
  readonly here?: HostKernel<NoInfer<Parameters>, NoInfer<Uses>>;
  /** Whether the thread that asks may have a faster twin of `here` among its near tasks, of the same bits: see `inPlaceTaskName`. */
  readonly isFasterNear?: boolean;
  readonly gpu: (parameters: Parameters, limits: GPUSupportedLimits) => GpuKernel<keyof Uses & string>;
  /** About how long its lane takes on one thread, in ns: little work is left to the thread that asks. Left out, it never is little. */
  readonly takesNs?: (parameters: NoInfer<Parameters>) => number;
  /** How near the twins are: the same bits, or so far apart at the most, relative to the largest value. */
  readonly agreement: 'bits' | number;
}

/** @returns the spec, its types found out from what stands in it */
export function kernel<Parameters, const Uses extends ArrayUses>(
  spec: Kernel<Parameters, Uses>,
): Kernel<Parameters, Uses> {
  return spec;
}

export interface KernelRun {
  /** Rows of what is written, all of them unless told otherwise. */
  readonly range?: ViewRange | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Whoever runs kernels on arrays of its own. */
export interface KernelDevice<A extends DeviceArray> {
  run<Parameters, Uses extends ArrayUses>(
    kernel: Kernel<Parameters, Uses>,
    parameters: Parameters,
    arrays: ArraysOf<Uses, A>,
    run?: KernelRun,
  ): Promise<void>;
}

/** The rows that a run is asked for. */
export function rangeOf(
  kernel: Kernel<never, ArrayUses>,
  arrays: Readonly<Record<string, unknown>>,
  { range }: KernelRun,
): ViewRange {
  if (range && !kernel.takesRange)
    throw new TypeError(`the kernel ${kernel.name} handles all rows and no range of them`);
  return range ?? { from: 0, to: (arrays[leadingArray(kernel.arrays)] as DeviceArray).rows };
}

/** The name of the array whose rows are counted: the first that is written by rows, or else the first that is read so. */
export function leadingArray(uses: ArrayUses): string {
  const names = Object.keys(uses);
  const first = (...wanted: ArrayUse[]) => names.find((name) => wanted.includes(uses[name]!));
  const found = first('out', 'in-out') ?? first('in');
  if (found === undefined) throw new TypeError('a kernel needs an array that it reads or writes by rows');
  return found;
}
