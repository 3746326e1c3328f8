import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { describeCompletion } from '../support/completion-gates.ts';
import { gpuOperators } from '../support/gpu-operators.ts';

describe('on the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describeCompletion(() => operators, false);
});
