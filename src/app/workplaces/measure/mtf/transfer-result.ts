import { sharpnessTheory } from '../../../../experiment/theory/theory-of.ts';
import {
  evenFrequencies,
  frequencyAtLevel,
  linePairsPerCm,
  type SpectralCurve,
} from '../../../../measure/spectra/spectral-curve.ts';
import type { PlotMark, PlotSeries } from '../../../../plots/plot.ts';
import type { AnalysisContext, AnalysisResult, MeasuredNumber } from '../analysis.ts';

/** A curve that was measured, and what of. */
export interface MeasuredTransfer {
  readonly name: string;
  readonly curve: SpectralCurve;
}

/** What is said of a measured sharpness. */
export interface TransferWords {
  readonly title: string;
  /** `MTF` or `TTF`. */
  readonly symbol: string;
  /** Further numbers, below f50 and f10. */
  readonly numbers: readonly MeasuredNumber[];
  readonly words: string;
}

const LEVELS = [
  [0.5, 'f50'],
  [0.1, 'f10'],
] as const;
/** Points of the theoretical curve. */
const POINTS = 200;

/** Measured curves over the theoretical one, with f50 and f10 of the first, and of the others f50 alone. */
export function transferResult(
  { experiment, subject }: AnalysisContext,
  measured: readonly MeasuredTransfer[],
  { title, symbol, numbers, words }: TransferWords,
): AnalysisResult {
  const [first, ...others] = measured;
  const most = Math.max(...measured.map(({ curve }) => curve.frequencies.at(-1)!));
  const said = sharpnessTheory(experiment, subject);
  const expected = 'theory' in said ? sampled(most, (frequency) => said.theory.transfer(frequency)) : null;
  const reasons: string[] = [];
  const found: MeasuredNumber[] = [];
  const marks: PlotMark[] = [];
  for (const [level, label] of LEVELS) {
    const at = frequencyAtLevel(first!.curve, level, `The ${symbol}`);
    const byTheory = expected && frequencyAtLevel(expected, level);
    if ('whyNot' in at) reasons.push(at.whyNot);
    else marks.push({ x: at.perMm, label });
    const perMm = 'perMm' in at ? at.perMm : Number.NaN;
    const theirs = byTheory && 'perMm' in byTheory ? byTheory.perMm : null;
    found.push(
      { label, value: perMm, unit: '1/mm', ...(theirs !== null && { expected: theirs }) },
      { label: `${label} in line pairs`, value: linePairsPerCm(perMm), unit: 'lp/cm' },
    );
  }
  for (const { name, curve } of others) {
    const at = frequencyAtLevel(curve, 0.5);
    found.push({ label: `f50, ${name}`, value: 'perMm' in at ? at.perMm : Number.NaN, unit: '1/mm' });
  }
  const series: PlotSeries[] = measured.map(({ name, curve }) => seriesOf(name, curve));
  if (expected) series.push({ ...seriesOf('theory', expected), isTheory: true });
  return {
    plot: {
      title,
      horizontal: { label: 'spatial frequency', unit: '1/mm', scale: 'linear' },
      vertical: { label: symbol, unit: '', scale: 'linear', reaches: [0, 1] },
      series,
      marks,
    },
    numbers: [...found, ...numbers],
    words: [words, ...reasons, 'whyNot' in said ? said.whyNot : ''].filter(Boolean).join(' '),
  };
}

function sampled(most: number, of: (frequency: number) => number): SpectralCurve {
  const frequencies = evenFrequencies(most, most / POINTS);
  return { frequencies, values: frequencies.map(of) };
}

function seriesOf(name: string, { frequencies, values }: SpectralCurve): PlotSeries {
  return { name, kind: 'line', x: frequencies, y: values };
}
