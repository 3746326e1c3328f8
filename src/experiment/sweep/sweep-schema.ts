import * as v from 'valibot';
import { excerpt } from '../../errors.ts';
import { exactly, listOf, numberBetween, oneOf, parseInput, textUpTo, wholeNumberBetween } from '../../validation.ts';
import { numberAt } from '../number-fields.ts';
import { measureSetting } from './measure-setting.ts';

/** The version of sweeps that this program writes and the newest that it reads. */
export const SWEEP_VERSION = 1 as const;

/** Bounds of what a sweep may ask for. */
export const SWEEP_LIMITS = {
  knobs: 2,
  values: 1000,
  seeds: 1000,
  /** All values of both knobs with all seeds. */
  runs: 10_000,
  measures: 50,
  plots: 20,
} as const;

const LONGEST_PATH = 200;
const label = v.optional(textUpTo(80));
const unit = v.optional(textUpTo(20));

/** Keys of an experiment, each within the one before. */
const path = v.pipe(
  textUpTo(LONGEST_PATH),
  v.regex(
    /^[A-Za-z$][\w$]*(\.[A-Za-z$][\w$]*)*$/,
    (issue) => `must be keys of an experiment with points between, such as scan.views, got ${shownText(issue.input)}`,
  ),
  v.check((keys) => keys !== 'seed', 'seeds are no knob; give them as seeds of the sweep'),
);

const valueList = listOf(v.unknown(), 'values', 1, SWEEP_LIMITS.values);

const range = v.pipe(
  exactly({
    from: numberBetween(-1e12, 1e12),
    to: numberBetween(-1e12, 1e12),
    steps: wholeNumberBetween(2, SWEEP_LIMITS.values),
    scale: v.optional(oneOf(['linear', 'log']), 'linear'),
  }),
  v.check(
    ({ from, to, scale }) => scale !== 'log' || (from > 0 && to > 0),
    'a logarithmic scale needs from and to above 0',
  ),
);

const values = v.lazy((input) => (Array.isArray(input) ? valueList : range)) as v.GenericSchema<
  unknown,
  v.InferOutput<typeof valueList> | v.InferOutput<typeof range>
>;

/** What several keys are at once, for what no single number says, such as a voltage with the photons of the same dose. */
const setting = exactly({
  value: v.union([numberBetween(-1e12, 1e12), textUpTo(80)], 'must be a number or a text'),
  change: v.record(v.string(), v.unknown(), 'must be an object'),
});

const knob = v.pipe(
  exactly({
    path: v.optional(path),
    values: v.optional(values),
    settings: v.optional(listOf(setting, 'settings', 1, SWEEP_LIMITS.values)),
    label,
    unit,
  }),
  v.check(
    (given) => (given.settings === undefined) !== (given.path === undefined),
    'needs a path and its values, or settings',
  ),
  v.check(
    (given) => (given.path === undefined) === (given.values === undefined),
    (issue) =>
      (issue.input as { path?: unknown }).path === undefined
        ? 'values go with a path'
        : 'values are missing, which the path is to take',
  ),
);

const seeds = v.union(
  [wholeNumberBetween(1, SWEEP_LIMITS.seeds), listOf(numberAt('seed'), 'seeds', 1, SWEEP_LIMITS.seeds)],
  `must be a whole number from 1 to ${SWEEP_LIMITS.seeds}, or a list of seeds`,
);

const scale = v.optional(oneOf(['linear', 'log']));

/** What is drawn: a measure over the first knob, or over another measure. */
const plot = exactly({ x: v.optional(textUpTo(80)), y: textUpTo(80), xScale: scale, yScale: scale });

const sweep = exactly({
  version: v.optional(
    v.pipe(
      wholeNumberBetween(1, 1_000_000),
      v.check(
        (version) => version <= SWEEP_VERSION,
        (issue) =>
          `this sweep has version ${issue.input}, newer than version ${SWEEP_VERSION}, which this program reads`,
      ),
    ),
    SWEEP_VERSION,
  ),
  title: v.optional(textUpTo(120)),
  experiment: v.optional(v.unknown(), {}),
  knobs: listOf(knob, 'knobs', 1, SWEEP_LIMITS.knobs),
  seeds: v.optional(seeds),
  equalDose: v.optional(v.boolean('must be true or false'), false),
  measures: listOf(measureSetting, 'measures', 1, SWEEP_LIMITS.measures),
  plots: v.optional(listOf(plot, 'plots', 0, SWEEP_LIMITS.plots)),
  $schema: v.optional(textUpTo(1000)),
});

/** For the JSON Schema that is made from it, which has both ways of giving values. */
export const SWEEP_SCHEMA: v.GenericSchema = sweep;
export const VALUES_SCHEMAS: readonly v.GenericSchema[] = [valueList, range];

/** A sweep as its file says it, checked; the experiments that it makes are not yet. */
export type SweepInput = v.InferOutput<typeof sweep>;
export type KnobInput = SweepInput['knobs'][number];

/**
 * Checks the value that stands in a sweep's file, but for the experiment in it.
 *
 * @param where said before the path, for example the file's name
 * @throws InputError naming the path of the first thing that is wrong
 */
export function parseSweepInput(json: unknown, where = ''): SweepInput {
  return parseInput(sweep, json, where);
}

function shownText(text: unknown): string {
  return excerpt(JSON.stringify(text), 60);
}
