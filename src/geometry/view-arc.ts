import { directionWeightsRad, foldAngle, measuredDirections } from './measured-directions.ts';

/** The arc that a source runs along. */
export interface ViewArc {
  /** Of the first view in the direction that the source runs; of uneven ones, of the first behind the widest gap. */
  readonly startRad: number;
  /** Negative where it runs clockwise; more than 2π where it runs on. Of uneven views, what they stand for in all. */
  readonly arcRad: number;
  /** How far before its first view the arc begins, since each view stands for what is about it; half a step. */
  readonly leadRad: number;
  /** Whether view v stands at start + v·arc/views, as near as angles are measured. */
  readonly isEven: boolean;
  /** How many parts of the turn were left out between the views; 1 is a short scan's. */
  readonly gaps: number;
}

/** So many views over an arc: view v stands at start + v·arc/views, so that the end is not a view. */
export interface EvenViewsOverArc {
  readonly views: number;
  readonly startRad: number;
  readonly arcRad: number;
}

const TURN = 2 * Math.PI;

/** The arc of views that stand evenly on it. */
export function evenViewArc({ views, startRad, arcRad }: EvenViewsOverArc): ViewArc {
  const leadRad = Math.abs(arcRad) / views / 2;
  return { startRad, arcRad, leadRad, isEven: true, gaps: Math.abs(arcRad) < TURN - 1e-9 ? 1 : 0 };
}

/** The arc of views that stand anywhere. */
export function unevenViewArc(anglesRad: Float64Array): ViewArc {
  const directions = measuredDirections(anglesRad, TURN);
  const { gapsRad, isOpen } = directions;
  const widths = directionWeightsRad(directions);
  const arcRad = widths.reduce((sum, width) => sum + width, 0);
  const first = (gapsRad.indexOf(Math.max(...gapsRad)) + 1) % gapsRad.length;
  return {
    startRad: directions.anglesRad[first]!,
    arcRad: arcRad > TURN - 1e-9 ? TURN : arcRad,
    leadRad: widths[first]! / 2,
    isEven: false,
    gaps: isOpen.filter((open) => open).length,
  };
}

/** Whether part of the turn is left out. */
export function isShortArc({ arcRad }: Pick<ViewArc, 'arcRad'>): boolean {
  return Math.abs(arcRad) < TURN - 1e-9;
}

/**
 * How far along its arc a short scan's views stand, in radians, [views]. Each view stands for a step about it, so that the
 * arc begins half a step before the first view and ends half a step after the last.
 */
export function elapsedAnglesRad({
  anglesRad,
  arc: { startRad, arcRad, leadRad },
}: {
  readonly anglesRad: Float64Array;
  readonly arc: ViewArc;
}): Float64Array {
  // Folded with the half step: the first view may stand a little before where an even arc has it.
  return anglesRad.map((angle) => foldAngle(Math.sign(arcRad) * (angle - startRad) + leadRad, TURN));
}

/** An angle counted from the first view in the direction that the source runs, 0 … 2π. */
export function angleFromStartRad({ startRad, arcRad }: ViewArc, angleRad: number): number {
  return foldAngle(Math.sign(arcRad) * (angleRad - startRad), TURN);
}
