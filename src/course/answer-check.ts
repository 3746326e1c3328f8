import type { Figure } from './quantity.ts';

/** What may have gone wrong with a number, as far as it can be seen from the number. */
export type Slip = 'sign' | 'half' | 'double' | 'power-of-ten';

/** What comes of comparing a student's number with the computed one. */
export type Verdict =
  | { readonly isRight: true }
  | { readonly isRight: false; readonly side: 'high' | 'low'; readonly slip: Slip | null };

/**
 * The number in what was typed: `12.5`, `12,5`, `−3`, `1 024`, `2e3`, with its unit behind it or without; `null` where
 * there is none.
 */
export function numberTyped(text: string): number | null {
  const plain = text
    .trim()
    .replace(/^[−–]/, '-')
    .replace(/(?<=\d)[\s\u00a0\u202f’'](?=\d{3}(?!\d))/g, '')
    .replace(/(?<=\d),(?=\d)/, '.')
    .replace(/^\./, '0.')
    .replace(/^-\./, '-0.');
  const [, digits] = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?:[^\d.,\s].*)?$/i.exec(plain) ?? [];
  if (digits === undefined) return null;
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}

/** A slip is named where the number fits it so closely: with a wide tolerance, half and double would be nearly anything. */
const SLIP_TOLERANCE = 0.1;

/** @param tolerance a part of the computed number, by which an answer may be off */
export function checkAnswer(given: number, { value }: Figure, tolerance: number): Verdict {
  const isWithin = (number: number, part: number) => Math.abs(number - value) <= part * Math.abs(value) + 1e-12;
  if (isWithin(given, tolerance)) return { isRight: true };
  const isNear = (number: number) => isWithin(number, Math.min(tolerance, SLIP_TOLERANCE));
  return { isRight: false, side: given > value ? 'high' : 'low', slip: slipOf(given, isNear) };
}

function slipOf(given: number, isNear: (number: number) => boolean): Slip | null {
  if (given === 0) return null;
  if (isNear(-given)) return 'sign';
  if (isNear(2 * given)) return 'half';
  if (isNear(given / 2)) return 'double';
  return [10, 100, 1000].some((factor) => isNear(given * factor) || isNear(given / factor)) ? 'power-of-ten' : null;
}
