import { describe, expect, test } from 'vitest';
import { turnedNumber } from '../../../src/app/lecture/turned-number.ts';

describe('a number that is turned by keys', () => {
  test('goes by round steps of about a twentieth of its range', () => {
    expect(turnedNumber(2000, -1, 2000, 1)).toBe(1900);
    expect(turnedNumber(400, 1, 400, 1)).toBe(420);
    expect(turnedNumber(90, 1, 90, 1)).toBe(92);
    expect(turnedNumber(0, -10, 400, 1)).toBe(-200);
  });

  test('comes to rest on a multiple of its step', () => {
    expect(turnedNumber(37, 1, 400, 1)).toBe(60);
    expect(turnedNumber(0.33, -1, 1, 0.01)).toBe(0.3);
  });

  test('never goes by less than it can be told apart by', () => {
    expect(turnedNumber(3, -1, 3, 1)).toBe(2);
    expect(turnedNumber(0.02, 1, 0.02, 0.01)).toBe(0.03);
  });

  test('and back again is where it was', () => {
    expect(turnedNumber(turnedNumber(0.6, 1, 1, 0.01), -1, 1, 0.01)).toBe(0.6);
  });
});
