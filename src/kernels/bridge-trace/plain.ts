import type { HostRows } from '../../compute/kernel.ts';

/**
 * Every view with a straight line instead of each run of channels whose trace is not 0, from the reading before it
 * to the reading after; all [views × channels].
 */
export function plain(
  _: object,
  { sinogram, trace: { data: trace }, out: { data: out } }: Readonly<Record<'sinogram' | 'trace' | 'out', HostRows>>,
): void {
  const { data: values, columns: channels } = sinogram;
  out.set(values);
  for (let row = 0; row < values.length; row += channels) {
    for (let from = 0; from < channels; from++) {
      if (!(trace[row + from]! > 0)) continue;
      let to = from;
      while (to < channels && trace[row + to]! > 0) to++;
      // At the detector's end there is one side only; where all is hidden there is none.
      const after = to < channels ? values[row + to]! : from > 0 ? values[row + from - 1]! : 0;
      const before = from > 0 ? values[row + from - 1]! : after;
      for (let k = from; k < to; k++) {
        out[row + k] = before + ((after - before) * (k - from + 1)) / (to - from + 1);
      }
      from = to;
    }
  }
}
