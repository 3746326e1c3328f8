import { kernelTasks } from '../compute/lane-task.ts';
import { plain as applyPolynomial } from './apply-polynomial/plain.ts';
import { plain as bridgeTrace } from './bridge-trace/plain.ts';

/** The twins of every kernel that lanes of the CPU run, by its name. */
export const kernels = {
  'apply-polynomial': { plain: applyPolynomial },
  'bridge-trace': { plain: bridgeTrace },
};

/** What a lane runs of them. */
export const tasksOfKernels = kernelTasks(kernels);
