import { decimalsOfStep, fixedText, scientificText } from '../number-text.ts';

/** One mark on an axis: its value in the axis's unit, and what is written beside it (without the unit). */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/**
 * Which steps an axis may take: `decimal` 1-2-5 times a power of ten; `integer` the same but never below 1 (channels,
 * views); `degrees` the turns people think in (15, 30, 45, 60, 90, 180).
 */
export type TickSteps = 'decimal' | 'integer' | 'degrees';

const DEGREE_STEPS = [15, 30, 45, 60, 90, 180, 360];

/** Beyond these the digits of plain notation no longer fit beside an axis. */
const LARGEST_PLAIN = 1e7;
const SMALLEST_PLAIN_STEP = 1e-5;

/** The smallest step of the family that is no smaller than `least` (in the axis's unit, > 0). */
export function tickStep(least: number, steps: TickSteps): number {
  if (steps === 'integer' && least <= 1) return 1;
  // Only above 10°: below, degrees are divided as decimals.
  if (steps === 'degrees' && least > 10 && least <= 360)
    return DEGREE_STEPS.find((step) => step >= least * (1 - 1e-9))!;
  if (steps === 'degrees' && least > 360) return 360 * tickStep(least / 360, 'integer');
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const ratio = least / power;
  const factor = ratio <= 1 + 1e-9 ? 1 : ratio <= 2 + 1e-9 ? 2 : ratio <= 5 + 1e-9 ? 5 : 10;
  // 10^−5 · 5 is not the double nearest 0.00005: parsing gives the one that prints cleanly.
  return Number((factor * power).toPrecision(12));
}

/** What is written at `value` on an axis whose marks are `step` apart and reach to `largest` in absolute value. */
export function tickText(value: number, step: number, largest: number): string {
  if (largest >= LARGEST_PLAIN || step < SMALLEST_PLAIN_STEP) {
    // As many digits as it takes to tell two neighbours apart.
    const digits = value === 0 ? 0 : Math.max(0, Math.floor(Math.log10(Math.abs(value)) - Math.log10(step) + 1e-9));
    return scientificText(value, Math.min(digits, 6));
  }
  return fixedText(value, decimalsOfStep(step));
}

/**
 * Round values between `from` and `to` (either may be the larger; ends included), ascending, about `wantedCount` of
 * them: at most one more, and at least two from a `wantedCount` of 5. Nothing when the range is empty or not finite.
 */
export function ticks(from: number, to: number, wantedCount: number, steps: TickSteps = 'decimal'): Tick[] {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span) || !(wantedCount >= 1)) return [];
  const step = tickStep(span / wantedCount, steps);
  // Ends that are multiples but for rounding count as inside.
  const first = Math.ceil(low / step - 1e-6);
  const last = Math.floor(high / step + 1e-6);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  // A range far from zero and too narrow for the numbers to tell its ticks apart.
  if (step < largest * 1e-13) return [];
  const marks: Tick[] = [];
  for (let index = first; index <= last; index++) {
    const value = index === 0 ? 0 : Number((index * step).toPrecision(12));
    marks.push({ value, text: tickText(value, step, largest) });
  }
  return marks;
}
