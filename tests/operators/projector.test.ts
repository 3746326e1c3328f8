import { describe, expect, test } from 'vitest';
import { PlainTwins } from '../../src/compute/cpu/plain-twins.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { projector } from '../../src/operators/projector.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { randomArray } from '../support/random.ts';
import { cpuOperators, scanOfArc } from '../support/walk.ts';
import { describeProjectorLaws } from './projector-laws.ts';

describe('a projector on the CPU', () => describeProjectorLaws(cpuOperators, 100));

describe('a distance-driven projector on the CPU', () => describeProjectorLaws(cpuOperators, 40, 'distance-driven'));

describe('a projector on the CPU, in plain TypeScript', () =>
  describeProjectorLaws(() => new CpuOperators(new PlainTwins<CpuTasks>(new InPlaceExecutor(cpuTasks))) as never, 20));

test('views that go to the device few at a time give the same sum', async () => {
  class InFewViews extends CpuOperators {
    protected override viewsAtOnce(stage: 'scan' | 'back-project', workPerView: number): number {
      expect([stage, workPerView]).toEqual(['back-project', 9 * 11]);
      return 3;
    }
  }
  const scan = scanOfArc({ views: 8, channels: 15, channelSpacingMm: 1 });
  const grid = { rows: 9, columns: 11, pixelSizeMm: 1 };
  const sums = await Promise.all(
    [CpuOperators, InFewViews].map(async (Kind) => {
      const operators = new Kind(new InPlaceExecutor(cpuTasks));
      const sinogram = await operators.upload(randomArray(8 * 15, 1), 8, 15);
      const image = await operators.create(9, 11);
      await projector(operators, scan, grid).adjoint(sinogram, image, { from: 1, to: 8 });
      return operators.read(image);
    }),
  );
  expectRelativelyClose(sums[1]!, sums[0]!, 1e-6);
});
