import type { Mutant } from './mutant.ts';

const STATISTICS = ['tests/measure/region-statistics.test.ts'];
const FILTERED = ['tests/experiment/filtered-view.test.ts'];

/** Faults in what is measured on pictures. */
export const MEASURING: readonly Mutant[] = [
  {
    name: 'a wide profile is that of its middle line',
    file: 'src/measure/line-profile.ts',
    text: 'Math.ceil(width * pixelsPer(plane, across) - ROUNDING)',
    replacement: '1',
    tests: ['tests/measure/line-profile.test.ts'],
  },
  {
    name: 'between rows it is as far as between columns',
    file: 'src/measure/sample-plane.ts',
    text: 'upper + (row - top)',
    replacement: 'upper + (column - left)',
    tests: ['tests/measure/line-profile.test.ts'],
  },
  {
    name: 'an edge begins at a fifth of its step',
    file: 'src/measure/profile-widths.ts',
    text: 'before + 0.1 * step',
    replacement: 'before + 0.2 * step',
    tests: ['tests/measure/profile-widths.test.ts'],
  },
  {
    name: 'the spread of a region is that of all there is',
    file: 'src/measure/region-statistics.ts',
    text: '/ (count - 1))',
    replacement: '/ count)',
    tests: STATISTICS,
  },
  {
    name: 'a turned rectangle is a sheared one',
    file: 'src/measure/region-stretches.ts',
    text: '[-sin, d * cos, halfHeight]',
    replacement: '[sin, d * cos, halfHeight]',
    tests: STATISTICS,
  },
  {
    name: 'a side is crossed where it is from its first corner',
    file: 'src/measure/region-stretches.ts',
    text: 'one.y < other.y ? [one, other] : [other, one]',
    replacement: '[one, other]',
    tests: STATISTICS,
  },
  {
    name: 'a region has the range of its own part of the phantom',
    file: 'src/measure/region-quality.ts',
    text: 'peakRange(truth)',
    replacement: 'peakRange(b)',
    tests: ['tests/measure/region-quality.test.ts'],
  },
  {
    name: 'the filtered view is always the first',
    file: 'src/experiment/stages/views.ts',
    text: 'view: given.view ?? 0',
    replacement: 'view: 0',
    tests: FILTERED,
  },
  {
    name: 'the filtered view is that of a detector’s first row',
    file: 'src/experiment/stages/views.ts',
    text: 'view * rows + detectorRow',
    replacement: 'view * rows',
    tests: FILTERED,
  },
];
