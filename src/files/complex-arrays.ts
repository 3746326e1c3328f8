import type { ContainedArray } from './format.ts';
import { madeNpy, type PlainNumbers } from './npy/made-npy.ts';

/** Real numbers that are made of a complex one, by the names of arrays of them. */
export const complexPart = {
  magnitude: (numbers: ArrayLike<number>, at: number) => Math.hypot(numbers[at]!, numbers[at + 1]!),
  real: (numbers: ArrayLike<number>, at: number) => numbers[at]!,
  imaginary: (numbers: ArrayLike<number>, at: number) => numbers[at + 1]!,
} as const;
export type ComplexPart = keyof typeof complexPart;
export const complexParts = Object.keys(complexPart) as ComplexPart[];

/**
 * An array of complex numbers as three of real ones, of which the magnitude is meant where nothing is said.
 *
 * @param numbers real and imaginary parts in turn
 * @param folder before the names, such as `kspace/`
 */
export function complexArrays(
  shape: readonly number[],
  numbers: Omit<PlainNumbers, 'perValue'>,
  about: ContainedArray['about'],
  folder = '',
): ContainedArray[] {
  return complexParts.map((name) => ({
    part: `${folder}${name}`,
    isMeantAlone: name === 'magnitude',
    shape,
    source: madeNpy(shape, { ...numbers, perValue: 2 }, complexPart[name]),
    ...(about && { about }),
  }));
}

/** What can be done with them: a sentence without the file's name and an end. @param folder as above */
export function sayComplex(folder = ''): string {
  return `its numbers are complex, and their magnitude is read unless another array is named (#/${folder}real, #/${folder}imaginary)`;
}
/** Of measurements of magnetic resonance. */
export const NO_MR =
  'k-space of magnetic resonance can be looked at here, but is not reconstructed; an image made of it elsewhere opens by its magnitude';
