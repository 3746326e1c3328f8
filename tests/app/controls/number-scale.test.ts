import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type NumberScale,
  plainNumberText,
  positionOfValue,
  SLIDER_POSITIONS,
  steppedValue,
  typedNumberFault,
  valueAtPosition,
} from '../../../src/app/controls/number-scale.ts';
import { windowFault } from '../../../src/app/controls/window-fault.ts';

const projections: NumberScale = {
  min: 1,
  max: 16384,
  step: 1,
  scale: 'logarithmic',
  integer: true,
  sliderMax: 2048,
};
const cutoff: NumberScale = { min: 0.05, max: 1, step: 0.01, scale: 'linear', integer: false };

describe('a slider', () => {
  it('reaches both its ends exactly', () => {
    expect(valueAtPosition(projections, 0)).toBe(1);
    expect(valueAtPosition(projections, SLIDER_POSITIONS)).toBe(2048);
    expect(valueAtPosition(cutoff, 0)).toBe(0.05);
    expect(valueAtPosition(cutoff, SLIDER_POSITIONS)).toBe(1);
  });

  it('stands at its end for values beyond it', () => {
    expect(positionOfValue(projections, 16384)).toBe(SLIDER_POSITIONS);
  });

  it('never falls back as it is pushed on, and gives values that are allowed and dustless', () => {
    for (const scale of [projections, cutoff]) {
      let previous = scale.min;
      for (let position = 0; position <= SLIDER_POSITIONS; position++) {
        const value = valueAtPosition(scale, position);
        expect(value).toBeGreaterThanOrEqual(previous);
        expect(typedNumberFault(scale, plainNumberText(value))).toBeNull();
        expect(plainNumberText(value).length).toBeLessThanOrEqual(5);
        previous = value;
      }
    }
  });

  it('returns to where it was put', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SLIDER_POSITIONS }), (position) => {
        for (const scale of [projections, cutoff]) {
          const value = valueAtPosition(scale, position);
          expect(valueAtPosition(scale, positionOfValue(scale, value))).toBeCloseTo(value, 9);
        }
      }),
    );
  });
});

describe('arrow keys', () => {
  it('always move, by round numbers', () => {
    expect(steppedValue(projections, 1, 1)).toBe(2);
    expect(steppedValue(projections, 12, 1)).toBe(13);
    expect(steppedValue(projections, 720, 1)).toBe(730);
    expect(steppedValue(projections, 720, -1)).toBe(710);
    expect(steppedValue(cutoff, 0.3, 1)).toBe(0.31);
    expect(steppedValue(cutoff, 0.3, 10)).toBe(0.4);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 2047 }), fc.constantFrom(-1, 1), (value, direction) => {
        expect(Math.sign(steppedValue(projections, value, direction) - value)).toBe(direction);
      }),
    );
  });

  it('stop at the ends, and do not pull back a value beyond the slider', () => {
    expect(steppedValue(projections, 2048, 5)).toBe(2048);
    expect(steppedValue(projections, 1, -1)).toBe(1);
    expect(steppedValue(projections, 10000, 1)).toBe(10000);
    expect(steppedValue(projections, 10000, -1)).toBeLessThan(10000);
  });
});

describe('typed numbers', () => {
  it('are refused with a reason', () => {
    expect(typedNumberFault(projections, '99999')).toBe('must be between 1 and 16384, got 99999');
    expect(typedNumberFault(projections, '1.5')).toBe('must be a whole number, got 1.5');
    expect(typedNumberFault(projections, '')).toBe('must be a number');
    expect(typedNumberFault(projections, 'many')).toBe('must be a number');
    expect(typedNumberFault(cutoff, '0.01')).toBe('must be between 0.05 and 1, got 0.01');
  });

  it('need not be on a step', () => {
    expect(typedNumberFault(cutoff, '0.123')).toBeNull();
    expect(typedNumberFault(projections, '16383')).toBeNull();
  });

  it('make a window only if it has a width', () => {
    expect(windowFault('width', '0')).toBe('must be greater than 0, got 0');
    expect(windowFault('width', '80')).toBeNull();
    expect(windowFault('level', '-600')).toBeNull();
    expect(windowFault('level', '')).toBe('must be a number');
  });
});
