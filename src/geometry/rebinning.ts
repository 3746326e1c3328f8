import type { EvenViewsOverArc, ViewArc } from './view-arc.ts';

/**
 * How lines that are measured by rays from a source become those of parallel rays. Besides this, rebinning goes by the
 * fan angle of each channel, the radius that the source runs along and the detector of the lowered scan.
 */
export interface Rebinning<S> {
  /** The arc that its views stand on. */
  arc(scan: S): ViewArc;
  /** The same scan from other views, evenly over an arc. */
  overArc(scan: S, arc: EvenViewsOverArc): S;
}
