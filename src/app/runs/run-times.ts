import type { DeviceArray } from '../../compute/device.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { FinishedStep } from '../../experiment/run-steps.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';

/** What each part of a run took when it was computed, in ms; `null` where nobody has timed it. */
export interface RunTimes {
  readonly scanMs: number | null;
  /** From the sinogram to the slice. */
  readonly reconstructMs: number | null;
}

const ofReadings = new WeakMap<DeviceArray, number>();
const ofSlices = new WeakMap<DeviceArray, number>();

/** Remembers what was computed anew; of what was there before, the times of when it was computed say more. */
export function rememberTimes({ result, times }: Pick<FinishedStep, 'result' | 'times'>): void {
  if (!times) return;
  const made = times.filter(({ kept }) => !kept);
  const [scan] = made.filter(({ stage }) => stage === 'scan');
  if (scan) ofReadings.set(result.measured, scan.timeMs);
  if (!result.isReconstructed || !made.some(({ stage }) => stage === 'back-project')) return;
  // Filtered views that were there before leave a part of it unknown.
  const isWhole = times.every(({ stage, kept }) => stage === 'scan' || !kept);
  if (isWhole) ofSlices.set(result.image, sum(made.filter(({ stage }) => stage !== 'scan')));
}

export function timesOf(result: RunResult): RunTimes {
  return {
    scanMs: ofReadings.get(result.measured) ?? null,
    reconstructMs: result.isReconstructed ? (ofSlices.get(result.image) ?? null) : null,
  };
}

function sum(times: readonly StageTime[]): number {
  return times.reduce((total, { timeMs }) => total + timeMs, 0);
}
