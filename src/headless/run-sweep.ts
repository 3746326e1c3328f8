import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.ts';
import { Session } from '../experiment/session.ts';
import { loadSubject } from '../experiment/subject.ts';
import { RunPreparation } from '../experiment/sweep/prepared-run.ts';
import { runOf } from '../experiment/sweep/run-record.ts';
import { type Sweep, shardOf, sweepOf } from '../experiment/sweep/sweep.ts';
import { outlineOf } from '../experiment/sweep/sweep-result.ts';
import { parseSweepInput } from '../experiment/sweep/sweep-schema.ts';
import { CpuOperators } from '../operators/cpu/cpu-operators.ts';
import { chooseOperators } from './choose-operators.ts';
import { ExperimentFiles } from './experiment-files.ts';
import { mustBeFolderOrNew, readJsonFile } from './input-files.ts';
import { byScan, type CheckedRun, checkedRuns, sha256 } from './keyed-runs.ts';
import { mergeSweep } from './merge-sweep.ts';
import { createNodeExecutor } from './node-executor.ts';
import type { SweepArguments } from './sweep-arguments.ts';
import { SweepFolder } from './sweep-folder.ts';

/** What a person is told while a sweep is at work. */
export interface SweepTelling {
  /** How far it is. */
  readonly print: (line: string) => void;
  /** What should be known, such as that it fell back to the CPU. */
  readonly say: (sentence: string) => void;
}

/**
 * Runs a sweep, or a shard of it, and keeps what each run comes to in a file of its own. Runs that are there already are
 * not run again. All of a sweep is put together at the end.
 *
 * @throws InputError (rejects) where the sweep or one of its experiments is bad, before anything is written or run
 */
export async function runSweep(args: SweepArguments, telling: SweepTelling): Promise<void> {
  const where = basename(args.sweepFile);
  const { sweep, folder: filesFolder } = await readSweep(args.sweepFile);
  const files = new ExperimentFiles(filesFolder, args.allowsOutside);
  const find = (name: string) => files.find(name);
  const preparation = new RunPreparation(sweep, where, (input) => loadSubject(input, find));
  const checked = await checkedRuns(sweep, preparation, find);
  await mustBeFolderOrNew(args.outFolder);

  const { shard } = args;
  const mine = shard ? shardOf(checked, shard.number, shard.of) : checked;
  const folder = new SweepFolder(args.outFolder);
  const keys = checked.map(({ key }) => key);
  const outline = outlineOf(sweep);
  const isOther = await folder.begin({ key: sha256(JSON.stringify([outline, keys])), outline, keys });
  if (isOther) telling.say('This folder held another sweep; only runs that are the same in both are used again.');
  const waiting: CheckedRun[] = [];
  for (const one of mine) if (!(await folder.find({ id: one.run.id, key: one.key }))) waiting.push(one);
  const there = mine.length - waiting.length;
  const ofShard = shard ? ` of shard ${shard.number}/${shard.of}` : '';
  telling.print(`${mine.length} runs${ofShard}, ${there} of them done before.`);
  if (waiting.length > 0) await runAll(byScan(waiting), { args, sweep, preparation, folder, there }, telling);
  if (!shard) await mergeSweep({ folders: [args.outFolder], outFolder: args.outFolder, isPartial: false }, telling);
}

interface Work {
  readonly args: SweepArguments;
  readonly sweep: Sweep;
  readonly preparation: RunPreparation;
  readonly folder: SweepFolder;
  /** How many runs were there before. */
  readonly there: number;
}

async function runAll(runs: readonly CheckedRun[], work: Work, { print, say }: SweepTelling): Promise<void> {
  const { args, sweep, preparation, folder, there } = work;
  const executor = createNodeExecutor();
  const operators = await chooseOperators(args.backend, () => new CpuOperators(executor, { sharesMemory: true }), say);
  const { backend, name: adapter } = operators.description;
  const session = new Session(operators, executor);
  const failures: string[] = [];
  try {
    for (const [i, { run, key }] of runs.entries()) {
      const progress = `(${there + i + 1} of ${there + runs.length})`;
      try {
        const outcome = await runOf(await preparation.prepare(run), sweep.measures, session);
        const { positions } = sweep.points[run.point]!;
        const values = positions.map((position, knob) => sweep.knobs[knob]!.values[position]!.value);
        await folder.keep({ id: run.id, key }, outcome, { seed: run.seed, values, backend, adapter });
        print(`${run.id} ${progress}`);
      } catch (error) {
        // What this machine cannot hold, such as one point of a sweep over sizes, is no reason to leave out the others.
        if (!(error instanceof InputError)) throw error;
        failures.push(run.id);
        say(`${run.id} ${progress}: ${error.message}`);
      }
    }
  } finally {
    session.release();
    operators.dispose();
    executor.dispose();
  }
  if (failures.length > 0) {
    throw new InputError(
      `${failures.length} of ${runs.length} runs could not be made, the first of them ${failures[0]}`,
    );
  }
}

/** The sweep in a file, and the folder in which the files lie that its experiment names. */
async function readSweep(file: string): Promise<{ sweep: Sweep; folder: string }> {
  const where = basename(file);
  const input = parseSweepInput(await readJsonFile(file), where);
  const { experiment } = input;
  if (typeof experiment !== 'string') return { sweep: sweepOf(input, experiment, where), folder: dirname(file) };
  const path = join(dirname(file), experiment);
  return { sweep: sweepOf(input, await readJsonFile(path), where), folder: dirname(path) };
}
