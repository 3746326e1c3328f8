import { InputError } from '../errors.ts';
import { philox } from './philox.ts';
import { normalQuantile } from './random-quantiles.ts';

/** What an experiment may say about the detector. */
export interface DetectorSettings {
  /** Photons that reach each channel in each view where nothing stands in the beam; left out, there is no noise. */
  readonly photons?: number | undefined;
  /** RMS of the electronics' noise, in photons. */
  readonly electronicNoise: number;
  /** The part of a channel's signal that its two neighbours get, 0 … 1. */
  readonly crosstalk: number;
  /** Channels that read nothing. */
  readonly deadChannels: readonly number[];
  /** RMS of what the channels' gains have drifted since they were calibrated, as a fraction. */
  readonly gainDrift: number;
  /** Scatter over primary signal behind an object that fills the detector and lets little through. */
  readonly scatterToPrimary: number;
}

/** A detector, as the operators read it. Immutable, kept by identity. */
export interface DetectorPlan {
  readonly channels: number;
  /** Of the detector: so many rows of readings are one view. */
  readonly rows: number;
  /** 0 leaves noise out. */
  readonly photons: number;
  readonly electronicNoise: number;
  readonly crosstalk: number;
  readonly scatterToPrimary: number;
  /** What each pixel makes of its signal, [rows × channels]; 1 is as calibrated. */
  readonly gains: Float32Array<ArrayBuffer>;
  readonly seed: number;
  /** Line integrals are multiplied by this; for phantoms in units of their own. */
  readonly outputScale: number;
}

/** Readings below this count as this, in photons: the logarithm of nothing has no value. */
export const LEAST_PHOTONS = 1;
/**
 * The same where nothing is counted, as a part of the unattenuated reading: 2⁻¹¹⁵, a line integral of 79.7, which is
 * about as far as float32 goes with the same bits on every device.
 */
export const LEAST_SIGNAL = 2 ** -115;
/** What a dead channel reads where nothing is counted: 2⁻²⁰ of the unattenuated reading, a line integral of 13.9. */
export const DEAD_SIGNAL = 2 ** -20;

/** Signals are added up over a row in whole steps of this, so that the sum does not depend on its order. */
export const SCATTER_STEPS = 2 ** 19;

/** What the noise of readings and the drift of gains draw their random words from, as second words of the key. */
const READING_STREAM = 0;
const GAIN_STREAM = 1;

/**
 * The plan of a detector.
 *
 * The model, in its order, for the signals s of one view (1: unattenuated), of one row of channels or of several:
 *  1. scatter: every pixel gets scatterToPrimary × mean over the view, all of its rows, of s·(1 − s). What is taken out of the beam
 *     makes scatter, and scatter has to get out; behind an object that fills the detector and lets little through it is
 *     scatterToPrimary × the mean signal. It has no shape: scatter is spread widely (after the forward scatter function
 *     of Ohnesorge, Flohr & Klingenbeck-Regn, Eur. Radiol. 9:563, 1999, doi 10.1007/s003300050710);
 *  2. crosstalk: s_k becomes (1 − c)·s_k + c/2·(s_{k−1} + s_{k+1}), the ends taking themselves for their neighbours;
 *     A pixel's neighbours are those in its row;
 *  3. gain: times the pixel's own;
 *  4. counting: a Poisson number of that mean × photons, plus normal noise of the electronics;
 *  5. logarithm: −ln(max(reading, least) / photons), as if every gain were 1. A channel whose gain is 0 reads nothing,
 *     which counts as one photon, or as 2⁻²⁰ where nothing is counted.
 *
 * Random words go by the seed, the view and the pixel, row · channels + channel, so that a single row has those of its
 * channels. A dead channel reads nothing in any row.
 *
 * @param rows of the detector
 * @throws InputError where a dead channel is not on the detector
 */
export function planDetector(
  settings: DetectorSettings,
  channels: number,
  seed: number,
  outputScale: number,
  rows = 1,
): DetectorPlan {
  const words = new Uint32Array(4);
  const gains = Float32Array.from({ length: rows * channels }, (_, pixel) => {
    philox(words, pixel, 0, 0, 0, seed, GAIN_STREAM);
    return Math.max(0, 1 + settings.gainDrift * normalQuantile(words[0]!));
  });
  for (const channel of settings.deadChannels) {
    if (channel >= channels) {
      throw new InputError(
        `physics.deadChannels: there is no channel ${channel}; the detector's ${channels} are numbered from 0`,
      );
    }
    for (let row = 0; row < rows; row++) gains[row * channels + channel] = 0;
  }
  return {
    channels,
    rows,
    photons: Math.fround(settings.photons ?? 0),
    electronicNoise: Math.fround(settings.photons === undefined ? 0 : settings.electronicNoise),
    crosstalk: settings.crosstalk,
    scatterToPrimary: settings.scatterToPrimary,
    gains,
    seed,
    outputScale: Math.fround(outputScale),
  };
}

/** The two random words of a reading: for its count, and for its electronics. @param pixel row · channels + channel */
export function readingWords(out: Uint32Array, seed: number, view: number, pixel: number): void {
  philox(out, pixel, view, 0, 0, seed, READING_STREAM);
}

/**
 * The scatter of each view as a part of the unattenuated signal, [views × 1].
 *
 * @param steps Σ s·(1 − s) of each row, in whole steps, [views · rows × 1]
 */
export function scatterOfViews(
  { scatterToPrimary, rows, channels }: DetectorPlan,
  steps: Float32Array,
): Float32Array<ArrayBuffer> {
  const scale = Math.fround(scatterToPrimary / (rows * channels) / SCATTER_STEPS);
  return Float32Array.from({ length: steps.length / rows }, (_, view) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += steps[view * rows + row]!;
    return Math.fround(sum) * scale;
  });
}

/** What both twins compute with: constants of a plan, rounded to float32 once. */
export function detectorConstants(plan: DetectorPlan) {
  const hasNoise = plan.photons > 0;
  return {
    photons: plan.photons,
    photonsInverse: hasNoise ? Math.fround(1 / plan.photons) : 1,
    electronicNoise: plan.electronicNoise,
    neighbourShare: Math.fround(plan.crosstalk / 2),
    leastReading: hasNoise ? LEAST_PHOTONS : LEAST_SIGNAL,
    deadReading: hasNoise ? LEAST_PHOTONS : DEAD_SIGNAL,
    outputScale: plan.outputScale,
  };
}
