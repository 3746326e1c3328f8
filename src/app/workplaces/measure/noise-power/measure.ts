import { photonsOf } from '../../../../experiment/physics-of.ts';
import { noiseTheory } from '../../../../experiment/theory/theory-of.ts';
import type { MeasuredPlane } from '../../../../measure/plane.ts';
import { type NoiseBackground, type NoisePower, noisePower } from '../../../../measure/spectra/noise-power.ts';
import type { PixelSquare } from '../../../../measure/spectra/noise-squares.ts';
import type { SpectralCurve } from '../../../../measure/spectra/spectral-curve.ts';
import type { PlotSeries } from '../../../../plots/plot.ts';
import type { AnalysisContext, AnalysisResult, MeasuredNumber } from '../analysis.ts';
import { furtherSeeds } from '../further-seeds.ts';
import { evenCircle } from './even-circle.ts';
import { expectedOf, noiseScale } from './expected-noise.ts';
import { squaresOf } from './squares-of.ts';

/** Of the slice alone: the background of each square is a sloping plane. @throws InputError where nothing fits */
export function measureNoisePower(context: AnalysisContext): Promise<AnalysisResult> {
  return measure(context, [context.slice], { kind: 'polynomial', order: 1 });
}

/** Of the slice and of others with further seeds: the background is their mean. @throws InputError where nothing fits */
export async function measureNoiseOfSeeds(context: AnalysisContext, signal: AbortSignal): Promise<AnalysisResult> {
  const others = await furtherSeeds(context, signal);
  return measure(context, [context.slice, ...others], { kind: 'other-scans' });
}

async function measure(
  context: AnalysisContext,
  planes: readonly MeasuredPlane[],
  background: NoiseBackground,
): Promise<AnalysisResult> {
  const circle = evenCircle(context)!;
  const { pixels, squares } = squaresOf(context.slice, circle);
  const measured = noisePower(planes, { squares, pixels, background });
  const theory = await theoryOf(context, measured, squares, pixels);
  const ofArea = context.unit ? `${context.unit}²·mm²` : 'mm²';
  const { radial, errors, spectrum } = measured;
  // What is left of f = 0 by a background says nothing.
  const from = background.kind === 'polynomial' ? 1 : 0;
  const series: PlotSeries[] = [
    {
      name: 'measured',
      kind: 'line',
      ...pointsFrom(radial, from),
      ...(errors.length > 0 && { errors: errors.slice(from) }),
    },
  ];
  if (theory.curve) series.push({ name: 'theory', kind: 'line', isTheory: true, ...pointsFrom(theory.curve, from) });
  return {
    plot: {
      title: `Noise power in ${circle.name}`,
      horizontal: { label: 'spatial frequency', unit: '1/mm', scale: 'linear' },
      vertical: { label: 'NPS', unit: ofArea, scale: 'linear' },
      series,
    },
    numbers: numbersOf(measured, theory.variance, context.unit),
    words: [
      countsPhotons(context) ? '' : NO_NOISE,
      `${squares.length} squares of ${pixels} × ${pixels} pixels${planes.length > 1 ? ` in each of ${planes.length} scans that differ in their seeds` : ''}; frequencies closer than ${measured.resolutionPerMm.toFixed(3)} 1/mm are not told apart.`,
      background.kind === 'polynomial'
        ? 'A sloping plane is taken off each square, and with it some noise of the lowest frequencies.'
        : 'The mean of all scans is taken off, so that whatever is the same in them is no noise.',
      theory.words,
    ]
      .filter(Boolean)
      .join(' '),
    picture: {
      title: 'Noise power spectrum',
      values: spectrum,
      unit: ofArea,
      horizontalLabel: 'fx (1/mm)',
      verticalLabel: 'fy (1/mm)',
    },
  };
}

const NO_NOISE =
  'The scan counts no photons, so this is no noise: it is what streaks and rounding leave of the slice. Choose a beam with noise, under Beam and detector, to measure noise.';

/** Measured data has the noise that it has. */
function countsPhotons({ subject, experiment }: AnalysisContext): boolean {
  return subject.kind === 'measurement' || photonsOf(experiment.acquisition) !== undefined;
}

interface NoiseByTheory {
  readonly curve: SpectralCurve | null;
  /** Of a pixel; `null` where theory knows the shape alone. */
  readonly variance: number | null;
  readonly words: string;
}

async function theoryOf(
  context: AnalysisContext,
  measured: NoisePower,
  squares: readonly PixelSquare[],
  pixels: number,
): Promise<NoiseByTheory> {
  if (!countsPhotons(context)) return { curve: null, variance: null, words: '' };
  const said = noiseTheory(context.experiment, context.subject);
  if ('whyNot' in said) return { curve: null, variance: null, words: said.whyNot };
  const { horizontal, vertical } = context.slice;
  const places = squares.map(({ row, column }) => ({
    x: horizontal.first + (column + (pixels - 1) / 2) * horizontal.step,
    y: vertical.first + (row + (pixels - 1) / 2) * vertical.step,
  }));
  const known = await noiseScale(context, places);
  const scale = known ?? measured.variance / said.theory.variance;
  const shape = expectedOf(said.theory, pixels, Math.abs(horizontal.step));
  return {
    curve: { frequencies: shape.frequencies, values: shape.values.map((value) => value * scale) },
    variance: known === null ? null : known * said.theory.variance,
    words:
      known === null
        ? 'Theory knows the shape of the spectrum here and not its height, which is that of the measured variance.'
        : 'Theory takes the photons that were counted along the rays through the squares.',
  };
}

function numbersOf({ variance, integral, radial, samples }: NoisePower, expected: number | null, unit: string) {
  const squared = unit && `${unit}²`;
  const peak = radial.values.reduce((best, value, i) => (i > 0 && value > radial.values[best]! ? i : best), 1);
  const numbers: MeasuredNumber[] = [
    { label: 'σ', value: Math.sqrt(variance), unit, ...(expected !== null && { expected: Math.sqrt(expected) }) },
    { label: 'σ²', value: variance, unit: squared, ...(expected !== null && { expected }) },
    { label: '∬NPS (check of σ²)', value: integral, unit: squared },
    { label: 'Peak at', value: radial.frequencies[peak]!, unit: '1/mm' },
    { label: 'Squares in all', value: samples, unit: '' },
  ];
  return numbers;
}

function pointsFrom({ frequencies, values }: SpectralCurve, from: number) {
  return { x: frequencies.slice(from), y: values.slice(from) };
}
