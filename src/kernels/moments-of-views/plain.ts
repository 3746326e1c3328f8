import type { HostRows } from '../../compute/kernel.ts';

/** Σ_k p_k and Σ_k (k − (K−1)/2)·p_k of each view's K channels, [views × 2]. */
export function plain(
  _: object,
  { sinogram, moments: { data: moments } }: Readonly<Record<'sinogram' | 'moments', HostRows>>,
): void {
  const { data: values, rows: views, columns: channels } = sinogram;
  const middle = (channels - 1) / 2;
  for (let view = 0; view < views; view++) {
    let mass = 0;
    let moment = 0;
    for (let channel = 0; channel < channels; channel++) {
      const value = values[view * channels + channel]!;
      mass += value;
      moment += (channel - middle) * value;
    }
    moments[2 * view] = mass;
    moments[2 * view + 1] = moment;
  }
}
