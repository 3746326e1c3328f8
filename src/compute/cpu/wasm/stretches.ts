// The stretches of a ray within shapes or solids, and what they come to (AssemblyScript); src/phantom/stretch-profile.ts.

/** A stretch: enter, exit, and twice the value. */
export const STRETCH_BYTES: usize = 32;

/** Sums a ray's stretches from boundary to boundary, each with the value of the last shape around its middle. */
export function sumOfTopmost(stretches: usize, end: usize): f64 {
  if (end == stretches) return 0;
  const infinite = f64x2.splat(Infinity);
  let integral: f64 = 0;
  let from = -Infinity;
  for (;;) {
    // The nearest boundary ahead.
    const fromBoth = f64x2.splat(from);
    let nearest = infinite;
    for (let at = stretches; at < end; at += STRETCH_BYTES) {
      const boundaries = v128.load(at);
      nearest = f64x2.pmin(nearest, v128.bitselect(boundaries, infinite, f64x2.gt(boundaries, fromBoth)));
    }
    const to = min(f64x2.extract_lane(nearest, 0), f64x2.extract_lane(nearest, 1));
    if (to == Infinity) break;
    const middle = (from + to) / 2;
    for (let at = end; at > stretches; ) {
      at -= STRETCH_BYTES;
      if (middle > load<f64>(at) && middle < load<f64>(at, 8)) {
        integral += load<f64>(at, 16) * (to - from);
        break;
      }
    }
    from = to;
  }
  return integral;
}

export function sumOfAll(stretches: usize, end: usize): f64 {
  let integral: f64 = 0;
  for (let at = stretches; at < end; at += STRETCH_BYTES) {
    integral += load<f64>(at, 16) * (load<f64>(at, 8) - load<f64>(at));
  }
  return integral;
}
