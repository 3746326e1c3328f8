import { expect, test } from 'vitest';
import type { ConeScan } from '../../src/geometry/cone/cone-scan.ts';
import { type Grid, gridShape } from '../../src/geometry/grid.ts';
import type { SolidPhantom } from '../../src/phantom/solids/solid.ts';
import { reconstructFdk } from '../../src/reconstruction/fdk.ts';
import { addHuTerm } from '../../src/reconstruction/missing-cone.ts';
import { coneOf } from '../support/cone-walk.ts';
import { scannedSolids, spheres } from '../support/solid-scans.ts';
import { cpuOperators } from '../support/walk.ts';
import { WatchedOperators } from '../support/watched-operators.ts';

const operators = cpuOperators();

/** By Feldkamp's algorithm, and with Hu's term. */
async function bothOf(phantom: SolidPhantom, scan: ConeScan, grid: Grid): Promise<[Float32Array, Float32Array]> {
  const [columns, rows, slices] = gridShape(grid);
  const readings = await scannedSolids(phantom, scan);
  const uploaded = await operators.upload(readings, scan.anglesRad.length * scan.rows, scan.channels);
  const volume = await operators.create(slices * rows, columns);
  for await (const _ of reconstructFdk(operators, scan, grid, uploaded, volume));
  const plain = await operators.read(volume);
  for await (const _ of addHuTerm(operators, scan, grid, uploaded, volume));
  return [plain, await operators.read(volume)];
}

// Integrals over planes at ρ from the middle of a ball of radius a are π·(a² − ρ²), so that their second derivative is −2π, and
// three-dimensional Radon inversion the part of all directions that is measured: (1/4π)·∫ dn of those with |n·r| ≤ D·sinθ. On
// the axis this is cosκ, tanκ = z/D. The step at their end, where the derivative is −2π·ρ, has −z²·D/L³, L² = D² + z²: cos³κ.
test('a ball has cos³κ of its value on the axis, and cosκ of it with Hu’s term', async () => {
  const scan = coneOf({ views: 90, channels: 121, channelSpacingMm: 0.7, rows: 91, rowSpacingMm: 0.9 });
  const grid = { rows: 3, columns: 3, slices: 15, pixelSizeMm: 0.9, sliceSpacingMm: 2 };
  const [plain, whole] = await bothOf(spheres([[0, 0, 0, 20, 1]]), scan, grid);
  for (let slice = 0; slice < 15; slice++) {
    const cosine = 60 / Math.hypot(60, 2 * (slice - 7));
    expect(Math.abs(plain[9 * slice + 4]! - cosine ** 3)).toBeLessThan(0.006);
    expect(Math.abs(whole[9 * slice + 4]! - cosine)).toBeLessThan(0.006);
  }
});

test('beside the axis it has the part of all directions whose planes meet the circle', async () => {
  const scan = coneOf({ views: 90, channels: 121, channelSpacingMm: 0.7, rows: 91, rowSpacingMm: 0.9 });
  const [xMm, zMm] = [9, 11];
  const grid = { rows: 1, columns: 2, slices: 1, pixelSizeMm: 2 * xMm, centreZMm: zMm };
  const [plain, whole] = await bothOf(spheres([[0, 0, 0, 20, 1]]), scan, grid);
  let measured = 0;
  const [STEPS, TURN] = [400, 2 * Math.PI];
  for (let i = 0; i < STEPS; i++) {
    const height = (2 * (i + 0.5)) / STEPS - 1;
    const across = Math.sqrt(1 - height ** 2);
    for (let k = 0; k < STEPS; k++) {
      const rho = xMm * across * Math.cos((TURN * (k + 0.5)) / STEPS) + zMm * height;
      if (Math.abs(rho) <= 60 * across) measured += 1 / STEPS ** 2;
    }
  }
  expect(measured).toBeLessThan(0.985);
  for (const value of whole) expect(Math.abs(value - measured)).toBeLessThan(0.004);
  for (const value of plain) expect(Math.abs(value - measured)).toBeGreaterThan(0.02);
});

test('in the plane of the source it adds nothing, and what does not change along the axis stays', async () => {
  const scan = coneOf({ views: 48, channels: 61, rows: 21 });
  const grid = { rows: 9, columns: 9, slices: 3, pixelSizeMm: 2, sliceSpacingMm: 3 };
  const [plain, whole] = await bothOf(spheres([[2, 1, 0, 12, 1]], 1000), scan, grid);
  for (let i = 0; i < plain.length; i++) expect(whole[i]).toBeCloseTo(plain[i]!, 4);
  expect([...whole.subarray(81, 162)]).toEqual([...plain.subarray(81, 162)]);
});

test('gives back all that it took', async () => {
  const watched = new WatchedOperators(cpuOperators(), Number.POSITIVE_INFINITY);
  const scan = coneOf({ views: 6, rows: 4, channels: 9 });
  const readings = await watched.create(24, 9);
  const volume = await watched.create(4, 4);
  for await (const _ of addHuTerm(watched, scan, { rows: 4, columns: 4, pixelSizeMm: 1 }, readings, volume));
  expect([...watched.alive]).toEqual([readings, volume]);
});
