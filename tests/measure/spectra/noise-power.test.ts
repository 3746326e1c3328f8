import { describe, expect, test } from 'vitest';
import { expectedRadialNoise } from '../../../src/measure/spectra/expected-noise.ts';
import { noisePower } from '../../../src/measure/spectra/noise-power.ts';
import { squaresInCircle } from '../../../src/measure/spectra/noise-squares.ts';
import { planeOf, squarePlane } from '../../support/measured-planes.ts';
import { normalNumbers } from '../../support/normal-random.ts';

const pictureOf = (pixels: number, pixelMm: number, at: (x: number, y: number) => number) =>
  planeOf(pixels, pixels, pixelMm, ({ x, y }) => at(x, y));

const SIDE = 0.4;
const PIXELS = 128;
const white = (seed: number, deviation = 3) =>
  squarePlane(
    normalNumbers(PIXELS * PIXELS, seed).map((value) => deviation * value),
    PIXELS,
    SIDE,
  );
const squaresOf = (pixels: number) => squaresInCircle(white(1), { x: 0, y: 0 }, 25, pixels);
const squares = squaresOf(24);
const constant = { kind: 'polynomial', order: 0 } as const;

describe('white noise', () => {
  test.each([24, 32])('in squares of %i has σ²·a² at every frequency, and σ² in all', (pixels) => {
    const { radial, errors, variance, integral, samples } = noisePower([white(1), white(2)], {
      squares: squaresOf(pixels),
      pixels,
      background: constant,
    });
    expect(samples).toBe(2 * squaresOf(pixels).length);
    expect(integral / variance).toBeCloseTo(1, 12);
    expect(variance).toBeCloseTo(9 * (1 - 1 / pixels ** 2), 0);
    expect(radial.frequencies.at(-1)).toBeCloseTo(1 / (2 * SIDE), 1);
    expect(radial.frequencies.at(-1)).toBeLessThanOrEqual(1 / (2 * SIDE));
    const off = radial.values.slice(2).map((value, i) => (value - 9 * SIDE ** 2) / errors[i + 2]!);
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(4);
    expect(off.reduce((sum, each) => sum + each * each, 0) / off.length).toBeLessThan(2);
  });

  test('has a spectrum that is a plane with f = 0 in its middle', () => {
    const { spectrum } = noisePower([white(1)], { squares, pixels: 24, background: constant });
    expect([spectrum.rows, spectrum.columns]).toEqual([32, 32]);
    const [row, column] = [
      -spectrum.vertical.first / spectrum.vertical.step,
      -spectrum.horizontal.first / spectrum.horizontal.step,
    ];
    // The constant was taken off.
    expect(spectrum.values[row * 32 + column]).toBeCloseTo(0, 10);
    expect(spectrum.horizontal.step).toBeCloseTo(1 / (32 * SIDE), 12);
  });
});

test('a wave stands at its frequency, with the power that it has, and to the side that it runs to', () => {
  const perMm = 0.5;
  // 5 mm⁻¹·32·0.4 mm: 6.4 periods across would leak; 0.46875 mm⁻¹ is 6 of them.
  const frequency = 6 / (32 * SIDE);
  expect(Math.abs(frequency - perMm)).toBeLessThan(0.05);
  const wave = pictureOf(PIXELS, SIDE, (x, y) => 2 * Math.cos(2 * Math.PI * frequency * (x + y)));
  const { spectrum, variance, radial } = noisePower([wave], {
    squares: [{ row: 10, column: 20 }],
    pixels: 32,
    background: constant,
  });
  expect(variance).toBeCloseTo(2, 6);
  const at = (fx: number, fy: number) =>
    spectrum.values[
      Math.round((fy - spectrum.vertical.first) / spectrum.vertical.step) * 32 +
        Math.round((fx - spectrum.horizontal.first) / spectrum.horizontal.step)
    ]!;
  // Half of the power at either sign, over the area of one frequency.
  expect(at(frequency, frequency)).toBeCloseTo(1 * (32 * SIDE) ** 2, 6);
  expect(at(-frequency, -frequency)).toBeCloseTo((32 * SIDE) ** 2, 6);
  expect(at(frequency, -frequency)).toBeCloseTo(0, 6);
  const peak = radial.values.indexOf(Math.max(...radial.values));
  expect(radial.frequencies[peak]).toBeCloseTo(Math.SQRT2 * frequency, 1);
});

