import { describe, expect, test } from 'vitest';
import { brightestMm, readingAt } from '../../src/course/reading.ts';
import { DEGREES, scanOfArc } from '../support/walk.ts';

describe('a reading', () => {
  // Views at 0°, 45°, 90°, 135°; channels at −15, −5, 5, 15 mm. A reading is its view and its channel.
  const scan = scanOfArc({ views: 4, channels: 4, channelSpacingMm: 10 });
  const sinogram = { scan, values: Float32Array.from({ length: 16 }, (_, i) => 10 * Math.floor(i / 4) + (i % 4)) };

  test('is that of the nearest view, between its channels', () => {
    expect(readingAt(sinogram, { viewDeg: 0, uMm: -15 })).toBe(0);
    expect(readingAt(sinogram, { viewDeg: 90, uMm: 15 })).toBe(23);
    expect(readingAt(sinogram, { viewDeg: 50, uMm: 0 })).toBe(11.5);
  });

  test('is none beyond the detector, or where no view is near', () => {
    expect(readingAt(sinogram, { viewDeg: 0, uMm: 16 })).toBeNull();
    expect(readingAt(sinogram, { viewDeg: 270, uMm: 0 })).toBeNull();
  });

  test('is largest somewhere', () => {
    const values = Float32Array.of(0, 1, 2, 1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    expect(brightestMm({ scan, values }, 0)).toBe(5);
    expect(brightestMm({ scan, values }, 45)).toBe(-15);
    expect(brightestMm({ scan, values }, 270)).toBeNull();
  });

  test('follows the offset of the detector, and the views of an arc that runs backwards', () => {
    const turned = { ...scanOfArc({ views: 4, channels: 4, channelSpacingMm: 10, offset: 1, arcDeg: -180 }) };
    expect(turned.anglesRad[2]! / DEGREES).toBeCloseTo(-90);
    expect(readingAt({ ...sinogram, scan: turned }, { viewDeg: -90, uMm: -25 })).toBe(20);
  });
});
