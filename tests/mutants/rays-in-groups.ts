import type { Mutant } from './mutant.ts';

const GROUPS = { tests: ['tests/operators/project-by-groups.test.ts'] };

/** Rays of symmetric views that pass copies of an image together. */
export const RAYS_IN_GROUPS: readonly Mutant[] = [
  {
    name: 'half a turn leaves copies in their lanes',
    file: 'src/compute/cpu/wasm/joseph-tiles.ts',
    text: 'v128.shuffle<f32>(four, four, 2, 3, 0, 1)',
    replacement: 'v128.shuffle<f32>(four, four, 0, 1, 2, 3)',
    ...GROUPS,
  },
  {
    name: 'two rays of four are walked from the middle line',
    file: 'src/compute/cpu/wasm/joseph-tiles.ts',
    text: 'v128.load(rays, 16)), f64x2.mul(first, steps1))',
    replacement: 'v128.load(rays, 16)), f64x2.splat(0))',
    ...GROUPS,
  },
  {
    name: 'the middle line counts twice',
    file: 'src/operators/cpu/fast/turned-image.ts',
    text: 'line[i]! *= 0.5',
    replacement: 'line[i]! *= 1',
    ...GROUPS,
  },
  {
    name: 'the ray through the axis is there both ways',
    file: 'src/operators/cpu/ray-groups.ts',
    text: '(isTwice ? 0 : 1)',
    replacement: '1',
    ...GROUPS,
  },
  {
    name: 'the mirror image of a fan’s view is looked for half a turn away',
    file: 'src/operators/cpu/ray-groups.ts',
    text: 'isBackwards ? oppositeOf(symmetry) : symmetry',
    replacement: 'symmetry',
    ...GROUPS,
  },
  {
    name: 'rays that were turned stay in their own lanes',
    file: 'src/operators/cpu/fast/group-rays.ts',
    text: 'lanes.indexOf(afterQuarters(symmetry, quarters))',
    replacement: 'lanes.indexOf(symmetry)',
    ...GROUPS,
  },
  {
    name: 'an image is cut to its emptiest side',
    file: 'src/operators/cpu/fast/fast-scan-groups.ts',
    text: 'Math.min(firstRow, firstColumn, below, after)',
    replacement: 'Math.max(firstRow, firstColumn, below, after)',
    ...GROUPS,
  },
  {
    name: 'lanes share rays out as if all crossed as many lines',
    file: 'src/operators/cpu/share-rays.ts',
    text: 'LINES_OF_RAY + linesOn(place, step, grid.rows)',
    replacement: 'LINES_OF_RAY',
    ...GROUPS,
  },
  {
    name: 'a scan of as many views and channels is taken for one that came before',
    file: 'src/operators/cpu/same-scan.ts',
    text: 'value === other[i]',
    replacement: 'value === value',
    ...GROUPS,
  },
  {
    name: 'readings in shared memory begin at their view’s first channel',
    file: 'src/operators/cpu/fast/ray-batches.ts',
    text: 'view * channels + from',
    replacement: 'view * channels',
    ...GROUPS,
  },
  {
    name: 'an image in shared memory begins with what was in it',
    file: 'src/operators/cpu/fast/fast-spread-groups.ts',
    text: 'into?.fill(0)',
    replacement: 'into',
    ...GROUPS,
  },
  {
    name: 'four quotients of 0 are what the division gives',
    file: 'src/compute/cpu/wasm/change-values.ts',
    text: 'v128.andnot(quotient, f32x4.eq(divisor, f32x4.splat(0)))',
    replacement: 'quotient',
    tests: ['tests/kernels/element-wise-simd.test.ts'],
  },
];
