import type { Mutant } from './mutant.ts';

const BANDS = { tests: ['tests/operators/gpu-bands.gpu.test.ts'] };
const LAYOUTS = { tests: ['tests/operators/shaders.gpu.test.ts', 'tests/compute/struct-layouts.test.ts'] };

/** How arrays and structs lie on the device. */
export const LAYOUTS_AND_BANDS: readonly Mutant[] = [
  {
    name: 'two fields stand in each other’s place',
    file: 'src/compute/gpu/struct-layouts.ts',
    text: "  channelsPerUnit: 'f32',\n  weightDistance: 'f32',",
    replacement: "  weightDistance: 'f32',\n  channelsPerUnit: 'f32',",
    ...LAYOUTS,
  },
  {
    name: 'a field is a whole number here and not there',
    file: 'src/compute/gpu/struct-layouts.ts',
    text: "  axisChannel: 'f32',\n  channelsPerUnit: 'f32',",
    replacement: "  axisChannel: 'u32',\n  channelsPerUnit: 'f32',",
    ...LAYOUTS,
  },
  {
    name: 'a range goes on beyond its band',
    file: 'src/compute/gpu/gpu-array.ts',
    text: 'Math.min(range.to, band.firstRow + band.rows)',
    replacement: 'range.to',
    ...BANDS,
    only: 'shapes are scanned',
  },
  {
    name: 'every band begins with the scan’s first rows',
    file: 'src/operators/gpu/gpu-operators.ts',
    text: 'values, firstRow * columns, (firstRow + rowsHere) * columns',
    replacement: 'values, 0, rowsHere * columns',
    ...BANDS,
    only: 'comes back as it was sent',
  },
  {
    name: 'sums of a large image take all that the device allows',
    file: 'src/operators/gpu/symmetric-back-projector.ts',
    text: 'Math.min(MOST_SUM_BYTES, mostBytes)',
    replacement: 'mostBytes',
    tests: ['tests/operators/rows-of-sums.test.ts'],
  },
  {
    name: 'every band of sums is folded onto the image’s first rows',
    file: 'src/operators/gpu/symmetric-back-projector.ts',
    text: 'FoldParameters.pack([{ side, firstRow, endRow,',
    replacement: 'FoldParameters.pack([{ side, firstRow: 0, endRow,',
    ...BANDS,
    only: 'sums take four bands',
  },
];
