import type { ImageGrid } from '../../geometry/image-grid.ts';
import { isDivergent, type Scan } from '../../geometry/scan.ts';
import { tasksOfKernels } from '../../kernels/registry.ts';
import { compareImages } from '../../metrics/compare-images.ts';
import { imageQuality } from '../../metrics/image-quality.ts';
import { rasterImage } from '../../phantom/raster-image.ts';
import { rasterShapes } from '../../phantom/raster-shapes.ts';
import { type BackProjectionPart, backProjectPart, type PartialImage } from './back-project-part.ts';
import { fastBackProject } from './fast/fast-back-project.ts';
import { fastBackProjectFan } from './fast/fast-back-project-fan.ts';
import { fastReconstructFourier } from './fast/fast-reconstruct-fourier.ts';
import { measureClock } from './fast/measure-clock.ts';
import { wasmKernels } from './fast/wasm-kernels.ts';
import { reconstructFourier } from './reconstruct-fourier.ts';

/**
 * The pure functions that lanes of a {@link TaskExecutor} run. Each takes and returns values that can be copied to
 * another thread, and holds no state but kept tables. The plain twins of fast tasks are what these are compared with.
 */
export const cpuTasks = {
  ...tasksOfKernels,
  backProject: (views: Float32Array, scan: Scan, part: BackProjectionPart, grid: ImageGrid): PartialImage =>
    isDivergent(scan) ? fastBackProjectFan(views, scan, part, grid) : fastBackProject(views, scan, part, grid),
  reconstructFourier: fastReconstructFourier,
  plainBackProject: backProjectPart,
  plainReconstructFourier: reconstructFourier,
  measureClock,
  hasFastKernels: () => wasmKernels() !== null,
  rasterShapes,
  rasterImage,
  imageQuality,
  compareImages,
};

export type CpuTasks = typeof cpuTasks;

export type CpuTaskName = keyof CpuTasks;
