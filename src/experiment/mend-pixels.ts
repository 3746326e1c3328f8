/**
 * Puts a straight line between the readings beside dead pixels, along their rows, in every view; at a row's end what the
 * nearest pixel reads, and 0 where a whole row is dead.
 *
 * @param readings [views · pixels], changed in place
 * @param dead numbers of pixels, ascending
 * @param channels of a row
 * @param pixels of a view
 */
export function mendPixels(readings: Float32Array, dead: readonly number[], channels: number, pixels: number): void {
  const runs = runsOf(dead, channels);
  for (let view = 0; view < readings.length; view += pixels) {
    for (const { from, to } of runs) {
      const hasBefore = from % channels > 0;
      const hasAfter = to % channels > 0;
      const after = hasAfter ? readings[view + to]! : hasBefore ? readings[view + from - 1]! : 0;
      const before = hasBefore ? readings[view + from - 1]! : after;
      for (let pixel = from; pixel < to; pixel++) {
        readings[view + pixel] = before + ((after - before) * (pixel - from + 1)) / (to - from + 1);
      }
    }
  }
}

/** Dead pixels side by side in one row. */
function runsOf(dead: readonly number[], channels: number): { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const pixel of dead) {
    const last = runs.at(-1);
    if (last?.to === pixel && pixel % channels > 0) last.to++;
    else runs.push({ from: pixel, to: pixel + 1 });
  }
  return runs;
}
