import * as v from 'valibot';
import { InputError } from '../errors.ts';
import type { MeasuredRun } from '../experiment/run-measures/measured-run.ts';
import type { RunMeasure } from '../experiment/run-measures/run-measure.ts';
import { type MeasureSetting, measureOf, measureSetting } from '../experiment/sweep/measure-setting.ts';
import { exactly, listOf, numberBetween, oneOf, textUpTo, wholeNumberBetween } from '../validation.ts';
import { brightestMm, type ReadSinogram, readingAt } from './reading.ts';
import { RULES } from './rules.ts';

/** The run of a step's own experiment, among the lanes that numbers are of. */
export const PRESENT_RUN = 'present';

const pair = listOf(textUpTo(40), 'the names of two values', 2, 2);

/**
 * A number of a step, as its settings say it: what is measured of a run, what one of its rays reads, or what a rule says of
 * its experiment; of which lane; and where it is a comparison, over what of which other one. Or of two numbers that the step has.
 */
export const quantitySetting = exactly({
  measure: v.optional(measureSetting),
  rule: v.optional(oneOf(RULES.names)),
  /** What the detector reads of one ray: in the view at this angle, at this place of the detector. */
  reading: v.optional(exactly({ viewDeg: numberBetween(-3600, 3600), uMm: numberBetween(-1e4, 1e4) })),
  /** Where on the detector the largest reading of the view at this angle stands. */
  brightest: v.optional(exactly({ viewDeg: numberBetween(-3600, 3600) })),
  /** Of two other values of the step, by their names: the first over the second. */
  ratio: v.optional(pair),
  /** Likewise: the first less the second. */
  difference: v.optional(pair),
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
  /** What the number is, where a step has several criteria. */
  label: v.optional(textUpTo(40)),
  atLeast: v.optional(numberBetween(-1e9, 1e9)),
  atMost: v.optional(numberBetween(-1e9, 1e9)),
});

export type CriterionSetting = v.InferOutput<typeof criterionSetting>;

/** A number that was computed. */
export interface Figure {
  readonly value: number;
  /** `''` for a plain one, such as a ratio. */
  readonly unit: string;
  /** Whether it is known rather than measured, such as a count: it has no more digits than it needs. */
  readonly isExact?: boolean;
}

/** A run of a step, as its numbers see it. */
export interface StepRun extends MeasuredRun {
  /** `null` where none of the numbers is a reading. */
  readonly sinogram: ReadSinogram | null;
}

/** The runs of a step by the names of their lanes; those that are not over yet are missing. */
export type StepRuns = ReadonlyMap<string, StepRun>;

/** The numbers of a step as its settings say them, by their names. */
export type QuantitySettings = Readonly<Record<string, QuantitySetting>>;

/** Whether a sinogram has to be read for these numbers. */
export function haveReadings(values: QuantitySettings): boolean {
  return Object.values(values).some(({ reading, brightest }) => reading !== undefined || brightest !== undefined);
}

/** All numbers of a step; `null` where a run is missing, or has none. */
export function figuresOf(values: QuantitySettings, runs: StepRuns): ReadonlyMap<string, Figure | null> {
  const of = (name: string): Figure | null => {
    const setting = values[name]!;
    const names = setting.ratio ?? setting.difference;
    if (!names) return figureOf(setting, runs);
    const [a, b] = names.map((other) => figureOf(values[other]!, runs)) as [Figure | null, Figure | null];
    if (a === null || b === null) return null;
    return setting.ratio ? { value: a.value / b.value, unit: '' } : { value: a.value - b.value, unit: a.unit };
  };
  return new Map(Object.keys(values).map((name) => [name, of(name)]));
}

/** The number that a setting asks for of runs; `null` where a run is missing, or has none. */
function figureOf(setting: QuantitySetting, runs: StepRuns): Figure | null {
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

/** @throws InputError where the numbers of a step ask for nothing, for two things at once, or for what is not there */
export function checkQuantities(values: QuantitySettings, lanes: readonly string[], where: string): void {
  for (const [name, setting] of Object.entries(values)) checkQuantity(setting, values, lanes, `${where}.${name}`);
}

function checkQuantity(setting: QuantitySetting, values: QuantitySettings, lanes: readonly string[], where: string) {
  const { measure, rule, reading, brightest, ratio, difference, of, over, minus } = setting;
  const asked = [measure, rule, reading, brightest, ratio, difference].filter((of) => of !== undefined);
  if (asked.length !== 1) {
    throw new InputError(`${where}: needs one of measure, rule, reading, brightest, ratio and difference`);
  }
  if (over !== undefined && minus !== undefined)
    throw new InputError(`${where}: has over and minus, of which one will do`);
  for (const lane of [of, over, minus]) {
    if (lane !== undefined && lane !== PRESENT_RUN && !lanes.includes(lane)) {
      throw new InputError(`${where}: ${lane} is no lane of this step`);
    }
  }
  for (const name of ratio ?? difference ?? []) {
    const other = Object.hasOwn(values, name) ? values[name]! : null;
    if (!other) throw new InputError(`${where}: ${name} is none of the step's values`);
    if (other.ratio ?? other.difference) throw new InputError(`${where}: ${name} is itself made of two values`);
  }
}

function plainFigure(setting: QuantitySetting, run: StepRun | undefined): Figure | null {
  const { measure, rule, reading, brightest } = setting;
  if (!run) return null;
  if (brightest !== undefined) {
    const value = run.sinogram && brightestMm(run.sinogram, brightest.viewDeg);
    return value === null ? null : { value, unit: 'mm', isExact: true };
  }
  if (reading !== undefined) {
    const value = run.sinogram && readingAt(run.sinogram, reading);
    return value === null ? null : { value, unit: '' };
  }
  if (rule !== undefined) {
    const { of, unit } = RULES.get(rule);
    const value = of(run.experiment);
    return value === null ? null : { value, unit, isExact: true };
  }
  const asked = measureOf(measure as MeasureSetting);
  const value = askedOf(asked, run);
  return value === null ? null : { value, unit: asked.unit(run), ...(asked.isCount && { isExact: true }) };
}

/** What a run cannot be asked for, such as sharpness under too much noise, it has none of. */
function askedOf(asked: RunMeasure, run: MeasuredRun): number | null {
  try {
    return asked.of(run);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
