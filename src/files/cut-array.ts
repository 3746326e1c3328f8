import { InputError } from '../errors.ts';
import type { Cut, DecodedArray } from './format.ts';

/** The shape of what lies there. */
export function cutShape(shape: readonly number[], { axis, count }: Cut): number[] {
  return count === undefined ? shape.filter((_, other) => other !== axis) : shape.with(axis, count);
}

/**
 * What lies at one index of an axis, or at several.
 *
 * @throws InputError where the array has no such place
 */
export function cutArray(array: DecodedArray, cut: Cut, name: string): DecodedArray {
  const { shape, data } = array;
  mustBeThere(shape, cut, name);
  const length = shape[cut.axis]!;
  const one = shape.slice(cut.axis + 1).reduce((product, each) => product * each, 1);
  const run = one * (cut.count ?? 1);
  const runs = data.length / (length * one);
  const result = new Float32Array(runs * run);
  for (let i = 0; i < runs; i++) {
    const from = (i * length + cut.index) * one;
    result.set(data.subarray(from, from + run), i * run);
  }
  return { ...array, shape: cutShape(shape, cut), data: result, isCut: true };
}

/** @throws InputError where an array has no such place */
export function mustBeThere(shape: readonly number[], { axis, index, count = 1 }: Cut, name: string): void {
  const length = shape[axis];
  if (length === undefined) {
    throw new InputError(
      `${name}: has ${shape.length} axes, and no axis ${axis} (counting from 0) to choose a place of`,
    );
  }
  const last = index + count - 1;
  if (last >= length) {
    throw new InputError(
      `${name}: axis ${axis} of its shape [${shape.join(', ')}] ends at ${length - 1} (counting from 0), and ${last} was asked for`,
    );
  }
}
