import { describe, expect, test } from 'vitest';
import { arrayFacts } from '../../src/experiment/array-facts.ts';
import {
  guessOrientation,
  guessReadings,
  looksLikeSinogram,
  type ReadingsKind,
} from '../../src/experiment/guess-readings.ts';
import { mustBePossible } from '../../src/experiment/measured-files.ts';
import { countsOf, ellipseSinogram, type SinogramShape, turnedArray } from '../support/ellipse-sinogram.ts';
import { randomArray } from '../support/random.ts';

const [VIEWS, CHANNELS] = [90, 64];

/** What a detector that sees all of the object measures, and others. */
const SCANS: [string, SinogramShape][] = [
  ['half a turn', {}],
  ['a whole turn about an axis off the middle', { arcDeg: 360, offset: 3 }],
  ['an odd number of channels', { channels: 57 }],
  ['a third of half a turn', { arcDeg: 60 }],
  ['as many views as channels', { views: 64 }],
  ['a whole turn of a fan', { arcDeg: 360, sourceToIsocenterMm: 400 }],
];

function facts(values: Float32Array, { views = VIEWS, channels = CHANNELS }: SinogramShape = {}) {
  return arrayFacts(values, views, channels);
}

function turned(values: Float32Array, { views = VIEWS, channels = CHANNELS }: SinogramShape = {}) {
  return arrayFacts(turnedArray(values, views, channels), channels, views);
}

describe.each(SCANS)('readings over %s', (_, shape) => {
  const exact = ellipseSinogram(shape);
  const counts = countsOf(exact, 20_000);
  // Photons of 20 000 leave a line integral of 3 with 0.7 % of noise.
  const noisy = counts.map((count) => -Math.log(Math.max(1, count) / 20_000));
  const kinds: [string, Float32Array, ReadingsKind, boolean, number | null][] = [
    ['line integrals', exact, 'line-integrals', false, null],
    ['noisy line integrals', noisy, 'line-integrals', false, null],
    ['counts', counts, 'transmission', true, 20_000],
    ['counts less dark ones', counts.map((count) => count - 35.5), 'transmission', true, 19_964.5],
    ['transmissions', exact.map((p) => Math.exp(-p)), 'transmission', false, 1],
    ['transmissions in per cent', exact.map((p) => 100 * Math.exp(-p)), 'transmission', true, 100],
    ['sums over pixels', exact.map((p) => 40 * p), 'arbitrary', true, null],
  ];

  test.each(kinds)('that are %s', (_name, values, kind, isImpossible, white) => {
    for (const seen of [facts(values, shape), turned(values, shape)]) {
      const guess = guessReadings(seen);
      expect([guess.kind, guess.isImpossibleAsLineIntegrals]).toEqual([kind, isImpossible]);
      if (white === null) expect(guess.white).toBe(null);
      // The plateau is as sharp as the photons' noise, 0.7 %, and no sharper.
      else expect(Math.abs(guess.white! / white - 1)).toBeLessThan(0.01);
    }
  });

  test.each(kinds)('tell views from channels, being %s', (_name, values) => {
    for (const [seen, isTransposed] of [
      [facts(values, shape), false],
      [turned(values, shape), true],
    ] as const) {
      const guess = guessOrientation(seen, guessReadings(seen));
      expect([guess.isTransposed, guess.isCertain]).toEqual([isTransposed, isTransposed]);
      expect(looksLikeSinogram(seen)).toBe(true);
    }
  });
});

