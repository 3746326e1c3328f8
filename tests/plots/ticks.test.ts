import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOfStep, fixedText, scientificText, significant } from '../../src/number-text.ts';
import { tickStep, ticks } from '../../src/plots/ticks.ts';
import { uniform } from '../support/uniform.ts';

const texts = (...range: Parameters<typeof ticks>) => ticks(...range).map((tick) => tick.text);

describe('ticks', () => {
  it('are round, and written with a true minus sign and no dust', () => {
    expect(texts(-128, 128, 6)).toEqual(['\u2212100', '\u221250', '0', '50', '100']);
    expect(texts(0, 1, 5)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(texts(-0.3, 0.3, 6)).toEqual(['\u22120.3', '\u22120.2', '\u22120.1', '0.0', '0.1', '0.2', '0.3']);
  });

  it('turn as people do', () => {
    expect(texts(0, 180, 6, 'degrees')).toEqual(['0', '30', '60', '90', '120', '150', '180']);
    expect(texts(0, 180, 4, 'degrees')).toEqual(['0', '45', '90', '135', '180']);
    expect(texts(0, 360, 4, 'degrees')).toEqual(['0', '90', '180', '270', '360']);
    expect(texts(-0.25, 179.75, 2, 'degrees')).toEqual(['0', '90']);
    expect(texts(10, 14, 4, 'degrees')).toEqual(['10', '11', '12', '13', '14']);
    expect(texts(0, 3600, 5, 'degrees')).toEqual(['0', '720', '1440', '2160', '2880', '3600']);
  });

  it('do not split a channel', () => {
    expect(texts(-0.5, 2.5, 9, 'integer')).toEqual(['0', '1', '2']);
  });

  it('run either way and fall silent on an empty range', () => {
    expect(texts(128, -128, 6)).toEqual(texts(-128, 128, 6));
    expect(ticks(3, 3, 5)).toEqual([]);
    expect(ticks(Number.NaN, 3, 5)).toEqual([]);
    expect(ticks(0, 1, 0)).toEqual([]);
    expect(ticks(1e16, 1e16 + 4, 5)).toEqual([]);
  });

  it('use powers of ten where plain digits grow too long', () => {
    expect(texts(0, 2e-7, 2)).toEqual(['0', '1×10⁻⁷', '2×10⁻⁷']);
    expect(texts(9e7, 1.1e8, 2)).toEqual(['9×10⁷', '1.0×10⁸', '1.1×10⁸']);
  });

  it('cover the range: inside it, evenly, no more than wanted and one', () => {
    fc.assert(
      fc.property(
        uniform(-1e5, 1e5),
        uniform(1e-3, 1e5),
        fc.integer({ min: 5, max: 12 }),
        fc.constantFrom('decimal' as const, 'degrees' as const),
        (from, span, count, steps) => {
          const marks = ticks(from, from + span, count, steps);
          expect(marks.length).toBeLessThanOrEqual(count + 1);
          expect(marks.length).toBeGreaterThanOrEqual(2);
          const step = marks[1]!.value - marks[0]!.value;
          const dust = 1e-5 * step;
          for (const [index, mark] of marks.entries()) {
            expect(mark.value).toBeGreaterThan(from - dust);
            expect(mark.value).toBeLessThan(from + span + dust);
            if (index > 0) expect(mark.value - marks[index - 1]!.value).toBeCloseTo(step, 6);
          }
          // No room for another at either end.
          expect(marks[0]!.value - step).toBeLessThan(from);
          expect(marks[marks.length - 1]!.value + step).toBeGreaterThan(from + span);
          // All different, all as written.
          expect(new Set(marks.map((mark) => mark.text)).size).toBe(marks.length);
        },
      ),
    );
  });
});

describe('tickStep', () => {
  it('is the next of 1, 2, 5', () => {
    expect([0.9, 1, 1.1, 2.1, 5.1, 0.00004].map((least) => tickStep(least, 'decimal'))).toEqual([
      1, 1, 2, 5, 10, 0.00005,
    ]);
    expect([0.01, 1.5, 60].map((least) => tickStep(least, 'integer'))).toEqual([1, 2, 100]);
  });
});

describe('numbers as text', () => {
  it('know the minus sign, and no minus zero', () => {
    expect(fixedText(-1.25, 1)).toBe('\u22121.3');
    expect(significant(-1.234)).toBe('\u22121.23');
    expect(fixedText(-0.001, 1)).toBe('0.0');
    expect(fixedText(Number.NaN, 1)).toBe('–');
    expect(fixedText(Number.NEGATIVE_INFINITY, 1)).toBe('\u2212∞');
    expect(scientificText(-2.5e-7, 1)).toBe('\u22122.5×10⁻⁷');
    expect(scientificText(0, 3)).toBe('0');
  });

  it('take the decimals that a step needs', () => {
    expect([1000, 1, 0.5, 0.1, 0.02, 0.001].map(decimalsOfStep)).toEqual([0, 0, 1, 1, 2, 3]);
  });
});
