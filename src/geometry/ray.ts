/** A straight line with a unit direction; positions along it are in mm from its origin. */
export interface Ray {
  originXMm: number;
  originYMm: number;
  directionX: number;
  directionY: number;
}

/**
 * The parallel ray x·cosθ + y·sinθ = u, its origin the point next to the axis, running towards (−sinθ, cosθ). Written
 * into `ray`, since scans make millions of them.
 */
export function setParallelRay(ray: Ray, cosine: number, sine: number, uMm: number): void {
  ray.originXMm = uMm * cosine;
  ray.originYMm = uMm * sine;
  ray.directionX = -sine;
  ray.directionY = cosine;
}
