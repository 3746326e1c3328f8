import { afterAll, describe, expect, test } from 'vitest';
import { whyOnNoScale, writtenUnitOf } from '../../src/experiment/slice-scale.ts';
import { ball, slab, tomosynthesisVolume, type Volume } from '../support/tomosynthesis-images.ts';
import { cpuOperators, DEGREES } from '../support/walk.ts';

const operators = cpuOperators();
afterAll(() => operators.dispose());

const made = async (those: readonly object[], ofScan: object = {}, reconstruction: object = {}): Promise<Volume> =>
  (await tomosynthesisVolume(operators, those, ofScan, reconstruction)).at;

/** Where a volume is largest. */
function brightest(volume: Volume): number[] {
  let best = [0, 0, 0];
  for (let z = -10; z <= 10; z++) {
    for (let y = -16; y <= 16; y++) {
      for (let x = -16; x <= 16; x++) if (volume(x, y, z) > volume(best[0]!, best[1]!, best[2]!)) best = [x, y, z];
    }
  }
  return best;
}

const ways = [
  ['shift and add', { method: 'shift-and-add' }],
  ['plain back-projection', { filter: 'none' }],
  ['filtered back-projection', { filter: 'hann' }],
] as const;

describe.each(ways)('%s', (_, way) => {
  test.each(['stationary', 'isocentric'])(
    'a ball is sharpest in its own slice, at its own place: %s',
    async (panel) => {
      const [x, y, z] = panel === 'stationary' ? ([7, -9, 6] as const) : ([-5, 3, -7] as const);
      const volume = await made([ball(x, y, z)], { panel }, way);
      expect(brightest(volume)).toEqual([x, y, z]);
      // Its shadow in a slice above or below is wider and weaker, and nothing of it is mirrored.
      const focus = volume(x, y, z);
      expect(volume(x, y, z - 5 * Math.sign(z))).toBeLessThan(0.6 * focus);
      expect(volume(-x, y, z)).toBeLessThan(0.25 * focus);
      expect(volume(x, -y, z)).toBeLessThan(0.25 * focus);
      expect(volume(x, y, -z)).toBeLessThan(0.4 * focus);
    },
  );
});

test('shift and add makes of a wide slab that fills the volume what it is, in every slice', async () => {
  for (const panel of ['stationary', 'isocentric']) {
    const volume = await made([slab], { panel, views: 9, arcDeg: 45 }, { method: 'shift-and-add' });
    for (const [x, y, z] of [
      [0, 0, 0],
      [6, -5, 9],
      [-7, 8, -10],
    ] as const) {
      expect(volume(x, y, z) / 0.02).toBeCloseTo(1, 4);
    }
  }
});

// A thin disk of radius r is seen through a point z above its middle by the views whose source is no farther to the side
// than D·cosβ − z is long, times r/z: as by similar triangles, so many of all views. What is blurred is not subtracted here,
// since there is nothing around the disk. Wu et al., Med. Phys. 31:2636, 2004, doi 10.1118/1.1786692, eq. 3, at a point.
test('shift and add spreads a small disk along z as the arc says, and less the longer it is', async () => {
  const [r, at] = [1.5, -6];
  const disk = { type: 'cylinder', x: 0, y: 0, z: at, semiAxisX: r, semiAxisY: r, length: 0.2, value: 0.05 };
  const spread: number[][] = [];
  for (const spanDeg of [15, 30, 60]) {
    const views = 21;
    const arcDeg = (spanDeg * views) / (views - 1);
    const fine = { channels: 320, channelSpacingMm: 0.1, rows: 40, rowSpacingMm: 0.1 };
    const volume = await made([disk], { ...fine, views, arcDeg }, { method: 'shift-and-add', grid: { pixels: 1 } });
    const focus = volume(0, 0, at);
    const found: number[] = [];
    for (let z = at; z <= 10; z++) {
      const shadows = Array.from({ length: views }, (_, v) => {
        const beta = (-spanDeg / 2 + (v * spanDeg) / (views - 1)) * DEGREES;
        return (300 * Math.abs(Math.sin(beta)) * (z - at)) / (300 * Math.cos(beta) - z);
      });
      // A shadow whose edge is within a channel of the point may count for a part.
      const [least, most] = [r - 0.15, r + 0.15].map((edge) => shadows.filter((x) => x <= edge).length / views);
      const value = volume(0, 0, z) / focus;
      expect(value).toBeGreaterThan(least! - 0.01);
      expect(value).toBeLessThan(most! + 0.01);
      found.push(value);
    }
    spread.push(found);
  }
  const depth = spread.map((values) => values.findIndex((value) => value < 0.5));
  // Half of the views are within half of the arc: r/tan 3.75°, r/tan 7.5° and r/tan 15° are 22.9, 11.4 and 5.6 mm.
  expect([depth[0], depth[2]]).toEqual([-1, 6]);
  expect(Math.abs(depth[1]! - 11.4)).toBeLessThan(1);
});

test('values are relative: no HU in files, and no comparison with the phantom', () => {
  const reconstruction = { method: 'fbp', filter: 'hann' } as never;
  const subject = { kind: 'solids', unit: '1/mm' } as never;
  const swung = { scan: { geometry: 'tomosynthesis' } as never, reconstruction };
  const turned = { scan: { geometry: 'cone' } as never, reconstruction };
  expect([writtenUnitOf(swung, subject), writtenUnitOf(turned, subject)]).toEqual(['arbitrary', 'HU']);
  expect([whyOnNoScale(swung), whyOnNoScale(turned)]).toEqual([
    'slices of a tomosynthesis scan have relative values, since most angles are missing',
    null,
  ]);
});
