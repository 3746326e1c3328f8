import { firstWasmKernels } from '../../compute/cpu/first-wasm-kernels.ts';
import { kernelTasks, twinTasks } from '../../compute/cpu/lane-task.ts';
import { firstKernels } from '../../kernels/first-kernels.ts';
import { imageQuality } from '../../measure/image-quality.ts';
import { rasterShapes } from '../../phantom/raster-shapes.ts';
import { backProjectPart } from './back-project-part.ts';
import { fastBackProject } from './fast/fast-back-project.ts';
import { rangeOfShapes } from './range-of-shapes.ts';

/**
 * The tasks of a phantom of shapes that is scanned exactly with parallel rays: with them alone a lane of the page begins,
 * and fetches all others with the first of those that it is asked for.
 */
export const firstTasks = {
  ...kernelTasks(firstKernels),
  ...twinTasks({ backProject: { plain: backProjectPart, simd: fastBackProject } }),
  rasterShapes,
  rangeOfShapes,
  imageQuality,
  hasFastKernels: () => firstWasmKernels() !== null,
};
