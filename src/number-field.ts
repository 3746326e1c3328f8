import { numberBetween, wholeNumberBetween } from './validation.ts';

/** A number that can be set: what it may be, and how a hand turns it. All in the number's own unit. */
export interface NumberField {
  /** What it is called on screen. */
  readonly label: string;
  readonly least: number;
  readonly most: number;
  /** Whether nothing but whole numbers will do. */
  readonly isWhole?: true;
  /** Shown after the number; left out of what has none. */
  readonly unit?: string;
  readonly turned?: TurnedNumber;
}

/** How a control turns a number. What it leaves out is as the field has it. */
export interface TurnedNumber {
  /** The finest step of slider and arrow keys. */
  readonly step?: number;
  /** A logarithmic slider is as fine at 10 as at 10 000. */
  readonly scale?: 'logarithmic';
  /** What the control offers, where that is less than what is allowed. */
  readonly least?: number;
  readonly most?: number;
  /** Where the slider ends, while typed numbers go on. */
  readonly sliderMost?: number;
  /** Whether the control takes whole numbers alone. */
  readonly isWhole?: true;
  /** Whether the most that is allowed is no bound at all, and shown as `none`. */
  readonly mostIsNone?: true;
  /** Whether a fraction is shown as so many hundredths; what stands here is still in fractions. */
  readonly isPercent?: true;
}

/** The schema of what a field allows. */
export function numberSchema({ least, most, isWhole }: NumberField) {
  return isWhole ? wholeNumberBetween(least, most) : numberBetween(least, most);
}
