import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import type { Grid } from '../../src/geometry/grid.ts';
import { type LoweredScan, viewsOf } from '../../src/geometry/lowered-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { backProject } from '../../src/operators/cpu/back-project.ts';
import { backProjectVolume } from '../../src/operators/cpu/back-project-volume.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { fastBackProjectVolume, packedGroups } from '../../src/operators/cpu/fast/fast-back-project-volume.ts';
import { rowsSeen, type VolumeReadings } from '../../src/operators/cpu/volume-readings.ts';
import { expectRelativelyClose, expectSameBits } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { randomArray } from '../support/random.ts';
import { cpuOperators, DEGREES } from '../support/walk.ts';
import { VOLUME_SCANS } from './volume-scans.ts';

const readingsOf = (scan: LoweredScan, seed = 3): VolumeReadings => {
  const { rows, channels } = scan.detector;
  return { values: randomArray(viewsOf(scan) * rows * channels, seed), firstRow: 0, rows };
};

/** The rows that a slab is seen on, and no others. */
function readingsFor(
  all: VolumeReadings,
  scan: LoweredScan,
  range: { from: number; to: number },
  rows: { from: number; to: number },
) {
  const { channels } = scan.detector;
  const count = rows.to - rows.from;
  const values = new Float32Array((range.to - range.from) * count * channels);
  for (let view = range.from; view < range.to; view++) {
    const first = (view * all.rows + rows.from) * channels;
    values.set(all.values.subarray(first, first + count * channels), (view - range.from) * count * channels);
  }
  return { values, firstRow: rows.from, rows: count };
}

/** As many lanes, all in place. */
class SeveralLanes extends InPlaceExecutor<CpuTasks> {
  override readonly lanes: never;

  constructor(lanes: number) {
    super(cpuTasks);
    this.lanes = lanes as never;
  }
}

describe.each(VOLUME_SCANS)('the fast twin of a volume’s back-projection: %s', (_, given, grid, groups) => {
  const scan = loweredScan(given);
  const range = { from: 0, to: viewsOf(scan) };
  const all = { from: 0, to: grid.slices! };
  const readings = readingsOf(scan);

  test('is the formula', () => {
    const found = packedGroups(scan, range, grid).groups;
    expect(found.length > 0 ? `${found.length} of ${found[0]!.length}` : 'none').toBe(groups);
    const expected = backProjectVolume(readings, scan, range, grid, all);
    expect(expected.some((value) => value !== 0)).toBe(true);
    expectRelativelyClose(fastBackProjectVolume(readings, scan, range, grid, all), expected, 2e-6);
  });

  test('gives a voxel the same bits in any slab, from the rows that the slab is seen on', () => {
    const whole = fastBackProjectVolume(readings, scan, range, grid, all);
    const pixels = grid.rows * grid.columns;
    for (const slab of [
      { from: 0, to: 1 },
      { from: 1, to: Math.min(6, grid.slices!) },
      { from: grid.slices! - 2, to: grid.slices! },
    ]) {
      const seen = readingsFor(readings, scan, range, rowsSeen(scan, range, grid, slab));
      const part = fastBackProjectVolume(seen, scan, range, grid, slab);
      expectSameBits(part, whole.slice(slab.from * pixels, slab.to * pixels));
      const plainPart = backProjectVolume(seen, scan, range, grid, slab);
      const plain = backProjectVolume(readings, scan, range, grid, slab);
      expectSameBits(plainPart, plain);
    }
  });

  test('takes some of the views', () => {
    const some = { from: 3, to: 6 };
    const rows = { from: 0, to: scan.detector.rows };
    const seen = readingsFor(readings, scan, some, rows);
    const expected = backProjectVolume(seen, scan, some, grid, all);
    expectRelativelyClose(fastBackProjectVolume(seen, scan, some, grid, all), expected, 2e-6);
  });
});

