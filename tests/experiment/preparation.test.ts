import { expect, test } from 'vitest';
import { planPreparation } from '../../src/experiment/stages/preparation.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { scanOfArc } from '../support/walk.ts';

test('a ramp is the one of its numbers whatever was asked for before, and the same again for the same', () => {
  const cases = [
    [31, 1.5, 'ram-lak', 1],
    [40, 1.5, 'ram-lak', 1],
    [31, 2, 'ram-lak', 1],
    [31, 1.5, 'hann', 1],
    [31, 1.5, 'ram-lak', 0.5],
  ] as const;
  for (const [channels, channelSpacingMm, window, cutoff] of [...cases, ...cases]) {
    const scan = scanOfArc({ views: 4, channels, channelSpacingMm });
    const { ramp } = planPreparation(scan, window, cutoff);
    expect(ramp).toEqual(rampFilter(channels, channelSpacingMm, window, cutoff));
    expect(planPreparation({ ...scan }, window, cutoff).ramp).toBe(ramp);
  }
});