describe('what is no noise', () => {
  const cupped = (x: number, y: number) => 30 + 2 * x - y + 0.05 * x * x - 0.02 * x * y + 0.04 * y * y;

  test.each([0, 1, 2] as const)('a polynomial of order %i is taken off, and no higher one', (order) => {
    const background = { kind: 'polynomial', order } as const;
    const shapes = [() => 7, (x: number, y: number) => 3 + x - 2 * y, cupped];
    const left = shapes.map(
      (shape) => noisePower([pictureOf(PIXELS, SIDE, shape)], { squares, pixels: 24, background }).variance,
    );
    left.forEach((variance, i) => {
      if (i <= order) expect(variance).toBeLessThan(1e-15);
      else expect(variance).toBeGreaterThan(1e-3);
    });
  });

  test('is the same on two scans, and half of their difference’s power is the noise of one', () => {
    const seeds = [1, 2];
    const scans = seeds.map((seed) => {
      const noise = white(seed);
      return pictureOf(PIXELS, SIDE, (x, y) => {
        const [column, row] = [Math.round(x / SIDE + (PIXELS - 1) / 2), Math.round((PIXELS - 1) / 2 - y / SIDE)];
        return 100 * cupped(x, y) + noise.values[row * PIXELS + column]!;
      });
    });
    const measured = noisePower(scans, { squares, pixels: 24, background: { kind: 'other-scans' } });
    // By hand: ⟨(A − B)²⟩/2 over the squares.
    let sum = 0;
    for (const { row, column } of squares) {
      for (let i = 0; i < 24 * 24; i++) {
        const at = (row + Math.floor(i / 24)) * PIXELS + column + (i % 24);
        sum += (scans[0]!.values[at]! - scans[1]!.values[at]!) ** 2 / 2;
      }
    }
    expect(measured.variance).toBeCloseTo(sum / (squares.length * 24 * 24), 8);
    expect(measured.integral / measured.variance).toBeCloseTo(1, 12);
  });

  test('tells how well a ring is known by what does not follow from the rest', () => {
    const options = { squares, pixels: 24 } as const;
    const spreads = [1, 2, 3, 4, 5, 6, 7, 8].map((pair) => {
      const { radial, errors } = noisePower([white(2 * pair), white(2 * pair + 1)], {
        ...options,
        background: { kind: 'other-scans' },
      });
      const off = radial.values.slice(1).map((value, i) => (value - 9 * SIDE ** 2) / errors[i + 1]!);
      return off.reduce((sum, each) => sum + each * each, 0) / off.length;
    });
    // 1 if all is as it should be, and 2 if the two scans counted as independent.
    const mean = spreads.reduce((sum, spread) => sum + spread, 0) / spreads.length;
    expect(mean).toBeGreaterThan(0.75);
    expect(mean).toBeLessThan(1.4);
  });

  test('cannot be told from one scan', () => {
    const options = { squares, pixels: 24, background: { kind: 'other-scans' } } as const;
    expect(() => noisePower([white(1)], options)).toThrow(/there is but one scan/);
  });
});

test('squares fill a circle without overlapping, and lie in it', () => {
  const found = squaresInCircle(white(1), { x: 3, y: -2 }, 20, 16);
  expect(found.length).toBeGreaterThan(12);
  const [column, row] = [63.5 + 3 / SIDE, 63.5 + 2 / SIDE];
  for (const [i, square] of found.entries()) {
    for (const corner of [0, 15]) {
      expect(Math.hypot(square.row + corner - row, square.column + corner - column) * SIDE).toBeLessThan(20);
    }
    for (const other of found.slice(i + 1)) {
      expect(Math.max(Math.abs(square.row - other.row), Math.abs(square.column - other.column))).toBeGreaterThanOrEqual(
        16,
      );
    }
  }
  expect(() => squaresInCircle(white(1), { x: 0, y: 0 }, 3, 32)).toThrow(/^No square of 32 × 32 pixels fits/);
});

test('a square beyond the picture, and sizes that are none, are said', () => {
  const options = { squares: [{ row: 120, column: 0 }], pixels: 24, background: constant };
  expect(() => noisePower([white(1)], options)).toThrow(/reaches beyond/);
  expect(() => noisePower([white(1)], { ...options, pixels: 4 })).toThrow(/between 8 and 512 pixels/);
  expect(() => noisePower([white(1)], { ...options, squares: [] })).toThrow(/No square is marked/);
});

test('what is expected of white noise is σ²·a², and of noise that neighbours share what a square sees of it', () => {
  const flat = expectedRadialNoise((distance) => (distance === 0 ? 9 : 0), 24, SIDE);
  for (const value of flat.values) expect(value).toBeCloseTo(9 * SIDE ** 2, 10);
  // Pixels side by side that share a quarter: C = 9·(1, ¼, 0): by hand for the largest square of all, 1 + ½(cos + cos).
  const shared = expectedRadialNoise(
    (distance) => (distance === 0 ? 9 : Math.abs(distance - SIDE) < 1e-9 ? 9 / 4 : 0),
    32,
    SIDE,
  );
  expect(shared.values[0]).toBeCloseTo(9 * SIDE ** 2 * (1 + (1 - 1 / 32)), 10);
});
