import type { Ray } from '../geometry/ray.ts';
import type { ShapePhantom } from './phantom.ts';
import { type Interval, intersect } from './shape-intervals.ts';

/** Receives a stretch of a ray along which the phantom contributes one value. */
export type StretchVisitor = (enterMm: number, exitMm: number, value: number) => void;

/**
 * Walks one ray through a phantom. With `add` the visitor sees each shape's own stretch, overlapping where shapes do;
 * with `replace` the stretches are disjoint and carry the value of the topmost shape. In both cases the sum of
 * value × length over the stretches is the line integral.
 *
 * Holds scratch memory, so one instance serves any number of rays, one at a time.
 */
export class RayProfile {
  readonly #phantom: ShapePhantom;
  readonly #interval: Interval = { enterMm: 0, exitMm: 0 };
  readonly #enter: Float64Array;
  readonly #exit: Float64Array;
  readonly #value: Float64Array;
  readonly #boundaries: Float64Array;

  constructor(phantom: ShapePhantom) {
    this.#phantom = phantom;
    this.#enter = new Float64Array(phantom.shapes.length);
    this.#exit = new Float64Array(phantom.shapes.length);
    this.#value = new Float64Array(phantom.shapes.length);
    this.#boundaries = new Float64Array(2 * phantom.shapes.length);
  }

  visit(ray: Ray, visitor: StretchVisitor): void {
    if (this.#phantom.composition === 'add') {
      for (const shape of this.#phantom.shapes) {
        intersect(shape, ray, this.#interval);
        if (this.#interval.exitMm > this.#interval.enterMm) {
          visitor(this.#interval.enterMm, this.#interval.exitMm, shape.value);
        }
      }
    } else this.#visitTopmost(ray, visitor);
  }

  /** The exact integral of the phantom along the ray: value unit × mm (dimensionless for attenuation). */
  lineIntegral(ray: Ray): number {
    let integral = 0;
    this.visit(ray, (enterMm, exitMm, value) => {
      integral += value * (exitMm - enterMm);
    });
    return integral;
  }

  /** Between two neighbouring boundaries nothing changes: the topmost shape around the middle gives the value. */
  #visitTopmost(ray: Ray, visitor: StretchVisitor): void {
    const enter = this.#enter;
    const exit = this.#exit;
    const value = this.#value;
    let hits = 0;
    for (const shape of this.#phantom.shapes) {
      intersect(shape, ray, this.#interval);
      const { enterMm, exitMm } = this.#interval;
      if (exitMm <= enterMm) continue;
      enter[hits] = enterMm;
      exit[hits] = exitMm;
      value[hits] = shape.value;
      this.#boundaries[2 * hits] = enterMm;
      this.#boundaries[2 * hits + 1] = exitMm;
      hits++;
    }
    const boundaries = this.#boundaries.subarray(0, 2 * hits).sort();
    for (let b = 0; b + 1 < boundaries.length; b++) {
      const from = boundaries[b]!;
      const to = boundaries[b + 1]!;
      if (to <= from) continue;
      const middle = (from + to) / 2;
      for (let hit = hits - 1; hit >= 0; hit--) {
        if (middle > enter[hit]! && middle < exit[hit]!) {
          visitor(from, to, value[hit]!);
          break;
        }
      }
    }
  }
}
