import { fetchedPart } from '../../../../fetched-part.ts';
import type { Analysis } from '../analysis.ts';
import { whyNoSeeds } from '../further-seeds.ts';
import { evenCircle } from './even-circle.ts';

const NO_CIRCLE =
  'Draw a circle on the slice where the phantom is the same everywhere; the phantom “Water disk” is, nearly everywhere.';

/** The noise power spectrum of one slice. */
export const noisePower: Analysis = {
  name: 'noise-power',
  title: 'Noise power (NPS)',
  hint: 'how much of the noise is coarse and how much is fine, in one slice',
  whyNot: (context) => (evenCircle(context) ? null : NO_CIRCLE),
  measure: async (context) => {
    const { measureNoisePower } = await fetchedPart(() => import('./measure.ts'));
    return measureNoisePower(context);
  },
};

/** The same over several scans that differ in their noise alone. */
export const noisePowerOfSeeds: Analysis = {
  name: 'noise-power-seeds',
  title: 'Noise power over 8 scans',
  hint: 'the noise power spectrum of eight scans that differ in their noise alone',
  whyNot(context) {
    if (!evenCircle(context)) return NO_CIRCLE;
    return whyNoSeeds(context);
  },
  measure: async (context, signal) => {
    const { measureNoiseOfSeeds } = await fetchedPart(() => import('./measure.ts'));
    return measureNoiseOfSeeds(context, signal);
  },
};
