import { fetchedPart } from '../fetched-part.ts';

/** Fetches what back-projects in space. */
export const volumesPart = () => fetchedPart(() => import('./fdk.ts'), 'The part that makes volumes');
