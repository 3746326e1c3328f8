/**
 * A number of double precision as kernels take it that compute with twice f32's digits: rounded to f32, and what that
 * leaves out, rounded in turn; 48 of its 53 digits. WGSL: shaders/common/double-single.wgsl.
 */
export function highAndLow(value: number): readonly [high: number, low: number] {
  const high = Math.fround(value);
  return [high, Math.fround(value - high)];
}
