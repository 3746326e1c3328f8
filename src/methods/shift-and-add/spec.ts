import { geometryNamed } from '../../geometry/scan.ts';
import type { Method } from '../method.ts';

/**
 * Of a tomosynthesis scan: the views are shifted and scaled so that one slice after the other lies in all of them at the same
 * place, and added up (Ziedses des Plantes 1932; Niklason et al., Radiology 205:399, 1997, doi 10.1148/radiology.205.2.9356620;
 * Dobbins & Godfrey, Phys. Med. Biol. 48:R65, 2003, doi 10.1088/0031-9155/48/19/R01, § 2).
 */
export const shiftAndAdd = {
  name: 'shift-and-add',
  words: { label: 'Shift and add', short: 'Shift and add' },
  needsParallelRays: false,
  needsFilter: false,
  takesFilteredViews: false,
  // What a slice is scaled by follows from all of them.
  growsByViews: false,
  reads: [],
  settings: {},
  whyNot: ({ geometry }) => {
    const { focusing, words } = geometryNamed(geometry);
    return focusing
      ? null
      : `reconstruction.method: shift-and-add brings slices into focus that a source swings above, and ${words.rays} do not do that; set it to "fbp", or scan.geometry to "tomosynthesis"`;
  },
  load: () => import('./shift-and-add-work.ts'),
} as const satisfies Method;
