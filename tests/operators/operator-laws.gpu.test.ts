import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { describeOperatorLaws } from './laws/operator-laws.ts';

describe('on the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  // Sums of some ten roundings of 2⁻²⁴, and of positions in channels known to 2⁻²⁴ of their size.
  // Views too long for workgroup memory are convolved in space; a software GPU takes ten seconds for the longest.
  describeOperatorLaws(() => operators, 1e-5, [737, 2048, 8192]);
});
