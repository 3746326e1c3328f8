import { describe, expect, test } from 'vitest';
import {
  eyeOf,
  firstOrbit,
  fitting,
  type Orbit,
  panned,
  projectionMatrix,
  seenIn,
  turned,
  viewMatrix,
  zoomed,
} from '../../../../src/app/views/scene/orbit.ts';
import type { Place } from '../../../../src/app/views/scene/scanner-pose.ts';
import { orbitOfKey } from '../../../../src/app/views/scene/scene-input.ts';
import { cornersOf } from '../../../../src/app/views/scene/volume-box.ts';

const frustum = { aspect: 1.5, reachMm: 300 };
const at = (orbit: Orbit, place: Place) => seenIn(viewMatrix(orbit), projectionMatrix(orbit, frustum), place)!;
const front: Orbit = { azimuthDeg: 0, elevationDeg: 0, distanceMm: 1000, target: [0, 0, 0] };
const press = { code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

describe('how a scene is looked at', () => {
  test('from the front x is to the right, z up, and y into the depth, by the law of a pinhole', () => {
    // 1000 + 10 mm away, opened 32° from top to bottom.
    const halfHeightMm = 1010 * Math.tan((16 * Math.PI) / 180);
    const { x, y } = at(front, [20, 10, 15]);
    expect(x).toBeCloseTo(0.5 + 20 / (2 * 1.5 * halfHeightMm), 6);
    expect(y).toBeCloseTo(0.5 - 15 / (2 * halfHeightMm), 6);
    expect(seenIn(viewMatrix(front), projectionMatrix(front, frustum), [0, -1001, 0])).toBeNull();
  });

  test('walking around it counter-clockwise by a quarter, one looks along −x with y to the right', () => {
    expect(Math.round(eyeOf({ ...front, azimuthDeg: 90 })[0])).toBe(1000);
    expect(at({ ...front, azimuthDeg: 90 }, [0, 50, 0]).x).toBeGreaterThan(0.5);
    expect(at({ ...front, elevationDeg: 89 }, [0, 50, 0]).y).toBeLessThan(0.5);
  });

  test('all of a box is seen from where it fits, and not from nearer', () => {
    const box = cornersOf({ low: [-200, -100, -50], high: [200, 150, 250] });
    const orbit = fitting(firstOrbit([0, 25, 100]), box, 1.5, 0.05);
    const reach = (seen: Orbit) =>
      Math.max(
        ...box.map((place) => at(seen, place)).flatMap(({ x, y }) => [Math.abs(2 * x - 1), Math.abs(2 * y - 1)]),
      );
    expect(reach(orbit)).toBeCloseTo(0.9, 6);
    expect(reach(zoomed(orbit, 0.8, orbit.distanceMm))).toBeGreaterThan(1);
  });

  test('it is turned without end around and never over the top, moved with the hand, and zoomed within bounds', () => {
    expect(turned(front, -30, 200)).toMatchObject({ azimuthDeg: 330, elevationDeg: 89 });
    // What lay in the middle follows the hand.
    const moved = panned(turned(front, 40, 30), 0.25, 0.1);
    expect(at(moved, [0, 0, 0]).x).toBeCloseTo(0.5 + 0.25 / 1.5, 3);
    expect(at(moved, [0, 0, 0]).y).toBeCloseTo(0.5 - 0.1, 3);
    expect(zoomed(front, 1e-9, 500).distanceMm).toBe(25);
    expect(zoomed(front, 1e9, 500).distanceMm).toBe(3000);
  });

  test('keys do the same: arrows turn, with Shift they move, + goes nearer, 0 shows all again', () => {
    const key = (name: string, shiftKey = false) => orbitOfKey({ ...press, key: name, shiftKey }, front, 1000);
    expect(key('ArrowLeft')).toMatchObject({ azimuthDeg: 354 });
    expect(key('ArrowUp')).toMatchObject({ elevationDeg: 6 });
    const right = key('ArrowRight', true) as Orbit;
    expect(at(right, [0, 0, 0]).x).toBeLessThan(0.5);
    expect((key('+') as Orbit).distanceMm).toBeCloseTo(800, 9);
    expect(key('0')).toBe('fit');
    expect(key('d')).toBeNull();
  });
});
