import { getHeapStatistics } from 'node:v8';
import { Choices } from './choices.ts';
import { faultOf } from './clean-sentence.ts';
import type { Door } from './door.ts';
import { DOORS } from './doors.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** Of what is brought to each door. */
  readonly count: number;
  /** Only this door, and only the one with this number. */
  readonly door?: string | undefined;
  readonly only?: number | undefined;
  /** For a door: nothing more is brought to it afterwards. */
  readonly mostSeconds?: number | undefined;
  readonly onDoor?: (outcome: DoorOutcome) => void;
  /** One with this number is about to be brought. */
  readonly onNumber?: (number: number) => void;
  readonly doors?: readonly Door[];
  /** What one of them may take. */
  readonly mostMs?: number;
}

/** What became of all that was brought to one door. */
export interface DoorOutcome {
  readonly door: string;
  readonly accepted: number;
  readonly refused: number;
  readonly failures: readonly Failure[];
  readonly slowestMs: number;
  readonly mostBytes: number;
}

export interface Failure {
  readonly door: string;
  readonly number: number;
  readonly what: string;
}

const MOST_MS = 1000;
/** What opening one of these may leave behind at most; they have some kilobytes. */
const MOST_BYTES = 2 ** 28;
const MOST_FAILURES = 10;

/** Brings as many things to every door. What is neither accepted nor refused in one clean sentence, in time and in bounds, is a failure. */
export async function fuzz({
  seed,
  count,
  door: wanted,
  only,
  mostSeconds = Infinity,
  onDoor,
  onNumber,
  doors = DOORS,
  mostMs = MOST_MS,
}: FuzzOptions): Promise<DoorOutcome[]> {
  const outcomes: DoorOutcome[] = [];
  for (const [index, door] of doors.entries()) {
    if (wanted !== undefined && door.name !== wanted) continue;
    const failures: Failure[] = [];
    const tally = { accepted: 0, refused: 0, slowestMs: 0, mostBytes: 0 };
    await door.begin?.();
    const numbers = only === undefined ? Array.from({ length: count }, (_, i) => i) : [only];
    const endMs = performance.now() + 1000 * mostSeconds;
    for (const number of numbers) {
      if (performance.now() > endMs) break;
      onNumber?.(number);
      // A seed of its own, so that it can be brought again alone.
      const own =
        (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35)) >>> 0;
      const what = await tried(door, own, tally, mostMs);
      if (what) failures.push({ door: door.name, number, what });
      if (failures.length >= MOST_FAILURES) break;
    }
    const outcome = { door: door.name, failures, ...tally };
    onDoor?.(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

interface Tally {
  accepted: number;
  refused: number;
  slowestMs: number;
  mostBytes: number;
}

/** What is wrong, or nothing. */
async function tried(door: Door, seed: number, tally: Tally, mostMs: number): Promise<string | null> {
  const first = await once(door, seed);
  let { timeMs } = first;
  // A pause of the machine's is not there three times in a row.
  for (let again = 0; again < 2 && timeMs > mostMs; again++) timeMs = Math.min(timeMs, (await once(door, seed)).timeMs);
  tally.slowestMs = Math.max(tally.slowestMs, timeMs);
  tally.mostBytes = Math.max(tally.mostBytes, first.bytes);
  if (timeMs > mostMs) return `took ${timeMs.toFixed(0)} ms`;
  if (first.bytes > MOST_BYTES) return `took ${first.bytes} bytes`;
  if (first.error === null) {
    tally.accepted++;
    return null;
  }
  const fault = faultOf(first.error);
  if (!fault) tally.refused++;
  return fault;
}

async function once(door: Door, seed: number) {
  const open = door.bring(new Choices(seed));
  const before = usedBytes();
  const start = performance.now();
  const startOfWork = process.cpuUsage();
  let error: unknown = null;
  try {
    await open();
  } catch (thrown) {
    error = thrown ?? new Error('nothing was thrown');
  }
  const { user, system } = process.cpuUsage(startOfWork);
  // Of a processor that others use too only its own part counts.
  const timeMs = Math.min(performance.now() - start, (user + system) / 1000);
  return { error, timeMs, bytes: usedBytes() - before };
}

function usedBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
