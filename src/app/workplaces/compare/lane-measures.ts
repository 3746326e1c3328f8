import type { MeasuredRun } from '../../../experiment/run-measures/measured-run.ts';
import { RUN_MEASURES } from '../../../experiment/run-measures/registry.ts';
import { fixedText, grouped, significant } from '../../../number-text.ts';
import type { RunTimes } from '../../runs/run-times.ts';

/** What is measured of an experiment that is compared, for a column of numbers. */
export interface LaneMeasures {
  readonly run: MeasuredRun;
  readonly times: RunTimes;
}

/** A cell of the table: a number, and how it compares with that of the reference. */
export interface MeasureCell {
  readonly text: string;
  /** `null` where there is nothing to compare, and for the reference itself. */
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

const fixed = (decimals: number) => (value: number) => fixedText(value, decimals);
const count = (value: number) => (value < 1e6 ? grouped(value) : `${Number((value / 1e6).toPrecision(4))} M`);

/** One of the measures that all runs have. */
function ofRun(name: string, how: Pick<Measure, 'text' | 'comparedBy' | 'isAlwaysThere'>): Measure {
  const { label, unit, of } = RUN_MEASURES.get(name);
  return { name: label, unit: ({ run }) => unit(run), value: ({ run }) => of(run), ...how };
}

const noise = ofRun('noise', { text: significant, comparedBy: 'ratio' });

const MEASURES: readonly Measure[] = [
  ofRun('rmse', { text: significant, comparedBy: 'ratio', isAlwaysThere: true }),
  ofRun('psnr', { text: fixed(2), comparedBy: 'difference', isAlwaysThere: true }),
  ofRun('ssim', { text: fixed(4), comparedBy: 'difference', isAlwaysThere: true }),
  ofRun('rmseInside', { text: significant, comparedBy: 'ratio', isAlwaysThere: true }),
  ofRun('ssimInside', { text: fixed(4), comparedBy: 'difference', isAlwaysThere: true }),
  // Without photons it is no noise.
  { ...noise, value: (of) => (of.run.dose ? noise.value(of) : null) },
  ofRun('relativeDose', { text: count, comparedBy: 'ratio' }),
  ofRun('ctdiVol', { text: significant, comparedBy: 'ratio' }),
  {
    ...{ name: 'Scan', unit: () => 'ms', value: ({ times }: LaneMeasures) => times.scanMs },
    ...{ text: significant, comparedBy: null },
  },
  {
    ...{ name: 'Reconstruct', unit: () => 'ms', value: ({ times }: LaneMeasures) => times.reconstructMs },
    ...{ text: significant, comparedBy: null },
  },
];

/**
 * The table of numbers: a row for each measure, a cell for each experiment.
 *
 * @param lanes what was measured of each; `null` where its run has come to nothing
 * @param reference the place among them of the one that the others are compared with; `null` where there is none
 */
export function measureRows(lanes: readonly (LaneMeasures | null)[], reference: number | null): MeasureRow[] {
  return MEASURES.flatMap((measure) => {
    const units = new Set(lanes.flatMap((lane) => (lane ? [measure.unit(lane)] : [])));
    const values = lanes.map((lane) => lane && measure.value(lane));
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
  const difference = text(Math.abs(value - base));
  return `${value > base ? '+' : '−'}${difference}`;
}
