import { magnificationOf } from '../../experiment/change-geometry.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';

/** Channels that see the corners of a square grid with pixels as wide as the channels, and a little air. */
const CHANNELS_PER_PIXEL = 736 / 512;

/**
 * The experiment with grid and detector spread over the subject's field, where they cover another one; pixel and
 * channel counts stay as they are as far as they go.
 */
export function fittedToField(experiment: Experiment, subject: Subject): Experiment {
  if (subject.kind === 'measurement') return experiment;
  const { pixels, pixelSizeMm } = experiment.reconstruction.grid;
  const field = subject.fieldSizeMm;
  const covered = pixels * pixelSizeMm;
  if (Math.abs(covered - field) < 0.01 * field) return experiment;
  const size = field / pixels;
  return {
    ...experiment,
    scan: {
      ...experiment.scan,
      channels: Math.ceil((pixels * CHANNELS_PER_PIXEL) / 2) * 2,
      channelSpacingMm: size * magnificationOf(experiment.scan),
      offset: 0,
    },
    reconstruction: { ...experiment.reconstruction, grid: { pixels, pixelSizeMm: size } },
  };
}
