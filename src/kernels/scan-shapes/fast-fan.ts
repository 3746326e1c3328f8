import { wasmKernels } from '../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../compute/device.ts';
import { rayPencil } from '../../geometry/ray-pencil.ts';
import { channelRays, type Scan } from '../../geometry/scan.ts';
import type { Ellipse, ShapePhantom } from '../../phantom/phantom.ts';
import { GRAZING } from '../../phantom/shape-intervals.ts';
import { rayTable } from '../ray-table.ts';
import { fastLineIntegrals } from './fast-line-integrals.ts';
import { isWholeEllipse } from './fast-parallel.ts';
import { lineIntegrals } from './plain.ts';

/**
 * Exact line integrals of a phantom of shapes along rays from a point, float32 [range, channels]. As for parallel rays,
 * whole ellipses whose values add up cast their shadows one by one, and every other shape is walked through.
 *
 * @param views is written over and returned
 */
export function fastScanShapesFan(
  phantom: ShapePhantom,
  scan: Scan,
  range: ViewRange,
  views: Float32Array = new Float32Array((range.to - range.from) * scan.channels),
): Float32Array {
  const kernels = wasmKernels();
  const ellipses = phantom.shapes.filter(isWholeEllipse);
  if (!kernels) {
    views.set(lineIntegrals(phantom, scan, range));
    return views;
  }
  if (phantom.composition === 'replace' || ellipses.length === 0) {
    views.set(fastLineIntegrals(phantom, scan, range));
    return views;
  }
  const others = { ...phantom, shapes: phantom.shapes.filter((shape) => !isWholeEllipse(shape)) };
  const { channels } = scan;
  const ofOthers = others.shapes.length > 0 ? fastLineIntegrals(others, scan, range) : null;

  const rays = rayTable(scan);
  const { fanAngleRad } = channelRays(scan);
  const { sourceShiftMm, depthPerMm } = rayPencil(scan);
  const source: Source = { shiftMm: sourceShiftMm, radiusMm: 1 / depthPerMm };
  kernels.begin(4 * (8 * channels + 64));
  const [row, cosines, sines, distances] = [0, 1, 2, 3].map(() => kernels.allocate(8 * channels)) as [
    number,
    number,
    number,
    number,
  ];
  const sums = kernels.doubles(row, channels);
  const rayCosines = kernels.doubles(cosines, channels);
  const raySines = kernels.doubles(sines, channels);
  kernels.doubles(distances, channels).set(rays.distanceMm);
  for (let view = range.from; view < range.to; view++) {
    const cosine = Math.cos(scan.anglesRad[view]!);
    const sine = Math.sin(scan.anglesRad[view]!);
    for (let channel = 0; channel < channels; channel++) {
      rayCosines[channel] = cosine * rays.cosine[channel]! + sine * rays.sine[channel]!;
      raySines[channel] = sine * rays.cosine[channel]! - cosine * rays.sine[channel]!;
    }
    const offset = (view - range.from) * channels;
    if (ofOthers) sums.set(ofOthers.subarray(offset, offset + channels));
    else sums.fill(0);
    for (const ellipse of ellipses) {
      const [from, to] = shadowOf(ellipse, source, fanAngleRad, cosine, sine);
      if (to <= from) continue;
      const { semiAxisXMm: a, semiAxisYMm: b, cosine: c, sine: s } = ellipse;
      kernels.run.addFanEllipseChords(
        row,
        from,
        to,
        cosines,
        sines,
        distances,
        ellipse.centreXMm,
        ellipse.centreYMm,
        (a * c) ** 2 + (b * s) ** 2,
        (a * a - b * b) * c * s,
        (a * s) ** 2 + (b * c) ** 2,
        ellipse.value * 2 * a * b,
        GRAZING,
      );
    }
    views.set(sums, offset);
  }
  return views;
}

/** Where the source of the view β = 0 stands: to the right of the axis and below it. */
interface Source {
  readonly shiftMm: number;
  readonly radiusMm: number;
}

/** The channels [from, to) that a circle around an ellipse can fall on. */
function shadowOf(
  ellipse: Ellipse,
  { shiftMm, radiusMm }: Source,
  fanAngleRad: Float64Array,
  cosine: number,
  sine: number,
): [number, number] {
  const radius = Math.max(ellipse.semiAxisXMm, ellipse.semiAxisYMm);
  const across = ellipse.centreXMm * cosine + ellipse.centreYMm * sine - shiftMm;
  const depth = radiusMm - ellipse.centreXMm * sine + ellipse.centreYMm * cosine;
  const distance = Math.hypot(across, depth);
  if (distance <= radius) return [0, fanAngleRad.length];
  const middle = Math.atan2(across, depth);
  const half = Math.asin(radius / distance);
  // Where the circle reaches behind the source its rays run everywhere.
  if (Math.max(Math.abs(middle - half), Math.abs(middle + half)) > 1.5) return [0, fanAngleRad.length];
  // A channel more on either side: a ray that touches the circle may be to either side of it by rounding.
  const from = channelsBelow(fanAngleRad, middle - half) - 1;
  const to = channelsBelow(fanAngleRad, middle + half) + 1;
  return [Math.max(0, from), Math.min(fanAngleRad.length, to)];
}

/** How many of the angles, which grow, are less than this one. */
function channelsBelow(fanAngleRad: Float64Array, angleRad: number): number {
  let [from, to] = [0, fanAngleRad.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (fanAngleRad[middle]! < angleRad) from = middle + 1;
    else to = middle;
  }
  return from;
}
