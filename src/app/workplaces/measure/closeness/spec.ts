import { whyOnNoScale } from '../../../../experiment/slice-scale.ts';
import { fetchedPart } from '../../../../fetched-part.ts';
import type { Analysis } from '../analysis.ts';

/** How close the slice comes to the phantom, in a region or everywhere. */
export const closeness: Analysis = {
  name: 'closeness',
  title: 'Error',
  hint: 'how close the slice comes to the phantom, everywhere or in a region',
  views: ['slice', 'difference', 'similarity'],
  whyNot: ({ experiment, truth }) => {
    const why = whyOnNoScale(experiment);
    if (why !== null) return `There is nothing to compare: ${why}.`;
    return truth ? null : 'Measured data have no phantom to compare the slice with.';
  },
  measure: async (context, signal) => {
    const { measureCloseness } = await fetchedPart(() => import('./measure.ts'));
    return measureCloseness(context, signal);
  },
};
