import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNpyFloat64 } from '../../src/files/npy/npy.ts';
import { arcViewWeights, scatteredViewWeights } from '../../src/geometry/view-weights.ts';
import { seededRandom } from '../support/random.ts';
import { sharedDataPath, testOnSharedData } from '../support/shared-data.ts';
import { uniform } from '../support/uniform.ts';

const DEGREES = Math.PI / 180;
const radians = (degrees: readonly number[]) => Float64Array.from(degrees, (angle) => angle * DEGREES);
const onArc = (views: number, arcDeg: number, startDeg = 0) =>
  radians(Array.from({ length: views }, (_, v) => startDeg + (v * arcDeg) / views));
const sumOf = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight, 0);

function expectAll(weights: Float64Array, value: number): void {
  for (const weight of weights) expect(weight).toBeCloseTo(value, 12);
}

/** Scattered weights in degrees, for angles in degrees. */
const scattered = (...degrees: number[]) =>
  Array.from(scatteredViewWeights(radians(degrees)), (weight) => weight / DEGREES);

describe('views on an arc', () => {
  test.each([1, 2, 3, 180, 4096])('%i over half a turn share π evenly', (views) => {
    expectAll(arcViewWeights(onArc(views, 180), Math.PI), Math.PI / views);
    expectAll(arcViewWeights(onArc(views, -180, 70), -Math.PI), Math.PI / views);
  });

  test.each([1, 2, 3, 180, 181])('%i over a whole turn share π as well: each line is seen twice', (views) => {
    expectAll(arcViewWeights(onArc(views, 360, -5), 2 * Math.PI), Math.PI / views);
  });

  test.each([0.001, 60, 179.9])('over %d° each weighs its step', (arcDeg) => {
    expectAll(arcViewWeights(onArc(7, arcDeg), arcDeg * DEGREES), (arcDeg / 7) * DEGREES);
  });

  test('over 270° in steps of 10° the lines that are seen twice weigh half', () => {
    const weights = arcViewWeights(onArc(27, 270), 270 * DEGREES);
    // 0 … 80 come again as 180 … 260; 90 … 170 are seen once. At the borders half of each.
    for (let v = 0; v < 27; v++) {
      const folded = (v * 10) % 180;
      expect(weights[v]! / DEGREES).toBeCloseTo(folded < 90 ? 5 : 10, 9);
    }
    expect(sumOf(weights)).toBeCloseTo(Math.PI, 12);
  });

  test('beyond half a turn they always sum up to π', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        uniform(180.001, 1000),
        uniform(-360, 360),
        fc.boolean(),
        (views, arcDeg, startDeg, backwards) => {
          const signed = backwards ? -arcDeg : arcDeg;
          const weights = arcViewWeights(onArc(views, signed, startDeg), signed * DEGREES);
          expect(sumOf(weights)).toBeCloseTo(Math.PI, 9);
          expect(weights.every((weight) => weight >= 0)).toBe(true);
        },
      ),
      { seed: 1 },
    );
  });
});

describe('views at any angles', () => {
  test('weigh half the gap to each neighbour on the arc', () => {
    // Gaps 20, 30, 10, 40, 80 − as 100 to 180 − …: 0, 20, 50, 60, 100, 150 and round again: 30.
    expect(scattered(0, 20, 50, 60, 100, 150)).toEqual([25, 25, 20, 25, 45, 40].map((w) => expect.closeTo(w, 9)));
  });

  test.each([2, 3, 45, 181])('%i evenly over half a turn weigh what an arc says', (views) => {
    expectAll(scatteredViewWeights(onArc(views, 180, 12)), Math.PI / views);
  });

  test('in any order weigh the same', () => {
    const random = seededRandom(4);
    const degrees = Array.from({ length: 40 }, (_, v) => v * 4.5 + 3 * random());
    const order = degrees.map((_, v) => v).sort(() => random() - 0.5);
    const shuffled = scattered(...order.map((v) => degrees[v]!));
    const sorted = scattered(...degrees);
    order.forEach((v, i) => {
      expect(shuffled[i]).toBeCloseTo(sorted[v]!, 12);
    });
  });

  test('θ and θ ± 180° see the same line, so that turning views over changes nothing', () => {
    const degrees = [0, 20, 50, 60, 100, 150];
    const turned = degrees.map((angle, v) => angle + 180 * ((v % 3) - 1));
    expect(scattered(...turned)).toEqual(scattered(...degrees).map((w) => expect.closeTo(w, 9)));
  });

  test('a rounding error short of 180° is the line at 0°', () => {
    expect(scattered(0, 60, 120, 180 - 1e-12).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(180, 6);
    const [first, , , last] = scattered(0, 60, 120, 180 - 1e-12);
    expect(first! + last!).toBeCloseTo(60, 6);
  });

  test('twice the same view shares the weight of one', () => {
    const once = scattered(0, 20, 50, 60, 100, 150);
    const twice = scattered(0, 20, 50, 50, 60, 100, 150);
    expect(twice[2]! + twice[3]!).toBeCloseTo(once[2]!, 9);
    [0, 1, 4, 5, 6].forEach((v, i) => {
      expect(twice[v]).toBeCloseTo(once[[0, 1, 3, 4, 5][i]!]!, 9);
    });
  });

  test('over part of half a turn weigh what the arc would say', () => {
    // 0 to 89° in steps of 1°: the 91° that were not measured belong to nobody.
    expectAll(scatteredViewWeights(onArc(90, 90, 40)), DEGREES);
  });

  test('twice the same view at the edge of what was not measured changes nothing for the others', () => {
    const edge = scattered(0, 0, 10, 20, 30, 40, 50, 60, 60);
    expect(edge[0]! + edge[1]!).toBeCloseTo(10, 9);
    expect(edge[7]! + edge[8]!).toBeCloseTo(10, 9);
    for (const v of [2, 3, 4, 5, 6]) expect(edge[v]).toBeCloseTo(10, 9);
  });

  test('a single view weighs half a turn', () => {
    expect(scattered(77)).toEqual([expect.closeTo(180, 9)]);
  });

  test('with no gap far wider than the others sum up to π, and none is negative', () => {
    fc.assert(
      fc.property(fc.array(uniform(-0.4, 0.4), { minLength: 3, maxLength: 50 }), (jitter) => {
        const step = 180 / jitter.length;
        const weights = scatteredViewWeights(radians(jitter.map((shift, v) => (v + shift / 3) * step)));
        expect(sumOf(weights)).toBeCloseTo(Math.PI, 9);
        expect(weights.every((weight) => weight >= 0)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  testOnSharedData("the tooth's 181 angles from 0 to 179.0055° weigh alike", () => {
    const file = new Uint8Array(readFileSync(sharedDataPath('tooth', 'angles_degrees.npy')));
    const weights = scatteredViewWeights(readNpyFloat64(file, 'angles').data.map((angle) => angle * DEGREES));
    expect(weights).toHaveLength(181);
    expectAll(weights, Math.PI / 181);
  });
});
