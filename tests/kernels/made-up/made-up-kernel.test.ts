import { describe, test } from 'vitest';
import { kernelTasks } from '../../../src/compute/cpu/lane-task.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { CpuOperators } from '../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { expectFadedViews } from './fade-channels.ts';
import { plain } from './plain.ts';

// What docs/architecture.md says that a new kernel takes: its folder, its shader and one registration.

describe('a made-up kernel, of its folder and one registration, on the CPU', () => {
  test.each([true, false])('where memory is shared: %s', async (sharesMemory) => {
    const tasks = { ...cpuTasks, ...kernelTasks({ 'fade-channels': { plain } }) };
    await expectFadedViews(new CpuOperators(new InPlaceExecutor(tasks), { sharesMemory }));
  });
});
