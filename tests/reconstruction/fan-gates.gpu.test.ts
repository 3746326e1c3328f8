import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { describeFanGates } from '../support/fan-gates.ts';
import { gpuOperators } from '../support/gpu-operators.ts';

describe('on the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describeFanGates(() => operators, 1e-4, false);
});
