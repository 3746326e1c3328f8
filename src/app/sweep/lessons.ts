import projections from '../../../examples/sweeps/error-over-projections.json';
import voltage from '../../../examples/sweeps/iodine-over-voltage.json';
import lCurve from '../../../examples/sweeps/l-curve.json';
import dose from '../../../examples/sweeps/noise-over-dose.json';
import filters from '../../../examples/sweeps/sharpness-against-noise.json';
import { isAlike } from '../present/moment.ts';

/** A sweep with an experiment of its own, and what is said of it. */
export interface Lesson {
  /** As its file says it. */
  readonly sweep: { readonly title: string };
  /** What is varied, and what to look at. */
  readonly before: string;
  /** What it shows, once all of it has run. */
  readonly after: string;
}

/** What a lecture shows by sweeps (docs/sweeps.md, which has their figures). */
export const LESSONS: readonly Lesson[] = [
  {
    sweep: dose,
    before:
      'Varied: how many photons each reading starts with, in a scan of a disk of water. Look at how the noise falls with the dose, on logarithmic axes, where a power law is a straight line.',
    after:
      'Counted photons scatter by the square root of their number, so that noise follows 1/\u2060√dose, a straight line of slope −0.5: half the noise takes four times the dose.',
  },
  {
    sweep: projections,
    before:
      'Varied: the number of projections of a head, without noise. Look at where the error stops falling. The textbook asks for π/2 times the channels, which are 402 projections here.',
    after:
      'With too few projections there are streaks, and each further one helps. Beyond about 400 the error hardly falls: what is left is the blur of edges, which no projection mends.',
  },
  {
    sweep: filters,
    before:
      'Varied: the window on the ramp filter, from the sharpest to the smoothest. Look at how much sharpness each gives up, and how much less noise it has.',
    after:
      'No filter is the best at both: from Ram–Lak to Hann the noise falls, and sharpness with it. Small details of high contrast take a sharp filter, large ones of low contrast a smooth one.',
  },
  {
    sweep: voltage,
    before:
      'Varied: the tube voltage, with photons such that the dose (CTDIvol) stays the same. Look at the voltage at which iodine stands out most from the noise, and at contrast and noise on their own under Plot.',
    after:
      'The contrast of iodine falls with the voltage, while the noise is least near 100 kV. Their ratio, the CNR, is best near 60 kV in this slim body.',
  },
  {
    sweep: lCurve,
    before:
      'Varied: how strongly total variation is kept small, in a noisy scan with few projections. Look at where the curve bends: what an image leaves of the readings, to the right, against how much it goes up and down.',
    after:
      'A weak prior leaves the noise in the image, the steep arm; a strong one takes away what the readings say, the flat arm. The corner is the usual choice where no truth is known, and here the error is indeed least near it: see RMSE under Plot.',
  },
];

/** The lesson that a sweep is, whichever of its plots comes first; `null` where it is none. */
export function lessonOf(json: unknown): Lesson | null {
  const said = saidBy(json);
  return LESSONS.find(({ sweep }) => isAlike(saidBy(sweep), said)) ?? null;
}

function saidBy(json: unknown): object {
  const { $schema: _, plots: _plots, ...said } = json as Readonly<Record<string, unknown>>;
  return said;
}
