/**
 * Makes what turns numbers between −1 and 1 into the bits of half precision (IEEE 754 binary16), to the nearest, ties to even.
 */
export function halfPrecision(): (value: number) => number {
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  return (value) => {
    const sign = value < 0 ? 0x8000 : 0;
    const size = Math.abs(value);
    // Below 2⁻¹⁴ all steps are 2⁻²⁴, as those of float32 are between 0.5 and 1.
    if (size < 2 ** -14) {
      float[0] = size + 0.5;
      return sign | (bits[0]! - 0x3f000000);
    }
    float[0] = size;
    const odd = (bits[0]! >> 13) & 1;
    return sign | ((bits[0]! + 0xfff + odd - ((127 - 15) << 23)) >> 13);
  };
}

/** Finite values over their largest magnitude, as half-precision numbers; what is not finite is 0. */
export function scaledHalves(values: Float32Array): {
  readonly halves: Uint16Array<ArrayBuffer>;
  /** What one of them is multiplied with to be the value again. */
  readonly scale: number;
} {
  let scale = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > scale && size < Number.POSITIVE_INFINITY) scale = size;
  }
  if (scale === 0) scale = 1;
  const half = halfPrecision();
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    halves[i] = Number.isFinite(value) ? half(value / scale) : 0;
  }
  return { halves, scale };
}
