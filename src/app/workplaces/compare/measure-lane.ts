import { doseEstimate } from '../../../experiment/dose-estimate.ts';
import { displayUnitOf } from '../../../experiment/experiment.ts';
import { whyOnNoScale } from '../../../experiment/slice-scale.ts';
import { centralNoise } from '../../../measure/central-noise.ts';
import type { LaneResult } from '../../lanes/lane-runs.ts';
import type { HostCopies } from '../../runs/host-copies.ts';
import { timesOf } from '../../runs/run-times.ts';
import type { LaneMeasures } from './lane-measures.ts';

/** What is measured of an experiment that is compared. @throws BackendLostError (rejects) where its device is gone */
export async function measureLane(
  { engine, experiment, subject, result }: LaneResult,
  copies: HostCopies,
): Promise<LaneMeasures> {
  const dose = doseEstimate(experiment, subject);
  const ofScan = {
    ...{ unit: displayUnitOf(subject), waterMuPerMm: result.waterMuPerMm, times: timesOf(result) },
    ...{ relativeDose: dose?.relative ?? null, ctdiVolMGy: dose?.ctdiVolMGy ?? null },
  };
  const { truthValues, grid } = result;
  if (whyOnNoScale(experiment) !== null || !truthValues || !result.isThere) {
    return { ...ofScan, quality: null, noise: null };
  }
  const image = await copies.of(engine, result.image);
  return {
    ...ofScan,
    quality: await result.quality(image),
    noise: dose && centralNoise(image, truthValues, grid.rows, grid.columns),
  };
}
