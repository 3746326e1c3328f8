import { type Axis, axesOf, type StackOrder, stackShape } from './stack-axes.ts';

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
