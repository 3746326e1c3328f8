import type { Acquisition } from '../../experiment/acquisition-schema.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { Subject } from '../../experiment/subject.ts';
import { type RunCost, workOf } from './run-cost.ts';

/** A run within this time keeps up with the hand. */
const FRAME_MS = 16;
/** What a preview may take. */
const PREVIEW_MS = 45;
/**
 * By how much pixels and channels may be wider, the best first: pixels before channels, since what a hand turns shows in
 * streaks and edges that wide channels would blur before they reach the slice. Channels are never wider than pixels; where
 * they are wide already, pixels that are wider still would gain next to nothing.
 */
const COARSENINGS = [
  [2, 1],
  [3, 1],
  [4, 1],
  [2, 2],
  [3, 2],
  [4, 2],
  [3, 3],
  [4, 3],
  [4, 4],
  [6, 4],
  [6, 6],
  [8, 6],
  [8, 8],
] as const;

/**
 * The experiment to run while a control moves: itself where the machine keeps up, else one with coarser pixels, and where
 * that does not do coarser channels, over the same field. The views stay, since it is their number that students turn.
 */
export function previewOf(experiment: Experiment, subject: Subject, cost: RunCost): Experiment {
  if (cost.estimateMs(workOf(experiment, subject)) <= FRAME_MS) return experiment;
  const candidates = COARSENINGS.map(([pixels, channels]) => coarsened(experiment, subject, pixels, channels));
  return candidates.find((coarse) => cost.estimateMs(workOf(coarse, subject)) <= PREVIEW_MS) ?? candidates.at(-1)!;
}

/** The same field with pixels and channels so many times as wide; measured channels stay as they are. */
export function coarsened(
  experiment: Experiment,
  subject: Subject,
  pixelFactor: number,
  channelFactor: number,
): Experiment {
  const { scan, reconstruction } = experiment;
  const { grid } = reconstruction;
  const pixels = Math.max(1, Math.round(grid.pixels / pixelFactor));
  const coarse = {
    ...experiment,
    reconstruction: {
      ...reconstruction,
      grid: { pixels, pixelSizeMm: (grid.pixelSizeMm * grid.pixels) / pixels },
    },
  };
  if (subject.kind === 'measurement' || channelFactor === 1) return coarse;
  const channels = Math.max(1, Math.round(scan.channels / channelFactor));
  const ratio = scan.channels / channels;
  return {
    ...coarse,
    scan: { ...scan, channels, channelSpacingMm: scan.channelSpacingMm * ratio, offset: scan.offset / ratio },
    acquisition: coarsenedAcquisition(experiment.acquisition, ratio, channels),
  };
}

/** What of a preview is coarse, for the slice and for the sinogram; `null` for what is not. */
export function previewNotes(preview: Experiment, whole: Experiment) {
  const { pixels } = preview.reconstruction.grid;
  const channels = channelsNote(whole.scan.channels / preview.scan.channels);
  return { slice: [`preview ${pixels}²`, ...(channels ? [channels] : [])].join(', '), sinogram: channels };
}

function channelsNote(ratio: number): string | null {
  const every = Math.round(ratio);
  if (every < 2) return null;
  return `every ${every}${{ 2: 'nd', 3: 'rd' }[every] ?? 'th'} channel`;
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
