import { expect, test } from 'vitest';
import { axisChannel, channelCentreMm } from '../../src/geometry/detector.ts';
import { arcScan, scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { setParallelRay } from '../../src/geometry/ray.ts';
import { fieldOfViewRadiusMm } from '../../src/geometry/scan.ts';

const detector = { channels: 6, channelSpacingMm: 2, offset: 0.5 };

test('view v of V stands at start + v·arc/V: the end point is not a view', () => {
  const scan = arcScan({ views: 4, startRad: 0.1, arcRad: 2 }, detector);
  [0.1, 0.6, 1.1, 1.6].forEach((angle, v) => {
    expect(scan.anglesRad[v]).toBeCloseTo(angle, 14);
  });
  expect(scan).toMatchObject({ geometry: 'parallel', ...detector });
  expect(scan.viewWeightsRad).toHaveLength(4);
});

test('channel k has its centre at (k − (K−1)/2 − offset)·spacing', () => {
  expect([0, 2, 3, 5].map((k) => channelCentreMm(detector, k))).toEqual([-6, -2, 0, 4]);
  expect(channelCentreMm({ ...detector, channels: 5, offset: 0 }, 2)).toBe(0);
  expect(channelCentreMm({ ...detector, channels: 5, offset: -1 }, 2)).toBe(2);
});

test('the axis falls on channel (K−1)/2 + offset: the tooth’s on 296', () => {
  expect(axisChannel({ channels: 640, channelSpacingMm: 1, offset: -23.5 })).toBe(296);
  expect(axisChannel(detector)).toBe(3);
});

test('the field of view ends at the channel that is nearer to the axis', () => {
  const radius = (offset: number) =>
    fieldOfViewRadiusMm(arcScan({ views: 1, startRad: 0, arcRad: 1 }, { ...detector, offset }));
  expect([0.5, -0.5, 40].map(radius)).toEqual([4, 4, 0]);
});

test('a scattered scan keeps its angles in their order', () => {
  const angles = Float64Array.of(2, 0.5, 7);
  expect([...scatteredScan(angles, detector).anglesRad]).toEqual([2, 0.5, 7]);
});

test('every point of a ray satisfies x·cosθ + y·sinθ = u, and its direction has length 1', () => {
  for (const [angle, u] of [
    [0.3, 5],
    [-2, -7],
    [4, 0],
  ] as const) {
    const ray = { originXMm: 0, originYMm: 0, directionX: 0, directionY: 0 };
    setParallelRay(ray, Math.cos(angle), Math.sin(angle), u);
    for (const t of [-10, 0, 3.5]) {
      const x = ray.originXMm + t * ray.directionX;
      const y = ray.originYMm + t * ray.directionY;
      expect(x * Math.cos(angle) + y * Math.sin(angle)).toBeCloseTo(u, 12);
    }
    expect(Math.hypot(ray.directionX, ray.directionY)).toBeCloseTo(1, 14);
    // Next to the axis: the origin is at a right angle to the ray.
    expect(ray.originXMm * ray.directionX + ray.originYMm * ray.directionY).toBeCloseTo(0, 12);
  }
});
