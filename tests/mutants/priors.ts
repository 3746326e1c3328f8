import type { Mutant } from './mutant.ts';

const VARIATION = { tests: ['tests/operators/image-variation.test.ts'] };
const METHODS = { tests: ['tests/methods/statistical.test.ts'] };

/** Priors on images, and the methods that go by them. */
export const PRIORS: readonly Mutant[] = [
  {
    name: 'the gradient goes on from one slice’s last row to the next slice’s first',
    file: 'src/kernels/image-gradient/plain.ts',
    text: '((from + r) % rows) + 1 < rows',
    replacement: '(from + r + 1) < rows * slices',
    ...VARIATION,
  },
  {
    name: 'the divergence forgets how far slices lie apart',
    file: 'src/kernels/image-divergence/plain.ts',
    text: 'if (hasBelow) sum -= field[up - rows * stride + c]! / sliceSpacing;',
    replacement: 'if (hasBelow) sum -= field[up - rows * stride + c]!;',
    ...VARIATION,
  },
  {
    name: 'a parabola of Huber’s prior is half as steep',
    file: 'src/kernels/huber-prior/plain.ts',
    text: '2 * (Math.abs(t) <= most ? 1 : most / Math.abs(t))',
    replacement: '(Math.abs(t) <= most ? 1 : most / Math.abs(t))',
    tests: ['tests/kernels/twins.test.ts'],
    only: 'huber-prior',
  },
  {
    name: 'a parabola of Huber’s prior is half as steep in WebAssembly',
    file: 'src/compute/cpu/wasm/huber-prior.ts',
    text: 'f32x4.div(f32x4.add(threshold, threshold), f32x4.pmax(size, threshold))',
    replacement: 'f32x4.div(threshold, f32x4.pmax(size, threshold))',
    tests: ['tests/operators/neighbour-prior.test.ts'],
  },
  {
    name: 'of neighbours in the next slice those on the diagonal count as much as those to the side',
    file: 'src/kernels/huber-prior/simd.ts',
    text: 'above, sideAbove, diagonalAbove)',
    replacement: 'above, sideAbove, sideAbove)',
    tests: ['tests/operators/neighbour-prior.test.ts'],
  },
  {
    name: 'neighbours on the diagonal are weighed as if they were nearer, on the GPU',
    file: 'shaders/huber-prior.wgsl',
    text: 'select(parameters.diagonal, parameters.side, steps == 1)',
    replacement: 'parameters.side',
    tests: ['tests/kernels/twins.gpu.test.ts'],
    only: 'huber-prior',
  },
  {
    name: 'PDHG goes no further than what it has found',
    file: 'src/methods/tv-pdhg/pdhg-work.ts',
    text: 'await mixed(q, OVER_RELAXATION - 1, nextQ, 2 - OVER_RELAXATION);',
    replacement: 'await mixed(q, 0, nextQ, 1);',
    ...METHODS,
    only: 'PDHG',
  },
  {
    name: 'PWLS leaves the prior out of its denominator',
    file: 'src/methods/pwls/pwls-work.ts',
    text: 'await algebra.scale(ofPrior, beta);',
    replacement: 'await algebra.scale(ofPrior, 0);',
    ...METHODS,
    only: 'PWLS',
  },
];
