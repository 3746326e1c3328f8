import { InputError } from '../errors.ts';
import type { Cut, DecodedArray } from './format.ts';

/**
 * What lies at one index of an axis.
 *
 * @throws InputError where the array has no such place
 */
export function cutArray(array: DecodedArray, cut: Cut, name: string): DecodedArray {
  const { shape, data } = array;
  mustBeThere(shape, cut, name);
  const length = shape[cut.axis]!;
  const run = shape.slice(cut.axis + 1).reduce((product, one) => product * one, 1);
  const runs = data.length / (length * run);
  const result = new Float32Array(runs * run);
  for (let i = 0; i < runs; i++) {
    const from = (i * length + cut.index) * run;
    result.set(data.subarray(from, from + run), i * run);
  }
  return { ...array, shape: shape.filter((_, axis) => axis !== cut.axis), data: result, isCut: true };
}

/** @throws InputError where an array has no such place */
export function mustBeThere(shape: readonly number[], { axis, index }: Cut, name: string): void {
  const length = shape[axis];
  if (length === undefined) {
    throw new InputError(
      `${name}: has ${shape.length} axes, and no axis ${axis} (counting from 0) to choose a place of`,
    );
  }
  if (index >= length) {
    throw new InputError(
      `${name}: axis ${axis} of its shape [${shape.join(', ')}] ends at ${length - 1} (counting from 0), and ${index} was asked for`,
    );
  }
}
