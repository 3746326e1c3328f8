import { expect, test } from 'vitest';
import { halfPrecision } from '../../src/measure/half-precision.ts';
import { volumeTexels } from '../../src/measure/volume-texels.ts';

/** A half-precision number by its definition (IEEE 754-2008, 3.6). */
function valueOfBits(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

test('half precision is the nearest one, ties to even', () => {
  const half = halfPrecision();
  // Bits as IEEE 754 gives them.
  const known = [
    [0, 0],
    [1, 0x3c00],
    [-1, 0xbc00],
    [0.5, 0x3800],
    [1 / 3, 0x3555],
    [2 ** -24, 1],
    [2 ** -14, 0x400],
    [2 ** -25, 0],
    [3 * 2 ** -25, 2],
    // Halfway between 0x3800 and the next.
    [0.5 + 2 ** -12, 0x3800],
    [0.5 + 3 * 2 ** -12, 0x3802],
  ] as const;
  for (const [value, bits] of known) expect(half(value), String(value)).toBe(bits);
  for (let i = 0; i <= 1000; i++) {
    const value = (i / 1000) ** 3 - 0.4;
    const step = Math.max(2 ** -24, 2 ** (Math.floor(Math.log2(Math.abs(value))) - 10));
    expect(Math.abs(valueOfBits(half(value)) - value)).toBeLessThanOrEqual(step / 2);
  }
});

test('a volume that is too large is averaged, and what is left over at its ends counts as much as there is of it', () => {
  const values = Float32Array.from({ length: 3 * 2 * 5 }, (_, i) => i);
  const { columns, rows, slices, texels, scale, voxelsPerTexel } = volumeTexels(values, 5, 2, 3, 3);
  expect([columns, rows, slices]).toEqual([3, 2, 3]);
  expect(voxelsPerTexel).toEqual([2, 1, 1]);
  const mean = (at: number) => valueOfBits(texels[at]!) * scale;
  expect(mean(0)).toBeCloseTo(0.5, 2);
  expect(mean(1)).toBeCloseTo(2.5, 2);
  expect(mean(2)).toBeCloseTo(4, 2);
  expect(mean(3)).toBeCloseTo(5.5, 2);
  expect(mean(17)).toBeCloseTo(29, 2);
});

test('the range of a block bounds whatever is interpolated in it, and what is not a number is none of it', () => {
  const [columns, rows, slices] = [20, 9, 17];
  // Growing along all axes, so that each block's range ends in its neighbours.
  const values = Float32Array.from({ length: columns * rows * slices }, (_, i) => i / 1000);
  values[40] = Number.NaN;
  values[41] = Number.POSITIVE_INFINITY;
  const { texels, ranges, scale } = volumeTexels(values, columns, rows, slices, 32);
  expect(scale).toBeLessThan(columns * rows * slices);
  const [across, down] = [3, 2];
  expect(ranges).toHaveLength(2 * across * down * 3);
  // A texel is interpolated with in its own block, and in that of its neighbours.
  for (let k = 0; k < slices; k++) {
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const value = valueOfBits(texels[(k * rows + j) * columns + i]!);
        for (const [dx, dy, dz] of [
          [0, 0, 0],
          [1, 1, 1],
          [-1, 0, -1],
        ] as const) {
          const [x, y, z] = [i + dx, j + dy, k + dz];
          if (x < 0 || y < 0 || z < 0 || x >= columns || y >= rows || z >= slices) continue;
          const block = (Math.floor(z / 8) * down + Math.floor(y / 8)) * across + Math.floor(x / 8);
          expect(valueOfBits(ranges[2 * block]!)).toBeLessThanOrEqual(value);
          expect(valueOfBits(ranges[2 * block + 1]!)).toBeGreaterThanOrEqual(value);
        }
      }
    }
  }
});
