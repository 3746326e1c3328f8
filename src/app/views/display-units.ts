import type { DisplayUnit } from '../../experiment/experiment.ts';
import { fixedText } from '../../number-text.ts';
import { affineValueScale, type ValueScale } from '../panes/value-scale.ts';

/**
 * How slices are shown.
 *
 * @param waterMuPerMm what is shown as 0 HU; the session that made the slice says it
 * @param share the part of all views that is in the slice: while it builds up, water is at its share of water's value
 *   and still shown as 0 HU, so that the window lies about what there is to see
 */
export function sliceScale(unit: DisplayUnit, span: number, waterMuPerMm: number, share = 1): ValueScale {
  switch (unit) {
    case 'HU':
      return affineValueScale({
        unit: 'HU',
        span: 2000,
        factor: 1000 / waterMuPerMm,
        offset: -1000 * share,
        decimals: 0,
      });
    case 'arbitrary':
      return affineValueScale({ unit: 'arb. units', span: 1, factor: 1, offset: 0, decimals: 3 });
    case '1/mm':
      return affineValueScale({ unit: '1/mm', span, factor: 1, offset: 0, decimals: decimalsFor(span) });
  }
}

/** How differences of slices are shown: a difference in HU has no offset. */
export function differenceScale(unit: DisplayUnit, span: number, waterMuPerMm: number): ValueScale {
  if (unit !== 'HU') return sliceScale(unit, span, waterMuPerMm);
  return affineValueScale({ unit: 'HU', span: 2000, factor: 1000 / waterMuPerMm, offset: 0, decimals: 1 });
}

/** How line integrals are shown. */
export function sinogramScale(unit: DisplayUnit, span: number): ValueScale {
  const text = unit === 'arbitrary' ? 'units × mm' : 'line integral';
  return affineValueScale({ unit: text, span, factor: 1, offset: 0, decimals: decimalsFor(span) });
}

/** How structural similarity is shown, which has no unit: 1 for equality. */
export const SIMILARITY_SCALE: ValueScale = affineValueScale({
  unit: 'SSIM',
  ...{ span: 1, factor: 1, offset: 0, decimals: 3 },
});

/** How what was counted relative to the open beam is shown: as the part of it that came through. */
export const SIGNAL_SCALE: ValueScale = {
  unit: '% of air',
  // Behind a body little comes through, and windows are as fine as that.
  span: 1,
  toDisplay: (value) => 100 * value,
  fromDisplay: (percent) => percent / 100,
  format: (percent) => fixedText(percent, percent >= 10 ? 1 : percent >= 1 ? 2 : 3),
};

/**
 * How a plain back-projection is shown: a sum of line integrals over angles, on no scale that means anything. While it
 * builds up it is shown as bright as the whole.
 *
 * @param word in the unit's place
 */
export function unfilteredScale(span: number, share = 1, word = 'unfiltered'): ValueScale {
  return affineValueScale({ unit: word, span, factor: 1 / share, offset: 0, decimals: decimalsFor(span) });
}

/** Three digits of the span. */
function decimalsFor(span: number): number {
  return Math.min(9, Math.max(0, 3 - Math.ceil(Math.log10(Math.max(span, 1e-9)))));
}

/** An error of a slice (RMSE, a difference) in display units. */
export function errorInDisplayUnit(error: number, unit: DisplayUnit, waterMuPerMm: number): number {
  return unit === 'HU' ? (1000 * error) / waterMuPerMm : error;
}

/** The unit after a number in a sentence. */
export function unitText(unit: DisplayUnit): string {
  return unit === 'arbitrary' ? '' : ` ${unit}`;
}
