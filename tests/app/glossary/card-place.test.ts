import { describe, expect, test } from 'vitest';
import { cardPlace } from '../../../src/app/glossary/card-place.ts';

const view = { width: 1366, height: 768 };
const card = { width: 360, height: 300 };
const label = (left: number, top: number) => ({ left, top, width: 80, height: 20 });

describe('a card', () => {
  test('lies below its label, and above it where there is no room below', () => {
    expect(cardPlace(label(10, 200), card, view)).toEqual({ left: 10, top: 226, isSheet: false });
    expect(cardPlace(label(10, 700), card, view)).toEqual({ left: 10, top: 394, isSheet: false });
  });

  test('lies beside a label where it is too high for either', () => {
    const high = { width: 360, height: 700 };
    expect(cardPlace(label(10, 400), high, view)).toEqual({ left: 96, top: 60, isSheet: false });
    expect(cardPlace(label(1200, 400), high, view)).toEqual({ left: 834, top: 60, isSheet: false });
  });

  test('is within the window wherever its label is, and covers it never where that can be', () => {
    for (let left = -100; left < 1500; left += 37) {
      for (let top = -50; top < 800; top += 29) {
        const at = cardPlace(label(left, top), card, view);
        expect(at.left >= 8 && at.left + card.width <= view.width - 8).toBe(true);
        expect(at.top >= 8 && at.top + card.height <= view.height - 8).toBe(true);
      }
    }
  });

  test('lies at the foot of a narrow window', () => {
    expect(cardPlace(label(10, 100), card, { width: 390, height: 844 })).toEqual({ left: 0, top: 544, isSheet: true });
  });
});
