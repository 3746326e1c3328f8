/**
 * A filter along the channels, ready to be applied in frequency. Views are padded with zeros to `transformLength`, at
 * least twice the channels less one, so that the convolution is linear. Immutable, kept by identity.
 *
 * What convolves views with h convolves their differences p(k) − p(k − 1) with the running sum of h as well, since the
 * sum of the differences is the view. In float32 that makes all the difference: the spectrum of a view falls with
 * frequency as fast as a ramp rises, so that the rounding of its largest values, alike at all frequencies, comes out of
 * a ramp larger than the view's fine detail; the spectrum of differences and the response to them are both level.
 */
export interface ViewFilter {
  readonly channels: number;
  /** A power of two. */
  readonly transformLength: number;
  /** Real and even transfer function, [transformLength / 2 + 1], frequency 0 to Nyquist; includes the step τ. */
  readonly response: Float64Array;
  /**
   * Transfer function from the differences to the filtered view, interleaved [(transformLength / 2 + 1) × 2]; those of
   * frequencies below 0 are the conjugates. Its kernel stands at −channels … channels − 1 and is odd about −½.
   */
  readonly responseToDifferences: Float64Array;
}
