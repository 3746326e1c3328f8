import type { Grid, ImageGrid } from '../geometry/grid.ts';
import type { MaterialName } from './material-names.ts';

/** What an image's values are: attenuation in 1/mm, shown in Hounsfield units, or a phantom's own units. */
export type ValueUnit = 'attenuation-per-mm' | 'arbitrary';

/** What a shape or a solid is filled with. */
export interface Filling {
  /** In the phantom's unit. */
  readonly value: number;
  /** In a phantom of materials; its value is then that of the material at 60 keV. */
  readonly material?: MaterialName;
  /** In units of the material's usual density; 1 where it is absent. */
  readonly density?: number;
}

/** An ellipse, or what half-planes leave of it; the first semi-axis points towards (cosine, sine). */
export interface Ellipse extends Filling {
  readonly type: 'ellipse';
  readonly centreXMm: number;
  readonly centreYMm: number;
  readonly semiAxisXMm: number;
  readonly semiAxisYMm: number;
  readonly cosine: number;
  readonly sine: number;
  /** Half-planes that cut the ellipse, laid out as a polygon's edges. */
  readonly clip?: Float64Array;
}

/** A convex polygon, corners counter-clockwise, as the half-planes normalX·x + normalY·y ≤ distance that it fills. */
export interface ConvexPolygon extends Filling {
  readonly type: 'convex-polygon';
  /** A circle that holds it: rays past that need not ask the edges. */
  readonly centreXMm: number;
  readonly centreYMm: number;
  readonly reachMm: number;
  /** [edges × 3]: outward unit normal x, y, and the edge's distance from the origin in mm. */
  readonly edges: Float64Array;
}

export type Shape = Ellipse | ConvexPolygon;

/**
 * Shapes in mm with values in the phantom's unit. `add`: values add up where shapes overlap. `replace`: a later shape
 * covers what lies beneath (painter's order). Nothing is everywhere else. Immutable, kept by identity.
 */
export interface ShapePhantom {
  readonly kind: 'shapes';
  readonly name: string;
  /** What it teaches, or where it comes from. */
  readonly about?: string;
  readonly unit: ValueUnit;
  readonly composition: 'add' | 'replace';
  /** Side of the square, centred on the axis, that the phantom is meant to be seen in. */
  readonly fieldSizeMm: number;
  /** The window it is best seen in, in the unit its images are shown in. */
  readonly window?: { readonly width: number; readonly level: number };
  readonly shapes: readonly Shape[];
}

/**
 * An image as a phantom: float32 values [rows × columns] on a grid, 0 outside. One that is a slice of a volume has that too,
 * for scans that leave the slice. Immutable, kept by identity.
 */
export interface ImagePhantom {
  readonly kind: 'image';
  readonly name: string;
  readonly unit: ValueUnit;
  readonly grid: ImageGrid;
  readonly fieldSizeMm: number;
  readonly values: Float32Array;
  readonly volume?: VolumeOfImage;
  /** The window it is best seen in, where what its unit suggests would not show it. */
  readonly window?: { readonly width: number; readonly level: number };
  /** What is odd about the values, or was taken for granted, a sentence each. */
  readonly remarks?: readonly string[];
}

/** A volume about the origin, in the unit of the image that is a slice of it, 0 outside. */
export interface VolumeOfImage {
  readonly grid: Grid;
  /** float32 [slices × rows × columns], row 0 at the largest y, slice 0 at the smallest z. */
  readonly values: Float32Array;
}

export type Phantom = ShapePhantom | ImagePhantom;
