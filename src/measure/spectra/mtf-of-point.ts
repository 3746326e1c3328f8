import { InputError } from '../../errors.ts';
import type { MeasuredPlane, PlanePoint } from '../plane.ts';
import { pixelSide } from './around-place.ts';
import { besselJ, jinc } from './bessel.ts';
import { smallObject } from './small-object.ts';
import { evenFrequencies, type SpectralCurve } from './spectral-curve.ts';

/** In pixels; the work grows with its third power. */
export const MOST_POINT_RADIUS = 64;
/** The object’s own transform is divided out as far as it is above this. */
const LEAST_OWN_TRANSFER = 0.3;

export interface PointMtf {
  readonly curve: SpectralCurve;
  /** The centroid of what was measured. */
  readonly middle: PlanePoint;
  /** Finer details of the curve than this many mm⁻¹ are smoothed away by the size of the circle. */
  readonly resolutionPerMm: number;
  /** Integral of the image of the point over its area, in value · mm². */
  readonly mass: number;
}

export interface PointMtfOptions {
  /** Of the circle about the point, in mm, which must hold its blur; its background is taken from a ring around. */
  readonly radiusMm: number;
  /** Diameter of the wire or point, whose own transform (jinc of a disk) is divided out; 0 leaves it in. */
  readonly diameterMm: number;
}

/**
 * MTF from the image of a wire or point: the Fourier transform of the image about its centroid, less its background,
 * averaged over all directions, which is ∑ value·J₀(2πf·r), over its value at f = 0. So noise, whose sign changes from
 * direction to direction, averages out instead of adding a floor as a mean of magnitudes does. Up to the Nyquist frequency
 * of the pixels, and not beyond where the object's own transform falls to a tenth, if that is to be divided out.
 *
 * @param near in mm
 * @throws InputError where no point is seen there, or the circle does not fit
 */
export function mtfOfPoint(plane: MeasuredPlane, near: PlanePoint, options: PointMtfOptions): PointMtf {
  const { radiusMm, diameterMm } = options;
  const side = pixelSide(plane);
  if (radiusMm > MOST_POINT_RADIUS * side) {
    throw new InputError(
      `The circle about a point may be at most ${MOST_POINT_RADIUS} pixels (${(MOST_POINT_RADIUS * side).toFixed(1)} mm) in radius, and ${radiusMm.toFixed(1)} mm were asked for.`,
    );
  }
  const { middle, pixels, mass } = smallObject(plane, near, radiusMm, 'point');
  const ownTransfer = (frequency: number) => jinc(Math.PI * diameterMm * frequency);
  const frequencies = evenFrequencies(1 / (2 * side), 1 / (8 * radiusMm)).filter(
    (_, i, all) => !all.slice(0, i + 1).some((frequency) => ownTransfer(frequency) < LEAST_OWN_TRANSFER),
  );
  const sum = pixels.reduce((total, { value }) => total + value, 0);
  const values = frequencies.map((frequency) => {
    let transform = 0;
    for (const { distance, value } of pixels) transform += value * besselJ(0, 2 * Math.PI * frequency * distance);
    return Math.abs(transform / sum) / ownTransfer(frequency);
  });
  return { curve: { frequencies, values }, middle, resolutionPerMm: 1 / (2 * radiusMm), mass };
}
