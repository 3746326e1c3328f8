import type { Mutant } from './mutant.ts';

const ADJOINT = 'shaders/adjoint-scan-image.wgsl';
const GATHER = 'shaders/common/gather-channels.wgsl';
const ON_GPU = { tests: ['tests/operators/projector.gpu.test.ts'] };
const ON_CPU = { tests: ['tests/operators/projector.test.ts'] };
const KEPT = { tests: ['tests/compute/kept-tables.test.ts'] };

/** What iterative methods are written over. */
export const PROJECTOR_AND_ALGEBRA: readonly Mutant[] = [
  {
    name: 'the channel above a pixel is passed over',
    file: GATHER,
    text: 'for (var channel = down + 1; channel',
    replacement: 'for (var channel = down + 2; channel',
    ...ON_GPU,
  },
  {
    name: 'a source beside its place is taken for one in it',
    file: GATHER,
    text: '(across + parameters.sourceShiftMm * (depth - 1.0)) / depth',
    replacement: 'across / depth',
    ...ON_GPU,
    only: 'beside its place',
  },
  {
    name: 'a pixel beside the source is seen by few channels',
    file: GATHER,
    text: '1.5 * grid.pixelSizeMm',
    replacement: '0.0 * grid.pixelSizeMm',
    ...ON_GPU,
  },
  {
    name: 'a pixel behind a line’s sample counts as much as the one before it',
    file: ADJOINT,
    text: 'select(0.0, fraction, below + 1.0 == across)',
    replacement: 'select(0.0, 1.0 - fraction, below + 1.0 == across)',
    ...ON_GPU,
    only: 'whole matrix',
  },
  {
    name: 'a channel is taken as it is guessed where that is too low',
    file: GATHER,
    text: 'while (channel + 1 < i32(parameters.channels) && crossings[channel + 1] <= placeMm) {',
    replacement: 'while (false) {',
    ...ON_GPU,
    only: 'beside its middle',
  },
  {
    name: 'a channel is taken as it is guessed where that is too high',
    file: GATHER,
    text: 'while (channel >= 0 && crossings[channel] > placeMm) {',
    replacement: 'while (false) {',
    ...ON_GPU,
    only: 'beside its middle',
  },
  {
    name: 'rays that run backwards are looked for by their places',
    file: 'src/kernels/channel-bins.ts',
    text: 'const bins = isOpen ? Math.max(1, last) : 0;',
    replacement: 'const bins = Math.max(1, last);',
    ...ON_GPU,
    only: 'behind its source',
  },
  {
    name: 'a reading goes to the neighbours the other way round',
    file: 'src/compute/cpu/wasm/spread-rays.ts',
    text: 'v128.shuffle<f32>(left, right, 2, 6, 3, 7)',
    replacement: 'v128.shuffle<f32>(left, right, 6, 2, 7, 3)',
    ...ON_CPU,
  },
  {
    name: 'rows of a part are counted from the image’s first',
    file: 'src/kernels/adjoint-scan-image/simd.ts',
    text: '(grid.rows - 1) / 2 - part.from',
    replacement: '(grid.rows - 1) / 2',
    tests: ['tests/kernels/twins.test.ts'],
    only: 'adjoint-scan-image',
  },
  {
    name: 'a pixel reaches to the middle of the next',
    file: 'shaders/common/covered.wgsl',
    text: 'min(stretch.end, position + 0.5)',
    replacement: 'min(stretch.end, position + 1.0)',
    ...ON_GPU,
    only: 'distance-driven',
  },
  {
    name: 'a stretch is divided among its pixels by another’s width',
    file: 'shaders/common/covered.wgsl',
    text: 'abs(other - one), LEAST_WIDTH)',
    replacement: '1.0, LEAST_WIDTH)',
    ...ON_GPU,
    only: 'distance-driven',
  },
  {
    name: 'a voxel asks no cells but those whose rays pass it',
    file: 'shaders/adjoint-distance-driven-volume.wgsl',
    text: 'select(1.0e6, (0.5 + perDepth * depth) / (1.0 - share), share < 0.9)',
    replacement: '0.5',
    tests: ['tests/operators/volume-projector.gpu.test.ts'],
    only: 'distance-driven',
  },
  {
    name: 'edges are taken in the middle of channels',
    file: 'src/kernels/edge-table.ts',
    text: 'channels: scan.channels + 1 }',
    replacement: 'channels: scan.channels + 1, offset: scan.offset + 0.5 }',
    tests: ['tests/operators/projector.test.ts'],
    only: 'distance-driven',
  },
  {
    name: 'what lies before the first pixel of a line is counted in it',
    file: 'src/kernels/strip.ts',
    text: 'Math.max(from, position - 0.5)',
    replacement: 'from',
    tests: ['tests/operators/distance-driven.test.ts'],
  },
  {
    name: 'an image is added to instead of overwritten',
    file: 'src/operators/projector.ts',
    text: 'await operators.clear(image);',
    replacement: '',
    ...ON_CPU,
  },
  {
    name: 'a value is divided by 0',
    file: 'src/kernels/element-wise/operations.ts',
    text: 'operands[i] === 0 ? 0 : values[i]!',
    replacement: 'values[i]!',
    tests: ['tests/operators/algebra.test.ts'],
  },
  {
    name: 'the sums of all bands go to the first rows',
    file: 'src/kernels/reduce-rows/spec.ts',
    text: 'firstRow: part.from',
    replacement: 'firstRow: 0',
    tests: ['tests/operators/algebra.gpu.test.ts'],
  },
  {
    name: 'the table used last makes room for another',
    file: 'src/compute/gpu/kept-tables.ts',
    text: 'shelf.kept.shift()!.buffer',
    replacement: 'shelf.kept.pop()!.buffer',
    ...KEPT,
  },
  {
    name: 'tables stay behind where they were when their buffers grow',
    file: 'src/compute/gpu/kept-tables.ts',
    text: 'encoder.copyBufferToBuffer(buffer, 0, shelf.kept[i]!.buffer, 0, buffer.size);',
    replacement: '',
    ...KEPT,
  },
];
