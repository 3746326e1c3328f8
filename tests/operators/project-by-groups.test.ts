// Rays of symmetric views, taken together: they are what the plain kernels say, ray by ray and pixel by pixel.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { wasmKernels } from '../../src/compute/cpu/wasm-kernels.ts';
import { squareGrid } from '../../src/geometry/grid.ts';
import { scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import { plain as adjointScanImage } from '../../src/kernels/adjoint-scan-image/plain.ts';
import { scanImage } from '../../src/kernels/scan-image/plain.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuTaskName, type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { NO_VIEW, rayGroups } from '../../src/operators/cpu/ray-groups.ts';
import { sameScan } from '../../src/operators/cpu/same-scan.ts';
import { allSegments } from '../../src/operators/cpu/scan-groups.ts';
import { type RayShare, shareRays, sharesOfRays } from '../../src/operators/cpu/share-rays.ts';
import {
  afterQuarters,
  carried,
  foldedAngle,
  mirroredFirst,
  oppositeOf,
} from '../../src/operators/cpu/square-symmetry.ts';
import { expectRelativelyClose, expectSameBits } from '../support/close.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray } from '../support/random.ts';
import { uniform } from '../support/uniform.ts';
import { DEGREES, scanOfArc } from '../support/walk.ts';

/** f32 sums of some hundred terms. */
const CLOSE = 2e-6;

class SomeLanes extends InPlaceExecutor<CpuTasks> {
  override readonly lanes: never;

  constructor(lanes: number) {
    super(cpuTasks);
    this.lanes = lanes as never;
  }
}

/** Lanes whose last one may answer nothing. */
class FailingLanes extends SomeLanes {
  fails = false;

  override async run<Name extends CpuTaskName>(name: Name, ...args: Parameters<CpuTasks[Name]>) {
    const share = args[3] as RayShare | undefined;
    if (this.fails && share?.part === 2) throw new Error('no thread');
    return super.run(name, ...args);
  }
}

const parallel = (
  views: number,
  given: { offset?: number; startDeg?: number; arcDeg?: number; channels?: number } = {},
) => scanOfArc({ views, channels: 45, channelSpacingMm: 1.1, ...given });
const fan = (
  views: number,
  given: { offset?: number; startDeg?: number; arcDeg?: number; detector?: 'arc' | 'flat' } = {},
) =>
  fanOfArc({ sourceToIsocenterMm: 60, sourceToDetectorMm: 110, views, channels: 47, channelSpacingMm: 1.7, ...given });

/** Of each layout how many groups, and how many views these have of as many as there is room for. */
const SCANS: Readonly<Record<string, readonly [scan: Scan, layouts: string]>> = {
  'parallel views, four to a group both ways': [parallel(40), '11 of 01234567: 80/88'],
  'an even number of channels': [parallel(16, { channels: 44 }), '5 of 01234567: 32/40'],
  'the axis on a channel that is not the middle one': [parallel(16, { offset: 3 }), '5 of 01234567: 32/40'],
  'views between multiples of 45°': [parallel(24, { startDeg: 3.75 }), '6 of 01234567: 48/48'],
  'an odd number of views, which have mirror images alone': [parallel(21), '6 of 0426: 22/24; 5 of 1537: 20/20'],
  'a subset that starts at some angle': [parallel(12, { startDeg: 7 }), '6 of 0123: 24/24'],
  'a quarter of a channel off the axis': [parallel(24, { offset: 0.25 }), '6 of 0165: 22/24; 1 of 0123: 2/4'],
  'a quarter of a channel off, over a full turn': [
    parallel(24, { offset: 0.25, arcDeg: 360 }),
    '2 of 0123: 8/8; 2 of 01234567: 16/16',
  ],
  'a detector to one side, over a full turn': [
    parallel(16, { offset: -21, arcDeg: 360 }),
    '2 of 0123: 8/8; 1 of 01234567: 8/8',
  ],
  'parallel views over a full turn, every line twice': [
    parallel(16, { arcDeg: 360 }),
    '4 of 0123: 16/16; 2 of 01234567: 16/16',
  ],
  'one view': [parallel(1, { startDeg: 31 }), '1 of 0123: 2/4'],
  'a fan with mirror images': [fan(32), '5 of 01234567: 32/40'],
  'a flat fan with mirror images, between multiples of 45°': [
    fan(24, { detector: 'flat', startDeg: 7.5 }),
    '3 of 01234567: 24/24',
  ],
  'a fan a quarter of a channel off': [fan(24, { offset: 0.25 }), '6 of 0123: 24/24'],
  'a fan that starts at some angle': [fan(24, { startDeg: 4, detector: 'flat' }), '6 of 0123: 24/24'],
  'a short fan of whole steps': [fan(25, { arcDeg: 225, offset: 0.25 }), '10 of 0123: 25/40'],
  'a short fan without partners': [fan(9, { arcDeg: 217.3, startDeg: 2 }), '9 of 0123: 9/36'],
  'a fan of more than half a turn': [
    fanOfArc({ sourceToIsocenterMm: 40, sourceToDetectorMm: 90, views: 8, channels: 11, channelSpacingMm: 36 }),
    '2 of 0123: 8/8',
  ],
};

const allOf = ({ anglesRad }: Scan) => ({ from: 0, to: anglesRad.length });

function layoutsOf(scan: Scan): string {
  const { groups } = rayGroups(scan, allOf(scan));
  const layouts = new Map<string, { groups: number; there: number; room: number }>();
  for (const { lanes, views } of groups) {
    const layout = layouts.get(lanes.join('')) ?? { groups: 0, there: 0, room: 0 };
    layout.groups++;
    layout.there += views.filter((view) => view !== NO_VIEW).length;
    layout.room += views.length;
    layouts.set(lanes.join(''), layout);
  }
  return [...layouts]
    .map(([lanes, { groups: count, there, room }]) => `${count} of ${lanes}: ${there}/${room}`)
    .join('; ');
}

function operatorsOn(lanes: number, sharesMemory = false): CpuOperators {
  return new CpuOperators(new SomeLanes(lanes), { sharesMemory });
}

/** Both ways by the plain kernels and by groups. */
async function expectSame(
  operators: CpuOperators,
  scan: Scan,
  pixels: number,
  pixelSizeMm: number,
  { from, to } = allOf(scan),
  most = CLOSE,
): Promise<void> {
  const grid = squareGrid(pixels, pixelSizeMm);
  const { channels } = scan;
  const views = scan.anglesRad.length;
  const x = randomArray(pixels * pixels, 1);
  const y = randomArray(views * channels, 2);
  const image = await operators.upload(x, pixels, pixels);
  const readings = await operators.upload(new Float32Array(views * channels).fill(-7), views, channels);
  await operators.scanImage(image, grid, scan, readings, { from, to });
  const found = await operators.read(readings);
  expectRelativelyClose(found.subarray(from * channels, to * channels), scanImage(x, grid, scan, { from, to }), most);
  expect(found.subarray(0, from * channels).every((value) => value === -7)).toBe(true);
  expect(found.subarray(to * channels).every((value) => value === -7)).toBe(true);

  const sinogram = await operators.upload(y, views, channels);
  const sum = await operators.upload(x, pixels, pixels);
  await operators.adjointScanImage(sinogram, scan, grid, sum, { from, to });
  const expected = { ...grid, data: Float32Array.from(x) };
  const part = { from: 0, to: pixels };
  adjointScanImage(
    { scan, grid, views: { from, to } },
    { sinogram: { rows: views, columns: channels, data: y }, image: expected },
    part,
  );
  expectRelativelyClose(await operators.read(sum), expected.data, most);
}

test('these kernels run: nothing here is compared with itself', () => {
  expect(wasmKernels()).not.toBeNull();
});

describe.each(Object.entries(SCANS))('%s', (_, [scan, layouts]) => {
  test('views are found together', () => expect(layoutsOf(scan)).toBe(layouts));

  test('every reading is in one segment', () => {
    const times = new Uint8Array(scan.anglesRad.length * scan.channels);
    for (const part of sharesOfRays(scan, squareGrid(40, 1), allOf(scan), 3)) {
      for (const { view, from, to } of allSegments(part, scan)) {
        for (let channel = from; channel < to; channel++) times[view * scan.channels + channel]!++;
      }
    }
    expect(times.every((count) => count === 1)).toBe(true);
  });

  test.each([1, 2, 31, 46])('is what the plain kernels say on %i pixels each way', (pixels) =>
    expectSame(operatorsOn(1), scan, pixels, 40 / pixels),
  );

  test('and by several lanes', async () => {
    await expectSame(operatorsOn(3), scan, 40, 1);
    await expectSame(operatorsOn(2, true), scan, 33, 1.2);
  });
});

test('tiles of few lines, and more than one of them', async () => {
  const scan = scanOfArc({ views: 8, channels: 9, channelSpacingMm: 70 });
  await expectSame(operatorsOn(1), scan, 701, 1);
  await expectSame(operatorsOn(1), { ...scan, offset: 0.3 }, 530, 1);
});

test('some of the views', async () => {
  await expectSame(operatorsOn(2), parallel(40), 32, 1.2, { from: 3, to: 29 });
  await expectSame(operatorsOn(2), fan(36), 31, 1.2, { from: 10, to: 11 });
});

test('in memory that threads share, bits are what they are elsewhere: again, after one that failed, and of nothing', async () => {
  // More than is done in one piece: 26 groups of 160 rays over 160 lines.
  const [pixels, channels, views] = [160, 160, 120];
  const scan = scanOfArc({ views, channels, channelSpacingMm: 1.1, offset: 0.25, startDeg: 2 });
  const grid = squareGrid(pixels, 1.2);
  await expectSame(operatorsOn(3), scan, pixels, 1.2);
  const executor = new FailingLanes(3);
  const made = async (operators: CpuOperators, x: Float32Array, y: Float32Array) => {
    const readings = await operators.upload(new Float32Array(views * channels).fill(-7), views, channels);
    await operators.scanImage(await operators.upload(x, pixels, pixels), grid, scan, readings, { from: 4, to: 110 });
    const sum = await operators.upload(x, pixels, pixels);
    const sinogram = await operators.upload(y, views, channels);
    await operators.adjointScanImage(sinogram, scan, grid, sum, { from: 4, to: 110 });
    return [readings.data, sum.data];
  };
  const operators = new CpuOperators(executor, { sharesMemory: true });
  const [x, y] = [randomArray(pixels * pixels, 1), randomArray(views * channels, 2)];
  for (const [values, readings] of [
    [x, y],
    [x.map((value) => -value), y.map((value) => value / 3)],
    [new Float32Array(pixels * pixels), new Float32Array(views * channels)],
    [x, y],
  ] as const) {
    const elsewhere = await made(operatorsOn(3), values, readings);
    const shared = await made(operators, values, readings);
    for (const [i, array] of shared.entries()) expectSameBits(Float32Array.from(array), elsewhere[i]!);
    executor.fails = true;
    await expect(made(operators, values, readings)).rejects.toThrow('no thread');
    executor.fails = false;
  }
});

test('an image of which little is not 0 is scanned as the whole is', async () => {
  const [grid, operators, scan] = [squareGrid(41, 1), operatorsOn(1), parallel(24)];
  for (const places of [[], [41 * 20 + 20], [0], [41 * 7 + 30, 41 * 22 + 16]]) {
    const x = new Float32Array(41 * 41);
    for (const place of places) x[place] = 2;
    const readings = await operators.create(24, scan.channels);
    await operators.scanImage(await operators.upload(x, 41, 41), grid, scan, readings, allOf(scan));
    const expected = scanImage(x, grid, scan, allOf(scan));
    const farthest = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - readings.data[i]!)), 0);
    expect(farthest).toBeLessThan(1e-5);
  }
});