test('one slice through the plane of a fan is the fan’s own back-projection', () => {
  const machine = {
    channels: 41,
    channelSpacingMm: 1.9,
    offset: 0.25,
    sourceToIsocenterMm: 60,
    sourceToDetectorMm: 100,
  };
  for (const detector of ['flat', 'arc'] as const) {
    const scan = loweredScan(fanArcScan({ views: 12, startRad: 0.2, arcRad: 360 * DEGREES }, { ...machine, detector }));
    const grid = { rows: 20, columns: 20, pixelSizeMm: 1.3 };
    const readings = readingsOf(scan);
    const range = { from: 0, to: 12 };
    const slice = backProject(readings.values, scan, range, grid, { from: 0, to: 20 });
    expectRelativelyClose(backProjectVolume(readings, scan, range, grid, { from: 0, to: 1 }), slice, 1e-7);
  }
});

test('a cone’s reading counts where its ray passes, and rises with z', () => {
  // One reading of one view: the volume is lit along its ray alone.
  const scan = loweredScan(coneOf({ views: 1 }));
  const { rows, channels } = scan.detector;
  const readings = { values: new Float32Array(rows * channels), firstRow: 0, rows };
  readings.values[12 * channels + 20] = 1;
  const grid: Grid = { rows: 21, columns: 21, slices: 81, pixelSizeMm: 1, sliceSpacingMm: 0.1, centreZMm: 2 };
  const volume = fastBackProjectVolume(readings, scan, { from: 0, to: 1 }, grid, { from: 0, to: 81 });
  const zOfMass = (row: number) => {
    let [mass, moment] = [0, 0];
    for (let slice = 0; slice < 81; slice++) {
      for (let column = 0; column < 21; column++) {
        const value = volume[(slice * 21 + row) * 21 + column]!;
        mass += value;
        moment += value * (2 + (slice - 40) * 0.1);
      }
    }
    return moment / mass;
  };
  // Row 12 stands 12 − 9.5 rows of 1.6 mm above the plane, 100 mm from the source; row r of the grid lies 60 + 10 − r deep.
  for (const row of [2, 10, 18]) expect(zOfMass(row)).toBeCloseTo(((2.5 * 1.6) / 100) * (60 + 10 - row), 1);
});

test('the operator adds to the slices of its slab alone, by any number of lanes', async () => {
  const scan = coneOf();
  const grid: Grid = { rows: 22, columns: 22, slices: 15, pixelSizeMm: 1.4 };
  const { rows, channels } = scan;
  const values = randomArray(24 * rows * channels, 3);
  const run = async (operators: Operators, slabs: readonly [number, number][]) => {
    const readings = await operators.upload(values, 24 * rows, channels);
    const volume = await operators.upload(new Float32Array(15 * 484).fill(1), 15 * 22, 22);
    for (const [from, to] of slabs) {
      await operators.backProjectVolume(readings, scan, grid, volume, { from: 0, to: 24 }, { from, to });
    }
    return operators.read(volume);
  };
  const once = await run(cpuOperators(), [[0, 15]]);
  const lanes = new CpuOperators(new SeveralLanes(3)) as unknown as Operators;
  const shared = new CpuOperators(new SeveralLanes(3), { sharesMemory: true }) as unknown as Operators;
  for (const operators of [lanes, shared]) {
    const slabs: [number, number][] = [
      [4, 9],
      [0, 4],
      [9, 15],
    ];
    expectSameBits(await run(operators, slabs), once);
  }
  const some = await run(cpuOperators(), [[4, 9]]);
  expect(some.subarray(0, 4 * 484).every((value) => value === 1)).toBe(true);
  expectSameBits(some.slice(4 * 484, 9 * 484), once.slice(4 * 484, 9 * 484));
});

test('a run that is given up stops', async () => {
  const operators = cpuOperators();
  const scan = coneOf();
  const grid: Grid = { rows: 22, columns: 22, slices: 15, pixelSizeMm: 1.4 };
  const readings = await operators.create(24 * scan.rows, scan.channels);
  const volume = await operators.create(15 * 22, 22);
  const given = AbortSignal.abort(new Error('given up'));
  const all = { from: 0, to: 24 };
  const running = operators.backProjectVolume(
    readings,
    scan,
    grid,
    volume,
    all,
    { from: 0, to: 15 },
    { signal: given },
  );
  await expect(running).rejects.toThrow('given up');
});
