// What is still done of an iteration, and of a piece of one, once nobody wants it any more.

import { afterEach, describe, expect, test } from 'vitest';
import { GivenUpError, heedGivingUp } from '../../src/compute/cpu/giving-up.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { gridShape, squareGrid } from '../../src/geometry/grid.ts';
import { detectorRowsOf } from '../../src/geometry/scan.ts';
import { beginIterating } from '../../src/methods/iterative/begin-iterating.ts';
import { METHODS } from '../../src/methods/registry.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { CpuOperators, type HostArray } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { fastScanGroups } from '../../src/operators/cpu/fast/fast-scan-groups.ts';
import { fastSpreadGroups } from '../../src/operators/cpu/fast/fast-spread-groups.ts';
import { rayGroups } from '../../src/operators/cpu/ray-groups.ts';
import { readingCount } from '../../src/operators/cpu/scan-groups.ts';
import { usualValues } from '../../src/spec-settings.ts';
import { scanOfArc } from '../support/walk.ts';

const enough = new Error('enough');
const iterative = METHODS.all.flatMap((method) => (method.iterates ? [method] : []));

/** Operators that note what is asked of them, and call back before each. */
function noted(operators: Operators<HostArray>, onCall: (name: string) => void): Operators<HostArray> {
  return new Proxy(operators, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        onCall(String(name));
        return member.apply(target, given);
      };
    },
  });
}

/** So that each way from the start is as long as the first. */
class Forgetful extends Map<string, number> {
  override get(): undefined {
    return undefined;
  }
}

describe('once it is given up', () => {
  test.each(iterative.map(({ name }) => name))('%s asks for nothing more, wherever it is', async (name) => {
    const [scan, grid] = [scanOfArc({ views: 12, channels: 15, channelSpacingMm: 1 }), squareGrid(8, 1.1)];
    const readings = Float32Array.from({ length: 12 * 15 }, (_, i) => 1 + Math.sin(i));
    const method = iterative.find((one) => one.name === name)!;
    const [columns, rows] = gridShape(grid);
    const own = new CpuOperators(new InPlaceExecutor(cpuTasks));
    let controller = new AbortController();
    let calls: string[] = [];
    let most = Number.POSITIVE_INFINITY;
    const operators = noted(own, (call) => {
      calls.push(call);
      if (calls.length === most) controller.abort(enough);
    });
    const iterating = await beginIterating<HostArray>({
      ...{ operators, work: await method.load(), settings: usualValues(method.settings), scan, grid },
      readings: await own.upload(readings, scan.anglesRad.length * detectorRowsOf(scan), scan.channels),
      ...{ start: null, truth: await own.create(rows, columns), waterValue: 1, mostKept: 3, known: new Forgetful() },
      filtered: () => own.create(rows, columns),
      counting: { photons: 1e4, electronicNoise: 0, signalFactor: 1 },
      create: (ofRows, ofColumns) => own.create(ofRows, ofColumns),
      giveBack: () => undefined,
    });
    calls = [];
    await iterating.reach(2, undefined);
    const all = calls.length;
    // All over the way to the second iteration.
    for (const tenth of [1, 4, 7, 9]) {
      await iterating.endTry();
      controller = new AbortController();
      calls = [];
      most = Math.ceil((tenth * all) / 10);
      // An iteration whose image is there is not made again.
      await expect(iterating.reach(3, controller.signal)).rejects.toBe(enough);
      expect(calls.slice(most).filter((call) => call !== 'release')).toEqual([]);
    }
  });
});

describe('a projection on a thread of the CPU', () => {
  afterEach(() => heedGivingUp(null));
  const [scan, grid] = [scanOfArc({ views: 24, channels: 140, channelSpacingMm: 1 }), squareGrid(96, 1)];
  const groups = rayGroups(scan, { from: 0, to: scan.anglesRad.length });
  const image = new Float32Array(grid.rows * grid.columns).fill(1);
  const readings = new Float32Array(readingCount(groups, scan)).fill(1);
  test.each([
    ['there', () => fastScanGroups(image, grid, scan, groups, null)],
    ['back', () => fastSpreadGroups(readings, grid, scan, groups, null)],
  ])('%s ends at the piece under way, and does as before when it is asked again', (_, project) => {
    const before = project();
    let asked = 0;
    heedGivingUp(() => ++asked > 1);
    expect(project).toThrow(GivenUpError);
    // Every piece asks first.
    expect(asked).toBe(2);
    heedGivingUp(null);
    expect(project()).toEqual(before);
  });
});
