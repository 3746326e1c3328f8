import { fetchedPart } from '../../fetched-part.ts';

/** Fetches what takes the rows of a detector one by one. */
export const slicesPart = () =>
  fetchedPart(() => import('./slices-of-rows.ts'), 'The part that makes a volume slice by slice');
