import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuredDirections } from '../../src/geometry/measured-directions.ts';
import { arcScan, scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { coversWholeTurn } from '../../src/geometry/scan.ts';
import { scatteredViewWeights } from '../../src/geometry/view-weights.ts';
import { seededRandom } from '../support/random.ts';
import { uniform } from '../support/uniform.ts';

const DEGREES = Math.PI / 180;
const radians = (degrees: readonly number[]) => Float64Array.from(degrees, (angle) => angle * DEGREES);
const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.round((to - from) / step) }, (_, i) => from + i * step);
/** Angles in steps of (√5 − 1)/2 of half a turn, 111.246°. */
const golden = (views: number) => Array.from({ length: views }, (_, v) => (v * 90 * (Math.sqrt(5) - 1)) % 180);
/** Golden steps that run on over whole turns, 222.492°. */
const goldenTurns = (views: number) => Array.from({ length: views }, (_, v) => (v * 180 * (Math.sqrt(5) - 1)) % 360);
const shuffled = (degrees: readonly number[], seed = 3) => {
  const random = seededRandom(seed);
  return degrees
    .map((angle) => [random(), angle] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, angle]) => angle);
};
const weightsDeg = (degrees: readonly number[], periodDeg: number) =>
  Array.from(scatteredViewWeights(radians(degrees), periodDeg * DEGREES), (weight) => weight / DEGREES);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const threeDecimals = (degrees: readonly number[]) => degrees.map((angle) => Number(angle.toFixed(3)));

describe.each([180, 360])('views that repeat after %d°', (period) => {
  test.each([1, 2, 3, 4, 10])('%i at one angle share all of it', (views) => {
    for (const spread of [0, 0.0004]) {
      const degrees = Array.from({ length: views }, (_, v) => 77 + spread * (v % 3));
      for (const weight of weightsDeg(degrees, period)) expect(weight).toBeCloseTo(period / views, 9);
    }
  });

  test.each([2, 3, 7])('%i at each angle count alike, also where the circle begins', (laps) => {
    const step = period / 60;
    for (const order of [(angles: number[]) => angles, shuffled]) {
      const degrees = order(Array.from({ length: laps }, () => range(0, period, step)).flat());
      for (const weight of weightsDeg(degrees, period)) expect(weight).toBeCloseTo(step / laps, 9);
    }
  });

  test('several laps of an encoder that is never twice at the same place count alike', () => {
    const random = seededRandom(8);
    const degrees = Array.from({ length: 10 }, () =>
      range(0, period, period / 90).map((angle) => angle + 0.04 * (random() - 0.5)),
    ).flat();
    for (const weight of weightsDeg(shuffled(degrees), period)) {
      expect(Math.abs(weight - period / 900)).toBeLessThan(0.04 / 10);
    }
  });

  test('an end in the file shares the weight of the beginning', () => {
    const weights = weightsDeg([...range(0, period, 2), period], period);
    expect(weights[0]).toBeCloseTo(1, 9);
    expect(weights.at(-1)).toBeCloseTo(1, 9);
    for (const weight of weights.slice(1, -1)) expect(weight).toBeCloseTo(2, 9);
  });

  test('one gap, two and three belong to nobody, in any order', () => {
    const third = period / 3;
    const groups = [range(0, third / 2), range(third, 1.5 * third), range(2 * third, 2.5 * third)];
    for (const count of [1, 2, 3]) {
      const degrees = shuffled(groups.slice(0, count).flat());
      for (const weight of weightsDeg(degrees, period)) expect(weight).toBeCloseTo(1, 9);
      expect(measuredDirections(radians(degrees), period * DEGREES).isOpen.filter(Boolean)).toHaveLength(count);
    }
  });

  test('gaps of three widths, one across the beginning of the circle', () => {
    const degrees = [...range(20, 60, 0.5), ...range(70, 100, 0.5), ...range(130, 160, 0.5)];
    for (const weight of weightsDeg(degrees, period)) expect(weight).toBeCloseTo(0.5, 9);
  });

  test('each angle of a group twice', () => {
    const group = [...range(0, 30), ...range(90, 110)];
    for (const weight of weightsDeg([...group, ...group], period)) expect(weight).toBeCloseTo(0.5, 9);
  });

  test('golden steps of either kind leave nothing out, in any order, however many', () => {
    for (const views of [13, 21, 40, 89, 90, 144, 233, 240, 377, 1000]) {
      for (const stepDeg of [90 * (Math.sqrt(5) - 1), 180 * (Math.sqrt(5) - 1)]) {
        const degrees = Array.from({ length: views }, (_, v) => (v * stepDeg) % 360);
        expect(sum(weightsDeg(degrees, period))).toBeCloseTo(period, 6);
        expect(sum(weightsDeg(shuffled(degrees), period))).toBeCloseTo(period, 6);
      }
    }
  });

  test('even steps over many turns leave nothing out, though they bunch', () => {
    for (const viewsPerTurn of [72.1, 20.05, 12.003]) {
      const degrees = Array.from({ length: 400 }, (_, v) => (v * 360) / viewsPerTurn);
      expect(sum(weightsDeg(degrees, period))).toBeCloseTo(period, 6);
      expect(sum(weightsDeg(threeDecimals(degrees), period))).toBeCloseTo(period, 6);
    }
  });
});

