// How images and their transposes lie in memory for rays that are sampled line by line (wasm/joseph-samples.ts): samples
// beyond the image fall into the room around it.

/** Pixels at both ends of a line. */
export const MARGIN = 8;
const LINES_BEHIND = 3;

/** Numbers in so many lines, with the room around them. */
export function paddedLength(lines: number, width: number): number {
  return (lines + LINES_BEHIND) * (width + 2 * MARGIN);
}
