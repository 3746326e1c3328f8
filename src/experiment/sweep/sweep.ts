import { InputError } from '../../errors.ts';
import { parseInput } from '../../validation.ts';
import type { RunMeasure } from '../run-measures/run-measure.ts';
import { isVersion1 } from '../version-1/is-version-1.ts';
import { migrated } from '../version-1/migrate.ts';
import { version1Schema } from '../version-1/schema.ts';
import { type Knob, knobOf, valueText } from './knob.ts';
import { measureOf } from './measure-setting.ts';
import { parseSweepInput, SWEEP_LIMITS, type SweepInput } from './sweep-schema.ts';

/** One run of a sweep: a position of every knob, and a seed. */
export interface SweepRun {
  /** Its name in files, from its values and its seed alone, so that a longer sweep has the same for what both have. */
  readonly id: string;
  /** The number of its point in the sweep. */
  readonly point: number;
  readonly seed: number;
}

/** All runs of one position of every knob, which differ by their seeds. */
export interface SweepPoint {
  /** Of each knob the number of its position. */
  readonly positions: readonly number[];
  /** As people read it: `Projections 90, Filter hann`. */
  readonly label: string;
}

/** A sweep: which experiments it is made of, and what is measured of each. */
export interface Sweep {
  readonly title: string | undefined;
  readonly knobs: readonly Knob[];
  readonly seeds: readonly number[];
  readonly isAtEqualDose: boolean;
  readonly measures: readonly RunMeasure[];
  /** As they were asked for. */
  readonly measureSettings: SweepInput['measures'];
  readonly plots: SweepInput['plots'];
  /** The first knob's positions one after the other, and for each the second's. */
  readonly points: readonly SweepPoint[];
  /** Point after point, for each its seeds. */
  readonly runs: readonly SweepRun[];
  /** The experiment that knobs turn, as it was given; of version 1 as version 2 writes it. */
  readonly base: unknown;
}

/** JSON of all experiments together: what is checked before anything is run. */
const MOST_CHARACTERS = 2 ** 26;

/**
 * Reads a sweep.
 *
 * @param experimentJson what stands in its `experiment`, or in the file that this names
 * @param where said before the path, for example the file's name
 * @throws InputError where it has too many runs, two values are the same, or the experiment is no object
 */
export function sweepOf(input: SweepInput, experimentJson: unknown, where = ''): Sweep {
  const at = (path: string) => [where, path].filter(Boolean).join(': ');
  if (typeof experimentJson !== 'object' || experimentJson === null || Array.isArray(experimentJson)) {
    throw new InputError(`${at('experiment')}: must be an object or the name of a file`);
  }
  const base = isVersion1(experimentJson)
    ? migrated(parseInput(version1Schema, experimentJson, at('experiment')))
    : experimentJson;
  const knobs = input.knobs.map((knob, i) => knobOf(knob, at(`knobs[${i}]`)));
  mustDiffer(knobs, at);
  const seeds = seedsOf(input, base);
  const count = knobs.reduce((product, { values }) => product * values.length, seeds.length);
  if (count > SWEEP_LIMITS.runs) {
    const factors = [...knobs.map(({ values }) => `${values.length} values`), `${seeds.length} seeds`].join(' × ');
    throw new InputError(`${at('knobs')}: ${factors} are ${count} runs, but at most ${SWEEP_LIMITS.runs} are possible`);
  }
  const points = pointsOf(knobs);
  if (points.length * JSON.stringify(base).length > MOST_CHARACTERS) {
    throw new InputError(
      `${at('experiment')}: is too long for ${points.length} points; name its phantom instead of writing it out`,
    );
  }
  const measures = input.measures.map(measureOf);
  measures.forEach(({ name }, i) => {
    if (measures.findIndex((other) => other.name === name) < i) {
      throw new InputError(`${at(`measures[${i}]`)}: ${name} is there already; give one of them a name of its own`);
    }
  });
  const { title, plots, equalDose: isAtEqualDose, measures: measureSettings } = input;
  mustBeThere(plots, knobs, measures, at);
  return {
    ...{ title, knobs, seeds, isAtEqualDose, measures, measureSettings, plots, points, base },
    runs: runsOf(points, knobs, seeds),
  };
}

