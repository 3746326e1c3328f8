import { measureClock } from '../../compute/cpu/measure-clock.ts';
import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import { compareImages } from '../../metrics/compare-images.ts';
import { imageQuality } from '../../metrics/image-quality.ts';
import { rasterImage } from '../../phantom/raster-image.ts';
import { rasterShapes } from '../../phantom/raster-shapes.ts';
import { lineIntegralRange } from './line-integral-range.ts';

/** What the host has its lanes do besides operators, whichever device computes: pictures of phantoms, figures, the clock. */
export const hostTasks = {
  rasterShapes,
  rasterImage,
  lineIntegralRange,
  imageQuality,
  compareImages,
  measureClock,
  hasFastKernels: () => wasmKernels() !== null,
};
