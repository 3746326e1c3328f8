import { twinTasks } from '../../compute/cpu/lane-task.ts';
import { backProjectPart } from './back-project-part.ts';
import { backProjectVolume } from './back-project-volume.ts';
import { fastBackProjectFan } from './fast/fast-back-project-fan.ts';
import { fastBackProjectVolume } from './fast/fast-back-project-volume.ts';
import { fastReconstructFourier } from './fast/fast-reconstruct-fourier.ts';
import { reconstructFourier } from './reconstruct-fourier.ts';
import { shareTasks } from './share-tasks.ts';

/** What operators that are more than one kernel have lanes do: their own way of sharing out is in `CpuOperators`. */
export const operatorTasks = twinTasks({
  backProjectFan: { plain: backProjectPart, simd: fastBackProjectFan },
  backProjectVolume: { plain: backProjectVolume, simd: fastBackProjectVolume },
  reconstructFourier: { plain: reconstructFourier, simd: fastReconstructFourier },
  ...shareTasks,
});
