/** Round numbers from 1 up to below 10, ascending, that ends of axes stand on in every decade. */
export type Steps = readonly [1, ...number[]];

/** The least of them that is no smaller than a positive value. */
export function stepAbove(value: number, steps: Steps): number {
  const { power, mantissa } = decadeOf(value);
  const step = steps.find((step) => step >= mantissa * (1 - ROUNDING));
  return step === undefined ? Number(`1e${power + 1}`) : Number(`${step}e${power}`);
}

/** The largest of them that is no larger than a positive value. */
export function stepBelow(value: number, steps: Steps): number {
  const { power, mantissa } = decadeOf(value);
  return Number(`${steps.findLast((step) => step <= mantissa * (1 + ROUNDING)) ?? 1}e${power}`);
}

const ROUNDING = 1e-9;

function decadeOf(value: number): { readonly power: number; readonly mantissa: number } {
  const power = Math.floor(Math.log10(value) + ROUNDING);
  return { power, mantissa: value / 10 ** power };
}
