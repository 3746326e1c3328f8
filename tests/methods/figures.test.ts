// Figures of few views that an independent program came to, in NumPy by Joseph's projector and its exact transpose: the
// modified head as 256 × 256 pixels, whose readings the projector itself makes, on purpose.

import { expect, test } from 'vitest';
import { cpuOperators } from '../support/walk.ts';
import { headProblem, relativeError } from './head-problem.ts';
import { iterates } from './run-method.ts';

test('sixty views without noise: 0.558 by ten iterations of SIRT, 0.270 by ten of CGLS', async () => {
  const { truth, problem } = await headProblem(60, 368);
  for (const [method, expected] of [
    ['sirt', 0.558],
    ['cgls', 0.27],
  ] as const) {
    const { images } = await iterates(cpuOperators(), method, problem, {}, [10]);
    expect(Math.abs(relativeError(images[0]!, truth) - expected)).toBeLessThan(0.0015);
  }
});
