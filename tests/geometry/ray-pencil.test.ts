import { describe, expect, test } from 'vitest';
import { rayPencil } from '../../src/geometry/ray-pencil.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { scanOfArc } from '../support/walk.ts';

const fan = {
  sourceToIsocenterMm: 40,
  sourceToDetectorMm: 90,
  views: 3,
  channels: 5,
  channelSpacingMm: 10,
  offset: 0.5,
};

describe('the rays of a view on the line through the axis', () => {
  test('stand where they are where they are parallel', () => {
    const { crossingMm, ...source } = rayPencil(scanOfArc({ views: 2, channels: 3, channelSpacingMm: 2, offset: 1 }));
    expect([...crossingMm]).toEqual([-4, -2, 0]);
    expect(source).toEqual({ sourceShiftMm: 0, depthPerMm: 0, isOpen: true });
  });

  test.each([0, 3.5, -2])('come from a source %d mm beside its place to a flat panel', (sourceShiftMm) => {
    const scan = { ...fanOfArc({ ...fan, detector: 'flat' }), sourceShiftMm };
    const { crossingMm, ...source } = rayPencil(scan);
    expect(source.sourceShiftMm).toBeCloseTo(sourceShiftMm, 12);
    expect(source).toMatchObject({ depthPerMm: 1 / 40, isOpen: true });
    // The panel stands at places −25, −15 … 15 mm; 40 of the 90 mm on the way there the rays cross the line.
    for (const [channel, place] of [-25, -15, -5, 5, 15].entries()) {
      expect(crossingMm[channel]).toBeCloseTo(sourceShiftMm + (40 / 90) * (place - sourceShiftMm), 12);
    }
  });

  test('grow with the channel on an arc, and those that never cross it are told', () => {
    const { crossingMm } = rayPencil(fanOfArc(fan));
    expect([...crossingMm]).toEqual([...crossingMm].sort((a, b) => a - b));
    expect(crossingMm[0]).toBeCloseTo(40 * Math.tan(-25 / 90), 12);
    // Channels 0.5 rad apart, the outer ones beyond a quarter turn.
    expect(rayPencil(fanOfArc({ ...fan, channels: 9, channelSpacingMm: 45 })).isOpen).toBe(false);
  });
});
