import { describe, expect, test } from 'vitest';
import { arrayFacts } from '../../src/experiment/array-facts.ts';
import { guessArc } from '../../src/experiment/guess-arc.ts';
import { guessReadings } from '../../src/experiment/guess-readings.ts';
import { countsOf, ellipseSinogram, type SinogramShape } from '../support/ellipse-sinogram.ts';

function guessed(shape: SinogramShape, change: (values: Float32Array) => Float32Array = (values) => values) {
  const facts = arrayFacts(change(ellipseSinogram(shape)), shape.views ?? 90, shape.channels ?? 64);
  return guessArc(facts, guessReadings(facts));
}

describe('the arc', () => {
  test.each<[string, SinogramShape, 180 | 360 | null]>([
    ['half a turn', {}, 180],
    ['half a turn about an axis off the middle', { offset: 3.3 }, 180],
    ['a whole turn', { arcDeg: 360, views: 180 }, 360],
    ['a whole turn with its end', { arcDeg: (360 * 180) / 179, views: 180 }, 360],
    ['a whole turn seen from one side', { arcDeg: 360, views: 180, offset: -25 }, 360],
    ['a whole turn in a detector that is too narrow', { arcDeg: 360, views: 180, spacingMm: 1.2 }, 360],
    ['a third of half a turn', { arcDeg: 60 }, null],
    ['five quarters of half a turn', { arcDeg: 225, views: 100 }, null],
    ['few views', { views: 6 }, null],
  ])('is guessed: %s', (_, shape, arc) => {
    expect(guessed(shape)).toBe(arc);
    expect(guessed(shape, (values) => countsOf(values, 50_000))).toBe(arc);
  });

  test('of a round object is not guessed', () => {
    const disk = Float32Array.from(
      { length: 90 * 64 },
      (_, i) => 3 * Math.sqrt(Math.max(0, 1 - (((i % 64) - 31.5) / 20) ** 2)),
    );
    const facts = arrayFacts(disk, 90, 64);
    expect(guessArc(facts, guessReadings(facts))).toBe(null);
  });

  test.each([180, 360] as const)('over %i° is guessed in spite of a dead channel', (arcDeg) => {
    const dead = (values: Float32Array) => values.map((value, i) => (i % 64 === 25 ? 0 : value));
    expect(guessed({ arcDeg, views: arcDeg }, dead)).toBe(arcDeg);
  });

  test('of half a turn seen from one side is not guessed', () => {
    expect(guessed({ views: 180, offset: -25 })).toBe(null);
  });

  test.each([64, 40])('of an ellipse about an axis between channels is not guessed in %i channels', (channels) => {
    // Semi-axes of 25 and 20 channels: p = 2ab·√(s² − t²)/s² (Kak & Slaney 1988, eq. 3.6), the same after half a turn.
    const ellipse = Float32Array.from({ length: 180 * channels }, (_, i) => {
      const angle = (Math.floor(i / channels) / 180) * Math.PI;
      const square = (25 * Math.cos(angle)) ** 2 + (20 * Math.sin(angle)) ** 2;
      return (
        (0.06 * 25 * 20 * Math.sqrt(Math.max(0, square - ((i % channels) - (channels - 1) / 2 - 0.3) ** 2))) / square
      );
    });
    const facts = arrayFacts(ellipse, 180, channels);
    expect(guessArc(facts, guessReadings(facts))).toBe(null);
  });
});
