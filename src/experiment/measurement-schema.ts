import * as v from 'valibot';
import { exactly, numberBetween, oneOf, shown, textUpTo, trueOrFalse } from '../validation.ts';
import type { AngleUnit } from './guess-angles.ts';
import type { ReadingsKind } from './guess-readings.ts';

export const fileName = v.pipe(textUpTo(1000), v.minLength(1, 'must be the name of a file'));

/** What the readings of a measurement may be: −ln(I/I₀), readings I of a detector, line integrals in a unit of their own. */
export const READINGS_KINDS = [
  'line-integrals',
  'transmission',
  'arbitrary',
] as const satisfies readonly ReadingsKind[];
export const ANGLE_UNITS = ['degrees', 'radians'] as const satisfies readonly AngleUnit[];

/** Readings without the object or without the beam: a file of them, or one number for all channels. */
const plainReading = v.union(
  [fileName, numberBetween(-1e12, 1e12)],
  (issue) => `must be the name of a file or a number, got ${shown(issue.input)}`,
);

/** The `measurement` of an experiment: somebody's readings, and what is known of them. */
export const measurementSchema = v.pipe(
  exactly({
    sinogram: fileName,
    kind: v.optional(oneOf(READINGS_KINDS)),
    white: v.optional(plainReading),
    dark: v.optional(plainReading),
    scale: v.optional(
      v.pipe(
        numberBetween(-1e12, 1e12),
        v.check((scale) => scale !== 0, 'must not be 0: nothing would be left of the readings'),
      ),
    ),
    transpose: v.optional(trueOrFalse),
    anglesDeg: v.optional(fileName),
    angleUnit: v.optional(oneOf(ANGLE_UNITS)),
  }),
  // A number stands for a detector that is even already, and reads nothing without a beam unless it is said.
  v.check(
    (given) =>
      given.kind !== 'transmission' ||
      (given.white !== undefined && (given.dark !== undefined || typeof given.white === 'number')),
    'kind "transmission" needs both "white" and "dark" readings',
  ),
  v.check(
    (given) => given.kind === 'transmission' || (given.white === undefined && given.dark === undefined),
    '"white" and "dark" belong to kind "transmission"; line integrals need neither',
  ),
  v.check(
    (given) => given.kind !== 'transmission' || given.scale === undefined,
    '"scale" is for line integrals; those of kind "transmission" come from "white" and "dark"',
  ),
  v.check(
    (given) => given.angleUnit === undefined || given.anglesDeg !== undefined,
    '"angleUnit" is the unit of the angles in the file "anglesDeg", and there is none',
  ),
);

export type MeasurementReference = v.InferOutput<typeof measurementSchema>;
