/** How far along the normal of a stack a slice lies, and how much of it it stands for. */
export interface SliceHeight {
  readonly heightMm: number;
  /** `null` where the file does not say. */
  readonly thicknessMm: number | null;
}

/** Distances from slice to slice that differ by a larger part from their mean are uneven. */
const UNEVEN = 0.02;
/** What lies between two slices is interpolated up to so many times the usual distance: twice means that one is missing. */
const MOST_OF_USUAL = 1.5;
/** Slices this much thicker than their distance at the least touch. */
const TOUCHING = 1.02;
/** Slices that are farther apart than so many times their thickness are single ones, evenly apart or not. */
const MOST_THIN = 20;
/** A resampled volume has at most so many times the slices that were measured. */
const MOST_FINER = 4;

/** Where each slice of an evenly spaced stack lies among those that were measured. */
export interface EvenHeights {
  readonly spacingMm: number;
  /** The measured slice below each one (the next one is above it), and how much of the way to the next one it lies. */
  readonly places: readonly { readonly below: number; readonly part: number }[];
}

/** Whether slices are evenly apart, as far as places in files are written. @param slices by their heights */
export function areEven(slices: readonly SliceHeight[]): boolean {
  const meanMm = meanOf(slices);
  return gapsOf(slices).every((gapMm) => Math.abs(gapMm - meanMm) <= UNEVEN * meanMm);
}

/**
 * Which slices lie too far above the one below for what is between to be interpolated: where neither the usual distance nor
 * the thickness of the two reaches so far, there is something that no slice has seen.
 *
 * @param slices by their heights
 */
export function slicesAboveGaps(slices: readonly SliceHeight[]): number[] {
  if (slices.length < 2) return [];
  const [gaps, even] = [gapsOf(slices), areEven(slices)];
  const usualMm = gaps.slice().sort((a, b) => a - b)[(gaps.length - 1) >> 1]!;
  return gaps.flatMap((gapMm, i) => {
    const reachMm = ((slices[i]!.thicknessMm ?? 0) + (slices[i + 1]!.thicknessMm ?? 0)) / 2;
    const isGap = !even && gapMm > Math.max(MOST_OF_USUAL * usualMm, TOUCHING * reachMm);
    return isGap || (reachMm > 0 && gapMm > MOST_THIN * reachMm) ? [i + 1] : [];
  });
}

/**
 * Heights as close together as the closest slices, evenly, from the lowest slice to the highest: linear interpolation there
 * loses nothing that was measured.
 *
 * @param slices by their heights, no two at the same one
 */
export function evenHeights(slices: readonly SliceHeight[]): EvenHeights {
  const [lowest, meanMm] = [slices[0]!.heightMm, meanOf(slices)];
  const wholeMm = meanMm * (slices.length - 1);
  const closestMm = gapsOf(slices).reduce((a, b) => Math.min(a, b));
  const steps = Math.round(wholeMm / Math.max(closestMm, meanMm / MOST_FINER));
  const spacingMm = wholeMm / steps;
  let below = 0;
  const places = Array.from({ length: steps + 1 }, (_, step) => {
    const heightMm = lowest + step * spacingMm;
    while (below < slices.length - 2 && slices[below + 1]!.heightMm <= heightMm) below++;
    const [from, to] = [slices[below]!.heightMm, slices[below + 1]!.heightMm];
    return { below, part: Math.min(1, Math.max(0, (heightMm - from) / (to - from))) };
  });
  return { spacingMm, places };
}

function gapsOf(slices: readonly SliceHeight[]): number[] {
  return slices.slice(1).map(({ heightMm }, i) => heightMm - slices[i]!.heightMm);
}

function meanOf(slices: readonly SliceHeight[]): number {
  return (slices.at(-1)!.heightMm - slices[0]!.heightMm) / (slices.length - 1);
}
