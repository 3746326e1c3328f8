import type { ViewRange } from '../../compute/device.ts';
import { type LoweredRays, VIEW_VECTORS_LENGTH } from '../../geometry/lowered-rays.ts';
import type { Solid } from '../../phantom/solids/solid.ts';

type Vector = readonly [number, number, number];

/** A sphere in a view's own frame, in mm along e₁, e₂ and e₃ from where its rays start, and t of a row. */
interface Seen {
  readonly a: number;
  readonly b: number;
  readonly d: number;
  readonly reach: number;
  readonly t: number;
  /** As of the rays. */
  readonly aside: number;
  /** Lengths of e₁, e₂ and e₃. */
  readonly lengths: Vector;
}

/** The s, as in lowered-rays.ts, between which a sphere falls on a row; `null` where it does not. */
type Shadow = (seen: Seen) => readonly [number, number] | null;

const EVERYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
/** What is seen at a larger angle is taken to be seen everywhere; it may be behind the source. */
const WIDEST_RAD = 1.5;
/** Vectors with a larger cosine between them are not at right angles, lengths that differ by a larger part not the same. */
const SKEW = 1e-9;

const SHADOWS: Record<LoweredRays['kind'], Shadow> = {
  parallel: ({ a, b, reach, t, lengths: [across, along] }) => {
    const left = reach ** 2 - (b - t * along) ** 2;
    if (left < 0) return null;
    const radius = Math.sqrt(left);
    return [(a - radius) / across, (a + radius) / across];
  },

  // A row's rays lie in a plane, which cuts a circle out of the sphere.
  flat: ({ a, b, d, reach, t, aside, lengths: [across, along, ahead] }) => {
    const rise = (t * along) / ahead;
    const slant = Math.hypot(1, rise);
    const left = reach ** 2 - ((b - rise * d) / slant) ** 2;
    if (left < 0) return null;
    const angles = anglesOf(a, (rise * b + d) / slant, Math.sqrt(left));
    // An infinite angle has no tangent.
    if (!angles || angles === EVERYWHERE) return angles;
    return [
      (slant * ahead * Math.tan(angles[0])) / across + aside,
      (slant * ahead * Math.tan(angles[1])) / across + aside,
    ];
  },

  // A row's rays lie on a cone about the source, or nearly so where that stands beside its place.
  arc: ({ a, b, d, reach, t, aside, lengths: [across, along, ahead] }) => {
    if (Math.abs(across - ahead) > SKEW * ahead) return EVERYWHERE;
    const rise = (t * along) / ahead;
    const distance = Math.hypot(a, d);
    const spare = 2 * Math.abs(aside * rise) * distance;
    if (Math.abs(b - rise * distance) > reach * (1 + Math.abs(rise)) + spare) {
      return distance > reach ? null : EVERYWHERE;
    }
    const angles = anglesOf(a, d, reach);
    if (aside === 0 || !angles || angles === EVERYWHERE) return angles;
    // From where the source stands the place at s is seen at the angle g, tan g = (sin s − aside)/cos s.
    const placeAt = (g: number) => g + Math.asin(aside * Math.cos(g));
    return [placeAt(angles[0]), placeAt(angles[1])];
  },
};

/** Between which angles from straight ahead a circle is seen. */
function anglesOf(across: number, ahead: number, radius: number): readonly [number, number] {
  const distance = Math.hypot(across, ahead);
  if (distance <= radius) return EVERYWHERE;
  const middle = Math.atan2(across, ahead);
  const half = Math.asin(radius / distance);
  return Math.abs(middle) + half > WIDEST_RAD ? EVERYWHERE : [middle - half, middle + half];
}

/** Which channels of a view's rows may see solids: those that the sphere about one falls on, and one more to either side. */
export class SeenChannels {
  readonly #rays: LoweredRays;
  readonly #from: Vector;
  /** e₁, e₂ and e₃, of length 1. */
  readonly #axes: readonly [Vector, Vector, Vector];
  readonly #lengths: Vector;
  /** Whether the three are not at right angles: then every channel may see everything. */
  readonly #isSkew: boolean;

  constructor(rays: LoweredRays, view: number) {
    const vector = (k: number): Vector => {
      const at = VIEW_VECTORS_LENGTH * view + 3 * k;
      return [rays.vectors[at]!, rays.vectors[at + 1]!, rays.vectors[at + 2]!];
    };
    this.#rays = rays;
    this.#from = vector(0);
    this.#lengths = [1, 2, 3].map((k) => Math.hypot(...vector(k))) as unknown as Vector;
    const axes = [1, 2, 3].map((k) => vector(k).map((x) => x / this.#lengths[k - 1]!) as unknown as Vector);
    this.#axes = axes as unknown as readonly [Vector, Vector, Vector];
    const [across, along, ahead] = this.#axes;
    this.#isSkew = [dot(across, along), dot(along, ahead), dot(ahead, across)].some((c) => Math.abs(c) > SKEW);
  }

  /** @param t of the row; `null` where no channel sees the solid */
  find({ centreXMm, centreYMm, centreZMm, reachMm: reach }: Solid, t: number): ViewRange | null {
    const { kind, detector, aside } = this.#rays;
    const { channels, axisChannel, channelsPerUnit } = detector;
    if (this.#isSkew) return { from: 0, to: channels };
    const p: Vector = [centreXMm - this.#from[0], centreYMm - this.#from[1], centreZMm - this.#from[2]];
    const [across, along, ahead] = this.#axes;
    const seen = { a: dot(p, across), b: dot(p, along), d: dot(p, ahead), reach, t, aside, lengths: this.#lengths };
    const shadow = SHADOWS[kind](seen);
    if (!shadow) return null;
    const from = Math.max(0, Math.floor(axisChannel + channelsPerUnit * shadow[0]) - 1);
    const to = Math.min(channels, Math.ceil(axisChannel + channelsPerUnit * shadow[1]) + 2);
    return from < to ? { from, to } : null;
  }
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
