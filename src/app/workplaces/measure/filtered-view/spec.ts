import { fetchedPart } from '../../../../fetched-part.ts';
import { METHODS } from '../../../../methods/registry.ts';
import type { Analysis } from '../analysis.ts';

/** One view of the sinogram before and after the ramp filter. */
export const filteredView: Analysis = {
  name: 'filtered-view',
  title: 'Filtered view',
  hint: 'a view of the sinogram before and after its filter',
  whyNot: ({ experiment: { reconstruction } }) => {
    const { takesFilteredViews, words } = METHODS.get(reconstruction.method);
    if (!takesFilteredViews) {
      return `${words.short} does not filter one view after the other. Choose filtered back-projection under Reconstruction.`;
    }
    if (reconstruction.filter === 'none') return 'Views are not filtered: choose a filter under Reconstruction.';
    return null;
  },
  measure: async (context, signal) => {
    const { measureFilteredView } = await fetchedPart(() => import('./measure.ts'));
    return measureFilteredView(context, signal);
  },
};
