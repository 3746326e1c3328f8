/** Mantissas of the ticks in each decade, the fewest first. */
const MANTISSAS = [[1], [1, 3], [1, 2, 5]] as const;

/**
 * Ticks of a logarithmic axis between two positive numbers: powers of ten, and between them what makes at least
 * `fewest`, as far as 1, 2 and 5 go.
 */
export function logTicks(least: number, most: number, fewest: number): number[] {
  let ticks: number[] = [];
  for (const mantissas of MANTISSAS) {
    ticks = [];
    for (let decade = Math.floor(Math.log10(least)); decade <= Math.log10(most); decade++) {
      for (const mantissa of mantissas) {
        const tick = Number(`${mantissa}e${decade}`);
        if (tick >= least && tick <= most) ticks.push(tick);
      }
    }
    if (ticks.length >= fewest) break;
  }
  return ticks;
}
