import type { FileFormat } from '../format.ts';
import { isGeometry } from './is-geometry.ts';

/** How a scan was set up. As the angles of views it has these alone; the rest is for `experiment/said-geometry.ts`. */
export const geometry: FileFormat = {
  name: 'geometry',
  words: { short: 'geometry', phrase: 'a scan’s geometry (Nikon .xtekct, RTK, ASTRA)' },
  extensions: ['xtekct', 'xml'],
  holds: ['angles'],
  recognises: isGeometry,
  load: () => import('./decoder.ts'),
};
