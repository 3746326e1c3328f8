/** Slices side by side: one in the middle, as many on both sides. */
export const STRIP_LENGTH = 9;

/** From slice to slice, in channels. */
export const STEPS: readonly number[] = [32, 16, 8, 4, 2, 1, 0.5, 0.25];

/** Offsets are told to a hundredth of a channel. */
const rounded = (offset: number) => Number(offset.toFixed(2)) + 0;

/** The offsets of a strip, of those that leave the axis on the detector. */
export function offsetsAbout(middle: number, step: number, channels: number): number[] {
  const half = (STRIP_LENGTH - 1) / 2;
  const all = Array.from({ length: STRIP_LENGTH }, (_, i) => rounded(middle + (i - half) * step));
  return all.filter((offset) => Math.abs(offset) < channels / 2);
}

/** One step finer or coarser, as far as there are steps. */
export function otherStep(step: number, isFiner: boolean): number {
  return STEPS[STEPS.indexOf(step) + (isFiner ? 1 : -1)] ?? step;
}

/** As people write quarters. */
export function stepText(step: number): string {
  const text = { 0.5: '½', 0.25: '¼' }[step] ?? String(step);
  return `${text} ${step > 1 ? 'channels' : 'channel'}`;
}
