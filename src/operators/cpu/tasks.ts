import { compareImages } from '../../metrics/compare-images.ts';
import { imageQuality } from '../../metrics/image-quality.ts';
import { rasterImage } from '../../phantom/raster-image.ts';
import { rasterShapes } from '../../phantom/raster-shapes.ts';
import { backProject } from './back-project.ts';
import { filterViews } from './filter-views.ts';
import { scanImage } from './scan-image.ts';
import { scanShapes } from './scan-shapes.ts';

/**
 * The pure functions that lanes of a {@link TaskExecutor} run. Each takes and returns values that can be copied to
 * another thread, and holds no state but kept tables.
 */
export const cpuTasks = {
  scanShapes,
  scanImage,
  filterViews,
  backProject,
  rasterShapes,
  rasterImage,
  imageQuality,
  compareImages,
};

export type CpuTasks = typeof cpuTasks;
export type CpuTaskName = keyof CpuTasks;
