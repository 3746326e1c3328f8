import * as v from 'valibot';
import { exactly, numberBetween, oneOf, shown, textUpTo, trueOrFalse } from '../validation.ts';
import type { AngleUnit } from './guess-angles.ts';
import type { ReadingsKind } from './guess-readings.ts';
import { FIRST_ROWS, STACK_AXES } from './stack-axes.ts';

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

const readings = {
  sinogram: fileName,
  kind: v.optional(oneOf(READINGS_KINDS)),
  white: v.optional(plainReading),
  dark: v.optional(plainReading),
  scale: v.optional(
    v.pipe(
      numberBetween(-1e12, 1e12),
      v.check((scale) => scale !== 0, 'must not be 0: it would erase all readings'),
    ),
  ),
  transpose: v.optional(trueOrFalse),
  anglesDeg: v.optional(fileName),
  angleUnit: v.optional(oneOf(ANGLE_UNITS)),
};
/** How the projections of a detector with several rows lie in their file. */
const ofRows = { axes: v.optional(oneOf(STACK_AXES)), firstRow: v.optional(oneOf(FIRST_ROWS)) };

const sinogram = exactly(readings);

/** The `measurement` of an experiment of version 1, a sinogram. */
export const sinogramSchema = v.pipe(sinogram, consistent<v.InferOutput<typeof sinogram>>());

const any = exactly({ ...readings, ...ofRows });

/** The `measurement` of an experiment: somebody's readings, and what is known of them. */
export const measurementSchema = v.pipe(any, consistent<v.InferOutput<typeof any>>());

export type MeasurementReference = v.InferOutput<typeof measurementSchema>;

function consistent<Given extends v.InferOutput<typeof sinogram>>() {
  return v.check<Given, (issue: v.CheckIssue<Given>) => string>(
    (given) => whyInconsistent(given) === null,
    ({ input }) => whyInconsistent(input)!,
  );
}

function whyInconsistent(given: v.InferOutput<typeof sinogram>): string | null {
  const { kind, white, dark, scale, angleUnit, anglesDeg } = given;
  const isRaw = kind === 'transmission';
  // A number stands for a detector that is even already, and reads nothing without a beam unless it is said.
  if (isRaw && (white === undefined || (dark === undefined && typeof white !== 'number'))) {
    return 'kind "transmission" needs both "white" and "dark" readings';
  }
  if (!isRaw && (white !== undefined || dark !== undefined)) {
    return '"white" and "dark" apply only to kind "transmission"; line integrals need neither';
  }
  if (isRaw && scale !== undefined) {
    return '"scale" is for line integrals; those of kind "transmission" come from "white" and "dark"';
  }
  if (angleUnit !== undefined && anglesDeg === undefined) {
    return '"angleUnit" is the unit of the angles in the file "anglesDeg", but no such file is given';
  }
  return null;
}
