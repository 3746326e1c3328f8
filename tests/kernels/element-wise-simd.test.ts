// Changes value by value in WebAssembly: the bits of their plain twins, whatever the values.

import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { wasmKernels } from '../../src/compute/cpu/wasm-kernels.ts';
import { OPERATIONS, type OperationName } from '../../src/kernels/element-wise/operations.ts';
import { plain } from '../../src/kernels/element-wise/plain.ts';
import { simd } from '../../src/kernels/element-wise/simd.ts';
import { algebra } from '../../src/operators/algebra.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuTaskName, type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { nearTasks } from '../../src/operators/cpu/near-tasks.ts';
import { expectSameBits } from '../support/close.ts';
import { seededRandom } from '../support/random.ts';

const SPECIAL = [0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, 1e-45, 1e-40];

/** Of all sizes and signs, with special ones among them. */
function anyValues(length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () =>
    random() < 0.1 ? SPECIAL[Math.floor(random() * SPECIAL.length)]! : (random() - 0.5) * 10 ** (12 * random() - 6),
  );
}

test('the kernels run: nothing here is compared with itself', () => expect(wasmKernels()).not.toBeNull());

test.each(Object.keys(OPERATIONS) as OperationName[])('%s', (operation) => {
  for (const [length, isShared] of [
    [0, false],
    [1, false],
    [7, true],
    [4096, false],
    [4099, true],
  ] as const) {
    const results = [plain, simd].map((changed) => {
      const values = new Float32Array(isShared ? new SharedArrayBuffer(4 * length) : new ArrayBuffer(4 * length));
      values.set(anyValues(length, 3));
      const arrays = {
        values: { rows: 1, columns: length, data: values },
        operands: { rows: 1, columns: length, data: anyValues(length, 4) },
      };
      changed({ operation, first: -0.7, second: 1.3 }, arrays);
      return Float32Array.from(values);
    });
    expectSameBits(results[1]!, results[0]!);
  }
});

/** An executor whose thread has them, and counts how often it is asked for them. */
class Near extends InPlaceExecutor<CpuTasks> {
  asked = 0;

  constructor() {
    super(cpuTasks);
  }

  near<Name extends CpuTaskName>(name: Name) {
    this.asked++;
    return (nearTasks()![name] ?? null) as ((...args: Parameters<CpuTasks[Name]>) => ReturnType<CpuTasks[Name]>) | null;
  }
}

test('the thread that asks for algebra does it by them once it has them', async () => {
  const executor = new Near();
  const operators = new CpuOperators(executor);
  const [x, y] = [
    await operators.upload(Float32Array.of(1, 2, 3), 1, 3),
    await operators.upload(Float32Array.of(4, 0, 6), 1, 3),
  ];
  await algebra(operators).divide(x, y);
  expect(executor.asked).toBe(1);
  expect(x.data).toEqual(Float32Array.of(0.25, 0, 0.5));
});
