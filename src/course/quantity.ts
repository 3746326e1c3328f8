import * as v from 'valibot';
import { InputError } from '../errors.ts';
import type { MeasuredRun } from '../experiment/run-measures/measured-run.ts';
import { type MeasureSetting, measureOf, measureSetting } from '../experiment/sweep/measure-setting.ts';
import { exactly, numberBetween, oneOf, textUpTo, wholeNumberBetween } from '../validation.ts';
import { type ReadSinogram, readingAt } from './reading.ts';
import { RULES } from './rules.ts';

/** The run of a step's own experiment, among the lanes that numbers are of. */
export const PRESENT_RUN = 'present';

/**
 * A number of a step, as its settings say it: what is measured of a run, what one of its rays reads, or what a rule says of
 * its experiment; of which lane; and where it is a comparison, over what of which other one.
 */
export const quantitySetting = exactly({
  measure: v.optional(measureSetting),
  rule: v.optional(oneOf(RULES.names)),
  /** What the detector reads of one ray: in the view at this angle, at this place of the detector. */
  reading: v.optional(exactly({ viewDeg: numberBetween(-3600, 3600), uMm: numberBetween(-1e4, 1e4) })),
  /** Whose run; the present one's without it. */
  of: v.optional(textUpTo(40), PRESENT_RUN),
  /** The same number of this lane's run, by which it is divided. */
  over: v.optional(textUpTo(40)),
  /** The same number of this lane's run, which is taken from it. */
  minus: v.optional(textUpTo(40)),
  /** In text, significant digits. */
  digits: v.optional(wholeNumberBetween(1, 6), 3),
});

export type QuantitySetting = v.InferOutput<typeof quantitySetting>;

/** Within which bounds a number is to lie. */
export const criterionSetting = exactly({
  value: textUpTo(40),
  atLeast: v.optional(numberBetween(-1e9, 1e9)),
  atMost: v.optional(numberBetween(-1e9, 1e9)),
});

export type CriterionSetting = v.InferOutput<typeof criterionSetting>;

/** A number that was computed. */
export interface Figure {
  readonly value: number;
  /** `''` for a plain one, such as a ratio. */
  readonly unit: string;
}

/** A run of a step, as its numbers see it. */
export interface StepRun extends MeasuredRun {
  /** `null` where none of the numbers is a reading. */
  readonly sinogram: ReadSinogram | null;
}

/** The runs of a step by the names of their lanes; those that are not over yet are missing. */
export type StepRuns = ReadonlyMap<string, StepRun>;

/** Whether a sinogram has to be read for these numbers. */
export function haveReadings(values: Readonly<Record<string, QuantitySetting>>): boolean {
  return Object.values(values).some(({ reading }) => reading !== undefined);
}

/** The number that a setting asks for; `null` where a run is missing, or has none. */
export function figureOf(setting: QuantitySetting, runs: StepRuns): Figure | null {
  const { of, over, minus } = setting;
  const own = plainFigure(setting, runs.get(of));
  const other = over ?? minus;
  if (own === null || other === undefined) return own;
  const compared = plainFigure(setting, runs.get(other));
  if (compared === null) return null;
  return over === undefined
    ? { value: own.value - compared.value, unit: own.unit }
    : { value: own.value / compared.value, unit: '' };
}

/** Whether a number lies within bounds; `null` where it is not known. */
export function holds({ atLeast, atMost }: CriterionSetting, figure: Figure | null): boolean | null {
  if (figure === null) return null;
  return figure.value >= (atLeast ?? -Infinity) && figure.value <= (atMost ?? Infinity);
}

/** @throws InputError where a quantity asks for nothing, or for two things */
export function checkQuantity(setting: QuantitySetting, lanes: readonly string[], where: string): void {
  const { measure, rule, reading, of, over, minus } = setting;
  if ([measure, rule, reading].filter((asked) => asked !== undefined).length !== 1) {
    throw new InputError(`${where}: needs one of measure, rule and reading`);
  }
  if (over !== undefined && minus !== undefined)
    throw new InputError(`${where}: has over and minus, of which one will do`);
  for (const lane of [of, over, minus]) {
    if (lane !== undefined && lane !== PRESENT_RUN && !lanes.includes(lane)) {
      throw new InputError(`${where}: ${lane} is no lane of this step`);
    }
  }
}

function plainFigure({ measure, rule, reading }: QuantitySetting, run: StepRun | undefined): Figure | null {
  if (!run) return null;
  if (reading !== undefined) {
    const value = run.sinogram && readingAt(run.sinogram, reading);
    return value === null ? null : { value, unit: '' };
  }
  if (rule !== undefined) {
    const { of, unit } = RULES.get(rule);
    const value = of(run.experiment);
    return value === null ? null : { value, unit };
  }
  const asked = measureOf(measure as MeasureSetting);
  const value = asked.of(run);
  return value === null ? null : { value, unit: asked.unit(run) };
}