/** {@link parseSweepInput} and {@link sweepOf} of a value whose experiment stands in it. */
export function parseSweep(json: unknown, where = ''): Sweep {
  const input = parseSweepInput(json, where);
  if (typeof input.experiment === 'string') {
    const at = [where, 'experiment'].filter(Boolean).join(': ');
    throw new InputError(
      `${at}: names a file, which the command alone reads; write the experiment itself in its place`,
    );
  }
  return sweepOf(input, input.experiment, where);
}

/** The experiment of a run, as JSON that is still to be checked. */
export function experimentJsonOf({ base, knobs, points }: Sweep, { point, seed }: SweepRun): unknown {
  const { positions } = points[point]!;
  const turned = positions.reduce<unknown>((json, position, i) => knobs[i]!.values[position]!.apply(json), base);
  return { version: 2, ...(turned as object), seed };
}

/** The runs of one of so many shards, numbered from 1: every so-many-th, so that slow ones are spread over all. */
export function shardOf<Run>(runs: readonly Run[], shard: number, of: number): Run[] {
  return runs.filter((_, i) => i % of === shard - 1);
}

function seedsOf({ seeds }: SweepInput, base: unknown): number[] {
  const { seed = 1 } = base as { readonly seed?: unknown };
  // A seed that is none is refused with the rest of the experiment.
  const first = typeof seed === 'number' ? seed : 1;
  if (seeds === undefined) return [first];
  return typeof seeds === 'number' ? Array.from({ length: seeds }, (_, i) => first + i) : [...new Set(seeds)];
}

function pointsOf([first, second]: readonly Knob[]): SweepPoint[] {
  const labelOf = (knob: Knob, position: number) => `${knob.label} ${valueText(knob, knob.values[position]!)}`;
  return first!.values.flatMap((_, one) =>
    second
      ? second.values.map((_value, other) => ({
          positions: [one, other],
          label: `${labelOf(first!, one)}, ${labelOf(second, other)}`,
        }))
      : [{ positions: [one], label: labelOf(first!, one) }],
  );
}

function runsOf(points: readonly SweepPoint[], knobs: readonly Knob[], seeds: readonly number[]): SweepRun[] {
  return points.flatMap(({ positions }, point) =>
    seeds.map((seed) => {
      const values = positions.map((position, i) => `${slugOfKnob(knobs[i]!)}=${knobs[i]!.values[position]!.slug}`);
      return { id: [...values, `seed=${seed}`].join('_'), point, seed };
    }),
  );
}

/** The last key of a path: `views` of `scan.views`. */
function slugOfKnob({ name }: Knob): string {
  return (name.split('.').at(-1) ?? name).replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40);
}

function mustDiffer(knobs: readonly Knob[], at: (path: string) => string): void {
  const [one, other] = knobs;
  if (one && other && one.name === other.name) {
    throw new InputError(`${at('knobs[1]')}: turns the same as the first; give it a label of its own if it does not`);
  }
}

function mustBeThere(
  plots: SweepInput['plots'],
  knobs: readonly Knob[],
  measures: readonly RunMeasure[],
  at: (path: string) => string,
): void {
  plots?.forEach(({ x, y }, i) => {
    const names = measures.map(({ name }) => name);
    const numeric = knobs.filter(({ isNumeric }) => isNumeric).map(({ name }) => name);
    if (!names.includes(y)) {
      throw new InputError(`${at(`plots[${i}].y`)}: ${y} is not measured; there are ${names.join(', ')}`);
    }
    if (x !== undefined && ![...names, ...numeric].includes(x)) {
      const those = [...numeric, ...names].join(', ');
      throw new InputError(`${at(`plots[${i}].x`)}: ${x} is no number of this sweep; there are ${those}`);
    }
  });
}
