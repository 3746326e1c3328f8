import { InputError } from '../errors.ts';
import { measuredDirections } from '../geometry/measured-directions.ts';
import { rebinningOf, type Scan } from '../geometry/scan.ts';
import type { ViewMix } from '../kernels/mix-views/view-mix.ts';
import { type Term, UnevenCubic } from './uneven-cubic.ts';

const TURN = 2 * Math.PI;
/** How far a direction may stand from its even place to be taken for it, as a part of the step. */
const SAME_PLACE = 0.05;

/** A scan whose views stand evenly over one turn or less, and how they are made of those that were measured. */
export interface EvenViews<S extends Scan> {
  readonly scan: S;
  /** `null` where the measured views are those already. */
  readonly mix: ViewMix | null;
}

/**
 * Brings the views of a scan that is to be rebinned onto even angles over one turn, or over the arc that they cover: as many as there are directions.
 * Views that look from one direction are averaged, so that several turns all count. Where the directions themselves are
 * even, in whatever order, that is all; otherwise each even view is interpolated between the directions next to it
 * ({@link UnevenCubic}).
 *
 * @throws InputError where parts of the turn were left out between the views, for what stands in two gaps and more is
 *   known from no side
 */
export function planEvenViews<S extends Scan>(measured: S): EvenViews<S> {
  const { anglesRad } = measured;
  const rebinning = rebinningOf(measured);
  const arc = rebinning.arc(measured);
  if (arc.isEven && Math.abs(arc.arcRad) < TURN + 1e-9) return { scan: measured, mix: null };
  if (arc.gaps > 1) {
    throw new InputError(
      `reconstruction.rebin: the views form ${arc.gaps} groups with gaps between them, so views of parallel rays would have holes; use FBP without rebinning`,
    );
  }
  const directions = measuredDirections(anglesRad, TURN, !arc.isEven);
  const places = alongArc(directions.anglesRad, directions.isOpen.indexOf(true));
  const views = places.order.map((direction) => directions.views[direction]!);
  const count = views.length;
  const isWhole = arc.gaps === 0;
  const stepRad = isWhole ? TURN / count : (places.alongRad[count - 1]! - places.alongRad[0]!) / (count - 1);
  const startRad = places.alongRad.reduce((sum, at, i) => sum + at - i * stepRad, 0) / count;
  const even = { views: count, startRad, arcRad: isWhole ? TURN : count * stepRad };
  const isInPlace = places.alongRad.every((at, i) => Math.abs(at - startRad - i * stepRad) <= SAME_PLACE * stepRad);
  const curve = new UnevenCubic(places.alongRad, isWhole ? TURN : null);
  const termsOf = (view: number) => (isInPlace ? [{ at: view, share: 1 }] : curve.termsAt(startRad + view * stepRad));
  return { scan: rebinning.overArc(measured, even), mix: mixOf(views, termsOf) };
}

/** The directions from the first one behind a gap on, their angles ascending however often they pass 0. */
function alongArc(anglesRad: Float64Array, gap: number) {
  const count = anglesRad.length;
  const order = Array.from(anglesRad, (_, i) => (gap + 1 + i) % count);
  const firstRad = anglesRad[order[0]!]!;
  const alongRad = Float64Array.from(order, (direction) => {
    const angle = anglesRad[direction]!;
    return angle < firstRad ? angle + TURN : angle;
  });
  return { order, alongRad };
}

/** The sum of directions' terms as one of views, those of one direction sharing its part. */
function mixOf(views: readonly (readonly number[])[], termsOf: (view: number) => readonly Term[]): ViewMix {
  const firstTerm = new Uint32Array(views.length + 1);
  const terms: { view: number; share: number }[] = [];
  views.forEach((_, even) => {
    for (const { at, share } of termsOf(even)) {
      for (const view of views[at]!) terms.push({ view, share: share / views[at]!.length });
    }
    firstTerm[even + 1] = terms.length;
  });
  return {
    firstTerm,
    views: Uint32Array.from(terms, ({ view }) => view),
    shares: Float32Array.from(terms, ({ share }) => share),
  };
}
