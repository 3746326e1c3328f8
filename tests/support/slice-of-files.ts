// From an experiment and its files to a slice, on the CPU.

import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { cpuOperators } from './walk.ts';

/** The slice, the readings that it is made of, and what is said to be wrong. */
export async function sliceOf(json: object, files: Readonly<Record<string, Uint8Array>>) {
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, async (name) => files[name]!);
  const experiment = resolveExperiment(input, subject);
  const operators = cpuOperators();
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const { result } = await finish(session.run(experiment, subject));
  const image = await operators.read(result.image);
  const readings = (await operators.read(result.sinogram)).slice();
  const faults = experimentAdvice(experiment, subject, result.findings).filter(({ ok }) => !ok);
  session.release();
  return { image, readings, faults, findings: result.findings };
}