describe('nothing is guessed wrong', () => {
  test.each<[string, SinogramShape]>([
    ['a detector inside the object', { spacingMm: 1 }],
    ['a detector on one side of the axis', { arcDeg: 360, offset: -25 }],
  ])('of line integrals from %s', (_, shape) => {
    const seen = facts(ellipseSinogram(shape));
    expect(guessReadings(seen)).toMatchObject({ kind: 'line-integrals', why: null });
    expect(guessOrientation(seen, { kind: 'line-integrals', white: null }).isTransposed).toBe(false);
  });

  test('of transmissions from a detector on one side of the axis', () => {
    const values = ellipseSinogram({ arcDeg: 360, offset: -25 });
    expect(guessReadings(facts(values.map((p) => Math.exp(-p)))).kind).toBe('transmission');
    expect(guessReadings(facts(countsOf(values, 5000))).kind).toBe('transmission');
  });

  test.each([0.3, 0.6, 1, 1.5])(
    'of a white that no view shows, in channels of %f mm inside the object',
    (spacingMm) => {
      const values = ellipseSinogram({ spacingMm });
      for (const photons of [1000, 60_000]) {
        expect(guessReadings(facts(countsOf(values, photons)))).toMatchObject({
          isImpossibleAsLineIntegrals: true,
          white: null,
        });
      }
      const guess = guessReadings(facts(countsOf(values, 60_000)));
      expect(() => mustBePossible('s.npy', 'line-integrals', guess)).toThrow(
        /"white" \(a file, or a number, which must be measured, since no view clearly shows the beam without the object\)/,
      );
      expect(guessReadings(facts(values.map((p) => Math.exp(-p)))).white).toBe(null);
    },
  );

  test.each([2.2, 2.4, 2.6])('of a white that only some views show, in channels of %f mm', (spacingMm) => {
    // The object is 160 mm long and 120 mm wide; the detector is from 141 to 166 mm wide.
    const { white } = guessReadings(facts(countsOf(ellipseSinogram({ spacingMm }), 60_000)));
    expect(Math.abs(white! / 60_000 - 1)).toBeLessThan(0.01);
  });

  test.each([0.3, 0.5, 0.8])('of line integrals inside the object, in %f mm', (spacingMm) => {
    expect(guessReadings(facts(ellipseSinogram({ spacingMm })))).toMatchObject({ kind: 'line-integrals', why: null });
  });

  test('of a slab that fills the detector, whose channels are equal and whose views are not', () => {
    const slab = Float32Array.from(
      { length: VIEWS * CHANNELS },
      (_, i) => 0.5 / Math.hypot(0.2, Math.sin((Math.floor(i / CHANNELS) / VIEWS) * Math.PI)),
    );
    const { isCertain } = guessOrientation(facts(slab), { kind: 'line-integrals', white: null });
    expect(isCertain).toBe(false);
  });

  test.each<[string, Float32Array]>([
    ['noise', randomArray(VIEWS * CHANNELS, 5)],
    ['zeros', new Float32Array(VIEWS * CHANNELS)],
    ['ones', new Float32Array(VIEWS * CHANNELS).fill(1)],
  ])('of %s', (_, values) => {
    const seen = facts(values);
    expect(guessReadings(seen).kind).toBe('line-integrals');
    expect(guessOrientation(seen, { kind: 'line-integrals', white: null }).isTransposed).toBe(false);
    expect(looksLikeSinogram(seen)).toBe(false);
  });

  test.each([1, 2, 3])('of %i reading or view', (count) => {
    for (const [rows, columns] of [
      [1, count],
      [count, 1],
    ] as const) {
      const seen = arrayFacts(new Float32Array(count).fill(2), rows, columns);
      expect(guessReadings(seen).kind).toBe('line-integrals');
      expect(guessOrientation(seen, { kind: 'line-integrals', white: null }).isTransposed).toBe(false);
    }
  });
});

test('a few readings of more than 20 are where nothing was counted, and are named', () => {
  const values = ellipseSinogram();
  values[1000] = 27.6;
  expect(guessReadings(facts(values))).toMatchObject({
    kind: 'line-integrals',
    isImpossibleAsLineIntegrals: false,
    why: expect.stringMatching(/up to 27\.6, where a detector counts nothing/),
  });
});

test('greys of a thin rod on a ground that is not 0 are no counts', () => {
  // A rod of 9 mm at 40 mm from the axis, on a ground of 30.
  const values = Float32Array.from({ length: VIEWS * CHANNELS }, (_, i) => {
    const t = ((i % CHANNELS) - 31.5) * 3 - 40 * Math.cos((Math.floor(i / CHANNELS) * Math.PI) / VIEWS);
    return Math.round(30 + 150 * Math.sqrt(Math.max(0, 1 - (t / 9) ** 2)));
  });
  expect(guessReadings(facts(values))).toMatchObject({ kind: 'arbitrary', isImpossibleAsLineIntegrals: true });
});

test('few counts less dark ones, some below 0 by their noise, are counts', () => {
  const noise = randomArray(VIEWS * CHANNELS, 9);
  const values = ellipseSinogram().map((p, i) => 300 * Math.exp(-p) + 100 * (noise[i]! - 0.2));
  expect(guessReadings(facts(values))).toMatchObject({ kind: 'transmission', isImpossibleAsLineIntegrals: true });
});

test('ln(I/I₀) without its minus sign is named', () => {
  expect(guessReadings(facts(ellipseSinogram().map((p) => -p))).why).toMatch(/without its minus sign/);
});

test('of a large array a sample is looked at, and all of it for its bounds', () => {
  const values = new Float32Array(1500 * 1300).fill(1);
  values[777_777] = 9;
  const seen = arrayFacts(values, 1500, 1300);
  expect(seen.most).toBe(9);
  expect(seen.sample.values).toHaveLength(512 * 512);
});
