import { greyPicture } from '../measure/grey-picture.ts';
import { windowFollowing } from './automatic-window.ts';
import { type DisplaySettings, type Experiment, fromDisplayUnit, toDisplayUnit } from './experiment.ts';
import { whyOnNoScale, writtenUnitOf } from './slice-scale.ts';
import type { Subject } from './subject.ts';

/** The window at which a slice is written: the experiment's own, or one that follows the slice where that is on no scale. */
export function windowOfSlice(
  experiment: Experiment,
  subject: Subject,
  image: Float32Array,
  waterMuPerMm: number,
): DisplaySettings {
  if (whyOnNoScale(experiment) === null && experiment.display) return experiment.display;
  const unit = writtenUnitOf(experiment, subject);
  return windowFollowing(image, (value) => toDisplayUnit(value, unit, waterMuPerMm));
}

/** A slice as 8-bit grey, row after row. */
export function greySlice(
  image: Float32Array,
  experiment: Experiment,
  subject: Subject,
  { width, level }: DisplaySettings,
  waterMuPerMm: number,
): Uint8Array<ArrayBuffer> {
  const unit = writtenUnitOf(experiment, subject);
  return greyPicture(image, {
    black: fromDisplayUnit(level - width / 2, unit, waterMuPerMm),
    white: fromDisplayUnit(level + width / 2, unit, waterMuPerMm),
  });
}
