import { shortNumber } from './short-number.ts';

export type AngleUnit = 'degrees' | 'radians';

/** A guess, as far as the angles go. */
export interface AngleUnitGuess {
  readonly unit: AngleUnit;
  /** What speaks for radians, to be read after the file's name; `null` where nothing does. */
  readonly why: string | null;
}

/** Half a turn, (√5 − 1)/2 of it and of a whole one, and the smaller golden angle, in radians. */
const GOLDEN_RAD = [(Math.PI * (Math.sqrt(5) - 1)) / 2, Math.PI * (Math.sqrt(5) - 1), Math.PI * (3 - Math.sqrt(5))];
/** As many half turns as a scan is likely to run over. */
const MOST_HALF_TURNS = 20;

/**
 * Guesses the unit of angles. As degrees, radians are a sliver of an arc: eight views or more within 2π say radians, since
 * a scan over less than 7° shows nothing; a span of whole half turns does, where it is no round number of degrees; and so
 * do golden steps. One view, or few within a small span, tell nothing.
 */
export function guessAngleUnit(angles: Float64Array): AngleUnitGuess {
  const views = angles.length;
  const [least, most] = [angles.reduce((a, b) => Math.min(a, b)), angles.reduce((a, b) => Math.max(a, b))];
  const span = most - least;
  const degrees: AngleUnitGuess = { unit: 'degrees', why: null };
  if (views < 2 || span === 0) return degrees;
  const step = span / (views - 1);
  const range = `${shortNumber(least)} to ${shortNumber(most)}`;
  const mean = (angles[views - 1]! - angles[0]!) / (views - 1);
  const isGolden =
    views >= 8 &&
    GOLDEN_RAD.some((golden) => Math.abs(Math.abs(mean) - golden) < 5e-6) &&
    angles.every((angle, view) => view === 0 || Math.abs(angle - angles[view - 1]! - mean) < 1e-3);
  if (isGolden) return { unit: 'radians', why: `its angles step by ${shortNumber(mean)}, the golden angle in radians` };
  const halfTurns = [span, span + step].map((arc) => arc / Math.PI);
  const isWhole = (turns: number, of: number) => Math.abs(turns * of - Math.round(turns * of)) < 0.005 * of;
  const said = `its angles run from ${range}, in degrees over ${shortNumber(span)}°, in radians over ${shortNumber((span * 180) / Math.PI)}°`;
  if (span < 2 * Math.PI * 1.02) {
    const isQuarterTurns = span > 1 && halfTurns.some((turns) => isWhole(turns, 2));
    return views >= 8 || isQuarterTurns ? { unit: 'radians', why: said } : degrees;
  }
  const isRoundInDegrees = [span, span + step].some((arc) => Math.abs(arc - Math.round(arc)) < 1e-3);
  const isHalfTurns = halfTurns.some(
    (turns) => turns < MOST_HALF_TURNS + 0.01 && Math.abs(turns - Math.round(turns)) < 0.002,
  );
  return views >= 8 && isHalfTurns && !isRoundInDegrees ? { unit: 'radians', why: said } : degrees;
}

/**
 * Which of a list's angles is the first view's, counted from 0, where the list is of all readings: while white or dark ones
 * are taken nothing turns. The last of the equal angles is the first view's own where the steps go on from it as they do
 * after it.
 */
export function guessFirstView(angles: Float64Array): number {
  let equal = 1;
  while (equal < angles.length && angles[equal] === angles[0]) equal++;
  if (equal < 2 || equal + 1 >= angles.length) return 0;
  const [onto, next] = [angles[equal]! - angles[0]!, angles[equal + 1]! - angles[equal]!];
  return Math.abs(onto - next) < 0.1 * Math.abs(next) ? equal - 1 : equal;
}