test('any views, lanes and pixels', async () => {
  const angle = fc.oneof(
    fc.integer({ min: -9, max: 17 }).map((steps) => steps * 22.5 * DEGREES),
    uniform(-4, 7),
  );
  const cases = fc.record({
    angles: fc.array(angle, { minLength: 1, maxLength: 12 }),
    channels: fc.integer({ min: 1, max: 40 }),
    offset: fc.oneof(fc.constantFrom(0, 0.5, -2, 0.25), uniform(-30, 30)),
    pixels: fc.integer({ min: 1, max: 40 }),
    lanes: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ angles, channels, offset, pixels, lanes }) => {
      const scan = scatteredScan(Float64Array.from(angles), { channels, channelSpacingMm: 1.3, offset });
      const grid = squareGrid(pixels, 1);
      const operators = operatorsOn(lanes);
      const x = randomArray(pixels * pixels, 5);
      const readings = await operators.create(angles.length, channels);
      await operators.scanImage(await operators.upload(x, pixels, pixels), grid, scan, readings, allOf(scan));
      // Few samples may cancel out, so the difference is compared with what a ray can come to.
      scanImage(x, grid, scan, allOf(scan)).forEach((value, i) => {
        expect(Math.abs(value - readings.data[i]!)).toBeLessThan(1e-6 * pixels);
      });
    }),
    { seed: 15, numRuns: 200 },
  );
});

