import type { Acquisition } from '../../experiment/acquisition-schema.ts';
import { magnificationOf } from '../../experiment/change-geometry.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { isRadiograph } from '../../experiment/in-radiograph.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { KeptParts } from '../../experiment/session.ts';
import type { ReconstructionSettings } from '../../experiment/settings.ts';
import type { Subject } from '../../experiment/subject.ts';
import { hasDetectorRows, type RowedScanSettings } from '../../geometry/scan.ts';
import { iterativeSettings } from '../../methods/iterative/iterative-settings.ts';
import { NOTHING_KEPT, type RunCost, workLeft, workOf } from './run-cost.ts';

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
 *
 * @param keptOf what of a run of it is there already and takes no time: turning the filter does not scan
 */
export function previewOf(
  experiment: Experiment,
  subject: Subject,
  cost: RunCost,
  keptOf: (experiment: Experiment) => KeptParts = () => NOTHING_KEPT,
): Experiment {
  const expectedMs = (of: Experiment) => cost.estimateMs(workLeft(of, subject, keptOf(of)));
  if (expectedMs(experiment) <= FRAME_MS) return experiment;
  if ('iterations' in experiment.reconstruction) return iteratingPreview(experiment, subject, expectedMs);
  const candidates = COARSENINGS.map(([pixels, channels]) => coarsened(experiment, subject, pixels, channels));
  return candidates.find((coarse) => expectedMs(coarse) <= PREVIEW_MS) ?? candidates.at(-1)!;
}

/** Iterations have less to show than a back-projection of the same time, and a hand waits for them a little longer. */
const ITERATING_PREVIEW_MS = 120;
/** With fewer iterations a preview is made coarser rather than shorter still. */
const FEWEST_ITERATIONS = 8;
/** Of many iterations no more are made in haste. */
const MOST_PREVIEW_ITERATIONS = 50;

/** The preview of a method that iterates: with coarser pixels and channels, and no more iterations than there is time for. */
function iteratingPreview(
  experiment: Experiment,
  subject: Subject,
  expectedMs: (of: Experiment) => number,
): Experiment {
  const { iterations } = iterativeSettings({ ...experiment.reconstruction });
  const most = Math.min(iterations, MOST_PREVIEW_ITERATIONS);
  const fewest = Math.min(iterations, FEWEST_ITERATIONS);
  const shortened = (of: Experiment) => {
    const [oneMs, twoMs] = [1, 2].map((count) => expectedMs(withIterations(of, count))) as [number, number];
    // What comes before the first is there in any case.
    const fitting = 1 + Math.floor((ITERATING_PREVIEW_MS - oneMs) / Math.max(1e-9, twoMs - oneMs));
    return { of, count: Math.min(most, fitting) };
  };
  const candidates = [[1, 1] as const, ...COARSENINGS].map(([pixels, channels]) =>
    shortened(pixels === 1 ? experiment : coarsened(experiment, subject, pixels, channels)),
  );
  const { of, count } = candidates.find(({ count }) => count >= fewest) ?? candidates.at(-1)!;
  return withIterations(of, Math.max(Math.min(fewest, 3), count));
}

/** The same with another number of iterations, where it makes any. */
export function withIterations(experiment: Experiment, iterations: number): Experiment {
  const { reconstruction } = experiment;
  if (!('iterations' in reconstruction) || reconstruction.iterations === iterations) return experiment;
  return { ...experiment, reconstruction: { ...reconstruction, iterations } };
}

/** Going back to any view of what plays may take as long. */
const PLAYED_MS = 700;

/**
 * The experiment whose volume grows while its views are played: itself, or one with coarser voxels where starting anew would
 * take too long. Channels stay, so that nothing is scanned for it.
 */
