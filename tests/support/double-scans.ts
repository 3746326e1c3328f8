import { expect, test } from 'vitest';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { exactLineIntegral, exactRay, type FileShape, nearest } from './exact-line-integrals.ts';

const VIEWS = 8;
const CHANNELS = 301;

// Numbers that no binary fraction is; nothing lies exactly on a ray.
const shapes: readonly FileShape[] = [
  { type: 'ellipse', x: 2.3, y: -3.1, semiAxisX: 93.7, semiAxisY: 70.9, angleDeg: 31, value: 0.7 },
  { type: 'rectangle', x: -6.2, y: 4.4, width: 61.3, height: 33.1, angleDeg: -21, value: 1.3 },
  {
    type: 'polygon',
    points: [
      [0.3, -40.1],
      [44.6, -4.3],
      [28.2, 29.7],
      [4.1, 12.9],
    ],
    value: -0.45,
  },
  { type: 'ellipse', x: 55.1, y: 5.7, semiAxisX: 3.3, semiAxisY: 3.3, value: 2.1 },
  { type: 'ellipse', x: -60.3, y: -11.9, semiAxisX: 0.37, semiAxisY: 25.7, angleDeg: 17, value: 3.7 },
  {
    type: 'ellipse',
    x: -12.7,
    y: -29.3,
    semiAxisX: 29.1,
    semiAxisY: 15.3,
    angleDeg: 25,
    clip: [
      { normalDeg: 40, distance: 3.3 },
      { normalDeg: -100, distance: 2.2 },
    ],
    value: 1.55,
  },
  // More shapes on one ray than the kernel remembers.
  ...Array.from({ length: 36 }, (_, i) => ({
    type: 'rectangle',
    x: 2.4 * i - 43.3,
    y: 41.9,
    width: 1.3,
    height: 9.7,
    value: 0.9 + 0.01 * i,
  })),
];

const scans: Record<string, Scan> = {
  parallel: arcScan(
    { views: VIEWS, startRad: 0.013, arcRad: Math.PI },
    { channels: CHANNELS, channelSpacingMm: 0.61, offset: 0.3 },
  ),
  fan: fanArcScan(
    { views: VIEWS, startRad: 0.013, arcRad: 2 * Math.PI },
    {
      detector: 'arc',
      sourceToIsocenterMm: 570,
      sourceToDetectorMm: 1040,
      channels: CHANNELS,
      channelSpacingMm: 1.13,
      offset: 0.3,
    },
  ),
};

/** What each scan is to give, rounded to f32 once. */
const expectedOf = new Map<string, Float32Array>();

function rayOf(scan: Scan, view: number, channel: number) {
  const place = (channel - (CHANNELS - 1) / 2 - 0.3) * scan.channelSpacingMm;
  if (scan.geometry === 'parallel') return exactRay(scan.anglesRad[view]!, 0, place);
  return exactRay(scan.anglesRad[view]!, place / 1040, 570 * Math.sin(place / 1040));
}

/** Line integrals of double precision against those of 160 bits, bit by bit. */
export function describeDoubleScans(operatorsOf: () => Operators): void {
  const cases = Object.entries(scans).flatMap(([name, scan]) =>
    (['add', 'replace'] as const).map((composition) => [name, composition, scan] as const),
  );
  test.each(cases)('%s rays through values that %s are right to the last bit', async (name, composition, scan) => {
    const file = { version: 1, name: 'test', fieldSizeMm: 200, values: 'arbitrary', composition, shapes };
    const operators = operatorsOf();
    const sinogram = await operators.create(VIEWS, CHANNELS);
    await operators.scanShapes(shapePhantom(parsePhantomFile(file)), scan, sinogram, { from: 0, to: VIEWS }, 'double');
    const values = await operators.read(sinogram);
    operators.release(sinogram);
    const key = `${name} ${composition}`;
    const expected =
      expectedOf.get(key) ??
      Float32Array.from(values, (_value, i) =>
        nearest(exactLineIntegral(shapes, composition, rayOf(scan, Math.floor(i / CHANNELS), i % CHANNELS))),
      );
    expectedOf.set(key, expected);
    expect(expected.filter((value) => value !== 0).length).toBeGreaterThan(0.8 * values.length);
    const wrong = values.filter((value, i) => value !== expected[i]).length;
    // Roundings of 2⁻⁴⁴ beside a last bit of 2⁻²⁴ change one in 10⁵ and some; a ray along a thin shape has fewer digits.
    expect(wrong).toBeLessThanOrEqual(1);
  });
}
