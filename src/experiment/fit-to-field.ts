import { geometryNamed } from '../geometry/scan.ts';
import { magnificationOf } from './change-geometry.ts';
import type { Experiment } from './experiment.ts';
import { fittedVolume, inVolume } from './in-volume.ts';
import type { Subject } from './subject.ts';

/** Channels that see the corners of a square grid with pixels as wide as the channels, and a little air. */
const CHANNELS_PER_PIXEL = 736 / 512;

/**
 * The experiment with grid and detector spread over the subject's field, where they cover another one; pixel and
 * channel counts stay as they are as far as they go.
 */
export function fittedToField(experiment: Experiment, subject: Subject): Experiment {
  if (subject.kind === 'measurement') return experiment;
  if (geometryNamed(experiment.scan.geometry).makesVolumes) {
    return inVolume(experiment, subject) ? fittedVolume(experiment, subject) : experiment;
  }
  const { pixels, pixelSizeMm } = experiment.reconstruction.grid;
  const field = subject.fieldSizeMm;
  const covered = pixels * pixelSizeMm;
  if (Math.abs(covered - field) < 0.01 * field) return experiment;
  return spreadOver(experiment, field, pixels);
}

/** The experiment with so many pixels, and channels as wide as these, over a field of that width. */
export function spreadOver(experiment: Experiment, fieldMm: number, pixels: number): Experiment {
  const pixelSizeMm = fieldMm / pixels;
  return {
    ...experiment,
    scan: {
      ...experiment.scan,
      channels: Math.ceil((pixels * CHANNELS_PER_PIXEL) / 2) * 2,
      channelSpacingMm: pixelSizeMm * magnificationOf(experiment.scan),
      offset: 0,
    },
    reconstruction: { ...experiment.reconstruction, grid: { pixels, pixelSizeMm } },
  };
}
