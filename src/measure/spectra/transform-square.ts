import FFT from 'fft.js';

/**
 * The Fourier transform of a square of values, padded with zeros to a power of two.
 *
 * @param values [side × side]
 * @param size a power of two, `side` at least
 * @returns [size × size] of real and imaginary parts in turn, by frequencies as the transform has them: 0 first, negative
 * ones from the middle on
 */
export function transformOfSquare(values: ArrayLike<number>, side: number, size: number): Float64Array {
  const transform = new FFT(size);
  const result = new Float64Array(2 * size * size);
  const line = new Float64Array(2 * size);
  const out = new Float64Array(2 * size);
  for (let row = 0; row < side; row++) {
    line.fill(0);
    for (let column = 0; column < side; column++) line[2 * column] = values[row * side + column]!;
    transform.transform(out, line);
    result.set(out, 2 * size * row);
  }
  for (let column = 0; column < size; column++) {
    for (let row = 0; row < size; row++) {
      line[2 * row] = result[2 * (row * size + column)]!;
      line[2 * row + 1] = result[2 * (row * size + column) + 1]!;
    }
    transform.transform(out, line);
    for (let row = 0; row < size; row++) {
      result[2 * (row * size + column)] = out[2 * row]!;
      result[2 * (row * size + column) + 1] = out[2 * row + 1]!;
    }
  }
  return result;
}

/** The least power of two that is no less than a number, and 2 at least. */
export function powerOfTwoFor(count: number): number {
  return Math.max(2, 2 ** Math.ceil(Math.log2(count)));
}
