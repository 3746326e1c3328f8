import type { ImageGrid } from '../../geometry/image-grid.ts';
import type { ParallelScan } from '../../geometry/parallel-scan.ts';
import { compareImages } from '../../metrics/compare-images.ts';
import { imageQuality } from '../../metrics/image-quality.ts';
import { rasterImage } from '../../phantom/raster-image.ts';
import { rasterShapes } from '../../phantom/raster-shapes.ts';
import type { ViewRange } from '../contract.ts';
import { backProject, type RowRange } from './back-project.ts';
import { fastBackProject, type PartialImage } from './fast/fast-back-project.ts';
import { fastFilterViews } from './fast/fast-filter-views.ts';
import { fastReconstructFourier } from './fast/fast-reconstruct-fourier.ts';
import { fastScanShapes } from './fast/fast-scan-shapes.ts';
import { filterViews } from './filter-views.ts';
import { reconstructFourier } from './reconstruct-fourier.ts';
import { scanImage } from './scan-image.ts';
import { scanShapes } from './scan-shapes.ts';

/**
 * The pure functions that lanes of a {@link TaskExecutor} run. Each takes and returns values that can be copied to
 * another thread, and holds no state but kept tables. The plain twins of fast tasks are what these are held against.
 */
export const cpuTasks = {
  scanShapes: fastScanShapes,
  scanImage,
  filterViews: fastFilterViews,
  backProject: fastBackProject,
  reconstructFourier: fastReconstructFourier,
  plainScanShapes: scanShapes,
  plainFilterViews: filterViews,
  plainBackProject: (
    views: Float32Array,
    scan: ParallelScan,
    range: ViewRange,
    grid: ImageGrid,
    block: RowRange,
  ): PartialImage => ({ rowFrom: block.from, values: backProject(views, scan, range, grid, block) }),
  plainReconstructFourier: reconstructFourier,
  rasterShapes,
  rasterImage,
  imageQuality,
  compareImages,
};

export type CpuTasks = typeof cpuTasks;
export type CpuTaskName = keyof CpuTasks;
