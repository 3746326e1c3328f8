import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { InputError } from '../errors.ts';
import type { RunOutcome } from '../experiment/sweep/run-record.ts';
import type { SweepOutline } from '../experiment/sweep/sweep-result.ts';
import { SWEEP_LIMITS } from '../experiment/sweep/sweep-schema.ts';
import { writeGreyPng } from '../files/png/png.ts';
import { exactly, listOf, parseInput, textUpTo, wholeNumberBetween } from '../validation.ts';
import { readJsonFile } from './input-files.ts';
import { writeAtomically } from './write-atomically.ts';

/** The version of the files in a sweep's folder. */
const FILES_VERSION = 1;

/** Beside the results, what it takes to put them together: the points, and the key of each run. */
const PLAN = 'plan.json';
const RUNS = 'runs';

/** So many digits of a key stand in a file's name. */
const SHORT_KEY = 16;

/** A run and the key of its result: of its whole experiment, of the files that this names, and of what is measured. */
export interface KeyedRun {
  readonly id: string;
  /** SHA-256, hexadecimal. */
  readonly key: string;
}

const text = textUpTo(200);
const finite = v.pipe(v.number(), v.finite());
const record = exactly({
  version: v.literal(FILES_VERSION),
  id: text,
  key: text,
  seed: finite,
  values: v.array(v.union([finite, text])),
  backend: v.picklist(['cpu', 'gpu']),
  adapter: text,
  measures: v.record(v.string(), exactly({ value: v.nullable(finite), unit: textUpTo(40) })),
  window: v.nullable(exactly({ width: finite, level: finite })),
});

/** What a run came to, as its file says it. */
export type RunRecord = v.InferOutput<typeof record>;

const count = wholeNumberBetween(0, SWEEP_LIMITS.runs);
const plan = exactly({
  version: v.literal(FILES_VERSION),
  key: text,
  outline: exactly({
    title: v.optional(text),
    knobs: listOf(
      exactly({
        ...{ label: text, unit: text, name: text },
        ...{ isNumeric: v.boolean(), isLogarithmic: v.boolean() },
        values: listOf(exactly({ value: v.union([finite, text]) }), 'values', 1, SWEEP_LIMITS.values),
      }),
      'knobs',
      1,
      SWEEP_LIMITS.knobs,
    ),
    measures: listOf(exactly({ name: text, label: text }), 'measures', 1, SWEEP_LIMITS.measures),
    plots: v.optional(v.any()),
    points: listOf(exactly({ positions: v.array(count), label: textUpTo(400) }), 'points', 1, SWEEP_LIMITS.runs),
    runs: listOf(exactly({ id: text, point: count, seed: finite }), 'runs', 1, SWEEP_LIMITS.runs),
  }),
  keys: listOf(text, 'keys', 1, SWEEP_LIMITS.runs),
});

/** A sweep as its folder knows it. */
export interface SweepPlan {
  /** The same for the same sweep alone. */
  readonly key: string;
  readonly outline: SweepOutline;
  /** Of each run, in the order of the outline’s. */
  readonly keys: readonly string[];
}

/** A folder that a sweep's results lie in, a file for each run. */
export class SweepFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Makes it, with its plan. @returns whether another sweep was planned in it before */
  async begin(planned: SweepPlan): Promise<boolean> {
    await mkdir(join(this.path, RUNS), { recursive: true });
    const before = await this.plan().catch(() => null);
    if (before?.key === planned.key) return false;
    await writeAtomically(join(this.path, PLAN), `${JSON.stringify({ version: FILES_VERSION, ...planned })}\n`);
    return before !== null;
  }

  /** @throws InputError (rejects) where there is none, or it is not one of ours */
  async plan(): Promise<SweepPlan> {
    const where = `${basename(this.path)}/${PLAN}`;
    try {
      return parseInput(plan, await readJsonFile(join(this.path, PLAN)), where) as SweepPlan;
    } catch (error) {
      throw error instanceof InputError
        ? new InputError(`${this.path}: holds no sweep that can be read (${error.message})`)
        : error;
    }
  }

  /** What a run came to; `null` where it has not been run, or its file is not whole. */
  async find(run: KeyedRun): Promise<RunRecord | null> {
    const content = await readFile(this.#fileOf(run, 'json'), 'utf8').catch(() => null);
    if (content === null) return null;
    try {
      const found = parseInput(record, JSON.parse(content));
      return found.key === run.key && found.id === run.id ? found : null;
    } catch {
      return null;
    }
  }

  /** The picture of a run that is there, as PNG; `null` where it has none. */
  async picture(run: KeyedRun): Promise<Uint8Array | null> {
    return readFile(this.#fileOf(run, 'png')).catch(() => null);
  }

  /** Keeps what a run came to. The picture first, so that a record tells that all is there. */
  async keep(
    run: KeyedRun,
    { measures, slice }: RunOutcome,
    rest: Pick<RunRecord, 'seed' | 'values' | 'backend' | 'adapter'>,
  ): Promise<void> {
    if (slice) {
      const png = writeGreyPng(slice.greyAt(slice.window), slice.rows, slice.columns);
      await writeAtomically(this.#fileOf(run, 'png'), png);
    }
    const { id, key } = run;
    const kept: RunRecord = { version: FILES_VERSION, id, key, ...rest, measures, window: slice?.window ?? null };
    await writeAtomically(this.#fileOf(run, 'json'), `${JSON.stringify(kept, null, 2)}\n`);
  }

  #fileOf({ id, key }: KeyedRun, ending: 'json' | 'png'): string {
    return join(this.path, RUNS, `${id}.${key.slice(0, SHORT_KEY)}.${ending}`);
  }
}
