import type { GenericSchema } from 'valibot';
import type { Shape } from '../phantom.ts';

/**
 * A kind of shape with a middle, two sides along its own axes and an angle, as phantom files have it. All that reads,
 * scans, draws and edits shapes goes by its spec.
 */
export interface BoxKind {
  /** In files; on screen with a capital. */
  readonly type: string;
  /** Its keys in files. */
  readonly schema: GenericSchema;
  /** The keys of its two sides. */
  readonly sides: readonly [string, string];
  /** How many half sides a number of these keys stands for: 1 of semi-axes, 2 of a width. */
  readonly halves: 1 | 2;
  /** The ellipses and convex polygons that it is scanned as. They must not overlap. */
  inMm(box: BoxInMm): Shape[];
  /** Corners of its outline, counter-clockwise and convex, in a box from −1 to 1 along both of its axes. */
  readonly outline: readonly Corner[];
  /** Whether it covers a point of that box. */
  covers(along: number, across: number): boolean;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** A box in the slice plane, in mm. */
export interface BoxInMm {
  readonly centreXMm: number;
  readonly centreYMm: number;
  readonly halfWidthMm: number;
  readonly halfHeightMm: number;
  /** Of its angle. */
  readonly cosine: number;
  readonly sine: number;
  /** Half-planes that cut it, [normal x, normal y, distance from the origin in mm] each. */
  readonly clip: readonly number[];
  readonly filling: Pick<Shape, 'value' | 'material' | 'density'>;
}
