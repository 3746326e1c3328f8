// Line integrals of phantom files, apart from the engine and without rounding worth speaking of: in whole numbers of
// 2⁻¹⁶⁰, from the numbers in the file and the ray's sine and cosine taken as they are.

const BITS = 160n;
const ONE = 1n << BITS;
const FAR = ONE << 40n;

/** A ray x·cosine + y·sine = u, given exactly. */
export interface ExactRay {
  readonly cosine: bigint;
  readonly sine: bigint;
  readonly u: bigint;
}

/** A shape of a phantom file in mm. */
export interface FileShape {
  readonly type: string;
  readonly value: number;
  readonly x?: number;
  readonly y?: number;
  readonly angleDeg?: number;
  readonly semiAxisX?: number;
  readonly semiAxisY?: number;
  readonly width?: number;
  readonly height?: number;
  readonly points?: readonly (readonly [number, number])[];
  readonly clip?: readonly { readonly normalDeg: number; readonly distance: number }[];
}

/** A double as it is. */
export function exact(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  if (exponent === 0n) return 0n;
  const digits = (bits & 0xfffffffffffffn) | 0x10000000000000n;
  const shift = BITS + exponent - 1075n;
  const size = shift >= 0n ? digits << shift : digits >> -shift;
  return value < 0 ? -size : size;
}

/** Rounded to the nearest double. */
export function nearest(value: bigint): number {
  return Number(value) / 2 ** Number(BITS);
}

export function times(a: bigint, b: bigint): bigint {
  return (a * b) >> BITS;
}

export function over(a: bigint, b: bigint): bigint {
  return (a << BITS) / b;
}

export function root(value: bigint): bigint {
  const square = value << BITS;
  let guess = exact(Math.sqrt(nearest(value))) + 1n;
  for (let i = 0; i < 3; i++) guess = (guess + square / guess) >> 1n;
  return guess;
}

/** The ray θ = β − γ at u, from the sines and cosines of β and γ. */
export function exactRay(betaRad: number, gammaRad: number, uMm: number): ExactRay {
  const [c, s, fanC, fanS] = [betaRad, gammaRad].flatMap((angle) => [
    exact(Math.cos(angle)),
    exact(Math.sin(angle)),
  ]) as [bigint, bigint, bigint, bigint];
  return { cosine: times(c, fanC) + times(s, fanS), sine: times(s, fanC) - times(c, fanS), u: exact(uMm) };
}

/** ∫ along the ray. */
export function exactLineIntegral(shapes: readonly FileShape[], composition: 'add' | 'replace', ray: ExactRay): bigint {
  const hits = shapes.flatMap((shape) => {
    const [enter, exit] = intervalOf(shape, ray);
    return exit > enter ? [{ enter, exit, value: exact(shape.value) }] : [];
  });
  if (composition === 'add') return hits.reduce((sum, { enter, exit, value }) => sum + times(value, exit - enter), 0n);
  const ends = hits.flatMap(({ enter, exit }) => [enter, exit]).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  let sum = 0n;
  for (let i = 1; i < ends.length; i++) {
    const [from, to] = [ends[i - 1]!, ends[i]!];
    const topmost = hits.findLast(({ enter, exit }) => enter <= from && exit >= to);
    if (topmost) sum += times(topmost.value, to - from);
  }
  return sum;
}

type Interval = [enter: bigint, exit: bigint];

function intervalOf(shape: FileShape, ray: ExactRay): Interval {
  // Everything in the shape's own frame.
  const angleRad = ((shape.angleDeg ?? 0) * Math.PI) / 180;
  const [c, s] = [exact(Math.cos(angleRad)), exact(Math.sin(angleRad))];
  const [x, y] = [exact(shape.x ?? 0), exact(shape.y ?? 0)];
  const [fromX, fromY] = [times(ray.u, ray.cosine) - x, times(ray.u, ray.sine) - y];
  const origin = [times(fromX, c) + times(fromY, s), times(fromY, c) - times(fromX, s)] as const;
  const direction = [times(ray.cosine, s) - times(ray.sine, c), times(ray.cosine, c) + times(ray.sine, s)] as const;
  let interval: Interval = [-FAR, FAR];
  const cut = (normalX: bigint, normalY: bigint, distance: bigint) => {
    const [enter, exit] = interval;
    const inside = distance - times(normalX, origin[0]) - times(normalY, origin[1]);
    const approach = times(normalX, direction[0]) + times(normalY, direction[1]);
    if (approach === 0n) interval = inside >= 0n ? interval : [0n, 0n];
    else if (approach > 0n) interval = [enter, least(exit, over(inside, approach))];
    else interval = [most(enter, over(inside, approach)), exit];
  };
  if (shape.type === 'ellipse') {
    const [a, b] = [exact(shape.semiAxisX!), exact(shape.semiAxisY!)];
    const [ox, oy] = [over(origin[0], a), over(origin[1], b)];
    const [dx, dy] = [over(direction[0], a), over(direction[1], b)];
    // The quadratic in t of |o + t·d|² = 1.
    const square = times(dx, dx) + times(dy, dy);
    const mixed = times(ox, dx) + times(oy, dy);
    const discriminant = times(mixed, mixed) - times(square, times(ox, ox) + times(oy, oy) - ONE);
    if (discriminant <= 0n) return [0n, 0n];
    const half = root(discriminant);
    interval = [over(-mixed - half, square), over(-mixed + half, square)];
  } else if (shape.type === 'rectangle') {
    const [w, h] = [exact(shape.width! / 2), exact(shape.height! / 2)];
    cut(ONE, 0n, w);
    cut(-ONE, 0n, w);
    cut(0n, ONE, h);
    cut(0n, -ONE, h);
  } else {
    // Counter-clockwise, and normals of any length serve.
    const corners = shape.points!.map(([px, py]) => [exact(px), exact(py)] as const);
    corners.forEach(([ax, ay], i) => {
      const [bx, by] = corners[(i + 1) % corners.length]!;
      const [nx, ny] = [by - ay, ax - bx];
      cut(nx, ny, times(nx, ax) + times(ny, ay));
    });
  }
  for (const { normalDeg, distance } of shape.clip ?? []) {
    const normalRad = (normalDeg * Math.PI) / 180;
    cut(exact(Math.cos(normalRad)), exact(Math.sin(normalRad)), exact(distance));
  }
  return interval;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
