/** How a stack of projections may lie in its file, the slowest axis first. The first is what is usual. */
export const STACK_AXES = [
  'views-rows-channels',
  'views-channels-rows',
  'rows-views-channels',
  'rows-channels-views',
  'channels-views-rows',
  'channels-rows-views',
] as const;
export type StackAxes = (typeof STACK_AXES)[number];

/** Which row of the detector a stack has first. */
export const FIRST_ROWS = ['lowest', 'highest'] as const;
export type FirstRow = (typeof FIRST_ROWS)[number];

type Axis = 'views' | 'rows' | 'channels';

/** The lengths of a stack's axes. */
export type StackShape = Readonly<Record<Axis, number>>;

/** How a stack lies. */
export interface StackOrder {
  readonly axes: StackAxes;
  readonly firstRow: FirstRow;
}

/** @param shape as stored; of two axes, those of a projection alone */
export function stackShape(shape: readonly number[], axes: StackAxes): StackShape {
  const lengths: Record<Axis, number> = { views: 1, rows: 1, channels: 1 };
  axesOf(axes, shape.length).forEach((axis, i) => {
    lengths[axis] = shape[i]!;
  });
  return lengths;
}

function axesOf(axes: StackAxes, count: number): readonly Axis[] {
  const all = axes.split('-') as Axis[];
  return count === 2 ? all.filter((axis) => axis !== 'views') : all;
}

/**
 * A stack as [views, detector rows, channels], row 0 the lowest.
 *
 * @param values nobody else's: what differs by the order of its rows alone is turned over in place
 * @param shape as stored; of two axes, those of a projection alone
 * @returns the same array where it lies so already
 */
export function inViews(values: Float32Array, shape: readonly number[], { axes, firstRow }: StackOrder): Float32Array {
  const { views, rows, channels } = stackShape(shape, axes);
  if (axes === 'views-rows-channels') {
    if (firstRow === 'highest') turnOver(values, rows, channels);
    return values;
  }
  const strides: Record<Axis, number> = { views: 0, rows: 0, channels: 0 };
  let stride = 1;
  const stored = axesOf(axes, shape.length);
  for (let i = stored.length - 1; i >= 0; i--) {
    strides[stored[i]!] = stride;
    stride *= shape[i]!;
  }
  const result = new Float32Array(values.length);
  let to = 0;
  for (let view = 0; view < views; view++) {
    for (let row = 0; row < rows; row++) {
      const storedRow = firstRow === 'highest' ? rows - 1 - row : row;
      let from = view * strides.views + storedRow * strides.rows;
      for (let channel = 0; channel < channels; channel++, from += strides.channels) result[to++] = values[from]!;
    }
  }
  return result;
}

/** Exchanges the rows of each view, the first for the last. */
function turnOver(values: Float32Array, rows: number, channels: number): void {
  const held = new Float32Array(channels);
  for (let view = 0; view < values.length; view += rows * channels) {
    for (let [low, high] = [0, rows - 1]; low < high; low++, high--) {
      const [from, to] = [view + low * channels, view + high * channels];
      held.set(values.subarray(from, from + channels));
      values.copyWithin(from, to, to + channels);
      values.set(held, to);
    }
  }
}
