import { photonsOf } from '../../../../experiment/physics-of.ts';
import { fetchedPart } from '../../../../fetched-part.ts';
import type { Analysis, AnalysisContext } from '../analysis.ts';
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

function whyNoSeeds({ subject, experiment }: AnalysisContext): string | null {
  if (subject.kind === 'measurement')
    return 'A measurement was made once: other scans of the same object cannot be made of it.';
  return photonsOf(experiment.acquisition) === undefined
    ? 'Every scan of this experiment is the same: choose a beam with noise, under Beam and detector.'
    : null;
}
