import { describe, expect, test } from 'vitest';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import type { ShapePhantom } from '../../src/phantom/phantom.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { phantomAtMoment } from '../../src/physics/moving-phantom.ts';
import type { MotionSettings } from '../../src/physics/physics-settings.ts';

const STILL: MotionSettings = { kind: 'none', amplitudeMm: 0, directionDeg: 0, at: 0, cycles: 1 };

const phantomOf = (shape: object) =>
  shapePhantom(
    parsePhantomFile({
      version: 1,
      name: 'one shape',
      fieldSizeMm: 200,
      values: 'arbitrary',
      composition: 'add',
      shapes: [{ value: 1, ...shape }],
    }),
  );

const shapes = [
  ['an ellipse', { type: 'ellipse', x: 4, y: 0, semiAxisX: 20, semiAxisY: 2 }, Math.PI * 20 * 2],
  ['a rectangle', { type: 'rectangle', x: 4, y: 0, width: 40, height: 4 }, 160],
  [
    'a polygon',
    {
      type: 'polygon',
      points: [
        [-16, 0],
        [24, -2],
        [24, 2],
      ],
    },
    80,
  ],
] as const;

const scan = arcScan({ views: 2, startRad: 0, arcRad: Math.PI }, { channels: 4001, channelSpacingMm: 0.05, offset: 0 });

/** Area and centre of gravity of what a phantom is at a moment, from its views along both axes. */
function areaAndCentre(phantom: ShapePhantom, motion: MotionSettings, moment: number) {
  const views = scanShapes(phantomAtMoment(phantom, motion, moment) as ShapePhantom, scan, { from: 0, to: 2 });
  const along = [0, 1].map((view) => {
    let [area, first] = [0, 0];
    for (let channel = 0; channel < scan.channels; channel++) {
      const value = views[view * scan.channels + channel]! * scan.channelSpacingMm;
      area += value;
      first += value * (channel - 2000) * scan.channelSpacingMm;
    }
    return { area, middle: first / area };
  });
  return { areas: along.map(({ area }) => area), centre: along.map(({ middle }) => middle) };
}

// Sums over channels of 0.05 mm are the integral within some 0.5 %: edges fall between channels.
describe.each(shapes)('%s', (_, shape, area) => {
  test('shifts as a whole, far beyond where it was', () => {
    const motion: MotionSettings = { ...STILL, kind: 'shift', amplitudeMm: 60, directionDeg: 30, at: 0.5 };
    const before = areaAndCentre(phantomOf(shape), motion, 0.4);
    const after = areaAndCentre(phantomOf(shape), motion, 0.6);
    for (const moved of [...before.areas, ...after.areas]) expect(Math.abs(moved / area - 1)).toBeLessThan(0.02);
    expect(after.centre[0]! - before.centre[0]!).toBeCloseTo(60 * Math.cos(Math.PI / 6), 1);
    expect(after.centre[1]! - before.centre[1]!).toBeCloseTo(30, 1);
  });

  test('breathes in all of its length', () => {
    const motion: MotionSettings = { ...STILL, kind: 'breathing', amplitudeMm: 100 };
    const { areas } = areaAndCentre(phantomOf(shape), motion, 0.5);
    // Half of the field of 200 mm grows by 100 mm: everything is twice as long.
    for (const grown of areas) expect(Math.abs(grown / (4 * area) - 1)).toBeLessThan(0.02);
  });
});
