import { InputError } from '../../errors.ts';
import type { MeasuredPlane, PlanePoint } from '../plane.ts';
import { mustHoldCircle, pixelSide, pixelsAround } from './around-place.ts';
import { BINS_PER_PIXEL, edgeSpread, transferOfEdge } from './edge-spread.ts';
import type { SpectralCurve } from './spectral-curve.ts';
import { straightEdge } from './straight-edge.ts';

/** In pixels. */
const LEAST_RADIUS = 8;
const MOST_RADIUS = 256;
/** The profile reaches this part of the circle’s radius to either side; further out few pixels would tell. */
const PROFILE_PART = 0.8;
/** How far from the middle of the circle the edge may be, as a part of its radius. */
const MOST_OFFSET_PART = 0.25;

export interface EdgeMtf {
  readonly curve: SpectralCurve;
  /** Between the edge and the nearer of the picture’s rows and columns, 0 … 45. */
  readonly angleDeg: number;
  /** Difference across the edge. */
  readonly contrast: number;
  readonly profile: { readonly distancesMm: readonly number[]; readonly values: readonly number[] };
}

/**
 * MTF from an edge at a slant to the pixels (ISO 12233): direction and place by a fit, all pixels into one profile by their
 * distance from the edge, in quarters of a pixel, and the Fourier transform of its derivative (edge-spread.ts). It goes up to
 * one period per pixel, twice the Nyquist frequency of the pixels, since the profile is sampled more finely than they are.
 *
 * @param middle near the edge, in mm
 * @param radiusMm of the circle that is measured, in which nothing but the edge may be
 * @throws InputError where there is no edge, it runs along the pixels, or the circle does not fit
 */
export function mtfOfEdge(plane: MeasuredPlane, middle: PlanePoint, radiusMm: number): EdgeMtf {
  const side = pixelSide(plane);
  if (!(radiusMm >= LEAST_RADIUS * side && radiusMm <= MOST_RADIUS * side)) {
    throw new InputError(
      `The circle about an edge must be between ${LEAST_RADIUS} and ${MOST_RADIUS} pixels in radius (${(LEAST_RADIUS * side).toFixed(1)} to ${(MOST_RADIUS * side).toFixed(1)} mm), and ${radiusMm.toFixed(1)} mm were asked for.`,
    );
  }
  mustHoldCircle(plane, middle, radiusMm);
  const pixels = [...pixelsAround(plane, middle, radiusMm)];
  const edge = straightEdge(pixels, side);
  if (Math.abs(edge.offset) > MOST_OFFSET_PART * radiusMm) {
    throw new InputError('The edge must run near the middle of the circle, with as much picture on either side of it.');
  }
  const [cosine, sine] = [Math.cos(edge.normalRad), Math.sin(edge.normalRad)];
  const step = side / BINS_PER_PIXEL;
  const reach = Math.floor((PROFILE_PART * radiusMm - Math.abs(edge.offset)) / step) * step;
  const samples = pixels.map(({ dx, dy, value }) => ({ distance: dx * cosine + dy * sine - edge.offset, value }));
  const values = edgeSpread(samples, -reach, reach, step);
  const angleDeg = fromTheAxes(edge.normalRad);
  if (!values) {
    throw new InputError(
      `The edge runs at ${angleDeg.toFixed(2)}° to the rows or columns of pixels, so that they do not sample it more finely than they are; turn it by a few degrees, or mark a longer piece of it.`,
    );
  }
  return {
    curve: transferOfEdge(values, step, 1 / side),
    angleDeg,
    contrast: endsApart(values),
    profile: { distancesMm: values.map((_, i) => i * step - reach), values },
  };
}

/** Mean of the last eighth of a profile less that of the first. */
function endsApart(values: readonly number[]): number {
  const count = Math.ceil(values.length / 8);
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return mean(values.slice(-count)) - mean(values.slice(0, count));
}

function fromTheAxes(angleRad: number): number {
  const quarter = Math.PI / 2;
  const rest = ((angleRad % quarter) + quarter) % quarter;
  return (Math.min(rest, quarter - rest) * 180) / Math.PI;
}
