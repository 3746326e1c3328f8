import { fetchedPart } from '../../../../fetched-part.ts';
import type { Analysis } from '../analysis.ts';
import { markFor } from '../mark-for.ts';

/** Values along a line, of the slice and of the phantom. */
export const profile: Analysis = {
  name: 'profile',
  title: 'Profile',
  hint: 'values along a line, its FWHM and its edge width',
  whyNot: (context) =>
    markFor(context, ['line'])
      ? null
      : 'Draw a line across what you want to see: choose Line under Marks, then drag over an image.',
  measure: async (context) => {
    const { measureProfile } = await fetchedPart(() => import('./measure.ts'));
    return measureProfile(context);
  },
  follow: async (context) => {
    if (!markFor(context, ['line'])) return null;
    const { measureProfile } = await fetchedPart(() => import('./measure.ts'));
    return measureProfile(context);
  },
};
