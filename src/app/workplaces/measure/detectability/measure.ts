import { InputError } from '../../../../errors.ts';
import { noiseTheory, sharpnessTheory } from '../../../../experiment/theory/theory-of.ts';
import type { MeasuredPlane } from '../../../../measure/plane.ts';
import { pixelSide, pixelsAround } from '../../../../measure/spectra/around-place.ts';
import { type Detectability, detectability, type Observed } from '../../../../measure/spectra/detectability.ts';
import { eyeFilter, USUAL_VIEWING } from '../../../../measure/spectra/eye-filter.ts';
import { transferOfDisk } from '../../../../measure/spectra/mtf-of-disk.ts';
import { noisePower } from '../../../../measure/spectra/noise-power.ts';
import { evenFrequencies } from '../../../../measure/spectra/spectral-curve.ts';
import type { PlotSeries } from '../../../../plots/plot.ts';
import type { AnalysisContext, AnalysisResult } from '../analysis.ts';
import { noiseScale } from '../noise-power/expected-noise.ts';
import { squaresOf } from '../noise-power/squares-of.ts';
import { diskOf, evenBeside, type MarkedDisk } from './marked-disk.ts';

/** Diameters of the plot, as parts of that of the marked disk. */
const FROM_PART = 0.1;
const TO_PART = 2;
const POINTS = 39;
/** The frequencies that spectra are sampled at, as a part of the highest. */
const STEPS = 500;
/** A ring from one radius to this many is what a disk is seen before. */
const RING = 1.5;
const ONLY_MONOCHROMATIC =
  'How much noise there is can be calculated for a monochromatic beam without scatter, and without corrections that change the readings.';

/** @throws InputError where neither marks nor theory say what is seen */
export async function measureDetectability(context: AnalysisContext): Promise<AnalysisResult> {
  const disk = diskOf(context)!;
  const diameterMm = 2 * disk.radiusMm;
  const contrast = contrastOf(context.truth ?? context.slice, disk);
  const { measured, expected } = await observedIn(context, disk);
  const { observed, words } = measured;
  const see = (diameter: number, seen = observed) => detectability({ diameterMm: diameter, contrast }, seen, eyeFilter);
  const here = see(diameterMm);
  const byTheory = expected && see(diameterMm, expected);
  const diameters = Array.from(
    { length: POINTS },
    (_, i) => diameterMm * (FROM_PART + (i / (POINTS - 1)) * (TO_PART - FROM_PART)),
  );
  const seen = diameters.map((diameter) => see(diameter));
  const curve = (name: string, of: (each: Detectability) => number): PlotSeries => ({
    ...{ name, kind: 'line', x: diameters },
    y: seen.map(of),
  });
  const numberOf = (label: string, of: (each: Detectability) => number) => ({
    ...{ label, value: of(here), unit: '' },
    ...(byTheory && { expected: of(byTheory) }),
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
      marks: [{ x: diameterMm, label: 'the disk' }],
    },
    numbers: [
      numberOf('d′ NPW', ({ nonPrewhitening }) => nonPrewhitening),
      numberOf('d′ NPWE', ({ withEye }) => withEye!),
      numberOf('d′ prewhitening limit', ({ prewhitening }) => prewhitening),
      { label: 'Diameter', value: diameterMm, unit: 'mm' },
      { label: 'Contrast', value: contrast, unit: context.unit },
    ],
    words: `How far a disk of known place stands out of the noise, in standard deviations: for an observer who compares the image with the disk’s (NPW), through the eye of one ${USUAL_VIEWING.distanceMm / 1000} m from a screen that shows the object as large as it is (NPWE), and for one who undoes the noise’s correlation first, whom nobody beats. ${words} Frequencies up to ${here.mostPerMm.toFixed(2)} 1/mm count; the contrast is the ${context.truth ? 'phantom’s' : 'slice’s'} inside the circle less that in the ring around it.`,
  };
}

interface ObservedIn {
  readonly measured: { readonly observed: Observed; readonly words: string };
  /** By theory, where something else was measured. */
  readonly expected: Observed | null;
}

/** Noise as it is in a second circle, where one is drawn, and sharpness and noise by theory otherwise. */
async function observedIn(context: AnalysisContext, disk: MarkedDisk): Promise<ObservedIn> {
  if (context.experiment.reconstruction.filter === 'none') {
    throw new InputError(
      'An unfiltered slice is on no scale, so that no contrast stands out of its noise; choose a filter.',
    );
  }
  const theory = await theoryAt(context, disk);
  const even = evenBeside(context, disk);
  if (!even) {
    if ('whyNot' in theory) {
      throw new InputError(
        `${theory.whyNot} Draw a second circle where the phantom is the same everywhere: noise is then measured there, and sharpness at the disk.`,
      );
    }
    const words = 'Sharpness and noise are those of theory for this scan.';
    return { measured: { observed: theory, words }, expected: null };
  }
  const { slice } = context;
  const { pixels, squares } = squaresOf(slice, even);
  const { radial } = noisePower([slice], { squares, pixels, background: { kind: 'polynomial', order: 1 } });
  // The plane that is taken off leaves nothing of the lowest ring; noise of a ramp begins at 0 and rises with the frequency.
  const [rings, powers] = [radial.frequencies.slice(1), radial.values.slice(1)];
  const power = { frequencies: [0, ...rings], values: [0, ...powers] };
  const hasTheory = !('whyNot' in theory);
  const transfer = hasTheory ? theory.transfer : transferOfDisk([slice], disk.middle, disk.radiusMm).curve;
  return {
    measured: {
      observed: { transfer, noisePower: power },
      words: `Noise is measured in ${even.name}, below ${rings[0]!.toFixed(2)} 1/mm by a straight line to 0, where a ramp leaves none, and sharpness is ${hasTheory ? 'that of theory' : 'measured at the edge of the disk'}.`,
    },
    expected: hasTheory ? theory : null,
  };
}

async function theoryAt(context: AnalysisContext, disk: MarkedDisk): Promise<Observed | { readonly whyNot: string }> {
  const sharpness = sharpnessTheory(context.experiment, context.subject);
  if ('whyNot' in sharpness) return sharpness;
  const noise = noiseTheory(context.experiment, context.subject);
  if ('whyNot' in noise) return noise;
  const scale = await noiseScale(context, [disk.middle]);
  if (scale === null) return { whyNot: ONLY_MONOCHROMATIC };
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
