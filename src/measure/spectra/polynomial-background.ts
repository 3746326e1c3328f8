import { LeastSquares } from './linear-equations.ts';

/** 0: a constant; 1: a slope; 2: with cupping. */
export type BackgroundOrder = 0 | 1 | 2;

/** A value at a place, in any unit that is about 1 across what is fitted. */
export interface PlacedValue {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** The polynomial in two variables of an order that fits values best, by least squares; `null` where there are too few. */
export function polynomialBackground(
  values: Iterable<PlacedValue>,
  order: BackgroundOrder,
): ((x: number, y: number) => number) | null {
  const sums = new LeastSquares(termsOf(order, 0, 0).length);
  for (const { x, y, value } of values) sums.add(termsOf(order, x, y), value);
  const factors = sums.solve();
  if (!factors) return null;
  return (x, y) => termsOf(order, x, y).reduce((sum, term, i) => sum + term * factors[i]!, 0);
}

function termsOf(order: BackgroundOrder, x: number, y: number): number[] {
  if (order === 0) return [1];
  return order === 1 ? [1, x, y] : [1, x, y, x * x, x * y, y * y];
}
