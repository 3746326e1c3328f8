import { InputError } from '../../errors.ts';
import type { MeasuredPlane } from '../plane.ts';

/**
 * The mean of pictures of the same, pixel by pixel.
 *
 * @throws InputError where there are none, or they lie in different places
 */
export function averagePlane(planes: readonly MeasuredPlane[]): MeasuredPlane {
  const [first, ...others] = mustBeAlike(planes);
  if (others.length === 0) return first;
  const sums = Float64Array.from(first.values);
  for (const { values } of others) for (let i = 0; i < sums.length; i++) sums[i]! += values[i]!;
  return { ...first, values: sums.map((sum) => sum / planes.length) };
}

/** @throws InputError where there are no planes, or they have different pixels */
export function mustBeAlike(planes: readonly MeasuredPlane[]): readonly [MeasuredPlane, ...MeasuredPlane[]] {
  const [first, ...others] = planes;
  if (!first) throw new InputError('There is no picture to measure.');
  const placeOf = ({ rows, columns, horizontal, vertical }: MeasuredPlane) =>
    [rows, columns, horizontal.first, horizontal.step, vertical.first, vertical.step].join();
  if (others.some((other) => placeOf(other) !== placeOf(first))) {
    throw new InputError('Pictures that are measured together must have the same pixels in the same places.');
  }
  return [first, ...others];
}
