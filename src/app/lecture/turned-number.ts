/** A step is about this part of a number's range, and 1, 2 or 5 times a power of ten. */
const STEP_PART = 1 / 20;

/**
 * A number after so many steps, on a multiple of the step.
 *
 * @param range what a step is a part of
 * @param resolution it is a multiple of this, too
 */
export function turnedNumber(value: number, steps: number, range: number, resolution: number): number {
  const wanted = Math.max(range * STEP_PART, resolution);
  const power = 10 ** Math.floor(Math.log10(wanted) + 1e-9);
  const round =
    [1, 2, 5, 10].map((times) => times * power).findLast((step) => step <= wanted * (1 + 1e-9)) ?? resolution;
  const step = Math.max(Math.round(round / resolution), 1) * resolution;
  const turned = (Math.round(value / step) + steps) * step;
  return Number(turned.toPrecision(12));
}
