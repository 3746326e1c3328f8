import type { Cut, DecodedArray } from './format.ts';
import { mustBeThere } from './npy/cut-npy.ts';

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
