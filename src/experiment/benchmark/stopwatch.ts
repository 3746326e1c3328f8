import type { BenchmarkContender } from './contender.ts';

/** Times of one go of some work. */
export interface MeasuredTimes {
  readonly runs: number;
  readonly medianMs: number;
  readonly bestMs: number;
  /** Median by the device's own clock; `null` without one. */
  readonly gpuMs: number | null;
}

/** A run repeats the work until it lasts as long as this, so that coarse clocks and waiting matter little. */
const LEAST_RUN_MS = 20;
const MOST_REPEATS = 200;
const LEAST_RUNS = 5;
const LEAST_TOTAL_MS = 400;
/** Slow work is not run any more after this. */
const MOST_TOTAL_MS = 4000;
const GPU_RUNS = 3;
/** A browser that tells late of the end of work is given so many times as much to do as it is late. */
const LATENCIES = 5;

/**
 * Times work that has been run once already, for compilers and memory: on the wall, with waiting for the device to
 * finish, and by the device's own clock where it has one.
 *
 * @param onceOnly where the time is of no interest
 */
export async function measureTimes(
  {
    operators,
    timeOnDevice,
    idleLatencyMs = 0,
  }: Pick<BenchmarkContender, 'operators' | 'timeOnDevice' | 'idleLatencyMs'>,
  work: () => Promise<void>,
  onceOnly: boolean,
  signal: AbortSignal | undefined,
): Promise<MeasuredTimes> {
  const repeat = async (times: number) => {
    for (let i = 0; i < times; i++) {
      signal?.throwIfAborted();
      await work();
    }
  };
  const onTheWall = async (repeats: number) => {
    await operators.finished();
    const start = performance.now();
    await repeat(repeats);
    return Math.max(0, (await operators.finished()) - start) / repeats;
  };

  const start = performance.now();
  const firstMs = await onTheWall(1);
  const repeats = onceOnly
    ? 1
    : idleLatencyMs > 0
      ? await repeatsWorth(LATENCIES * idleLatencyMs, onTheWall)
      : Math.min(MOST_REPEATS, Math.ceil(LEAST_RUN_MS / Math.max(firstMs, 1e-3)));
  // A go that lasted long enough by itself is as good as those to come.
  const wallMs = repeats === 1 ? [firstMs] : [];
  const isDone = (runs: number, ms: number) =>
    runs > 0 && (onceOnly || ms > MOST_TOTAL_MS || (runs >= LEAST_RUNS && ms >= LEAST_TOTAL_MS));
  while (!isDone(wallMs.length, performance.now() - start)) wallMs.push(await onTheWall(repeats));

  const gpuMs: number[] = [];
  let gpuRepeats = repeats;
  while (timeOnDevice && gpuMs.length < (onceOnly ? 1 : GPU_RUNS)) {
    const elapsedMs = await timeOnDevice(() => repeat(gpuRepeats));
    if (elapsedMs === null) break;
    const more = Math.min(MOST_REPEATS, Math.ceil((gpuRepeats * LEAST_RUN_MS) / elapsedMs));
    // The device alone may be far quicker than the way to it and back.
    if (!onceOnly && more > 2 * gpuRepeats) gpuRepeats = more;
    else gpuMs.push(elapsedMs / gpuRepeats);
  }
  return {
    runs: wallMs.length,
    medianMs: median(wallMs),
    bestMs: Math.min(...wallMs),
    gpuMs: gpuMs.length > 0 ? median(gpuMs) : null,
  };
}

/** Twice as many again and again: from one go that seems to take no time, nothing is foretold. */
async function repeatsWorth(leastMs: number, msEach: (repeats: number) => Promise<number>): Promise<number> {
  let repeats = 1;
  while (repeats < MOST_REPEATS && repeats * (await msEach(repeats)) < leastMs) repeats *= 2;
  return repeats;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
