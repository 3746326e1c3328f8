/** The part of fft.js (Fedor Indutny, MIT) that is used here; the package brings no types. */
declare module 'fft.js' {
  /** Complex numbers are interleaved: real, imaginary, real, … */
  export default class FFT {
    /** @param size number of complex points, a power of two above 1 */
    constructor(size: number);
    /** out and data: [2 × size], and two different arrays. */
    transform(out: ArrayLike<number>, data: ArrayLike<number>): void;
    /** Includes the division by size. */
    inverseTransform(out: ArrayLike<number>, data: ArrayLike<number>): void;
  }
}
