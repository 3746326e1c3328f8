import { tickStep } from '../../plots/ticks.ts';

/** Digits after the point beyond which a length only holds the noise of floating point. */
const NOISE_DECIMALS = 10;
const LEAST_STEP = 1e-6;

/**
 * How fine a hand is when one screen pixel is `pixel` wide and nothing snaps: the first power of ten that is no larger
 * than the pixel, at most 1.
 */
export function freeStep(pixel: number): number {
  return Math.min(1, Math.max(LEAST_STEP, Number((10 ** Math.floor(Math.log10(pixel) + 1e-9)).toPrecision(1))));
}

/** A step may be this part of a screen pixel, so that one of 1.04 mm means 1 mm and not 2. */
const LEAST_STEP_PIXELS = 0.75;

/** The step that a hand snaps to when one screen pixel is `pixelMm` wide: 1, 2 or 5 times a power of ten, about a pixel. */
export function snapStepMm(pixelMm: number): number {
  return tickStep(Math.max(LEAST_STEP_PIXELS * pixelMm, LEAST_STEP), 'decimal');
}

/** The nearest multiple of a step, halves away from 0. */
export function toStep(value: number, step: number): number {
  return withoutNoise(Math.sign(value) * Math.round(Math.abs(value) / step) * step) || 0;
}

/** Rounds to so many digits after the point, halves away from 0. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) || 0;
}

/** Takes away the noise of floating point, so that there and back again is where it was. */
export function withoutNoise(value: number): number {
  return rounded(value, NOISE_DECIMALS);
}

/** The same direction in (−180, 180], in tenths of a degree or finer. */
export function tidyAngle(degrees: number, decimals = 1): number {
  const turned = rounded(degrees, decimals) % 360;
  if (turned > 180) return withoutNoise(turned - 360);
  return withoutNoise(turned <= -180 ? turned + 360 : turned);
}
