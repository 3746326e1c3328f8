import { fixedText } from '../../number-text.ts';

/** How a picture's own values (μ in 1/mm, line integrals, …) are shown to people. */
export interface ValueScale {
  /** The display unit, as written beside the scale bar: `HU`, `line integral`. */
  readonly unit: string;
  /** The nominal span of the data in display units: sets the speed and fineness of window settings. */
  readonly span: number;
  toDisplay(value: number): number;
  fromDisplay(displayValue: number): number;
  /** A display value as text, without the unit. */
  format(displayValue: number): string;
}

/** The scale display = factor · value + offset, written with `decimals` digits after the point. */
export function affineValueScale(options: {
  readonly unit: string;
  readonly span: number;
  readonly factor: number;
  readonly offset: number;
  readonly decimals: number;
}): ValueScale {
  const { unit, span, factor, offset, decimals } = options;
  return {
    unit,
    span,
    toDisplay: (value) => factor * value + offset,
    fromDisplay: (displayValue) => (displayValue - offset) / factor,
    format: (displayValue) => fixedText(displayValue, decimals),
  };
}
