// How far channels are from the parabola through their neighbours, less a row of their own, each view counted as ±most at
// the most, added up over views (AssemblyScript): two channels at a time in double precision, in the order of
// src/kernels/mean-deviation/plain.ts, so that the bits are the same.

/**
 * @param values f32[views × channels]
 * @param reach neighbours to each side
 * @param weights of the middle and of the neighbours 1, 2, …, f64[reach + 1, channels, and one more]; 0 for neighbours
 *   that are not asked, as near the ends
 * @param ofRow f64[channels, and one more]
 * @param room f64[channels + 2·reach + 1]
 * @param sums f64[channels, and one more], added to
 */
export function addDeviations(
  values: usize,
  views: i32,
  channels: i32,
  reach: i32,
  weights: usize,
  ofRow: usize,
  most: f64,
  room: usize,
  sums: usize,
): void {
  const rowBytes = (<usize>channels) << 3;
  const weightBytes = (<usize>((channels + 1) & ~1)) << 3;
  const reachBytes = (<usize>reach) << 3;
  const upper = f64x2.splat(most);
  const lower = f64x2.splat(-most);
  memory.fill(room, 0, rowBytes + 2 * reachBytes + 8);
  const middles = room + reachBytes;
  for (let view: i32 = 0; view < views; view++) {
    for (let at: usize = 0; at < rowBytes; at += 8) store<f64>(middles + at, <f64>load<f32>(values + (at >> 1)));
    values += rowBytes >> 1;
    for (let at: usize = 0; at < rowBytes; at += 16) {
      const middle = v128.load(middles + at);
      let weight = weights + at;
      let smooth = f64x2.mul(v128.load(weight), middle);
      for (let k: usize = 8; k <= reachBytes; k += 8) {
        weight += weightBytes;
        const both = f64x2.add(v128.load(middles + at - k), v128.load(middles + at + k));
        smooth = f64x2.add(smooth, f64x2.mul(v128.load(weight), both));
      }
      const deviation = f64x2.sub(f64x2.sub(middle, smooth), v128.load(ofRow + at));
      const counted = f64x2.pmax(lower, f64x2.pmin(upper, deviation));
      v128.store(sums + at, f64x2.add(v128.load(sums + at), counted));
    }
  }
}
