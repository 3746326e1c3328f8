import type { DisplayUnit } from '../../../experiment/experiment.ts';
import type { Closeness, ImageQuality } from '../../../measure/image-quality.ts';
import { fixedText, grouped, significant } from '../../panes/number-text.ts';
import type { RunTimes } from '../../runs/run-times.ts';
import { errorInDisplayUnit, unitText } from '../../views/display-units.ts';

/** What is measured of an experiment that is compared, for a column of numbers. */
export interface LaneMeasures {
  readonly unit: DisplayUnit;
  /** What is 0 HU in its slice. */
  readonly waterMuPerMm: number;
  /** `null` where there is nothing to compare its slice with. */
  readonly quality: ImageQuality | null;
  /** The standard deviation of its error about the middle, in the slice's own unit. */
  readonly noise: number | null;
  /** Photons × projections; `null` where none are counted. */
  readonly relativeDose: number | null;
  readonly ctdiVolMGy: number | null;
  readonly times: RunTimes;
}

/** A cell of the table: a number, and how it compares with that of A. */
export interface MeasureCell {
  readonly text: string;
  /** `null` where there is nothing to compare, and for A itself. */
  readonly against: string | null;
}

/** A row of the table; `name` says the unit where all cells share one. */
export interface MeasureRow {
  readonly name: string;
  readonly cells: readonly MeasureCell[];
}

/** A measure: what it is called, its unit, its value, and how values compare. */
interface Measure {
  readonly name: string;
  unit(of: LaneMeasures): string;
  value(of: LaneMeasures): number | null;
  text(value: number): string;
  /**
   * Logarithms and similarities have differences that mean something, and ratios that mean nothing. What one run took, as it
   * came, is no race.
   */
  readonly comparedBy: 'ratio' | 'difference' | null;
  /** Rows that nobody has anything in are left out. */
  readonly isAlwaysThere?: boolean;
}

const ABSENT = '—';

const unitOf = ({ unit }: LaneMeasures) => unitText(unit).trim();
const none = () => '';
const fixed = (decimals: number) => (value: number) => fixedText(value, decimals);
const rmse = ({ unit, waterMuPerMm }: LaneMeasures, of: Closeness | null | undefined) =>
  of ? errorInDisplayUnit(of.rmse, unit, waterMuPerMm) : null;

const MEASURES: readonly Measure[] = [
  {
    ...{ name: 'RMSE', unit: unitOf, value: (of) => rmse(of, of.quality) },
    ...{ text: significant, comparedBy: 'ratio', isAlwaysThere: true },
  },
  {
    ...{ name: 'PSNR', unit: () => 'dB', value: ({ quality }) => quality?.psnrDb ?? null },
    ...{ text: fixed(2), comparedBy: 'difference', isAlwaysThere: true },
  },
  {
    ...{ name: 'SSIM', unit: none, value: ({ quality }) => quality?.ssim ?? null },
    ...{ text: fixed(4), comparedBy: 'difference', isAlwaysThere: true },
  },
  {
    ...{ name: 'RMSE in object', unit: unitOf, value: (of) => rmse(of, of.quality?.inside) },
    ...{ text: significant, comparedBy: 'ratio', isAlwaysThere: true },
  },
  {
    ...{ name: 'SSIM in object', unit: none, value: ({ quality }) => quality?.inside?.ssim ?? null },
    ...{ text: fixed(4), comparedBy: 'difference', isAlwaysThere: true },
  },
  {
    ...{ name: 'Central noise', unit: unitOf, text: significant, comparedBy: 'ratio' },
    value: ({ noise, unit, waterMuPerMm }) => noise && errorInDisplayUnit(noise, unit, waterMuPerMm),
  },
  {
    ...{ name: 'Relative dose', unit: none, value: ({ relativeDose }) => relativeDose, comparedBy: 'ratio' },
    text: (value) => (value < 1e6 ? grouped(value) : `${Number((value / 1e6).toPrecision(4))} M`),
  },
  {
    ...{ name: 'CTDIvol', unit: () => 'mGy', value: ({ ctdiVolMGy }) => ctdiVolMGy },
    ...{ text: significant, comparedBy: 'ratio' },
  },
  {
    ...{ name: 'Scan', unit: () => 'ms', value: ({ times }) => times.scanMs, text: significant, comparedBy: null },
  },
  {
    ...{ name: 'Reconstruct', unit: () => 'ms', value: ({ times }) => times.reconstructMs },
    ...{ text: significant, comparedBy: null },
  },
];

/**
 * The table of numbers: a row for each measure, a cell for each experiment.
 *
 * @param lanes what was measured of each; `null` where its run has come to nothing
 * @param reference the place of A among them; `null` where A is not there
 */
export function measureRows(lanes: readonly (LaneMeasures | null)[], reference: number | null): MeasureRow[] {
  return MEASURES.flatMap((measure) => {
    const units = new Set(lanes.flatMap((lane) => (lane ? [measure.unit(lane)] : [])));
    const values = lanes.map((lane) => lane && numberOrNull(measure.value(lane)));
    if (!measure.isAlwaysThere && values.every((value) => value === null)) return [];
    const [shared = ''] = units.size === 1 ? units : [];
    const base = reference === null ? null : values[reference]!;
    const baseUnit = reference === null || !lanes[reference] ? null : measure.unit(lanes[reference]);
    const cells = lanes.map((lane, at): MeasureCell => {
      const value = values[at]!;
      if (!lane || value === null) return { text: ABSENT, against: null };
      const unit = units.size > 1 ? ` ${measure.unit(lane)}` : '';
      const isCompared = at !== reference && base !== null && baseUnit === measure.unit(lane);
      return {
        text: `${measure.text(value)}${unit}`.trim(),
        against: isCompared ? comparedText(measure, value, base) : null,
      };
    });
    return [{ name: shared === '' ? measure.name : `${measure.name}, ${shared}`, cells }];
  });
}

function comparedText({ comparedBy, text }: Measure, value: number, base: number): string | null {
  if (comparedBy === null) return null;
  if (comparedBy === 'ratio') return base > 0 && value >= 0 ? `×${significant(value / base)}` : null;
  if (value === base) return '±0';
  if (!Number.isFinite(value) || !Number.isFinite(base)) return null;
  const difference = text(Math.abs(value - base));
  return `${value > base ? '+' : '−'}${difference}`;
}

/** A similarity that a slice is too small for is not a number; a perfect slice has infinite decibels. */
function numberOrNull(value: number | null): number | null {
  return value === null || Number.isNaN(value) ? null : value;
}
