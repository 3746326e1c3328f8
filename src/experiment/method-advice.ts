import { METHODS } from '../methods/registry.ts';
import { grouped } from '../number-text.ts';
import type { ScanAdvice } from './advice.ts';
import { photonsOf } from './physics-of.ts';
import type { Experiment } from './settings.ts';

/** With fewer photons for each channel a slice is mostly noise in soft tissue. */
const FEW_PHOTONS = 20_000;
const OF_FEW_VIEWS =
  'Total variation, under Method, fills in what they leave open with even regions; it smooths fine texture away, and takes longer.';

/**
 * The advice on a scan, with which other method may do better: in words, nothing is changed by it. Where a method iterates
 * already, there is none. Whatever number of views or photons there is, there are as many pieces of advice, so that what
 * stands below them stays while a hand turns it.
 */
export function withMethodAdvice(
  { acquisition, reconstruction }: Experiment,
  advice: readonly ScanAdvice[],
): ScanAdvice[] {
  if (METHODS.get(reconstruction.method).iterates) return [...advice];
  const ofViews = advice.map((one) =>
    one.kind === 'views' && !one.ok ? { ...one, sentence: `${one.sentence} ${OF_FEW_VIEWS}` } : one,
  );
  const photons = photonsOf(acquisition);
  return photons === undefined ? ofViews : [...ofViews, noiseAdvice(photons)];
}

function noiseAdvice(photons: number): ScanAdvice {
  const counted = `Readings of ${grouped(photons)} photons are`;
  return photons <= FEW_PHOTONS
    ? {
        ...{ kind: 'method', ok: true, title: 'noisy: PWLS may help' },
        sentence: `${counted} noisy. PWLS, under Method, trusts each reading by its counts and smooths what they leave open; it takes longer.`,
      }
    : {
        ...{ kind: 'method', ok: true, title: 'readings with little noise' },
        sentence: `${counted} less noisy than many; filtered back-projection does well with them.`,
      };
}
