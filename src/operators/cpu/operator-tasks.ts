import { twinTasks } from '../../compute/cpu/lane-task.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import { type BackProjectionPart, backProjectPart, type PartialImage } from './back-project-part.ts';
import { backProjectVolume } from './back-project-volume.ts';
import { fastBackProject } from './fast/fast-back-project.ts';
import { fastBackProjectFan } from './fast/fast-back-project-fan.ts';
import { fastBackProjectVolume } from './fast/fast-back-project-volume.ts';
import { fastReconstructFourier } from './fast/fast-reconstruct-fourier.ts';
import { reconstructFourier } from './reconstruct-fourier.ts';

/** What operators that are more than one kernel have lanes do: their own way of sharing out is in `CpuOperators`. */
export const operatorTasks = twinTasks({
  backProject: {
    plain: backProjectPart,
    simd: (views: Float32Array, scan: LoweredScan, part: BackProjectionPart, grid: ImageGrid): PartialImage =>
      scan.diverges ? fastBackProjectFan(views, scan, part, grid) : fastBackProject(views, scan, part, grid),
  },
  backProjectVolume: { plain: backProjectVolume, simd: fastBackProjectVolume },
  reconstructFourier: { plain: reconstructFourier, simd: fastReconstructFourier },
});
