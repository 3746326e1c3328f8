import type { RatedTrial, Rating } from './two-choices.ts';

/** One pair of pictures to be looked at. */
export interface StudyTrial {
  /** Which of the study's doses, counted from 0. */
  readonly level: number;
  /** Whether the disk is on the right. */
  readonly isRight: boolean;
  /** Of the noise on the left and on the right. */
  readonly seeds: readonly [left: number, right: number];
}

export interface AnsweredTrial extends StudyTrial, RatedTrial {
  readonly rating: Rating;
}

/**
 * A study's trials in random order: the same number at each dose, as often on the left as on the right, no noise twice.
 *
 * @param random numbers from 0 up to 1, the next one at every call
 * @param perLevel an even number
 */
export function studyTrials(random: () => number, levels: number, perLevel: number): readonly StudyTrial[] {
  const first = 1 + Math.floor(random() * 2 ** 30);
  const all = Array.from({ length: levels * perLevel }, (_, i) => ({
    level: i % levels,
    isRight: Math.floor(i / levels) % 2 === 1,
    order: random(),
  }));
  return all
    .toSorted((a, b) => a.order - b.order)
    .map(({ level, isRight }, i) => ({ level, isRight, seeds: [first + 2 * i, first + 2 * i + 1] as const }));
}

export function isCorrect({ isRight, rating }: RatedTrial): boolean {
  return isRight === rating > 2;
}
