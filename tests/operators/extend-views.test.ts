import { describe, expect, test } from 'vitest';
import { extendViews } from '../kernels/as-functions.ts';

/** What a cylinder of water of so many channels' radius reads, its middle at `middle`. */
const cylinder = (radius: number, middle: number, waterPerChannel: number) => (channel: number) =>
  2 * waterPerChannel * Math.sqrt(Math.max(0, radius ** 2 - (channel - middle) ** 2));

describe('views that go on beyond the detector', () => {
  const CHANNELS = 60;
  const plan = { before: 80, after: 80, waterPerChannel: 0.04, fitted: 6, taperedPart: 0.25 };
  const extended = (readings: (channel: number) => number) =>
    extendViews(
      plan,
      Float32Array.from({ length: CHANNELS }, (_, channel) => readings(channel)),
      CHANNELS,
    );

  test.each([
    ['in the middle', 55, 29.5],
    ['to one side', 50, 21],
    ['hardly wider than the detector', 31, 29.5],
  ])('are a cylinder of water %s, to its very end', (_, radius, middle) => {
    const readings = cylinder(radius, middle, plan.waterPerChannel);
    extended(readings).forEach((value, i) => {
      const expected = readings(i - plan.before);
      // Single precision before a root: √(20·10⁻⁷) at the ends, where next to nothing is left.
      expect(Math.abs(value - expected)).toBeLessThan(2e-3);
    });
  });

  test('keep what was measured, bit by bit', () => {
    const readings = (channel: number) => 3 + Math.sin(channel);
    expect(extended(readings).slice(80, 140)).toEqual(
      Float32Array.from({ length: CHANNELS }, (_, channel) => readings(channel)),
    );
  });

  test('add nothing where the object ended before the detector', () => {
    const out = extended(cylinder(20, 29.5, 0.04));
    expect(out.slice(0, 80).every((value) => value === 0)).toBe(true);
    expect(out.slice(140).every((value) => value === 0)).toBe(true);
  });

  test('go on level where they rise outwards, as the middle of a cylinder does, and end at nothing all the same', () => {
    const out = extended((channel) => 1 + channel / 20);
    const end = 1 + 59 / 20;
    const w = 2 * plan.waterPerChannel;
    for (const t of [1, 10, 40]) {
      // The line is fitted to squares of readings that are no cylinder's: within a per cent of the last reading.
      expect(Math.abs(out[139 + t]! - Math.sqrt(end ** 2 - (w * t) ** 2))).toBeLessThan(0.01 * end);
    }
    // Without the taper the cylinder would go on for 4.
    expect(out[out.length - 1]).toBeLessThan(0.01);
  });

  test('are nothing for the empty view', () => {
    expect(extended(() => 0).every((value) => value === 0)).toBe(true);
  });
});
