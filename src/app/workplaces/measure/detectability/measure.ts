import { InputError } from '../../../../errors.ts';
import { noiseTheory, sharpnessTheory } from '../../../../experiment/theory/theory-of.ts';
import type { MeasuredPlane } from '../../../../measure/plane.ts';
import { pixelSide, pixelsAround } from '../../../../measure/spectra/around-place.ts';
import { type Detectability, detectability, type Observed } from '../../../../measure/spectra/detectability.ts';
import { eyeFilter, USUAL_VIEWING } from '../../../../measure/spectra/eye-filter.ts';
import { evenFrequencies } from '../../../../measure/spectra/spectral-curve.ts';
import type { PlotSeries } from '../../../plots/plot.ts';
import type { AnalysisContext, AnalysisResult } from '../analysis.ts';
import { noiseScale } from '../noise-power/expected-noise.ts';
import { diskOf, type MarkedDisk } from './marked-disk.ts';

/** Diameters of the plot, as parts of that of the marked disk. */
const FROM_PART = 0.1;
const TO_PART = 2;
const POINTS = 39;
/** The frequencies that spectra are sampled at, as a part of the highest. */
const STEPS = 500;
/** A ring from one radius to this many is what a disk is seen before. */
const RING = 1.5;

/** @throws InputError where theory does not say what is seen */
export async function measureDetectability(context: AnalysisContext): Promise<AnalysisResult> {
  const disk = diskOf(context)!;
  const diameterMm = 2 * disk.radiusMm;
  const contrast = contrastOf(context.truth ?? context.slice, disk);
  const observed = await observedAt(context, disk);
  const see = (diameter: number) => detectability({ diameterMm: diameter, contrast }, observed, eyeFilter);
  const here = see(diameterMm);
  const diameters = Array.from(
    { length: POINTS },
    (_, i) => diameterMm * (FROM_PART + (i / (POINTS - 1)) * (TO_PART - FROM_PART)),
  );
  const seen = diameters.map(see);
  const curve = (name: string, of: (each: Detectability) => number): PlotSeries => ({
    ...{ name, kind: 'line', x: diameters },
    y: seen.map(of),
  });
  return {
    plot: {
      title: `Detectability of disks with the contrast of ${disk.name}`,
      horizontal: { label: 'diameter', unit: 'mm', scale: 'linear' },
      vertical: { label: 'd′', unit: '', scale: 'linear' },
      series: [
        curve('NPW', ({ nonPrewhitening }) => nonPrewhitening),
        curve('NPWE', ({ withEye }) => withEye!),
        { ...curve('prewhitening limit', ({ prewhitening }) => prewhitening), isTheory: true },
      ],
      marks: [{ x: diameterMm, label: disk.name }],
    },
    numbers: [
      { label: 'd′ NPW', value: here.nonPrewhitening, unit: '' },
      { label: 'd′ NPWE', value: here.withEye!, unit: '' },
      { label: 'd′ at the most', value: here.prewhitening, unit: '' },
      { label: 'Diameter', value: diameterMm, unit: 'mm' },
      { label: 'Contrast', value: contrast, unit: context.unit },
    ],
    words: `How far a disk of known place stands out of the noise, in standard deviations: for an observer who compares the image with the disk’s (NPW), through the eye of one ${USUAL_VIEWING.distanceMm / 1000} m from a screen that shows the object as large as it is (NPWE), and for one who undoes the noise’s correlation first, whom nobody beats. Sharpness and noise are those of theory for this scan, up to ${here.mostPerMm.toFixed(2)} mm⁻¹; the contrast is the ${context.truth ? 'phantom’s' : 'slice’s'} inside the circle less that in the ring around it.`,
  };
}

async function observedAt(context: AnalysisContext, disk: MarkedDisk): Promise<Observed> {
  const sharpness = sharpnessTheory(context.experiment, context.subject);
  if ('whyNot' in sharpness) throw new InputError(sharpness.whyNot);
  const noise = noiseTheory(context.experiment, context.subject);
  if ('whyNot' in noise) throw new InputError(noise.whyNot);
  const scale = await noiseScale(context, [disk.middle]);
  if (scale === null) {
    throw new InputError(
      'How much noise there is can be calculated for a monochromatic beam without scatter, and without corrections that change the readings.',
    );
  }
  const most = 1 / (2 * pixelSide(context.slice));
  const frequencies = evenFrequencies(most, most / STEPS);
  return {
    transfer: { frequencies, values: frequencies.map((frequency) => sharpness.theory.transfer(frequency)) },
    noisePower: { frequencies, values: frequencies.map((frequency) => scale * noise.theory.noisePower(frequency)) },
  };
}

function contrastOf(plane: MeasuredPlane, { middle, radiusMm }: MarkedDisk): number {
  const all = [...pixelsAround(plane, middle, RING * radiusMm)];
  const mean = (within: (distance: number) => boolean) => {
    const values = all.filter(({ distance }) => within(distance)).map(({ value }) => value);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  // The outline's own pixels belong to both.
  const side = pixelSide(plane);
  const contrast = mean((distance) => distance < radiusMm - side) - mean((distance) => distance > radiusMm + side);
  if (!Number.isFinite(contrast) || contrast === 0) {
    throw new InputError(
      'The circle must be about a disk that differs from its surroundings, and as large as the disk.',
    );
  }
  return contrast;
}
