import type { HostRows } from '../../compute/kernel.ts';
import { SMOOTH_SIXTEENTHS } from './interpolation.ts';

/**
 * Views at half the spacing, [views × (2·channels + 1)]: number 2k + 1 stands at channel k, the first and the last half a
 * channel beyond the ends. interpolation.ts says what they are made of.
 */
export function plain(
  _: object,
  { views: narrow, out: { data: out, columns: width } }: Readonly<Record<'views' | 'out', HostRows>>,
): void {
  const { data: values, rows: views, columns: channels } = narrow;
  const [beside, own] = SMOOTH_SIXTEENTHS.atChannel.map((weight) => weight / 16) as [number, number];
  const [beyond, next] = SMOOTH_SIXTEENTHS.midway.map((weight) => weight / 16) as [number, number];
  for (let view = 0; view < views; view++) {
    const row = view * channels;
    const last = row + channels - 1;
    const target = view * width;
    const at = (channel: number) => (channel >= 0 && channel < channels ? values[row + channel]! : 0);
    for (const end of [0, channels - 1]) out[target + 2 * end + 1] = at(end);
    // Each midway number that lacks a neighbour, once.
    for (const after of new Set([0, 1, channels - 1, channels]))
      out[target + 2 * after] = (at(after - 1) + at(after)) / 2;
    // In one walk, since memory is what takes the time.
    for (let k = row + 1, place = target + 3; k < last; k++, place += 2) {
      const before = values[k - 1]!;
      const here = values[k]!;
      const after = values[k + 1]!;
      out[place] = beside * (before + after) + own * here;
      if (k + 1 < last) out[place + 1] = next * (here + after) + beyond * (before + values[k + 2]!);
    }
  }
}
