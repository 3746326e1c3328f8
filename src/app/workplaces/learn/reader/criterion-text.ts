import type { CriterionSetting, Figure } from '../../../../course/quantity.ts';
import { figureText } from './figure-text.ts';

/** No more digits than these tell a number from its bound. */
const MOST_DIGITS = 6;

/** A number and within which bounds it is wanted: `now 0.81, wanted at most 0.75`. @param digits of the number */
export function criterionText(
  figure: Figure | null,
  { atLeast, atMost }: Pick<CriterionSetting, 'atLeast' | 'atMost'>,
  digits: number,
): string {
  const unit = figure?.unit ?? '';
  const bound = (value: number) => figureText({ value, unit, isExact: true }, 4);
  const wanted =
    atLeast !== undefined && atMost !== undefined
      ? `between ${bound(atLeast)} and ${bound(atMost)}`
      : atLeast !== undefined
        ? `at least ${bound(atLeast)}`
        : `at most ${bound(atMost ?? Infinity)}`;
  if (figure === null) return `not known of this scan, wanted ${wanted}`;
  const isBeyond = (value: number) => value < (atLeast ?? -Infinity) || value > (atMost ?? Infinity);
  // What lies beyond a bound is not to be rounded to it.
  let enough = digits;
  const rounded = () => Number(figure.value.toPrecision(enough));
  while (enough < MOST_DIGITS && isBeyond(figure.value) && !isBeyond(rounded())) enough++;
  return `now ${figureText(figure, enough)}, wanted ${wanted}`;
}
