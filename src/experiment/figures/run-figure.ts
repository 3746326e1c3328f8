import type { DeviceArray } from '../../compute/device.ts';
import type { Operators } from '../../operators/contract.ts';
import type { CpuExecutor } from '../../operators/cpu/cpu-tasks.ts';
import { gridOf, resolveExperiment } from '../experiment.ts';
import { parseExperimentInput } from '../experiment-schema.ts';
import { finish } from '../run-steps.ts';
import { Session } from '../session.ts';
import { loadSubject } from '../subject.ts';
import type { FigureRun } from './accuracy-figures.ts';

/** Runs an experiment on a phantom of the library for the figures that are taken from it. */
export async function runFigure<A extends DeviceArray>(
  json: unknown,
  operators: Operators<A>,
  host: CpuExecutor,
): Promise<FigureRun> {
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, async (name) => {
    throw new Error(`figures take no files, got ${name}`);
  });
  const experiment = resolveExperiment(input, subject);
  const session = new Session(operators, host);
  try {
    const { result } = await finish(session.run(experiment, subject));
    const values = await operators.read(result.image);
    const { rmse = Number.NaN } = (await result.quality(values)) ?? {};
    return { image: values, grid: gridOf(experiment), rmse, truth: result.truthValues };
  } finally {
    session.release();
  }
}
