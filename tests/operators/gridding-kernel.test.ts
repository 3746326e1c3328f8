import { describe, expect, test } from 'vitest';
import {
  besselI0,
  KERNEL_STEPS,
  KERNEL_WIDTH,
  kernelAt,
  kernelShapeFor,
  kernelTable,
  kernelTransform,
} from '../../src/operators/gridding-kernel.ts';

test.each([
  // Abramowitz & Stegun (1964), tables 9.8 and 9.11.
  [0, 1],
  [1, 1.2660658777520084],
  [2, 2.2795853023360673],
  [5, 27.239871823604442],
  [10, 2815.716628466254],
])('I₀(%d)', (x, value) => {
  expect(besselI0(x) / value).toBeCloseTo(1, 13);
});

test('β for four cells and twice as many cells as pixels is the published 9.0', () => {
  // Beatty et al. (2005), eq. 5: π·√((4/2)²·1.5² − 0.8) = 8.996.
  expect(kernelShapeFor(2)).toBeCloseTo(8.996, 2);
});

describe.each([kernelShapeFor(1.75), kernelShapeFor(2), kernelShapeFor(8)])('with β = %d', (shape) => {
  test('the kernel is even, 1 in the middle, falling, and 0 from its ends on', () => {
    expect(kernelAt(0, shape)).toBe(1);
    for (let d = 0; d < 2; d += 0.1) {
      expect(kernelAt(-d, shape)).toBe(kernelAt(d, shape));
      expect(kernelAt(d + 0.1, shape)).toBeLessThan(kernelAt(d, shape));
    }
    expect([kernelAt(2, shape), kernelAt(-2, shape), kernelAt(7, shape)]).toEqual([0, 0, 0]);
  });

  test.each([0, 0.05, 0.25, 0.28, 0.5, 1, 2.5])('its transform at %d cycles per cell is the integral', (t) => {
    // The midpoint rule, whose error falls with the square of the step.
    const steps = 20_000;
    const step = KERNEL_WIDTH / steps;
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      const d = (i + 0.5) * step - KERNEL_WIDTH / 2;
      sum += step * kernelAt(d, shape) * Math.cos(2 * Math.PI * t * d);
    }
    expect(kernelTransform(t, shape)).toBeCloseTo(sum, 7);
  });

  test('the table, linear between its entries, is the kernel to 10⁻⁵', () => {
    const table = kernelTable(shape);
    for (let d = 0; d < KERNEL_WIDTH / 2 - 1 / KERNEL_STEPS; d += 0.0037) {
      const place = d * KERNEL_STEPS;
      const below = Math.floor(place);
      const between = table[below]! + (place - below) * (table[below + 1]! - table[below]!);
      expect(Math.abs(between - kernelAt(d, shape))).toBeLessThan(1e-5);
    }
  });
});
