import { describe, expect, test } from 'vitest';
import type { MeasuredPlane } from '../../../src/measure/plane.ts';
import { transferOfDisk } from '../../../src/measure/spectra/mtf-of-disk.ts';
import { mtfOfEdge } from '../../../src/measure/spectra/mtf-of-edge.ts';
import { mtfOfPoint } from '../../../src/measure/spectra/mtf-of-point.ts';
import type { SpectralCurve } from '../../../src/measure/spectra/spectral-curve.ts';
import { planeOf } from '../../support/measured-planes.ts';
import { normalNumbers } from '../../support/normal-random.ts';

const pictureOf = (pixels: number, pixelMm: number, at: (x: number, y: number) => number) =>
  planeOf(pixels, pixels, pixelMm, ({ x, y }) => at(x, y));

const DEVIATION = 0.8;
const SIDE = 0.5;
/** Of a Gaussian blur, exp(−2π²s²f²). */
const blurred = (frequency: number) => Math.exp(-2 * (Math.PI * DEVIATION * frequency) ** 2);

function farthest({ frequencies, values }: SpectralCurve, expected: (frequency: number) => number): number {
  return Math.max(...frequencies.map((frequency, i) => Math.abs(values[i]! - expected(frequency))));
}

function withNoise(plane: MeasuredPlane, deviation: number, seed: number): MeasuredPlane {
  const noise = normalNumbers(plane.values.length, seed);
  return { ...plane, values: Float64Array.from(plane.values, (value, i) => value + deviation * noise[i]!) };
}

