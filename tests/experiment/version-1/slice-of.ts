import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { finish } from '../../../src/experiment/run-steps.ts';
import { Session } from '../../../src/experiment/session.ts';
import type { Subject } from '../../../src/experiment/subject.ts';
import { CpuOperators } from '../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';

/** The sinogram and the slice that come of an experiment, computed anew. */
export async function sliceOf(experiment: Experiment, subject: Subject) {
  const executor = new InPlaceExecutor(cpuTasks);
  const operators = new CpuOperators(executor);
  const { sinogram, image } = (await finish(new Session(operators, executor).run(experiment, subject))).result;
  return { sinogram: await operators.read(sinogram), image: await operators.read(image) };
}
