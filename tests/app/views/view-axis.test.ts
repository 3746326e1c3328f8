import { describe, expect, test } from 'vitest';
import { axisTitle, axisValueAt } from '../../../src/app/panes/axis-description.ts';
import { viewAxis } from '../../../src/app/views/view-axis.ts';
import { scatteredScan } from '../../../src/geometry/parallel/parallel-scan.ts';
import { DEGREES, scanOfArc } from '../../support/walk.ts';

const detector = { channels: 5, channelSpacingMm: 1, offset: 0 };
const axisOf = (degrees: readonly number[]) =>
  viewAxis(
    scatteredScan(
      Float64Array.from(degrees, (angle) => angle * DEGREES),
      detector,
    ),
  );

describe('the rows of a sinogram', () => {
  test('bear their angles where these run evenly', () => {
    const axis = viewAxis(scanOfArc({ ...detector, views: 180, startDeg: 20, arcDeg: -360 }));
    expect(axisTitle(axis)).toBe('view angle (°)');
    // The middle of row 90 of 180.
    expect(axisValueAt(axis, 180, 90.5)).toBeCloseTo(20 - 180, 9);
    const rounded = axisOf([0, 2.057, 4.114, 6.171, 8.229]);
    expect(axisTitle(rounded)).toBe('view angle (°)');
    expect(axisValueAt(rounded, 5, 2.5)).toBeCloseTo(4.114, 2);
  });

  test.each([
    ['golden steps', Array.from({ length: 180 }, (_, view) => (view * 111.24611797) % 180)],
    ['groups', [0, 1, 2, 60, 61, 62]],
    ['angles that begin again', [358, 359, 0, 1, 2]],
    ['one angle', [4, 4, 4]],
  ])('bear their numbers where they do not: %s', (_, degrees) => {
    const axis = axisOf(degrees);
    expect(axisTitle(axis)).toBe('view');
    degrees.forEach((_, view) => {
      expect(axisValueAt(axis, degrees.length, view + 0.5)).toBeCloseTo(view + 1, 9);
    });
  });

  test('of a single view bear its angle', () => {
    expect(axisValueAt(axisOf([30]), 1, 0.5)).toBeCloseTo(30, 9);
  });
});
