import { type Experiment, resolveExperiment } from '../../experiment/experiment.ts';
import { parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { Subject } from '../../experiment/subject.ts';
import { noiseTheory, sharpnessTheory } from '../../experiment/theory/theory-of.ts';
import { detectability } from '../../measure/spectra/detectability.ts';
import { eyeFilter } from '../../measure/spectra/eye-filter.ts';
import { evenFrequencies } from '../../measure/spectra/spectral-curve.ts';
import { WATER_MU_PER_MM } from '../../phantom/attenuation.ts';

/** What is looked for: a disk of so many HU in the middle of a disk of water. */
export const TASK = { diameterMm: 6, contrast: 12 } as const;
/** The ideal observer's d′ at the doses of the study, from next to nothing to plain. */
export const IDEAL_LEVELS = [1.5, 3, 6, 12] as const;

const WATER_RADIUS_MM = 28;
const PIXELS = 96;
const PIXEL_MM = 64 / PIXELS;
const FREQUENCIES = 400;

/** Of the study's scans: quick, so that one picture after the other can be looked at. */
const SCAN = {
  scan: { views: 180, channels: 96, channelSpacingMm: 0.75 },
  reconstruction: { filter: 'hann', grid: { pixels: PIXELS, pixelSizeMm: PIXEL_MM } },
  display: { width: 120, level: 0 },
};

/** The phantom with the disk, or without it. */
export function studyPhantom(hasDisk: boolean): object {
  const circle = (label: string, radiusMm: number, value: number) => ({
    ...{ type: 'ellipse', label, x: 0, y: 0, semiAxisX: radiusMm, semiAxisY: radiusMm, value },
  });
  return {
    ...{ version: 1, name: hasDisk ? 'Water with a disk' : 'Water', fieldSizeMm: 64, values: 'hounsfield' },
    composition: 'replace',
    shapes: [
      circle('water', WATER_RADIUS_MM, 0),
      ...(hasDisk ? [circle('disk', TASK.diameterMm / 2, TASK.contrast)] : []),
    ],
  };
}

/** A scan of the study. @param photons for each reading */
export function studyInput(hasDisk: boolean, photons: number, seed: number) {
  const acquisition = { beam: { kind: 'monochromatic' }, noise: { photons } };
  return parseExperimentInput({ version: 2, phantom: studyPhantom(hasDisk), acquisition, ...SCAN, seed });
}

/** How model observers see the disk. */
export interface ModelObservers {
  /** Nobody sees better: it makes the noise white first. */
  readonly ideal: number;
  /** Compares the picture with that of the disk. */
  readonly template: number;
  /** The same through an eye. */
  readonly withEye: number;
  /** Standard deviation of the slices' noise, in HU. */
  readonly noise: number;
}

/**
 * d′ of model observers for the study's disk at some number of photons, by theory alone: readings through the middle all
 * cross the whole disk of water, so that each has the variance e^(2Rμ)/N.
 *
 * @param subject the phantom without the disk
 */
export function modelObservers(experiment: Experiment, subject: Subject, photons: number): ModelObservers {
  const [sharpness, noise] = [sharpnessTheory(experiment, subject), noiseTheory(experiment, subject)];
  if (!('theory' in sharpness && 'theory' in noise)) throw new Error('theory says nothing of the scans of the study');
  const variance = Math.exp(2 * WATER_RADIUS_MM * WATER_MU_PER_MM) / photons;
  const scale = variance * (1000 / WATER_MU_PER_MM) ** 2;
  const most = 1 / (2 * PIXEL_MM);
  const frequencies = evenFrequencies(most, most / FREQUENCIES);
  const transfer = frequencies.map((frequency) => sharpness.theory.transfer(frequency));
  const noisePower = frequencies.map((frequency) => scale * noise.theory.noisePower(frequency));
  const { prewhitening, nonPrewhitening, withEye } = detectability(
    TASK,
    { transfer: { frequencies, values: transfer }, noisePower: { frequencies, values: noisePower } },
    eyeFilter,
  );
  return {
    ...{ ideal: prewhitening, template: nonPrewhitening, withEye: withEye! },
    noise: Math.sqrt(scale * noise.theory.variance),
  };
}

/** The numbers of photons at which the ideal observer has the study's sensitivities: d′ goes with their square root. */
export function studyPhotons(subject: Subject): readonly number[] {
  const photons = 10_000;
  const experiment = resolveExperiment(studyInput(false, photons, 1), subject);
  const { ideal } = modelObservers(experiment, subject, photons);
  return IDEAL_LEVELS.map((level) => Math.round(photons * (level / ideal) ** 2));
}
