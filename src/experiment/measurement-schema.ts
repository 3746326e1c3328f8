import * as v from 'valibot';
import { SCAN_LIMITS } from '../geometry/scan-limits.ts';
import { numberSchema } from '../number-field.ts';
import { exactly, numberBetween, oneOf, shown, textUpTo, trueOrFalse } from '../validation.ts';
import type { AngleUnit } from './guess-angles.ts';
import type { ReadingsKind } from './guess-readings.ts';
import { LIMITS } from './limits.ts';
import { nameOfFiles } from './name-of-files.ts';
import { numberAt } from './number-fields.ts';
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

/** One file, or those of the views one after the other. */
const fileOrViews = v.union(
  [fileName, v.pipe(v.array(fileName), v.minLength(1), v.maxLength(LIMITS.views.most))],
  (issue) => `must be the name of a file, or those of the views one after the other, got ${shown(issue.input)}`,
);

/** Readings without the object or without the beam: a file of them, several, or one number for all channels. */
const plainReadings = v.union(
  [fileOrViews, numberBetween(-1e12, 1e12)],
  (issue) => `must be the name of a file, those of several or a number, got ${shown(issue.input)}`,
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
const rowNumber = numberSchema({ label: 'Detector row', least: 0, most: SCAN_LIMITS.detectorRows - 1, isWhole: true });
/** The first and the last of some rows. */
const someRows = v.pipe(
  v.strictTuple(
    [rowNumber, rowNumber],
    (issue) => `must be the first and the last row, such as [0, 99], got ${shown(issue.input)}`,
  ),
  v.check(([first, last]) => first <= last, 'must have its first row before its last'),
);

/** How the projections of a detector with several rows lie in their file, and which of them are meant. */
const ofStacks = {
  sinogram: fileOrViews,
  axes: v.optional(oneOf(STACK_AXES)),
  firstRow: v.optional(oneOf(FIRST_ROWS)),
  white: v.optional(plainReadings),
  dark: v.optional(plainReadings),
  row: v.optional(rowNumber),
  rows: v.optional(someRows),
  imageKey: v.optional(fileName),
  firstAngle: v.optional(numberSchema({ label: 'First angle', least: 0, most: 2 ** 20, isWhole: true })),
};

const sinogram = exactly(readings);

/** The `measurement` of an experiment of version 1, a sinogram. */
export const sinogramSchema = v.pipe(sinogram, consistent<v.InferOutput<typeof sinogram>>());

/** What of them is taken. */
const taken = {
  everyNthView: v.optional(numberAt('measurement.everyNthView')),
  firstView: v.optional(numberAt('measurement.firstView')),
  lastView: v.optional(numberAt('measurement.lastView')),
  firstChannel: v.optional(numberAt('measurement.firstChannel')),
  lastChannel: v.optional(numberAt('measurement.lastChannel')),
  binChannels: v.optional(numberAt('measurement.binChannels')),
  binRows: v.optional(numberAt('measurement.binRows')),
};

const any = exactly({ ...readings, ...ofStacks, ...taken });

/** The `measurement` of an experiment: somebody's readings, and what is known of them. */
export const measurementSchema = v.pipe(any, consistent<v.InferOutput<typeof any>>());

export type MeasurementReference = v.InferOutput<typeof measurementSchema>;

/** What measured readings are called that are in one file or in several. */
export function measurementName({ sinogram }: Pick<MeasurementReference, 'sinogram'>): string {
  return nameOfFiles(sinogram);
}

type Consistent = Omit<v.InferOutput<typeof any>, 'sinogram'>;

function consistent<Given extends Consistent>() {
  return v.check<Given, (issue: v.CheckIssue<Given>) => string>(
    (given) => whyInconsistent(given) === null,
    ({ input }) => whyInconsistent(input)!,
  );
}

function whyInconsistent(given: Consistent): string | null {
  const { kind, white, dark, scale, angleUnit, anglesDeg, imageKey, firstAngle } = given;
  const isRaw = kind === 'transmission';
  // A number stands for a detector that is even already, and reads nothing without a beam unless it is said.
  if (isRaw && imageKey === undefined && (white === undefined || (dark === undefined && typeof white !== 'number'))) {
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
  if (imageKey !== undefined && !isRaw) {
    return '"imageKey" says which readings are white and dark ones, which apply only to kind "transmission"';
  }
  if (firstAngle !== undefined && anglesDeg === undefined) {
    return '"firstAngle" says where the views begin in the file "anglesDeg", but no such file is given';
  }
  return null;
}
