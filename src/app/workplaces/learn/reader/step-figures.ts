import type { LessonStep } from '../../../../course/lesson.ts';
import { type Figure, figuresOf, haveReadings, PRESENT_RUN, type StepRun } from '../../../../course/quantity.ts';
import { measuredRun } from '../../../../experiment/run-measures/measured-run.ts';
import { whyOnNoScale } from '../../../../experiment/slice-scale.ts';
import type { Lane } from '../../../lanes/lane.ts';
import type { LaneResult } from '../../../lanes/lane-runs.ts';
import type { HostCopies } from '../../../runs/host-copies.ts';
import { timesOf } from '../../../runs/run-times.ts';
import type { SettledRun } from '../../workplace.ts';

/** The numbers of a step, by their names, once its runs are over; `null` where there is none. */
export type StepFigures = ReadonlyMap<string, Figure | null>;

/** Computes the numbers of a step from runs that are over. @param lanes by their names */
export async function stepFigures(
  step: LessonStep,
  run: SettledRun,
  lanes: ReadonlyMap<string, Lane>,
  copies: HostCopies,
): Promise<StepFigures> {
  const isRead = haveReadings(step.values);
  const runs = new Map<string, StepRun>([[PRESENT_RUN, await measured(run, copies, isRead)]]);
  for (const [name, lane] of lanes) {
    const result = run.lanes.get(lane);
    if (result) runs.set(name, await measured(result, copies, isRead));
  }
  return figuresOf(step.values, runs);
}

/** @param isRead whether its sinogram is needed */
async function measured(
  { engine, experiment, subject, result }: LaneResult,
  copies: HostCopies,
  isRead: boolean,
): Promise<StepRun> {
  const release = result.hold();
  try {
    const image = release && result.isReconstructed ? await copies.of(engine, result.image) : null;
    const quality = image && whyOnNoScale(experiment) === null ? await result.quality(image) : null;
    const starvedFraction = await result.starvedFraction();
    const { reconstructMs: timeMs } = timesOf(result);
    const times = timeMs === null ? null : [{ stage: 'back-project' as const, timeMs, kept: false }];
    const run = measuredRun({ experiment, subject, result, image, quality, starvedFraction, times, totalMs: 0 });
    const sinogram = release && isRead ? { scan: result.scan, values: await copies.of(engine, result.sinogram) } : null;
    return { ...run, sinogram };
  } finally {
    release?.();
  }
}
