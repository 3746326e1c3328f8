import type { Ray } from '../geometry/ray.ts';
import type { Shape, ShapePhantom } from './phantom.ts';
import { intersect } from './shape-intervals.ts';
import { StretchProfile } from './stretch-profile.ts';

/** Walks rays of the slice plane through a phantom of shapes. */
export class RayProfile extends StretchProfile<Shape, Ray> {
  constructor({ shapes, composition }: ShapePhantom) {
    super({ bodies: shapes, composition, intersect });
  }
}
