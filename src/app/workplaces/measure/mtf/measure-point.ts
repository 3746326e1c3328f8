import { hasBeam } from '../../../../experiment/physics-of.ts';
import type { PlanePoint } from '../../../../measure/plane.ts';
import { MOST_POINT_RADIUS, mtfOfPoint } from '../../../../measure/spectra/mtf-of-point.ts';
import type { AnalysisContext, AnalysisResult } from '../analysis.ts';
import { knownPoint } from '../known-places.ts';
import { markFor } from '../mark-for.ts';
import { transferResult } from './transfer-result.ts';

/** Radius of the circle about a point, where a hand draws none: in channels, in which blur is measured, and in pixels. */
const USUAL_CHANNELS = 16;
const LEAST_PIXELS = 12;

interface PointToMeasure {
  readonly near: PlanePoint;
  readonly radiusMm: number;
  readonly name: string;
}

/** @throws InputError where no point is seen there */
export function measurePoint(context: AnalysisContext): AnalysisResult {
  const place = placeOf(context)!;
  const known = knownPoint(context.subject);
  const isKnown =
    known && Math.hypot(known.middle.x - place.near.x, known.middle.y - place.near.y) <= place.radiusMm ? known : null;
  const diameterMm = isKnown ? 2 * isKnown.radiusMm : 0;
  const { curve, middle } = mtfOfPoint(context.slice, place.near, { radiusMm: place.radiusMm, diameterMm });
  return transferResult(context, [{ name: 'measured', curve }], {
    title: `MTF of ${place.name}`,
    symbol: 'MTF',
    numbers: [
      { label: 'Found at x', value: middle.x, unit: 'mm' },
      { label: 'Found at y', value: middle.y, unit: 'mm' },
    ],
    words: [
      `Fourier transform of the image within ${place.radiusMm.toFixed(1)} mm of the point, about its centroid, averaged over all directions. The background is a plane fitted to the ring around it.`,
      isKnown
        ? `The transform of a disk of ${diameterMm.toFixed(2)} mm, which the point is, has been divided out, and the curve ends where little of it is left.`
        : 'The size of the point itself is still in the curve.',
      isSeenByChance(context, diameterMm)
        ? 'The rays have no width, and the point is narrower than they are apart: each view sees it by chance, which bends the curve. Choose a beam and a channel aperture of 1 for a clean one.'
        : '',
    ]
      .filter(Boolean)
      .join(' '),
  });
}

/** A circle or a pin on the slice, or else the phantom’s only point; `null` where there is neither. */
export function placeOf(context: AnalysisContext): PointToMeasure | null {
  const mark = markFor(context, ['circle', 'pin']);
  const usual = usualRadius(context);
  if (mark?.plane === 'slice') {
    const { form, name } = mark;
    if (form.kind === 'pin') return { near: form.at, radiusMm: usual, name: `the point at ${name}` };
    return { near: form.middle, radiusMm: form.radius, name: `the point in ${name}` };
  }
  const known = knownPoint(context.subject);
  return known && { near: known.middle, radiusMm: usual, name: 'the phantom’s point' };
}

function isSeenByChance({ experiment: { acquisition, scan } }: AnalysisContext, diameterMm: number): boolean {
  const aperture = hasBeam(acquisition) ? acquisition.channelAperture : 0;
  return diameterMm > 0 && diameterMm + aperture * scan.channelSpacingMm < scan.channelSpacingMm;
}

function usualRadius({ slice, experiment }: AnalysisContext): number {
  const side = Math.abs(slice.horizontal.step);
  const wanted = Math.max(LEAST_PIXELS * side, USUAL_CHANNELS * experiment.scan.channelSpacingMm);
  return Math.min(MOST_POINT_RADIUS * side, wanted);
}
