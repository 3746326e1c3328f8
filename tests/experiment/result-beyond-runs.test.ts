import { expect, test } from 'vitest';
import { InPlaceExecutor, RunExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { RunControl } from '../../src/compute/device.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { quick, subject } from '../app/runs/small-experiments.ts';
import { cpuOperators } from '../support/walk.ts';

/** Gives tasks up as workers do. */
class Lanes extends InPlaceExecutor<CpuTasks> {
  async runUnder<Name extends keyof CpuTasks>(
    { signal }: RunControl,
    name: Name,
    ...args: Parameters<CpuTasks[Name]>
  ): Promise<ReturnType<CpuTasks[Name]>> {
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    return this.run(name, ...args);
  }
}

test('what is asked of a run that is over is not given up with a later run', async () => {
  const session = new Session(cpuOperators(), new RunExecutor(new Lanes(cpuTasks)));
  const { result } = await finish(session.run(quick(9), subject));
  const copy = (result.image as unknown as { data: Float32Array }).data;
  const abort = new AbortController();
  const later = session.run(quick(12), subject, { signal: abort.signal });
  await later.next();
  const measured = result.quality(copy);
  abort.abort();
  expect((await measured)?.rmse ?? Number.NaN).toBeGreaterThan(0);
  await later.return();
});
