import { expect, test } from 'vitest';
import { heightAdvice } from '../../src/experiment/height-advice.ts';
import type { Grid } from '../../src/geometry/grid.ts';
import { coneOf } from '../support/cone-walk.ts';
import { scanOfArc } from '../support/walk.ts';

const gridOf = (halfHeightMm: number, centreZMm = 0): Grid => ({
  ...{ rows: 32, columns: 32, pixelSizeMm: 1, slices: 11, sliceSpacingMm: halfHeightMm / 5, centreZMm },
});

// A source at 60 mm, a panel at 100 mm with 20 rows of 1.6 mm: 15 mm from the axis, where the source is nearest, it sees
// (60 − 15)/100 of 16 mm, which is 7.2 mm to either side.
test.each(['flat', 'arc'] as const)(
  'a cone sees so much of a volume at the object’s edge, on a detector that is %s',
  (detector) => {
    const of = (halfHeightMm: number) => heightAdvice(coneOf({ detector }), gridOf(halfHeightMm), 15)!;
    expect(of(7.2)).toMatchObject({ kind: 'height', ok: true });
    expect(of(7.2).sentence).toBe(
      'The volume’s slices reach from z = −7.2 to 7.2 mm, and at the object’s edge, 15 mm from the axis, every view sees z = −7.2 to 7.2 mm.',
    );
    expect(of(7.3).ok).toBe(false);
    expect(of(7.3).sentence).toMatch(/slices beyond lack views there/);
  },
);

test('rows that stand to one side, and a source elsewhere, see another part', () => {
  // The axis is on row 11.5: 12 rows below it and 8 above.
  const aside = heightAdvice(coneOf({ rowOffset: 2 }), gridOf(5), 15)!;
  expect(aside.sentence).toMatch(/every view sees z = −8.64 to 5.76 mm/);
  const higher = heightAdvice(coneOf({ startZMm: 4 }), gridOf(7.2, 4), 15)!;
  expect(higher.sentence).toMatch(
    /^The volume’s slices reach from z = −3.2 to 11.2 mm, and .* every view sees z = −3.2 to 11.2 mm.$/,
  );
});

test('of a wide object the part on the grid counts, and there is nothing to say of one row, a helix and parallel rays', () => {
  // The corners of the grid, 22.6 mm from the axis.
  expect(heightAdvice(coneOf(), gridOf(5), 50)!.sentence).toMatch(/22.6 mm from the axis, .* −5.98 to 5.98 mm/);
  expect(heightAdvice(coneOf({ rows: 1 }), gridOf(5), 15)).toBeNull();
  expect(heightAdvice(coneOf({ pitchMm: 10 }), gridOf(5), 15)).toBeNull();
  expect(heightAdvice(coneOf(), { ...gridOf(5), rows: 128, columns: 128 }, 61)).toBeNull();
  expect(heightAdvice(scanOfArc({ views: 4, channels: 9, channelSpacingMm: 1 }), gridOf(5), 15)).toBeNull();
});
