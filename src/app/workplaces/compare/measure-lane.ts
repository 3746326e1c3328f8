import { measuredRun } from '../../../experiment/run-measures/measured-run.ts';
import { whyOnNoScale } from '../../../experiment/slice-scale.ts';
import type { LaneResult } from '../../lanes/lane-runs.ts';
import type { HostCopies } from '../../runs/host-copies.ts';
import { timesOf } from '../../runs/run-times.ts';
import type { LaneMeasures } from './lane-measures.ts';

/** What is measured of an experiment that is compared. @throws BackendLostError (rejects) where its device is gone */
export async function measureLane(
  { engine, experiment, subject, result }: LaneResult,
  copies: HostCopies,
): Promise<LaneMeasures> {
  const image = result.isThere ? await copies.of(engine, result.image) : null;
  const quality = image && whyOnNoScale(experiment) === null ? await result.quality(image) : null;
  // How long each part took is told by when it was computed, which may have been in another run.
  const notTold = { starvedFraction: null, times: null, totalMs: Number.NaN };
  return { run: measuredRun({ experiment, subject, result, image, quality, ...notTold }), times: timesOf(result) };
}
