import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { npyBytes } from '../support/npy.ts';
import { cpuOperators } from '../support/walk.ts';

const [VIEWS, CHANNELS] = [20, 24];
/** Of a disk beside the axis, one channel of which reads too much. */
const readings = Float32Array.from({ length: VIEWS * CHANNELS }, (_, i) => {
  const [view, channel] = [Math.floor(i / CHANNELS), i % CHANNELS];
  const away = channel - 12.2 - 3 * Math.cos((view * Math.PI) / VIEWS);
  return 0.1 * Math.sqrt(Math.max(0, 36 - away * away)) + (channel === 9 ? 0.03 : 0);
});

async function run(corrections: readonly object[]) {
  const input = parseExperimentInput({
    ...{ version: 2, measurement: { sinogram: 's.npy' }, scan: { channelSpacingMm: 1 } },
    ...{ corrections, reconstruction: { grid: { pixels: 16, pixelSizeMm: 1 } } },
  });
  const subject = await loadSubject(input, async () => npyBytes(readings, [VIEWS, CHANNELS]));
  const operators = cpuOperators();
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
  const values = await operators.read(result.readings);
  const measured = await operators.read(result.measured);
  const isOne = result.readings === result.measured;
  session.release();
  return { values, measured, isOne, findings: result.findings };
}

test('what a correction only looks at is in memory once', async () => {
  const { isOne, measured, findings } = await run([{ kind: 'axis' }]);
  expect(findings.axis).toHaveProperty('shift');
  expect(isOne).toBe(true);
  expect(measured).toEqual(readings);
});

test('what a correction writes over is a copy, and what it has made is handed on', async () => {
  const alone = await run([{ kind: 'rings' }]);
  expect(alone.isOne).toBe(false);
  expect(alone.measured).toEqual(readings);
  expect(alone.values).not.toEqual(readings);
  const before = await run([{ kind: 'rings' }, { kind: 'axis' }]);
  expect(before.measured).toEqual(readings);
  expect(before.values).toEqual(alone.values);
});
