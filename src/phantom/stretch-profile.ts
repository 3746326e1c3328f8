/** Where a ray is inside a convex body: from `enterMm` to `exitMm` along the ray; empty where exit ≤ enter. */
export interface Interval {
  enterMm: number;
  exitMm: number;
}

/** Receives a stretch of a ray along which the phantom contributes one value. */
export type StretchVisitor = (enterMm: number, exitMm: number, value: number) => void;

/** What a phantom is made of, as far as walking along a ray goes: in a plane shapes, in space solids. */
interface Bodies<Body, AnyRay> {
  readonly composition: 'add' | 'replace';
  readonly bodies: readonly Body[];
  /** Writes where a ray is inside a body. */
  readonly intersect: (body: Body, ray: AnyRay, interval: Interval) => void;
}

/**
 * Walks one ray through a phantom. With `add` the visitor sees each body's own stretch, overlapping where bodies do; with
 * `replace` the stretches are disjoint and carry the value of the topmost body. In both cases the sum of value × length over
 * the stretches is the line integral.
 *
 * Holds scratch memory, so one instance serves any number of rays, one at a time.
 */
export class StretchProfile<Body extends { readonly value: number }, AnyRay> {
  readonly #bodies: readonly Body[];
  readonly #composition: 'add' | 'replace';
  readonly #intersect: (body: Body, ray: AnyRay, interval: Interval) => void;
  readonly #interval: Interval = { enterMm: 0, exitMm: 0 };
  readonly #enter: Float64Array;
  readonly #exit: Float64Array;
  readonly #value: Float64Array;
  readonly #boundaries: Float64Array;

  constructor({ bodies, composition, intersect }: Bodies<Body, AnyRay>) {
    this.#bodies = bodies;
    this.#composition = composition;
    this.#intersect = intersect;
    this.#enter = new Float64Array(bodies.length);
    this.#exit = new Float64Array(bodies.length);
    this.#value = new Float64Array(bodies.length);
    this.#boundaries = new Float64Array(2 * bodies.length);
  }

  visit(ray: AnyRay, visitor: StretchVisitor): void {
    if (this.#composition === 'add') {
      for (const body of this.#bodies) {
        this.#intersect(body, ray, this.#interval);
        if (this.#interval.exitMm > this.#interval.enterMm) {
          visitor(this.#interval.enterMm, this.#interval.exitMm, body.value);
        }
      }
    } else this.#visitTopmost(ray, visitor);
  }

  /** The exact integral of the phantom along the ray: value unit × mm (dimensionless for attenuation). */
  lineIntegral(ray: AnyRay): number {
    let integral = 0;
    this.visit(ray, (enterMm, exitMm, value) => {
      integral += value * (exitMm - enterMm);
    });
    return integral;
  }

  /** Between two neighbouring boundaries nothing changes: the topmost body around the middle gives the value. */
  #visitTopmost(ray: AnyRay, visitor: StretchVisitor): void {
    const enter = this.#enter;
    const exit = this.#exit;
    const value = this.#value;
    let hits = 0;
    for (const body of this.#bodies) {
      this.#intersect(body, ray, this.#interval);
      const { enterMm, exitMm } = this.#interval;
      if (exitMm <= enterMm) continue;
      enter[hits] = enterMm;
      exit[hits] = exitMm;
      value[hits] = body.value;
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
