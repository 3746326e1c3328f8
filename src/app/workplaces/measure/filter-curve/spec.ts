import { fetchedPart } from '../../../../fetched-part.ts';
import { METHODS } from '../../../../methods/registry.ts';
import type { Analysis } from '../analysis.ts';

/** What the ramp filter and its window do to each frequency. */
export const filterCurve: Analysis = {
  name: 'filter',
  title: 'Filter curve',
  hint: 'what the filter does to each frequency',
  whyNot: ({ experiment: { reconstruction } }) => {
    const { reads, words } = METHODS.get(reconstruction.method);
    if (!reads.includes('filter')) return `${words.short} has no filter. Choose another method under Reconstruction.`;
    if (reconstruction.filter === 'none') return 'There is no filter: choose one under Reconstruction.';
    return null;
  },
  measure: async (context, signal) => {
    const { measureFilterCurve } = await fetchedPart(() => import('./measure.ts'));
    return measureFilterCurve(context, signal);
  },
};
