import type { BackendDescription } from '../../compute/device.ts';
import { type Experiment, volumeGridOf } from '../../experiment/experiment.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';
import { pixelCount } from '../../geometry/grid.ts';
import { METHODS } from '../../methods/registry.ts';

/**
 * Speed of a run's back-projection, or `null` where its result was kept, came another way than by updates, or took no
 * longer than the device's clock can tell.
 */
export function gigaUpdatesPerSecond(
  experiment: Experiment,
  times: readonly StageTime[],
  { clock }: BackendDescription,
): number | null {
  const stage = times.find(({ stage }) => stage === 'back-project');
  const { growsByViews } = METHODS.get(experiment.reconstruction.method);
  if (!stage || stage.kept || stage.timeMs <= (clock?.resolutionMs ?? 0) || !growsByViews) return null;
  return (experiment.scan.views * pixelCount(volumeGridOf(experiment))) / (stage.timeMs * 1e6);
}
