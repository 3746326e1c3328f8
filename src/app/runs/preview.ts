import type { Acquisition } from '../../experiment/acquisition-schema.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { Subject } from '../../experiment/subject.ts';
import { type RunCost, workOf } from './run-cost.ts';

/** A run within this time keeps up with the hand. */
const FRAME_MS = 16;
/** What a preview may take. */
const PREVIEW_MS = 45;
const FACTORS = [2, 3, 4, 6, 8];

/**
 * The experiment to run while a control moves: itself where the machine keeps up, else one with coarser pixels and
 * channels over the same field. The views stay, since it is their number that students turn.
 */
export function previewOf(experiment: Experiment, subject: Subject, cost: RunCost): Experiment {
  if (cost.estimateMs(workOf(experiment, subject)) <= FRAME_MS) return experiment;
  const candidates = FACTORS.map((factor) => coarsened(experiment, subject, factor));
  return candidates.find((coarse) => cost.estimateMs(workOf(coarse, subject)) <= PREVIEW_MS) ?? candidates.at(-1)!;
}

/** The same field with pixels and channels `factor` times as wide; measured channels stay as they are. */
export function coarsened(experiment: Experiment, subject: Subject, factor: number): Experiment {
  const { scan, reconstruction } = experiment;
  const { grid } = reconstruction;
  const pixels = Math.max(1, Math.round(grid.pixels / factor));
  const coarse = {
    ...experiment,
    reconstruction: {
      ...reconstruction,
      grid: { pixels, pixelSizeMm: (grid.pixelSizeMm * grid.pixels) / pixels },
    },
  };
  if (subject.kind === 'measurement') return coarse;
  const channels = Math.max(1, Math.round(scan.channels / factor));
  const ratio = scan.channels / channels;
  return {
    ...coarse,
    scan: { ...scan, channels, channelSpacingMm: scan.channelSpacingMm * ratio, offset: scan.offset / ratio },
    acquisition: coarsenedAcquisition(experiment.acquisition, ratio, channels),
  };
}

/** A channel so many times as wide counts so many times the photons, with the noise of so many channels' electronics. */
function coarsenedAcquisition(acquisition: Acquisition, ratio: number, channels: number): Acquisition {
  if (!hasBeam(acquisition)) return acquisition;
  const { noise, deadChannels, detectorShift } = acquisition;
  const dead = deadChannels.map((channel) => Math.min(channels - 1, Math.floor(channel / ratio)));
  return {
    ...acquisition,
    ...(noise && {
      noise: { photons: noise.photons * ratio, electronicNoise: noise.electronicNoise * Math.sqrt(ratio) },
    }),
    detectorShift: detectorShift / ratio,
    deadChannels: [...new Set(dead)],
  };
}
