import { fetchedPart } from '../../../../fetched-part.ts';
import type { Analysis } from '../analysis.ts';

/** How many pixels have which values, in the slice or in a region. */
export const histogram: Analysis = {
  name: 'histogram',
  title: 'Histogram',
  hint: 'how many pixels have which values, in the slice or in the chosen region',
  whyNot: () => null,
  measure: async (context) => {
    const { measureHistogram } = await fetchedPart(() => import('./measure.ts'));
    return measureHistogram(context, context);
  },
  follow: async (context) => {
    const { measureHistogram } = await fetchedPart(() => import('./measure.ts'));
    return measureHistogram(context, null);
  },
};
