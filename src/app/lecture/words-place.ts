/** Where words stand, and how many of them. */
export interface WordsPlace {
  /** Beside the pictures, this part of the width; `null`: below them. */
  readonly beside: number | null;
  /** From 0, all words, to {@link MOST_TIGHT}: those go first that the room has read (`lecture.css`). */
  readonly tight: number;
}

/** What comes of a place. */
export interface TriedPlace {
  /** Whether all of the words are to be seen. */
  readonly fits: boolean;
  /** How large a square picture may be. */
  readonly picturePixels: number;
}

export const MOST_TIGHT = 3;
/** Beside the pictures they take as little of the width as they need. */
const PARTS = [0.3, 0.38, 0.46, 0.54, null];

/**
 * The place that leaves the pictures most room. Words are left out only where all of them do not fit, or would leave the
 * pictures less than is wanted.
 *
 * @param tryOut puts the words there
 */
export function wordsPlace(tryOut: (place: WordsPlace) => TriedPlace, wantedPixels: number): WordsPlace {
  let best: WordsPlace = { beside: null, tight: MOST_TIGHT };
  let most = -Infinity;
  for (let tight = 0; tight <= MOST_TIGHT && most < wantedPixels; tight++) {
    for (const beside of PARTS) {
      const place = { beside, tight };
      const { fits, picturePixels } = tryOut(place);
      if (!fits || picturePixels <= most) continue;
      best = place;
      most = picturePixels;
    }
  }
  return best;
}
