import { compareImages } from '../../metrics/compare-images.ts';
import { imageQuality } from '../../metrics/image-quality.ts';
import { rasterImage } from '../../phantom/raster-image.ts';
import { rasterShapes } from '../../phantom/raster-shapes.ts';
import { backProjectPart } from './back-project-part.ts';
import { fastBackProject } from './fast/fast-back-project.ts';
import { fastFilterViews } from './fast/fast-filter-views.ts';
import { fastReconstructFourier } from './fast/fast-reconstruct-fourier.ts';
import { fastScanShapes } from './fast/fast-scan-shapes.ts';
import { filterViews } from './filter-views.ts';
import { reconstructFourier } from './reconstruct-fourier.ts';
import { scanImage } from './scan-image.ts';
import { scanShapes } from './scan-shapes.ts';

/**
 * The pure functions that lanes of a {@link TaskExecutor} run. Each takes and returns values that can be copied to
 * another thread, and holds no state but kept tables.
 */
export const cpuTasks = {
  scanShapes: fastScanShapes,
  scanImage,
  filterViews: fastFilterViews,
  backProject: fastBackProject,
  reconstructFourier: fastReconstructFourier,
  rasterShapes,
  rasterImage,
  imageQuality,
  compareImages,
};

export type CpuTasks = typeof cpuTasks;

/** The same by the plain twins alone: what fast results are held against. */
export const plainTasks: CpuTasks = {
  ...cpuTasks,
  scanShapes,
  filterViews,
  reconstructFourier,
  backProject: backProjectPart,
};

export type CpuTaskName = keyof CpuTasks;
