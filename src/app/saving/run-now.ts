import type { DeviceArray } from '../../compute/device.ts';
import { toDisplayUnit } from '../../experiment/experiment.ts';
import { writtenUnitOf } from '../../experiment/slice-scale.ts';
import type { RunToWrite } from '../../experiment/written-run.ts';
import type { LaneResult } from '../lanes/lane-runs.ts';
import type { SavingParts } from '../present/saving-parts.ts';
import { isSameVolume } from '../workplaces/volume/same-volume.ts';
import { windowBetween } from './window-between.ts';

/** A run whose arrays are on the page. */
export type RunOnPage = RunToWrite<DeviceArray>;

/** The last run, where it is of the present experiment: of one that has been changed since nobody wants to save it. */
export function runNow({ run, present, stage }: SavingParts): RunOnPage | null {
  const settled = run();
  if (!settled || !present.isOpen || settled.subject !== present.subject || !settled.result.isThere) return null;
  if (!isSameVolume(settled.experiment, present.experiment)) return null;
  const { engine, experiment, subject, result } = settled;
  const greys = (stage.pane('axial') ?? stage.pane('slice'))?.greyMapping ?? null;
  return {
    ...{ experiment, subject, result, operators: engine.operators, date: new Date() },
    hostValues: (array) => engine.hostValues(array),
    window: greys && windowOf(settled, greys),
  };
}

function windowOf(
  { experiment, subject, result }: LaneResult,
  { black, white }: { readonly black: number; readonly white: number },
) {
  const unit = writtenUnitOf(experiment, subject);
  const [from, to] = [black, white].map((value) => toDisplayUnit(value, unit, result.waterMuPerMm)) as [number, number];
  return windowBetween(from, to);
}
