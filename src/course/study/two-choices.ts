import { normalProbability, normalQuantile } from './normal-distribution.ts';

/** Standard deviations within which a ROC curve is drawn. */
const FAR = 4;

/** What an observer saw in trials of two pictures each, one of which has a disk. */
export interface Seen {
  readonly trials: number;
  readonly correct: number;
}

/** How well something is told from nothing, with its standard error. */
export interface Sensitivity {
  readonly dPrime: number;
  readonly standardError: number;
}

/** How sure an observer is that the disk is on the right: from 1, sure that it is on the left, to 4, sure that it is on the right. */
export type Rating = 1 | 2 | 3 | 4;

export interface RatedTrial {
  readonly isRight: boolean;
  readonly rating: Rating;
}

/** A point of a ROC curve. */
export interface RocPoint {
  /** Of the trials with the disk on the left, the part that was said to be on the right. */
  readonly falsePositive: number;
  readonly truePositive: number;
}

/**
 * d′ of two-alternative forced choice, √2·Φ⁻¹(part correct) (Green & Swets, Signal Detection Theory and Psychophysics, 1966).
 * Half a trial is added to either outcome (log-linear: Hautus, Behav. Res. Methods 27:46, 1995, doi 10.3758/BF03203619), so
 * that all right or all wrong is not infinite. The standard error is the binomial one through the slope of Φ⁻¹.
 */
export function sensitivityOf({ trials, correct }: Seen): Sensitivity {
  const part = (correct + 0.5) / (trials + 1);
  const z = normalQuantile(part);
  const slope = Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return {
    dPrime: Math.SQRT2 * z,
    standardError: Math.SQRT2 * slope * Math.sqrt((part * (1 - part)) / (trials + 1)),
  };
}

/** The part of the trials that an observer of sensitivity d′ gets right: Φ(d′/√2). */
export function partCorrect(dPrime: number): number {
  return normalProbability(dPrime / Math.SQRT2);
}

/**
 * The ROC of saying that the disk is on the right, a point for each degree of certainty, from (0, 0) to (1, 1); empty where
 * one of the sides has no trial.
 */
export function rocOf(trials: readonly RatedTrial[]): readonly RocPoint[] {
  const [left, right] = [trials.filter(({ isRight }) => !isRight), trials.filter(({ isRight }) => isRight)];
  if (left.length === 0 || right.length === 0) return [];
  const part = (of: readonly RatedTrial[], least: number) =>
    of.filter(({ rating }) => rating >= least).length / of.length;
  return [5, 4, 3, 2, 1].map((least) => ({ falsePositive: part(left, least), truePositive: part(right, least) }));
}

/**
 * The ROC of an observer of sensitivity d′ in the same task. The difference of the two pictures moves by 2d′ from left to
 * right and scatters √2 times as much as one of them, which makes its own sensitivity √2·d′.
 */
export function expectedRoc(dPrime: number, points: number): readonly RocPoint[] {
  const apart = Math.SQRT2 * dPrime;
  // From the strictest criterion to the most lenient one.
  const curve = Array.from({ length: points }, (_, i) => {
    const criterion = apart + FAR - (i / (points - 1)) * (apart + 2 * FAR);
    return { falsePositive: normalProbability(-criterion), truePositive: normalProbability(apart - criterion) };
  });
  return [{ falsePositive: 0, truePositive: 0 }, ...curve, { falsePositive: 1, truePositive: 1 }];
}

/** The area under a ROC curve of points in their order, by trapezoids. */
export function areaUnder(points: readonly RocPoint[]): number {
  return points
    .slice(1)
    .reduce(
      (sum, { falsePositive, truePositive }, i) =>
        sum + ((falsePositive - points[i]!.falsePositive) * (truePositive + points[i]!.truePositive)) / 2,
      0,
    );
}
