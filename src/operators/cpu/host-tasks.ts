import { measureClock } from '../../compute/cpu/measure-clock.ts';
import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import { compareImages } from '../../measure/compare-images.ts';
import { imageQuality } from '../../measure/image-quality.ts';
import { regionQuality } from '../../measure/region-quality.ts';
import { similarityPicture } from '../../measure/similarity-picture.ts';
import { volumeTexels } from '../../measure/volume-texels.ts';
import { rasterImage } from '../../phantom/raster-image.ts';
import { rasterShapes } from '../../phantom/raster-shapes.ts';
import { rasterSolids } from '../../phantom/solids/raster-solids.ts';
import { lineIntegralRange } from './line-integral-range.ts';

/** What the host has its lanes do besides operators, whichever device computes: pictures of phantoms, figures, the clock. */
export const hostTasks = {
  rasterShapes,
  rasterSolids,
  rasterImage,
  lineIntegralRange,
  imageQuality,
  regionQuality,
  similarityPicture,
  compareImages,
  volumeTexels,
  measureClock,
  hasFastKernels: () => wasmKernels() !== null,
};
