import { describe, expect, test } from 'vitest';
import { sharedRoom } from '../../src/compute/cpu/shared-room.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { viewsInPlace, viewsOf } from '../../src/experiment/image-key.ts';
import { inViews } from '../../src/experiment/in-views.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

test('memory is shared where threads may share it', () => {
  expect(sharedRoom(5, { SharedArrayBuffer }).buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(sharedRoom(5, { SharedArrayBuffer, crossOriginIsolated: true }).buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(sharedRoom(5, { SharedArrayBuffer, crossOriginIsolated: false }).buffer).toBeInstanceOf(ArrayBuffer);
  expect(sharedRoom(5, { crossOriginIsolated: true })).toEqual(new Float32Array(5));
});

describe.each([true, false])('values that stay, lanes sharing memory: %s', (sharesMemory) => {
  const operators = new CpuOperators(new InPlaceExecutor(cpuTasks), { sharesMemory });
  const own = sharesMemory ? sharedRoom(6) : new Float32Array(6);
  const foreign = sharesMemory ? new Float32Array(6) : sharedRoom(6);

  test('are where they were, if lanes can use them there', async () => {
    expect((await operators.upload(own, 2, 3, true)).data).toBe(own);
    expect((await operators.upload(foreign, 2, 3, true)).data).not.toBe(foreign);
  });

  test('are copied where somebody may write to them', async () => {
    expect((await operators.upload(own, 2, 3)).data).not.toBe(own);
  });
});

test('a stack is put in order where it lies', () => {
  const values = Float32Array.from({ length: 2 * 3 * 2 }, (_, i) => i);
  const order = { axes: 'views-rows-channels', firstRow: 'highest' } as const;
  expect([...inViews(values, [2, 3, 2], order)]).toEqual([4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7]);
  const white = Float32Array.from({ length: 6 }, (_, i) => i);
  expect([...inViews(white, [3, 2], order)]).toEqual([4, 5, 2, 3, 0, 1]);
});

test('some views of a stack move to its front', () => {
  const stack = Float32Array.from({ length: 10 }, (_, i) => i);
  const apart = viewsOf(stack, 2, [1, 2, 4]);
  const moved = viewsInPlace(stack, 2, [1, 2, 4]);
  expect([...moved]).toEqual([2, 3, 4, 5, 8, 9]);
  expect(moved).toEqual(apart);
  expect(moved.buffer).toBe(stack.buffer);
});
