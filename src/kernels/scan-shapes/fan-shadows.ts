import type { FirstWasmKernels } from '../../compute/cpu/first-wasm-kernels.ts';
import { rayPencil } from '../../geometry/ray-pencil.ts';
import { channelRays, type Scan } from '../../geometry/scan.ts';
import type { Ellipse } from '../../phantom/phantom.ts';
import { GRAZING } from '../../phantom/shape-intervals.ts';
import { ViewRays } from '../view-rays.ts';

/** The chords of whole ellipses along rays from a point, over the channels that they cover. */
export class FanShadows {
  readonly #kernels: FirstWasmKernels;
  readonly #scan: Scan;
  readonly #rays: ViewRays;
  readonly #fanAngleRad: Float64Array;
  readonly #source: Source;
  #cosine = 1;
  #sine = 0;

  /** Allocates what `ViewRays` do. */
  constructor(kernels: FirstWasmKernels, scan: Scan) {
    this.#kernels = kernels;
    this.#scan = scan;
    this.#rays = new ViewRays(kernels, scan);
    this.#fanAngleRad = channelRays(scan).fanAngleRad;
    const { sourceShiftMm, depthPerMm } = rayPencil(scan);
    this.#source = { shiftMm: sourceShiftMm, radiusMm: 1 / depthPerMm };
  }

  /** Goes on with a view. */
  begin(view: number): void {
    this.#cosine = Math.cos(this.#scan.anglesRad[view]!);
    this.#sine = Math.sin(this.#scan.anglesRad[view]!);
    this.#rays.place(view);
  }

  /** Adds an ellipse to a row f64[channels] in the kernels' memory. */
  add(ellipse: Ellipse, row: number): void {
    const [from, to] = shadowOf(ellipse, this.#source, this.#fanAngleRad, this.#cosine, this.#sine);
    if (to <= from) return;
    const { semiAxisXMm: a, semiAxisYMm: b, cosine: c, sine: s } = ellipse;
    this.#kernels.run.addFanEllipseChords(
      row,
      from,
      to,
      this.#rays.cosines,
      this.#rays.sines,
      this.#rays.distances,
      ellipse.centreXMm,
      ellipse.centreYMm,
      (a * c) ** 2 + (b * s) ** 2,
      (a * a - b * b) * c * s,
      (a * s) ** 2 + (b * c) ** 2,
      ellipse.value * 2 * a * b,
      GRAZING,
    );
  }
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
