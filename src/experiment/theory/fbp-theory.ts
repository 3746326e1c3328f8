import { type Interpolation, interpolationTransfer } from '../../kernels/refine-views/interpolation.ts';
import { besselJ } from '../../measure/spectra/bessel.ts';
import { type RampWindow, windowResponse } from '../../reconstruction/ramp-windows.ts';

/** What the sharpness and the noise of a slice depend on, as far as FBP of parallel rays goes. */
export interface FbpSettings {
  readonly channelSpacingMm: number;
  /** Evenly spaced over half a turn; of those over whole turns half counts twice, and this is how many there are in all. */
  readonly views: number;
  readonly window: RampWindow;
  /** Part of the Nyquist frequency at which the window ends. */
  readonly cutoff: number;
  readonly interpolation: Interpolation;
  /** Width that a channel averages over, as a part of the spacing; 0 for rays without a width. */
  readonly aperture: number;
  /** Rays side by side that stand for this width; all that there are where it is left out. */
  readonly apertureRays?: number;
}

/** So many repetitions of the spectrum are added up to either side; what is left out is below 10⁻⁶. */
const REPETITIONS = 48;
/** The same for what two pixels have in common: 10⁻⁴ of a pixel’s variance is left out. */
const COVARIANCE_REPETITIONS = 4;
/** Of Simpson’s rule up to the Nyquist frequency, at least. */
const STEPS = 400;
const STEPS_PER_WAVE = 8;

interface PowerNode {
  /** In periods per channel. */
  readonly u: number;
  readonly power: number;
}

/**
 * What FBP of parallel rays makes of details and of noise, with views enough and readings whose noise is independent, of
 * variance 1 in each (Kak & Slaney 1988, ch. 3 and 5; Kijewski & Judy, Phys. Med. Biol. 32:565, 1987, doi
 * 10.1088/0031-9155/32/5/003). Frequencies are in mm⁻¹.
 *
 * Sampled readings have spectra that repeat from 1/τ to 1/τ, and with them the filter: beyond the Nyquist frequency 1/(2τ) it
 * is what it is at the distance to the next multiple of 1/τ. Interpolation passes what it passes of these repetitions.
 */
export class FbpTheory {
  readonly #nodes = new Map<number, readonly PowerNode[]>();

  constructor(readonly settings: FbpSettings) {}

  /** The Nyquist frequency of the channels. */
  get nyquistPerMm(): number {
    return 1 / (2 * this.settings.channelSpacingMm);
  }

  /**
   * MTF: W·T·aperture up to the Nyquist frequency, with the window W, the interpolation’s transfer T (sinc² for the linear
   * one). Beyond it, of the ramp’s repetition: |f − n/τ|/f times these. What a reading takes for lower frequencies by
   * aliasing is not in it: it is spread over the slice instead of lying where the object does.
   */
  transfer(frequency: number): number {
    const u = Math.abs(frequency) * this.settings.channelSpacingMm;
    const ramp = u === 0 ? 1 : this.#filter(u) / u;
    return ramp * this.#passed(u) * this.#averaged(u);
  }

  /**
   * W(u)·T·aperture with a window that goes on beyond the Nyquist frequency as its formula does: what is mostly written of a
   * filter’s MTF. Above the Nyquist frequency no slice is so sharp; see {@link transfer}.
   */
  transferWithoutSampling(frequency: number): number {
    const { channelSpacingMm, window, cutoff } = this.settings;
    const u = Math.abs(frequency) * channelSpacingMm;
    return windowResponse(window, (2 * u) / cutoff) * this.#passed(u) * this.#averaged(u);
  }

