import backProject from '../../../shaders/back-project.wgsl?raw';
import backProjectTexture from '../../../shaders/back-project-texture.wgsl?raw';
import backProjectTile from '../../../shaders/back-project-tile.wgsl?raw';
import arcTangent from '../../../shaders/common/arc-tangent.wgsl?raw';
import complex from '../../../shaders/common/complex.wgsl?raw';
import grid from '../../../shaders/common/grid.wgsl?raw';
import loweredScan from '../../../shaders/common/lowered-scan.wgsl?raw';
import pixelColumn from '../../../shaders/common/pixel-column.wgsl?raw';
import pixelTile from '../../../shaders/common/pixel-tile.wgsl?raw';
import scan from '../../../shaders/common/scan.wgsl?raw';
import shapeInterval from '../../../shaders/common/shape-interval.wgsl?raw';
import symmetric from '../../../shaders/common/symmetric.wgsl?raw';
import display from '../../../shaders/display.wgsl?raw';
import filterConvolution from '../../../shaders/filter-convolution.wgsl?raw';
import filterTransform from '../../../shaders/filter-transform.wgsl?raw';
import foldSymmetric from '../../../shaders/fold-symmetric.wgsl?raw';
import gatherViews from '../../../shaders/gather-views.wgsl?raw';
import interleaveViews from '../../../shaders/interleave-views.wgsl?raw';
import largestMagnitude from '../../../shaders/largest-magnitude.wgsl?raw';
import refineViews from '../../../shaders/refine-views.wgsl?raw';
import scanShapes from '../../../shaders/scan-shapes.wgsl?raw';
import subtract from '../../../shaders/subtract.wgsl?raw';
import { fetchedPart } from '../../fetched-part.ts';
import type { furtherShaders } from './further-shaders.ts';

/** The complete text of the shaders that a slice of an exact scan with parallel rays needs: the shared pieces it names, then the kernel. */
export const firstShaders = {
  'scan-shapes': [scan, shapeInterval, scanShapes].join('\n'),
  'filter-transform': [scan, complex, filterTransform].join('\n'),
  'filter-convolution': [scan, filterConvolution].join('\n'),
  'back-project': [scan, grid, arcTangent, loweredScan, backProject].join('\n'),
  'largest-magnitude': largestMagnitude,
  'gather-views': [symmetric, gatherViews].join('\n'),
  'interleave-views': [symmetric, interleaveViews].join('\n'),
  'back-project-texture': [symmetric, pixelColumn, arcTangent, loweredScan, backProjectTexture].join('\n'),
  'back-project-tile': [symmetric, pixelTile, arcTangent, loweredScan, backProjectTile].join('\n'),
  'fold-symmetric': [symmetric, foldSymmetric].join('\n'),
  'refine-views': refineViews,
  subtract,
  display,
} as const;

export type ShaderName = keyof typeof firstShaders | keyof typeof furtherShaders;

/**
 * The complete text of a shader.
 *
 * @throws MissingPartError (rejects) where it cannot be fetched
 */
export async function shaderSource(name: ShaderName): Promise<string> {
  if (name in firstShaders) return firstShaders[name as keyof typeof firstShaders];
  const further = await fetchedPart(() => import('./further-shaders.ts'), 'The part that computes this on the GPU');
  return further.furtherShaders[name as keyof typeof furtherShaders];
}