export function playedVolume(experiment: Experiment, subject: Subject, cost: RunCost): Experiment {
  const expectedMs = (of: Experiment) =>
    cost.estimateMs({ scan: 0, filter: 0, 'back-project': workOf(of, subject)['back-project'] });
  if (expectedMs(experiment) <= PLAYED_MS) return experiment;
  const candidates = [2, 3, 4, 6, 8].map((factor) => coarsened(experiment, subject, factor, 1));
  return candidates.find((coarse) => expectedMs(coarse) <= PLAYED_MS) ?? candidates.at(-1)!;
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
  const { slices = 1, pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
  const coarseSlices = Math.max(1, Math.round(slices / pixelFactor));
  const coarse = {
    ...experiment,
    reconstruction: {
      ...reconstruction,
      grid: {
        ...grid,
        pixels,
        pixelSizeMm: (pixelSizeMm * grid.pixels) / pixels,
        ...(slices > 1 && { slices: coarseSlices, sliceSpacingMm: (sliceSpacingMm * slices) / coarseSlices }),
      },
    },
  };
  if (subject.kind === 'measurement' || channelFactor === 1) return coarse;
  const channels = Math.max(1, Math.round(scan.channels / channelFactor));
  const ratio = scan.channels / channels;
  const rows = hasDetectorRows(scan) ? coarsenedRows(scan, channelFactor) : null;
  const area = ratio * (rows && hasDetectorRows(scan) ? rows.rowSpacingMm / scan.rowSpacingMm : 1);
  return {
    ...coarse,
    scan: { ...scan, channels, channelSpacingMm: scan.channelSpacingMm * ratio, offset: scan.offset / ratio, ...rows },
    acquisition: coarsenedAcquisition(blurSeen(experiment, ratio), ratio, area, channels),
  };
}

/** Another experiment made as coarse as a preview is, so that the two can be compared. @param whole what it is the preview of */
export function coarsenedAs(
  preview: Experiment,
  whole: Experiment,
  experiment: Experiment,
  subject: Subject,
): Experiment {
  if (preview === whole) return experiment;
  const pixelFactor = whole.reconstruction.grid.pixels / preview.reconstruction.grid.pixels;
  const coarse = coarsened(experiment, subject, pixelFactor, whole.scan.channels / preview.scan.channels);
  if (!('iterations' in coarse.reconstruction)) return coarse;
  const most = 'iterations' in preview.reconstruction ? preview.reconstruction.iterations : FEWEST_ITERATIONS;
  return withIterations(coarse, Math.min(coarse.reconstruction.iterations, most));
}

/** The same height with rows so many times as high. */
function coarsenedRows({ rows, rowSpacingMm, rowOffset }: RowedScanSettings, factor: number) {
  const fewer = Math.max(1, Math.round(rows / factor));
  const ratio = rows / fewer;
  return { rows: fewer, rowSpacingMm: rowSpacingMm * ratio, rowOffset: rowOffset / ratio };
}

/** What of a preview is coarse, for the slice and for the sinogram; `null` for what is not. */
export function previewNotes(preview: Experiment, whole: Experiment) {
  const { pixels } = preview.reconstruction.grid;
  const channels = channelsNote(whole.scan.channels / preview.scan.channels);
  const iterations = iterationsNote(preview.reconstruction, whole.reconstruction);
  return {
    slice: [`preview ${pixels}²`, ...[channels, iterations].filter((note) => note !== null)].join(', '),
    sinogram: channels,
  };
}

function iterationsNote(preview: ReconstructionSettings, whole: ReconstructionSettings): string | null {
  if (!('iterations' in preview && 'iterations' in whole) || preview.iterations === whole.iterations) return null;
  return `${preview.iterations} of ${whole.iterations} iterations`;
}

function channelsNote(ratio: number): string | null {
  const every = Math.round(ratio);
  if (every < 2) return null;
  return `every ${every}${{ 2: 'nd', 3: 'rd' }[every] ?? 'th'} channel`;
}

/**
 * Of one view alone, which nothing averages, a focal spot and pixels whose blur is finer than the coarse pixels are points: a
 * quarter of the rays, and as much finer a preview.
 */
function blurSeen(experiment: Experiment, ratio: number): Acquisition {
  const { acquisition, scan } = experiment;
  if (!hasBeam(acquisition) || !isRadiograph(experiment)) return acquisition;
  const unsharpnessMm = acquisition.focalSpotMm * (magnificationOf(scan) - 1);
  if (unsharpnessMm > ratio * scan.channelSpacingMm) return acquisition;
  return { ...acquisition, focalSpotMm: 0, channelAperture: 0 };
}

/**
 * A channel so many times as large counts so many times the photons, with the noise of so many channels' electronics.
 *
 * @param ratio how many times as wide
 * @param area how many times as large
 */
function coarsenedAcquisition(acquisition: Acquisition, ratio: number, area: number, channels: number): Acquisition {
  if (!hasBeam(acquisition)) return acquisition;
  const { noise, deadChannels, detectorShift } = acquisition;
  const dead = deadChannels.map((channel) => Math.min(channels - 1, Math.floor(channel / ratio)));
  return {
    ...acquisition,
    ...(noise && {
      noise: { photons: noise.photons * area, electronicNoise: noise.electronicNoise * Math.sqrt(area) },
    }),
    detectorShift: detectorShift / ratio,
    deadChannels: [...new Set(dead)],
  };
}
