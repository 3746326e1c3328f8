/**
 * A number of double precision as kernels take it that compute with twice f32's digits: rounded to f32, and what that
 * leaves out, rounded in turn; 48 of its 53 digits. WGSL: shaders/common/double-single.wgsl.
 */
export function highAndLow(value: number): readonly [high: number, low: number] {
  const high = Math.fround(value);
  return [high, Math.fround(value - high)];
}

type Vector = readonly [number, number, number];

/** The same of a vector's three numbers. */
export function highsAndLows([x, y, z]: Vector): readonly [high: Vector, low: Vector] {
  const [a, b, c] = [highAndLow(x), highAndLow(y), highAndLow(z)];
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
  ];
}
