import { InputError } from '../../errors.ts';
import { jinc } from './bessel.ts';
import { type SpectralCurve, valueAtFrequency } from './spectral-curve.ts';

/** What is to be seen: a disk. */
export interface DiskTask {
  readonly diameterMm: number;
  /** Over its surroundings, in the unit of the values. */
  readonly contrast: number;
}

export interface Observed {
  /** TTF or MTF of what was scanned. */
  readonly transfer: SpectralCurve;
  /** Radial NPS, in value² · mm². */
  readonly noisePower: SpectralCurve;
}

export interface Detectability {
  /** Non-prewhitening: the template is the disk’s own image, and noise counts by how much of it is like the disk. */
  readonly nonPrewhitening: number;
  /** The same through the eye of somebody who looks at a screen; `null` where no eye was asked for. */
  readonly withEye: number | null;
  /** What no observer can do better than: noise is made white first. */
  readonly prewhitening: number;
  /** Up to where all was integrated, in mm⁻¹. */
  readonly mostPerMm: number;
}

/** In how many steps spectra are integrated, at least, and in one wave of a disk’s transform. */
const STEPS = 4000;
const STEPS_PER_WAVE = 200;

/**
 * The transform of a disk, contrast · area · jinc(πdf), in value · mm².
 *
 * @param frequency in mm⁻¹
 */
export function diskTransform({ diameterMm, contrast }: DiskTask, frequency: number): number {
  return contrast * Math.PI * (diameterMm / 2) ** 2 * jinc(Math.PI * diameterMm * frequency);
}

/**
 * d′ of model observers for a disk whose place is known (AAPM TG-233, 2019; ICRU Report 54, 1996), isotropic, ∬ = 2π∫f df, up
 * to where both spectra are known:
 *
 * - NPW: d′² = [∬W²T²]² / ∬W²T²·NPS
 * - NPWE: d′² = [∬W²T²E²]² / ∬W²T²E⁴·NPS
 * - prewhitening: d′² = ∬W²T²/NPS
 *
 * @param eye E over frequencies in mm⁻¹ of the object (eye-filter.ts)
 * @throws InputError where the noise power is 0 although the disk’s image is not, which no measurement gives
 */
export function detectability(
  task: DiskTask,
  { transfer, noisePower }: Observed,
  eye: ((frequency: number) => number) | null = null,
): Detectability {
  const mostPerMm = Math.min(transfer.frequencies.at(-1) ?? 0, noisePower.frequencies.at(-1) ?? 0);
  if (!(mostPerMm > 0)) throw new InputError('d′ needs an MTF and a noise power spectrum that share frequencies.');
  if (!(task.diameterMm > 0) || !Number.isFinite(task.contrast)) {
    throw new InputError(`A disk needs a diameter above 0 mm, and this one has ${task.diameterMm} mm.`);
  }
  const steps = Math.max(STEPS, Math.ceil(STEPS_PER_WAVE * task.diameterMm * mostPerMm));
  const step = mostPerMm / steps;
  let [signal, noise, seenSignal, seenNoise, white] = [0, 0, 0, 0, 0];
  // Midpoints: at f = 0 the noise of a ramp-filtered slice is 0, and f/NPS is not.
  for (let i = 0; i < steps; i++) {
    const frequency = (i + 0.5) * step;
    const area = 2 * Math.PI * frequency * step;
    const image = (diskTransform(task, frequency) * valueAtFrequency(transfer, frequency)) ** 2;
    const power = valueAtFrequency(noisePower, frequency);
    const sees = eye ? eye(frequency) ** 2 : 0;
    signal += image * area;
    noise += image * power * area;
    seenSignal += image * sees * area;
    seenNoise += image * sees * sees * power * area;
    if (power > 0) white += (image / power) * area;
  }
  if (!(noise > 0)) throw new InputError('There is no noise, so that everything can be detected and d′ has no bound.');
  return {
    nonPrewhitening: signal / Math.sqrt(noise),
    withEye: eye ? seenSignal / Math.sqrt(seenNoise) : null,
    prewhitening: Math.sqrt(white),
    mostPerMm,
  };
}
