import type { ImageGrid } from '../geometry/image-grid.ts';

/** What an image's values are: attenuation in 1/mm, shown in Hounsfield units, or a phantom's own units. */
export type ValueUnit = 'attenuation-per-mm' | 'arbitrary';

/** An ellipse; the first semi-axis points towards (cosine, sine). */
export interface Ellipse {
  readonly type: 'ellipse';
  readonly centreXMm: number;
  readonly centreYMm: number;
  readonly semiAxisXMm: number;
  readonly semiAxisYMm: number;
  readonly cosine: number;
  readonly sine: number;
  readonly value: number;
}

/** A convex polygon, corners counter-clockwise, as the half-planes normalX·x + normalY·y ≤ distance that it fills. */
export interface ConvexPolygon {
  readonly type: 'convex-polygon';
  /** [edges × 3]: outward unit normal x, y, and the edge's distance from the origin in mm. */
  readonly edges: Float64Array;
  readonly value: number;
}

export type Shape = Ellipse | ConvexPolygon;

/**
 * Shapes in mm with values in the phantom's unit. `add`: values add up where shapes overlap. `replace`: a later shape
 * covers what lies beneath (painter's order). Nothing is everywhere else. Immutable, kept by identity.
 */
export interface ShapePhantom {
  readonly kind: 'shapes';
  readonly name: string;
  readonly unit: ValueUnit;
  readonly composition: 'add' | 'replace';
  /** Side of the square, centred on the axis, that the phantom is meant to be seen in. */
  readonly fieldSizeMm: number;
  readonly shapes: readonly Shape[];
}

/** An image as a phantom: float32 values [rows × columns] on a grid, 0 outside. Immutable, kept by identity. */
export interface ImagePhantom {
  readonly kind: 'image';
  readonly name: string;
  readonly unit: ValueUnit;
  readonly grid: ImageGrid;
  readonly fieldSizeMm: number;
  readonly values: Float32Array;
}

export type Phantom = ShapePhantom | ImagePhantom;