/** Φ by its continued fraction and series would be long; the mean over a pixel's worth of a normal law is not needed. */
function normalLaw(x: number): number {
  // ∫₋₈ˣ of the density by Simpson's rule, to 10⁻¹⁰.
  const from = -8;
  if (x <= from) return 0;
  const steps = 400;
  const width = (Math.min(x, 8) - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const at = from + i * width;
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp((-at * at) / 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

describe('of a point', () => {
  const gaussian = (x: number, y: number) => Math.exp(-(x * x + y * y) / (2 * DEVIATION ** 2));
  const point = pictureOf(96, SIDE, (x, y) => 40 + 0.3 * x - 0.2 * y + 500 * gaussian(x - 3.13, y + 2.42));
  const options = { radiusMm: 6, diameterMm: 0 };

  test('that is a Gaussian is a Gaussian, wherever it stands and on whatever slope', () => {
    const { curve, middle, mass } = mtfOfPoint(point, { x: 4, y: -1.5 }, options);
    expect(curve.values[0]).toBe(1);
    expect(curve.frequencies.at(-1)).toBe(1);
    expect(farthest(curve, blurred)).toBeLessThan(1e-5);
    expect([middle.x, middle.y]).toEqual([expect.closeTo(3.13, 5), expect.closeTo(-2.42, 5)]);
    expect(mass).toBeCloseTo(500 * 2 * Math.PI * DEVIATION ** 2, 2);
  });

  test('a hole is as good as a bead', () => {
    const hole = { ...point, values: Float64Array.from(point.values, (value) => -value) };
    expect(farthest(mtfOfPoint(hole, { x: 3, y: -2 }, options).curve, blurred)).toBeLessThan(1e-5);
  });

  test('its own transform is divided out as far as it is large', () => {
    const diameterMm = 1.2;
    // A disk blurred: a sum of small Gaussians all over it.
    const parts = Array.from({ length: 21 * 21 }, (_, i) => [(i % 21) - 10, Math.floor(i / 21) - 10] as const)
      .map(([i, j]) => [(i / 20) * diameterMm, (j / 20) * diameterMm] as const)
      .filter(([x, y]) => Math.hypot(x, y) <= diameterMm / 2);
    const disk = pictureOf(64, SIDE, (x, y) => parts.reduce((sum, [px, py]) => sum + gaussian(x - px, y - py), 0));
    const left = mtfOfPoint(disk, { x: 0, y: 0 }, options).curve;
    const divided = mtfOfPoint(disk, { x: 0, y: 0 }, { ...options, diameterMm }).curve;
    expect(farthest(left, blurred)).toBeGreaterThan(0.04);
    // The lattice's own area is that of the disk to 2 %.
    expect(farthest(divided, blurred)).toBeLessThan(0.003);
    // jinc is 0.3 at πdf = 2.95.
    expect(divided.frequencies.at(-1)!).toBeLessThan(2.95 / (Math.PI * diameterMm));
    expect(left.frequencies.at(-1)).toBe(1);
  });

  test('noise adds no floor', () => {
    const { curve } = mtfOfPoint(withNoise(point, 5, 3), { x: 3, y: -2 }, options);
    const high = curve.values.filter((_, i) => curve.frequencies[i]! > 0.6);
    expect(high.reduce((sum, value) => sum + value, 0) / high.length).toBeLessThan(0.02);
    expect(farthest(curve, blurred)).toBeLessThan(0.06);
  });

  test('nothing to see, a circle beyond the picture, and pixels that are not square are said', () => {
    const noise = withNoise(
      pictureOf(96, SIDE, () => 0),
      5,
      4,
    );
    expect(() => mtfOfPoint(noise, { x: 0, y: 0 }, options)).toThrow(/^Nothing stands out .* near \(0\.0, 0\.0\) mm/);
    expect(() => mtfOfPoint(point, { x: 20, y: 0 }, options)).toThrow(/reaches beyond the picture/);
    expect(() => mtfOfPoint(point, { x: 3, y: -2 }, { ...options, radiusMm: 40 })).toThrow(/at most 64 pixels/);
    const wide = { ...point, horizontal: { first: 0, step: 1 } };
    expect(() => mtfOfPoint(wide, { x: 3, y: -2 }, options)).toThrow(/where pixels are square/);
  });
});

describe('of an edge', () => {
  const edgeAt = (normalDeg: number, offset: number, low = 20, high = 320) => {
    const normal = (normalDeg * Math.PI) / 180;
    return pictureOf(
      100,
      SIDE,
      (x, y) => low + (high - low) * normalLaw((x * Math.cos(normal) + y * Math.sin(normal) - offset) / DEVIATION),
    );
  };

  test.each([5, 33, 95, 184, 275])(
    'with its normal at %i° that is blurred by a Gaussian is a Gaussian',
    (normalDeg) => {
      const measured = mtfOfEdge(edgeAt(normalDeg, 1.3), { x: 0.4, y: 0.7 }, 12);
      expect(measured.curve.frequencies.at(-1)).toBe(2);
      expect(farthest(measured.curve, blurred)).toBeLessThan(0.0005);
      const rest = normalDeg % 90;
      expect(Math.abs(measured.angleDeg - Math.min(rest, 90 - rest))).toBeLessThan(0.005);
      expect(measured.contrast).toBeCloseTo(300, 0);
    },
  );

  test('is found in noise', () => {
    const measured = mtfOfEdge(withNoise(edgeAt(5, 1.3), 10, 8), { x: 0.4, y: 0.7 }, 12);
    expect(Math.abs(measured.angleDeg - 5)).toBeLessThan(0.1);
    const low = measured.curve.frequencies.filter((frequency) => frequency < 0.4);
    expect(farthest({ frequencies: low, values: measured.curve.values }, blurred)).toBeLessThan(0.05);
  });

  test('along the pixels, far from the middle, or not there, is said', () => {
    expect(() => mtfOfEdge(edgeAt(0, 0.2), { x: 0, y: 0 }, 12)).toThrow(/runs at 0\.00° to the rows or columns/);
    expect(() => mtfOfEdge(edgeAt(45, 0.2), { x: 0, y: 0 }, 12)).toThrow(/runs at 45\.00° to the rows or columns/);
    expect(() => mtfOfEdge(edgeAt(5, 6), { x: 0, y: 0 }, 12)).toThrow(/near the middle of the circle/);
    expect(() =>
      mtfOfEdge(
        pictureOf(100, SIDE, () => 7),
        { x: 0, y: 0 },
        12,
      ),
    ).toThrow(/^No straight edge/);
    expect(() =>
      mtfOfEdge(
        withNoise(
          pictureOf(100, SIDE, () => 7),
          3,
          1,
        ),
        { x: 0, y: 0 },
        12,
      ),
    ).toThrow(/^No straight edge/);
    expect(() => mtfOfEdge(edgeAt(5, 1), { x: 0, y: 0 }, 2)).toThrow(/between 8 and 256 pixels/);
  });
});

describe('of a disk', () => {
  const RADIUS = 8;
  // The profile of a blurred disk, ∫ of Gaussians over it: Marcum's Q-function by sums over rings, each of which blurs to
  // ρ/s²·exp(−(r² + ρ²)/2s²)·I₀(rρ/s²).
  const scaledBessel = (x: number) => {
    // e⁻ˣ·I₀(x) = ⟨exp(x·(cos θ − 1))⟩
    let sum = 0;
    for (let i = 0; i < 400; i++) sum += Math.exp(x * (Math.cos((Math.PI * (i + 0.5)) / 400) - 1));
    return sum / 400;
  };
  const steps = 200;
  const table = Array.from({ length: 400 }, (_, i) => {
    const r = i * 0.05;
    let sum = 0;
    for (let k = 0; k < steps; k++) {
      const ring = ((k + 0.5) * RADIUS) / steps;
      sum +=
        (ring / DEVIATION ** 2) *
        Math.exp(-((r - ring) ** 2) / (2 * DEVIATION ** 2)) *
        scaledBessel((r * ring) / DEVIATION ** 2);
    }
    return (sum * RADIUS) / steps;
  });
  const profile = (r: number) => {
    const place = r / 0.05;
    const at = Math.min(398, Math.floor(place));
    return table[at]! + Math.min(1, place - at) * (table[at + 1]! - table[at]!);
  };
  const disk = pictureOf(110, SIDE, (x, y) => 12 + 100 * profile(Math.hypot(x - 2.21, y - 1.37)));

  test('that is blurred by a Gaussian is a Gaussian', () => {
    const measured = transferOfDisk([disk], { x: 2.5, y: 1 }, RADIUS);
    expect(farthest(measured.curve, blurred)).toBeLessThan(0.001);
    expect([measured.middle.x, measured.middle.y]).toEqual([expect.closeTo(2.21, 3), expect.closeTo(1.37, 3)]);
    expect(measured.contrast).toBeCloseTo(100, 1);
    expect(measured.radiusMm).toBeCloseTo(RADIUS, 2);
  });

  test('that stands out of noise less than five times is refused', () => {
    expect(transferOfDisk([withNoise(disk, 10, 3)], { x: 2, y: 1 }, RADIUS).contrastToNoise).toBeCloseTo(10, 0);
    expect(() => transferOfDisk([withNoise(disk, 25, 3)], { x: 2, y: 1 }, RADIUS)).toThrow(
      /^The disk near \(2\.0, 1\.0\) mm stands out of the noise only [34]\.\d times/,
    );
  });

  test.each([
    [0, 0],
    [0.25, 0.25],
  ])('whose middle at (%f, %f) is one of the pixels’ symmetry is as good', (x, y) => {
    const centred = pictureOf(110, SIDE, (atX, atY) => 100 * profile(Math.hypot(atX - x, atY - y)));
    expect(farthest(transferOfDisk([centred], { x: 0, y: 0 }, RADIUS).curve, blurred)).toBeLessThan(0.01);
  });

  test('is averaged over pictures, so that less noise is left', () => {
    const planes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((seed) => withNoise(disk, 12, seed));
    const errorOf = (from: number, to: number) => {
      const { frequencies, values } = transferOfDisk(planes.slice(from, to), { x: 2, y: 1 }, RADIUS).curve;
      const squares = frequencies.map((frequency, i) => (values[i]! - blurred(frequency)) ** 2);
      return squares.reduce((sum, square) => sum + square, 0) / squares.length;
    };
    const single = planes.reduce((sum, _, i) => sum + errorOf(i, i + 1), 0) / planes.length;
    // Nine times less variance, as far as nine samples tell it.
    expect(errorOf(0, 9)).toBeLessThan(single / 4);
  });

  test('of another size than was said, or of too few pixels, is said', () => {
    expect(() => transferOfDisk([disk], { x: 2, y: 1 }, 5)).toThrow(/is not a disk of 5\.0 mm radius/);
    expect(() => transferOfDisk([disk], { x: 2, y: 1 }, 2)).toThrow(/between 5 and 128 pixels/);
    expect(() => transferOfDisk([disk, pictureOf(90, SIDE, () => 0)], { x: 2, y: 1 }, RADIUS)).toThrow(/same pixels/);
  });
});
