import { plain as filterViews } from './filter-views/plain.ts';
import { simd as filterViewsSimd } from './filter-views/simd.ts';
import { plain as refineViews } from './refine-views/plain.ts';
import { plain as scanShapes } from './scan-shapes/plain.ts';
import { simd as scanShapesSimd } from './scan-shapes/simd.ts';

/** The twins of the kernels that a slice of an exact scan with parallel rays needs: what the page opens with. */
export const firstKernels = {
  'filter-views': { plain: filterViews, simd: filterViewsSimd },
  'refine-views': { plain: refineViews },
  'scan-shapes': { plain: scanShapes, simd: scanShapesSimd },
};
