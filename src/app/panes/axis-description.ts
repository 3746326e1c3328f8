import type { TickSteps } from '../../plots/ticks.ts';

/** What the columns or the rows of a picture stand for. */
export interface AxisDescription {
  /** What is measured: `x`, `channel`, `view angle`. */
  readonly label: string;
  /** The unit, shown in brackets after the label; null for a bare number. */
  readonly unit: string | null;
  /** Value at the outer edge of the first column (the left) or of the first row (the top). */
  readonly start: number;
  /** Value at the outer edge of the last column or row. */
  readonly end: number;
  readonly steps: TickSteps;
}

/** The axis of `count` columns or rows whose centres are at first, first + step, … */
export function axisThroughCentres(
  label: string,
  unit: string | null,
  centres: { readonly first: number; readonly step: number; readonly count: number },
  steps: TickSteps = 'decimal',
): AxisDescription {
  const { first, step, count } = centres;
  return { label, unit, start: first - step / 2, end: first + (count - 0.5) * step, steps };
}

/**
 * Whether a picture has lengths, areas and angles. Those of two angles, as of a fan's channels and of its views, have the same
 * unit and mean nothing together.
 */
export function hasLengths({ horizontal, vertical }: Record<'horizontal' | 'vertical', Pick<AxisDescription, 'unit'>>) {
  return horizontal.unit === 'mm' && vertical.unit === 'mm';
}

/** The value at `position`, in pixels from the outer edge of the first of `count` columns or rows. */
export function axisValueAt(axis: AxisDescription, count: number, position: number): number {
  return axis.start + ((axis.end - axis.start) * position) / count;
}

/** The position, in pixels from the outer edge of the first of `count` columns or rows, of a value. */
export function axisPositionOf(axis: AxisDescription, count: number, value: number): number {
  return ((value - axis.start) / (axis.end - axis.start)) * count;
}

/** The axis's title, such as `x (mm)`. */
export function axisTitle(axis: AxisDescription): string {
  return axis.unit === null ? axis.label : `${axis.label} (${axis.unit})`;
}
