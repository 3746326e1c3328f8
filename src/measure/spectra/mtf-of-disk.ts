import { InputError } from '../../errors.ts';
import type { MeasuredPlane, PlanePoint } from '../plane.ts';
import { pixelSide, pixelsAround } from './around-place.ts';
import { averagePlane } from './average-plane.ts';
import { BINS_PER_PIXEL, edgeSpread, transferOfEdge } from './edge-spread.ts';
import { smallObject } from './small-object.ts';
import type { SpectralCurve } from './spectral-curve.ts';

/** What is measured reaches to this many radii, and the ring of its background to √2 times as far. */
const REACH = 1.6;
/** In pixels. */
const LEAST_RADIUS = 5;
const MOST_RADIUS = 128;
/** In pixels to either side of the outline. */
const LEAST_REACH = 3;
/**
 * Contrast over noise: what the curve of a disk of some 10 pixels in radius needs. Its f50 scatters by a fifth to a third
 * about the true one at 5, by a tenth at 10, and by some per cent at 15, which AAPM TG-233 asks for.
 */
const LEAST_CONTRAST_TO_NOISE = 5;
export const ENOUGH_CONTRAST_TO_NOISE = 15;

export interface DiskTransfer {
  readonly curve: SpectralCurve;
  readonly middle: PlanePoint;
  /** By its area: of a disk with the measured contrast and mass. */
  readonly radiusMm: number;
  /** Of its inner half over the background, in the plane’s unit. */
  readonly contrast: number;
  /** That over the standard deviation of the pixels around the disk. */
  readonly contrastToNoise: number;
  readonly profile: { readonly distancesMm: readonly number[]; readonly values: readonly number[] };
}

/**
 * Task transfer function from a disk (AAPM TG-233, 2019, section 3.2): the profile of its edge over the distance from its
 * fitted centre, in quarters of a pixel, over all directions and over several pictures of the same, and the Fourier transform
 * of its derivative. The derivative at r is first multiplied by √(r/R): that of a blurred disk is √(R/r) of a straight edge’s,
 * to first order of the blur over R (from J₁ for large arguments). The centre is the centroid of the mean picture.
 *
 * @param planes pictures of the same disk: slices, or the same scan with other seeds
 * @param near its middle, in mm
 * @param radiusMm about that of the disk
 * @throws InputError where no disk is there, it is too small or too near to something else, or does not stand out of the noise
 */
export function transferOfDisk(planes: readonly MeasuredPlane[], near: PlanePoint, radiusMm: number): DiskTransfer {
  const plane = averagePlane(planes);
  const side = pixelSide(plane);
  if (!(radiusMm >= LEAST_RADIUS * side && radiusMm <= MOST_RADIUS * side)) {
    throw new InputError(
      `A disk must be between ${LEAST_RADIUS} and ${MOST_RADIUS} pixels in radius (${(LEAST_RADIUS * side).toFixed(1)} to ${(MOST_RADIUS * side).toFixed(1)} mm) for its edge to be measured, and this one has ${radiusMm.toFixed(1)} mm.`,
    );
  }
  const disk = smallObject(plane, near, REACH * radiusMm, 'disk');
  const inner = disk.pixels.filter(({ distance }) => distance <= radiusMm / 2);
  const contrast = inner.reduce((sum, { value }) => sum + value, 0) / inner.length;
  const contrastToNoise = Math.abs(contrast) / disk.deviation;
  if (contrastToNoise < LEAST_CONTRAST_TO_NOISE) {
    throw new InputError(
      `The disk near (${near.x.toFixed(1)}, ${near.y.toFixed(1)}) mm stands out of the noise only ${contrastToNoise.toFixed(1)} times (contrast over standard deviation), and noise would make up most of its TTF, which needs ${LEAST_CONTRAST_TO_NOISE} times at least. Average several scans, count more photons, or take a disk of more contrast.`,
    );
  }
  const ownRadius = Math.sqrt(Math.max(0, disk.mass / (Math.PI * contrast)));
  if (!(Math.abs(ownRadius - radiusMm) < radiusMm / 4)) {
    throw new InputError(
      `What stands out near (${near.x.toFixed(1)}, ${near.y.toFixed(1)}) mm is not a disk of ${radiusMm.toFixed(1)} mm radius; mark the disk with a circle as large as it is.`,
    );
  }
  const step = side / BINS_PER_PIXEL;
  const { values, reach } = spreadAcross(plane, disk.middle, ownRadius, step);
  const distances = values.map((_, i) => ownRadius - reach + i * step);
  return {
    curve: transferOfEdge(values, step, 1 / side, (i) => Math.sqrt(distances[i]! / ownRadius)),
    middle: disk.middle,
    radiusMm: ownRadius,
    ...{ contrast, contrastToNoise },
    profile: { distancesMm: distances, values },
  };
}

/**
 * The profile across the outline, as far to either side as every bin is seen: near the middle of a small disk, and where it
 * stands in the middle of pixels, there are few distances.
 */
function spreadAcross(plane: MeasuredPlane, middle: PlanePoint, radius: number, step: number) {
  const most = Math.floor(((REACH - 1) * radius) / step);
  const samples = [...pixelsAround(plane, middle, radius + (most + 1) * step)];
  for (let steps = most; steps >= LEAST_REACH * BINS_PER_PIXEL; steps--) {
    const reach = steps * step;
    const values = edgeSpread(samples, radius - reach, radius + reach, step);
    if (values) return { values, reach };
  }
  throw new InputError(
    'The pixels around the disk do not sample its edge in quarters of a pixel; take smaller pixels or a larger disk.',
  );
}
