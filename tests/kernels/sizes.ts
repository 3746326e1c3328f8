import { leadingArray } from '../../src/compute/kernel.ts';
import type { ViewRange } from '../../src/operators/contract.ts';
import type { Sample, SampleArray, SampleSize } from './sample.ts';

export interface Size {
  readonly views: number;
  readonly channels: number;
  readonly range?: ViewRange;
}

/** Even and odd, one of each, and a range in the middle. */
const SIZES: readonly Size[] = [
  { views: 32, channels: 64 },
  { views: 31, channels: 131 },
  { views: 1, channels: 67 },
  { views: 31, channels: 131, range: { from: 7, to: 20 } },
];

/** Those that a kernel can be run on. */
export function sizesFor(make: (size: SampleSize) => Sample): readonly Size[] {
  const { kernel } = make({ views: 3, channels: 20, random: () => 0.5 });
  return SIZES.filter(({ range }) => kernel.takesRange || !range);
}

/** All rows of what a kernel writes. */
export function wholeRange({ kernel, arrays }: Sample): ViewRange {
  return { from: 0, to: (arrays[leadingArray(kernel.arrays)] as SampleArray).rows };
}
