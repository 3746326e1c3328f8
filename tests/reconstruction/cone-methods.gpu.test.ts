import { expect, test } from 'vitest';
import { reconstructFdk } from '../../src/reconstruction/fdk.ts';
import { reconstructHalfTurns } from '../../src/reconstruction/half-turn-interpolation.ts';
import { addHuTerm } from '../../src/reconstruction/missing-cone.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { randomArray } from '../support/random.ts';
import { cpuOperators } from '../support/walk.ts';

const circle = coneOf({ views: 12, rows: 6, rowSpacingMm: 3, channels: 31 });
const scan = coneOf({ views: 26, arcDeg: 780, pitchMm: 8, startZMm: -9, rows: 6, rowSpacingMm: 3, channels: 31 });
const grid = { rows: 9, columns: 9, slices: 2, pixelSizeMm: 2 };
const readings = randomArray(26 * 6 * 31, 3);

test.each([
  ['Feldkamp’s algorithm', reconstructFdk],
  ['180° LI', reconstructHalfTurns],
] as const)('a helix by %s is on the GPU what it is on the CPU', async (_, reconstruct) => {
  const volumes = [];
  for (const operators of [cpuOperators(), await gpuOperators()]) {
    const uploaded = await operators.upload(readings, 26 * 6, 31);
    const volume = await operators.create(18, 9);
    for await (const _ of reconstruct(operators as never, scan, grid, uploaded, volume, {}));
    volumes.push(await operators.read(volume as never));
  }
  const [onCpu, onGpu] = volumes;
  expect(onCpu!.every((value) => value !== 0)).toBe(true);
  expectRelativelyClose(onGpu!, onCpu!, 1e-5);
});

test('Hu’s term is on the GPU what it is on the CPU', async () => {
  const volumes = [];
  const above = { ...grid, centreZMm: 6 };
  for (const operators of [cpuOperators(), await gpuOperators()]) {
    const uploaded = await operators.upload(readings.slice(0, 12 * 6 * 31), 12 * 6, 31);
    const volume = await operators.create(18, 9);
    for await (const _ of addHuTerm(operators as never, circle, above, uploaded, volume));
    volumes.push(await operators.read(volume as never));
  }
  const [onCpu, onGpu] = volumes;
  expect(Math.max(...onCpu!)).toBeGreaterThan(0);
  expectRelativelyClose(onGpu!, onCpu!, 1e-5);
});
