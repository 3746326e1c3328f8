import { describe, expect, test } from 'vitest';
import { type WordsPlace, wordsPlace } from '../../../src/app/lecture/words-place.ts';

/** A letter with its share of the space between lines. */
const LETTER_SQUARE_PIXELS = 800;

/** Words of so many letters (fewer where it is tight) on a screen with so many pictures side by side. */
function screen(width: number, height: number, pictures: number, letters: number) {
  return ({ beside, tight }: WordsPlace) => {
    const wordsWidth = (beside ?? 1) * width;
    const wordsHeight = (letters * (1 - 0.2 * tight) * LETTER_SQUARE_PIXELS) / wordsWidth;
    const room = beside === null ? [width, height - wordsHeight] : [width - wordsWidth, height];
    return { fits: wordsHeight < height * 0.9, picturePixels: Math.min(room[0]! / pictures, room[1]!) };
  };
}

describe('the place of words in a lecture', () => {
  test('beside one picture on a wide screen, and below two on a narrow one', () => {
    expect(wordsPlace(screen(1920, 1080, 1, 400), 400)).toEqual({ beside: 0.3, tight: 0 });
    expect(wordsPlace(screen(1024, 768, 2, 400), 300).beside).toBe(null);
  });

  test('with all words as long as these leave the pictures enough', () => {
    const wide = screen(1024, 768, 2, 500);
    const usual = wordsPlace(wide, 200);
    expect(usual.tight).toBe(0);
    const wanting = wordsPlace(wide, wide(usual).picturePixels + 1);
    expect(wanting.tight).toBeGreaterThan(0);
    expect(wide(wanting).picturePixels).toBeGreaterThan(wide(usual).picturePixels);
  });

  test('the least of them below, where none fits', () => {
    expect(wordsPlace(() => ({ fits: false, picturePixels: 100 }), 300)).toEqual({ beside: null, tight: 3 });
  });
});