/** Angles of any kind: alone, in clusters of any width, in laps, at random. */
const anyAngles = fc
  .array(
    fc.record({
      at: uniform(-720, 720),
      views: fc.integer({ min: 1, max: 12 }),
      step: fc.constantFrom(0, 1e-7, 0.0004, 0.03, 1, 40, 111.246),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((groups) => groups.flatMap(({ at, views, step }) => Array.from({ length: views }, (_, v) => at + v * step)));

test.each([180, 360])('whatever the angles, views share up to %d° and none counts less than nothing', (period) => {
  fc.assert(
    fc.property(anyAngles, (degrees) => {
      const weights = weightsDeg(degrees, period);
      expect(weights.every((weight) => weight > 0)).toBe(true);
      expect(sum(weights)).toBeLessThan(period + 1e-6);
      // Of several turns' even steps the order tells more than the angles do; these are no such.
      const [one, other] = [3, 4].map((seed) => {
        const mixed = shuffled([...degrees, 17.3, 5], seed);
        return weightsDeg(mixed, period).sort((a, b) => a - b);
      });
      expect(one).toEqual(other!.map((weight) => expect.closeTo(weight, 6)));
    }),
    { seed: 1, numRuns: 300 },
  );
});

describe('a whole turn is covered', () => {
  const detector = { channels: 5, channelSpacingMm: 1, offset: 0 };
  const covers = (degrees: readonly number[]) => coversWholeTurn(scatteredScan(radians(degrees), detector));

  test('by even views, however they are written, ordered and counted', () => {
    const even = range(0, 360, 360 / 175);
    for (const degrees of [
      even,
      threeDecimals(even),
      [...even, 360],
      threeDecimals([...even, 360]),
      shuffled(even),
      [...even, ...even.slice(0, 60)],
      even.map((angle) => -angle),
      even.map((angle) => (angle + 300) % 360),
      range(0, 3600, 360 / 72.1),
    ]) {
      expect(covers(degrees)).toBe(true);
    }
  });

  test('by golden steps, and by chance', () => {
    expect(covers(golden(180))).toBe(false);
    expect(covers(golden(180).map((angle, v) => angle + 180 * (v % 2)))).toBe(true);
    for (const views of [13, 34, 100, 240]) expect(covers(goldenTurns(views))).toBe(true);
    // The same folded at half a turn only once: 111.246°, run on.
    for (const views of [20, 89, 240]) expect(covers(golden(views).map((_, v) => v * 111.24611797))).toBe(true);
    const random = seededRandom(2);
    expect(covers(Array.from({ length: 1000 }, () => 360 * random()))).toBe(true);
  });

  test('not by less than a turn, by groups, by one angle or by two', () => {
    for (const degrees of [range(0, 180), range(0, 350), range(0, 355, 5), [3], [3, 3, 3, 3], [0, 180, 0, 180]]) {
      expect(covers(degrees)).toBe(false);
    }
    expect(covers([...range(0, 40), ...range(120, 160), ...range(240, 280)])).toBe(false);
    expect(covers(threeDecimals(range(0, 354, 2)))).toBe(false);
  });

  test('by an arc of as many turns as it likes', () => {
    const covered = (views: number, arcDeg: number) =>
      coversWholeTurn(arcScan({ views, startRad: 1, arcRad: arcDeg * DEGREES }, detector));
    expect(covered(180, 360)).toBe(true);
    expect(covered(180, -360)).toBe(true);
    expect(covered(181, 362)).toBe(true);
    expect(covered(721, 3600)).toBe(true);
    expect(covered(180, 180)).toBe(false);
  });
});
