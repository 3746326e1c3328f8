import { describe, expect, test } from 'vitest';
import { scatteredFanScan } from '../../src/geometry/fan/fan-scan.ts';
import { elapsedAnglesRad, isShortArc } from '../../src/geometry/view-arc.ts';
import { seededRandom } from '../support/random.ts';
import { DEGREES } from '../support/walk.ts';

const machine = {
  detector: 'arc',
  sourceToIsocenterMm: 500,
  sourceToDetectorMm: 1000,
  channels: 5,
  channelSpacingMm: 1,
  offset: 0,
} as const;
const fanAt = (degrees: readonly number[]) =>
  scatteredFanScan(
    Float64Array.from(degrees, (angle) => angle * DEGREES),
    machine,
  );
const steps = (views: number, arcDeg: number, startDeg = 0) =>
  Array.from({ length: views }, (_, view) => startDeg + (view * arcDeg) / views);

describe('how far along its arc a view stands', () => {
  const random = seededRandom(3);
  const offBy = (degrees: readonly number[], most: number) => degrees.map((angle) => angle + most * (2 * random() - 1));

  // A view stands for a step about it, and the arc begins half a step before the first.
  test.each<[string, number[], number, number[]]>([
    ['even', steps(115, 230, 10), 230, steps(115, 230, 1)],
    ['clockwise', steps(115, -230, 10), 230, steps(115, 230, 1)],
    ['rounded', steps(111, 230).map((angle) => Number(angle.toFixed(3))), 230, steps(111, 230, 230 / 222)],
    ['of an encoder', offBy(steps(115, 230, 10), 0.05), 230, steps(115, 230, 1)],
    ['the other way round about', offBy(steps(115, -230, 10), 0.05), 230, steps(115, 230, 1)],
    ['twice', [...steps(115, 230), ...steps(115, 230)], 230, [...steps(115, 230, 1), ...steps(115, 230, 1)]],
    ['backwards in the file, twice, from 350°', steps(230, -460, 575).map((angle) => 345 + (angle % 230)), 230, []],
  ])('%s', (_, degrees, arcDeg, expected) => {
    const scan = fanAt(degrees);
    const elapsed = Array.from(elapsedAnglesRad(scan), (angle) => angle / DEGREES);
    expect(isShortArc(scan.arc)).toBe(true);
    expect(Math.abs(Math.abs(scan.arc.arcRad / DEGREES) - arcDeg)).toBeLessThan(0.2);
    expect(Math.min(...elapsed)).toBeGreaterThan(0.8);
    expect(Math.max(...elapsed)).toBeLessThan(arcDeg - 0.8);
    expected.forEach((angle, view) => {
      expect(Math.abs(elapsed[view]! - angle)).toBeLessThan(0.12);
    });
  });
});
