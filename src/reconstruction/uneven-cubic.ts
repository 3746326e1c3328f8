/** One of the samples, and what it counts for. */
export interface Term {
  readonly at: number;
  readonly share: number;
}

/**
 * Interpolation between samples at uneven places: cubics with the slopes of the parabolas through three neighbours each,
 * exact for parabolas (Catmull & Rom, Computer Aided Geometric Design, 1974, for uneven knots). Of the neighbours the
 * outer ones are looked for at least half as far away as the inner ones are from each other, since two samples close
 * together tell little of a slope and much of their noise.
 */
export class UnevenCubic {
  /** The places, and those a period before and behind where they repeat, ascending. */
  readonly #knots: Float64Array;
  readonly #samples: number;

  /**
   * @param places ascending, within one period
   * @param period after which samples repeat; `null` where they do not: then the last ones stand for what is beyond
   */
  constructor(places: Float64Array, period: number | null) {
    this.#samples = places.length;
    this.#knots =
      period === null
        ? places
        : Float64Array.from([-period, 0, period].flatMap((lap) => Array.from(places, (place) => place + lap)));
  }

  /** What the samples count for at a place; the shares sum up to 1. */
  termsAt(place: number): Term[] {
    const knots = this.#knots;
    const last = knots.length - 1;
    const below = this.#lastUpTo(place);
    if (below < 0) return [this.#term(0, 1)];
    if (below === last) return [this.#term(last, 1)];
    const gap = knots[below + 1]! - knots[below]!;
    const t = (place - knots[below]!) / gap;
    const terms = [
      this.#term(below, (1 + 2 * t) * (1 - t) ** 2),
      this.#term(below + 1, t * t * (3 - 2 * t)),
      ...this.#slopeTerms(below, 1, gap, t * (1 - t) ** 2),
      ...this.#slopeTerms(below + 1, -1, gap, t * t * (1 - t)),
    ];
    const shares = new Map<number, number>();
    for (const { at, share } of terms) shares.set(at, (shares.get(at) ?? 0) + share);
    return Array.from(shares, ([at, share]) => ({ at, share })).filter(({ share }) => share !== 0);
  }

  /** `share` times the slope at a knot towards its neighbour, over the gap between the two. */
  #slopeTerms(end: number, towards: 1 | -1, gap: number, share: number): Term[] {
    const knots = this.#knots;
    const distanceOf = (knot: number) => Math.abs(knots[knot]! - knots[end]!);
    let outer = end - towards;
    while (outer >= 0 && outer < knots.length && distanceOf(outer) < gap / 2) outer -= towards;
    const exists = outer >= 0 && outer < knots.length;
    const ratio = exists ? gap / distanceOf(outer) : 0;
    const terms = [this.#term(end + towards, share / (1 + ratio)), this.#term(end, share * (ratio - 1))];
    return exists ? [...terms, this.#term(outer, (-share * ratio ** 2) / (1 + ratio))] : terms;
  }

  #lastUpTo(place: number): number {
    let [from, to] = [-1, this.#knots.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (this.#knots[middle]! <= place) from = middle;
      else to = middle;
    }
    return from;
  }

  #term(knot: number, share: number): Term {
    return { at: knot % this.#samples, share };
  }
}
