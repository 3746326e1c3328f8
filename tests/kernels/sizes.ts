import type { ViewRange } from '../../src/compute/device.ts';
import { leadingArray } from '../../src/compute/kernel.ts';
import type { Sample, SampleArray, SampleSize } from './sample.ts';

export interface Size {
  readonly views: number;
  readonly channels: number;
  /** Which rows of what is written are asked for: those in the middle, or all. */
  readonly rows: 'all' | 'some';
}

/** Even and odd, one of each, and rows in the middle. */
const SIZES: readonly Size[] = [
  { views: 32, channels: 64, rows: 'all' },
  { views: 31, channels: 131, rows: 'all' },
  { views: 1, channels: 67, rows: 'all' },
  { views: 31, channels: 131, rows: 'some' },
];

/** Those that a kernel can be run on. */
export function sizesFor(make: (size: SampleSize) => Sample): readonly Size[] {
  const { kernel } = make({ views: 13, channels: 20, random: () => 0.5 });
  return SIZES.filter(({ rows }) => kernel.takesRange || rows !== 'some');
}

/** All rows of what a kernel writes. */
export function wholeRange({ kernel, arrays }: Sample): ViewRange {
  return { from: 0, to: (arrays[leadingArray(kernel.arrays)] as SampleArray).rows };
}

/** The rows of a sample that are asked for; `undefined` for all. */
export function rangeFor(sample: Sample, { rows }: Size): ViewRange | undefined {
  if (rows !== 'some') return undefined;
  const { to } = wholeRange(sample);
  return { from: Math.floor(to / 4), to: Math.ceil((2 * to) / 3) };
}
