import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Grid } from '../../src/geometry/grid.ts';
import { loweredScan, type Scan } from '../../src/geometry/scan.ts';
import type { CpuOperators, HostArray } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { backProjectByTextureUnits } from '../support/texture-units.ts';
import { cpuOperators } from '../support/walk.ts';

const SIDE = 32;
const WATER_PER_MM = 0.02059;

/** The head of docs/performance.md at a quarter of its 128³ voxels each way, which has the largest steps for its few views. */
const head = {
  ...{ version: 2, phantom: 'shepp-logan-3d' },
  scan: {
    ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 570, sourceToDetectorMm: 1040 },
    ...{ views: 90, rows: 64, rowSpacingMm: 8, channels: 64, channelSpacingMm: 8 },
  },
  reconstruction: { grid: { pixels: SIDE, pixelSizeMm: 6.4, slices: SIDE } },
};

test('the weights and half floats of texture units move no voxel of these slices of a head by 1 HU', async () => {
  const input = parseExperimentInput(head);
  const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
  const operators = cpuOperators() as unknown as CpuOperators;
  let given: { readonly views: HostArray; readonly scan: Scan; readonly grid: Grid } | null = null;
  const watched = new Proxy(operators, {
    get(target, name) {
      const member = Reflect.get(target, name, target);
      if (name !== 'backProjectVolume') return typeof member === 'function' ? member.bind(target) : member;
      return (...args: Parameters<CpuOperators['backProjectVolume']>) => {
        const [views, scan, grid] = args;
        given ??= { views: { ...views, data: views.data.slice() }, scan, grid };
        return target.backProjectVolume(...args);
      };
    },
  });
  const session = new Session(watched, new InPlaceExecutor(cpuTasks));
  const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
  const exact = await operators.read(result.volume as HostArray);
  const { views, scan, grid } = given!;
  // In the plane of the source, and where the cone is steep.
  for (const from of [15, 24]) {
    for (const hasHalfFloats of [false, true]) {
      const slab = { from, to: from + 2 };
      const made = backProjectByTextureUnits(views.data, loweredScan(scan), grid, slab, hasHalfFloats);
      const largest = made.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - exact[from * SIDE * SIDE + i]!)),
        0,
      );
      // 0.7 and 0.9 HU, to be told from no rounding at all.
      expect((1000 * largest) / WATER_PER_MM).toBeLessThan(1);
      expect((1000 * largest) / WATER_PER_MM).toBeGreaterThan(0.5);
    }
  }
});
