// Views side by side, so that one load brings as many as a register has lanes (AssemblyScript).

/**
 * Writes four views, weighted, as out[channel] = (a, b, c, d).
 *
 * @param a, b, c, d addresses of the views, f32[channels]
 * @param weights f32[4]
 * @param out address of channel 0
 * @param stride bytes from one channel to the next; less than 0 writes the views backwards
 */
export function interleaveFour(a: usize, b: usize, c: usize, d: usize, weights: usize, channels: i32, out: usize, stride: i32): void {
  const weight = v128.load(weights);
  for (let channel: i32 = 0; channel < channels; channel++) {
    const at = (<usize>channel) << 2;
    let four = v128.load32_zero(a + at);
    four = v128.load32_lane(b + at, four, 1);
    four = v128.load32_lane(c + at, four, 2);
    four = v128.load32_lane(d + at, four, 3);
    v128.store(out + channel * stride, f32x4.mul(weight, four));
  }
}