  /** NPS in mm² (of μ in 1/mm squared, times mm²) per variance of a reading: (π/N)·τ·(filter · T)²/f. */
  noisePower(frequency: number): number {
    const { channelSpacingMm, views } = this.settings;
    const u = Math.abs(frequency) * channelSpacingMm;
    if (u === 0) return 0;
    return ((Math.PI / views) * (this.#filter(u) * this.#passed(u)) ** 2) / u;
  }

  /**
   * What two pixels have in common per variance of a reading, in 1/mm²: 2π∫NPS·J₀(2πf·distance)·f df. That of a pixel with
   * itself is its variance.
   */
  covariance(distanceMm: number): number {
    const { channelSpacingMm, views } = this.settings;
    const distance = distanceMm / channelSpacingMm;
    let sum = 0;
    for (const { u, power } of this.#nodesFor(distance)) sum += power * besselJ(0, 2 * Math.PI * u * distance);
    return ((2 * Math.PI ** 2) / (views * channelSpacingMm ** 2)) * sum;
  }

  /** Variance of a pixel, in 1/mm², per variance of a reading: π²/(12Nτ²) × window factor × interpolation factor. */
  get variance(): number {
    const { views, channelSpacingMm } = this.settings;
    return (Math.PI ** 2 / (12 * views * channelSpacingMm ** 2)) * this.windowFactor * this.interpolationFactor;
  }

  /** ∫u²W² over ∫u² up to the Nyquist frequency: what the window leaves of the variance. */
  get windowFactor(): number {
    return 24 * simpson((u) => this.#filter(u) ** 2, 0.5);
  }

  /** What reading between channels leaves of it, on the mean over all places between them. */
  get interpolationFactor(): number {
    const passed = (u: number) => {
      let sum = 0;
      for (let n = -REPETITIONS; n <= REPETITIONS; n++) sum += this.#passed(Math.abs(u + n)) ** 2;
      return sum;
    };
    return (24 * simpson((u) => this.#filter(u) ** 2 * passed(u), 0.5)) / this.windowFactor;
  }

  /** Where the noise of a slice is integrated, with the weights of Simpson’s rule in its power; finer for a large distance. */
  #nodesFor(distance: number): readonly PowerNode[] {
    const steps = STEPS * 2 ** Math.max(0, Math.ceil(Math.log2((distance * STEPS_PER_WAVE) / STEPS / 2)));
    let nodes = this.#nodes.get(steps);
    if (!nodes) {
      // Each half repetition by itself, since the filter has a corner between any two of them.
      nodes = Array.from({ length: 2 * COVARIANCE_REPETITIONS }, (_, half) =>
        simpsonNodes(0.5, steps).map(({ u, weight }) => ({
          u: half / 2 + u,
          power: weight * (this.#filter(half / 2 + u) * this.#passed(half / 2 + u)) ** 2,
        })),
      )
        .flat()
        .filter(({ power }) => power > 0);
      this.#nodes.set(steps, nodes);
    }
    return nodes;
  }

  /** The filter u·W in periods per channel, which repeats from 1 to 1. */
  #filter(u: number): number {
    const { window, cutoff } = this.settings;
    const within = Math.abs(u - Math.round(u));
    return 2 * within <= cutoff ? within * windowResponse(window, (2 * within) / cutoff) : 0;
  }

  /** What is left by the width of a channel. */
  #averaged(u: number): number {
    const { aperture, apertureRays } = this.settings;
    const wide = u * aperture;
    if (apertureRays === undefined) return sinc(wide);
    return sinc(wide) / sinc(wide / apertureRays);
  }

  #passed(u: number): number {
    return interpolationTransfer(this.settings.interpolation, u);
  }
}

function simpson(of: (u: number) => number, end: number): number {
  return simpsonNodes(end, STEPS).reduce((sum, { u, weight }) => sum + weight * of(u), 0);
}

/** Places and weights of Simpson’s rule for ∫₀^end. */
function simpsonNodes(end: number, steps: number): { u: number; weight: number }[] {
  return Array.from({ length: steps + 1 }, (_, i) => ({
    u: (i * end) / steps,
    weight: ((i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * end) / steps / 3,
  }));
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
