import type { BackendDescription } from '../../compute/device.ts';
import { descriptionFor } from '../../experiment/description-for.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { finish } from '../../experiment/run-steps.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { ArrayDifference } from '../../measure/compare-images.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import type { Engine } from './engine.ts';
import { gigaUpdatesPerSecond } from './giga-updates.ts';

/** Whoever takes part in a race. */
export interface Racer {
  /** At the head of its column. */
  readonly title: string;
  /** In sentences, after "the" or alone. */
  readonly words: string;
  readonly engine: Pick<Engine, 'operators' | 'createSession'>;
  /** So many times as long as the next one it may take at the most, so that it can be left out before anybody waits. */
  readonly timesTheNext?: number;
}

/** What one of them came to. */
export interface RaceResult {
  readonly racer: Racer;
  readonly description: BackendDescription;
  /** Each the median of the runs that count. */
  readonly times: readonly StageTime[];
  readonly totalMs: number;
  /** How many runs count. */
  readonly runs: number;
  /** Pixel updates of the back-projection per second, in 10⁹; `null` where they are not known. */
  readonly gigaUpdatesPerSecond: number | null;
  readonly image: Float32Array;
  /** What is 0 HU in it. */
  readonly waterMuPerMm: number;
}

/** What another one came to, beside the first. */
export interface RivalResult extends RaceResult {
  /** Its slice less that of the first, in the image's unit. */
  readonly difference: ArrayDifference;
  readonly differenceImage: Float32Array<ArrayBuffer>;
}

export interface Race {
  /** Whom the others are compared with. */
  readonly reference: RaceResult;
  readonly rivals: readonly RivalResult[];
  /** Why somebody is not there, a sentence each. */
  readonly leftOut: readonly string[];
}

/** So many runs count after the one that warms up, or as many as fit in the time. */
const MOST_RUNS = 3;
const ENOUGH_MS = 3000;
/** Compilers and memory make no difference any more to a run that takes longer, which counts itself. */
export const LONG_MS = 4000;
/** Nobody waits longer for one run. */
const PATIENCE_MS = 60_000;

type Run = Omit<RaceResult, 'racer' | 'runs'>;

/**
 * Runs one experiment by each of them, alone and from nothing, and compares what they come to. The first run of each warms
 * it up (compilers, memory) and does not count, unless it is long.
 *
 * @param racers the reference first; they run in the other order, so that the slow ones can be left out
 */
export async function race(
  racers: readonly Racer[],
  host: CpuExecutor,
  experiment: Experiment,
  subject: Subject,
  signal: AbortSignal,
  onProgress: (sentence: string) => void,
): Promise<Race> {
  const results: RaceResult[] = [];
  const leftOut: string[] = [];
  for (const racer of [...racers].reverse()) {
    const [next] = results;
    const mayTakeMs = next && racer.timesTheNext ? racer.timesTheNext * next.totalMs : 0;
    if (mayTakeMs > PATIENCE_MS) {
      leftOut.push(`${racer.title} is left out, because one run may take ${Math.ceil(mayTakeMs / 60_000)} minutes.`);
      continue;
    }
    results.unshift(await timed(racer, experiment, subject, signal, onProgress));
  }
  const [reference, ...others] = results as [RaceResult, ...RaceResult[]];
  const rivals: RivalResult[] = [];
  for (const other of others) {
    signal.throwIfAborted();
    const difference = await host.run('compareImages', other.image, reference.image);
    const differenceImage = other.image.map((value, i) => value - reference.image[i]!) as Float32Array<ArrayBuffer>;
    rivals.push({ ...other, difference, differenceImage });
  }
  return { reference, rivals, leftOut };
}

async function timed(
  racer: Racer,
  experiment: Experiment,
  subject: Subject,
  signal: AbortSignal,
  onProgress: (sentence: string) => void,
): Promise<RaceResult> {
  onProgress(`Warming up: ${racer.title} …`);
  const first = await runFromNothing(racer, experiment, subject, signal);
  if (first.totalMs > LONG_MS) return { ...first, racer, runs: 1 };
  const runs: Run[] = [];
  let spentMs = 0;
  while (runs.length === 0 || (runs.length < MOST_RUNS && spentMs < ENOUGH_MS)) {
    onProgress(`Timing: ${racer.title} …`);
    const run = await runFromNothing(racer, experiment, subject, signal);
    spentMs += run.totalMs;
    runs.push(run);
  }
  return { ...medianOf(runs, experiment), racer, runs: runs.length };
}

/** The last of some runs, with the median of each stage's times. */
export function medianOf(runs: readonly Run[], experiment: Experiment): Run {
  const last = runs.at(-1)!;
  const times = last.times.map((time, at) => ({ ...time, timeMs: median(runs.map((run) => run.times[at]!.timeMs)) }));
  return { ...last, ...totalOf(times, experiment, last.description) };
}

function totalOf(times: readonly StageTime[], experiment: Experiment, description: BackendDescription) {
  return {
    times,
    totalMs: times.reduce((sum, { timeMs }) => sum + timeMs, 0),
    gigaUpdatesPerSecond: gigaUpdatesPerSecond(experiment, times, description),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

async function runFromNothing(
  { engine }: Racer,
  experiment: Experiment,
  subject: Subject,
  signal: AbortSignal,
): Promise<Run> {
  const session = engine.createSession();
  try {
    const { times, result } = await finish(session.run(experiment, subject, { signal, timeStages: true }));
    signal.throwIfAborted();
    const description = descriptionFor(experiment, engine.operators.description);
    return {
      description,
      ...totalOf(times ?? [], experiment, engine.operators.description),
      image: await engine.operators.read(result.image),
      waterMuPerMm: result.waterMuPerMm,
    };
  } finally {
    session.release();
  }
}
