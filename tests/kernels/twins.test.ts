import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PlainTwins } from '../../src/compute/cpu/plain-twins.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { kernels } from '../../src/kernels/registry.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuExecutor, type CpuTaskName, type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { seededRandom } from '../support/random.ts';
import { expectAgreement, plainlyWritten, writtenOn } from './run-twins.ts';
import { samples } from './samples.ts';
import { rangeFor, sizesFor, wholeRange } from './sizes.ts';

/** Lanes that run tasks in place on copies, as a message to another thread makes them. */
class CloningExecutor implements CpuExecutor {
  readonly lanes: number;
  readonly #executor = new InPlaceExecutor(cpuTasks);

  constructor(lanes: number) {
    this.lanes = lanes;
  }

  run<Name extends CpuTaskName>(name: Name, ...args: Parameters<CpuTasks[Name]>): Promise<ReturnType<CpuTasks[Name]>> {
    return this.#executor.run(name, ...structuredClone(args));
  }

  dispose(): void {}
}

test('every kernel has a sample and is called as its folder, and so is what the lanes run', () => {
  const folders = readdirSync(fileURLToPath(new URL('../../src/kernels', import.meta.url)), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const named = new Set(
    Object.values(samples).map((make) => make({ views: 13, channels: 20, random: () => 0.5 }).kernel.name),
  );
  expect([...named].sort()).toEqual(folders.sort());
  expect(folders).toEqual(expect.arrayContaining(Object.keys(kernels)));
});

describe.each(Object.entries(samples))('%s on the CPU', (_, make) => {
  describe.each(sizesFor(make))('of $views × $channels readings, $rows rows', (size) => {
    const { views, channels } = size;
    const sample = make({ views, channels, random: seededRandom(31 * views + channels) });
    const range = rangeFor(sample, size);
    const expected = plainlyWritten(sample, range ?? wholeRange(sample));

    test.each([
      ['one lane', 1, false],
      ['three lanes and copied memory', 3, false],
      ['three lanes that see the same memory', 3, true],
    ])('is what the plain twin says, by %s', async (_, lanes, sharesMemory) => {
      for (const executor of [new CloningExecutor(lanes), new PlainTwins<CpuTasks>(new CloningExecutor(lanes))]) {
        const operators = new CpuOperators(executor, { sharesMemory });
        expectAgreement(sample, await writtenOn(operators, sample, range), expected);
      }
    });
  });
});
