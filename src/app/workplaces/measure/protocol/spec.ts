import { fetchedPart } from '../../../../fetched-part.ts';
import type { Analysis } from '../analysis.ts';

/** The acceptance test of the phantom, with limits and a verdict. */
export const protocol: Analysis = {
  name: 'protocol',
  title: 'Protocol of the phantom',
  hint: 'the acceptance test of the phantom made for it: every value with its limit, and a verdict',
  whyNot: () => null,
  measure: async (context) => {
    const { measureProtocol } = await fetchedPart(() => import('./measure.ts'));
    return measureProtocol(context);
  },
};
