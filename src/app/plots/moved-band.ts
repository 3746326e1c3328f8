import type { PlotScale } from '../../plots/plot-scale.ts';

/** What of a band is held: one edge, or all of it. */
export type HeldPart = 'from' | 'to' | 'both';

interface Edges {
  readonly from: number;
  readonly to: number;
}

/** The two edges are never nearer than this part of the axis. */
const LEAST_PART = 1 / 500;

/**
 * A part of an axis after a hand has moved it.
 *
 * @param way in parts of the axis
 */
export function movedBand(
  scale: Pick<PlotScale, 'partOf' | 'valueAt'>,
  band: Edges,
  held: HeldPart,
  way: number,
): Edges {
  const [from, to] = [scale.partOf(band.from), scale.partOf(band.to)];
  if (held === 'from') return { from: scale.valueAt(Math.min(from + way, to - LEAST_PART)), to: band.to };
  if (held === 'to') return { from: band.from, to: scale.valueAt(Math.max(to + way, from + LEAST_PART)) };
  return { from: scale.valueAt(from + way), to: scale.valueAt(to + way) };
}
