import { MINUS_SIGN } from '../../../number-text.ts';
import type { MarkField } from '../../marks/mark-fields.ts';

/** Why a number that was typed is not taken, as a sentence; `null` where it is. */
export function refusalOf({ label, least, most, whyNoMore }: MarkField, value: number, unit: string): string | null {
  if (Number.isFinite(value) && value >= least && value <= most) return null;
  const unitWords = unit === '' || unit === '°' ? unit : ` ${unit}`;
  const range = `${label} must be a number from ${plainText(least)} to ${plainText(most)}${unitWords}`;
  const isBeyondImage = value > most || (value < least && least < 0);
  return isBeyondImage && whyNoMore !== null ? `${range}: ${whyNoMore}.` : `${range}.`;
}

function plainText(value: number): string {
  return String(value).replace('-', MINUS_SIGN);
}