describe('the symmetries of a square', () => {
  const eight = [0, 1, 2, 3, 4, 5, 6, 7];

  test('quarters before a symmetry, and half a turn, are what they say of a place', () => {
    for (const symmetry of eight) {
      for (const quarters of [0, 1, 2, 3]) {
        expect(carried(afterQuarters(symmetry, quarters), 3, 1)).toEqual(carried(symmetry, ...carried(quarters, 3, 1)));
      }
      expect(carried(oppositeOf(symmetry), 3, 1)).toEqual(carried(symmetry, -3, -1));
      expect(carried(mirroredFirst(symmetry), 3, 1)).toEqual(carried(symmetry, 3, -1));
    }
  });

  test('an angle is folded into the eighth of a turn, and its line goes back', () => {
    for (const angle of [-7, -0.1, 0, 0.3, Math.PI / 4, 1, 2, 3, 4, 5, 6, 2 * Math.PI]) {
      const { angleRad, symmetry } = foldedAngle(angle);
      expect(angleRad).toBeGreaterThanOrEqual(0);
      expect(angleRad).toBeLessThan(Math.PI / 4 + 1e-8);
      const [x, y] = carried(symmetry, Math.cos(angleRad), Math.sin(angleRad));
      expect(x).toBeCloseTo(Math.cos(angle), 12);
      expect(y).toBeCloseTo(Math.sin(angle), 12);
    }
  });
});

