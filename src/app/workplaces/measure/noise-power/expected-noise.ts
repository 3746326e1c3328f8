import { hasBeam } from '../../../../experiment/physics-of.ts';
import type { FbpTheory } from '../../../../experiment/theory/fbp-theory.ts';
import { readingVariance } from '../../../../experiment/theory/reading-variance.ts';
import type { PlanePoint } from '../../../../measure/plane.ts';
import { expectedRadialNoise } from '../../../../measure/spectra/expected-noise.ts';
import type { SpectralCurve } from '../../../../measure/spectra/spectral-curve.ts';
import type { AnalysisContext } from '../analysis.ts';

/**
 * By what factor theory’s noise, of readings of variance 1, becomes that of a slice at some places, in the unit of the slice
 * squared; `null` where it is not known: a tube’s photons have many energies, and its readings are corrected for them.
 */
export async function noiseScale(
  { engine, experiment, result, unit }: AnalysisContext,
  places: readonly PlanePoint[],
): Promise<number | null> {
  const { acquisition, corrections } = experiment;
  if (!hasBeam(acquisition) || acquisition.beam.kind !== 'monochromatic' || !acquisition.noise) return null;
  if (acquisition.scatterToPrimary > 0 || corrections.some(({ kind }) => kind !== 'axis' && kind !== 'truncation'))
    return null;
  const readings = await engine.operators.read(result.measured);
  const { signalFactor, measuredScan } = result;
  if (signalFactor === null) return null;
  const variance = readingVariance(measuredScan, readings, { ...acquisition.noise, signalFactor }, places);
  const perUnit = unit === 'HU' ? 1000 / result.waterMuPerMm : 1;
  return variance === null ? null : variance * perUnit ** 2;
}

let last: { readonly key: string; readonly curve: SpectralCurve } | null = null;

/** What squares of pixels see of theory’s noise, for readings of variance 1. It takes a while, so that the last one is kept. */
export function expectedOf(theory: FbpTheory, pixels: number, side: number): SpectralCurve {
  const key = JSON.stringify([theory.settings, pixels, side]);
  if (last?.key !== key) {
    last = { key, curve: expectedRadialNoise((distance) => theory.covariance(distance), pixels, side) };
  }
  return last.curve;
}