test('parts take as long as each other, however unlike rays are, and a part may be cut in a group', () => {
  const { groups, mirror } = rayGroups(parallel(8, { startDeg: 11.25 }), { from: 0, to: 8 });
  expect(groups).toHaveLength(2);
  const costOf = (angleRad: number, channel: number) => (angleRad < 0.3 ? 1 : 3) + channel / 10;
  const shares = shareRays({ groups, mirror }, 3, ({ angleRad, channels: { from, to } }) =>
    Float64Array.from({ length: to - from }, (_, ray) => costOf(angleRad, from + ray)),
  );
  const costs = shares.map((share) => {
    let cost = 0;
    for (const { angleRad, channels } of share.groups) {
      for (let channel = channels.from; channel < channels.to; channel++) cost += costOf(angleRad, channel);
    }
    return cost;
  });
  expect(costs).toHaveLength(3);
  expect(Math.max(...costs) - Math.min(...costs)).toBeLessThan(2 * costOf(0.4, 45));
  expect(shares.flatMap((share) => share.groups).length).toBeGreaterThan(groups.length);
});

test('of rays at all angles, a part takes the fewer the more lines they cross', () => {
  const [steep, slanted] = sharesOfRays(parallel(80, { channels: 64 }), squareGrid(45, 1.1), { from: 0, to: 80 }, 2);
  const raysOf = (share: typeof steep) => share!.groups.reduce((sum, { channels: { from, to } }) => sum + to - from, 0);
  expect(steep!.groups[0]!.angleRad).toBeLessThan(slanted!.groups[0]!.angleRad);
  expect(raysOf(steep)).toBeLessThan(raysOf(slanted));
});

test('a scan that comes again as a copy is the one that came first, and another of its size is not', () => {
  const scan = parallel(12, { startDeg: 3 });
  const first = sameScan(structuredClone(scan));
  expect(sameScan(structuredClone(scan))).toBe(first);
  const other = { ...structuredClone(scan), channelSpacingMm: 1.2 };
  expect(sameScan(other)).toBe(other);
  const turned = structuredClone(other);
  turned.anglesRad[11]! += 1e-3;
  expect(sameScan(turned)).toBe(turned);
});
