import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { describeCompletion } from './gates/completion-gates.ts';

describe('on the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describeCompletion(() => operators, false);
});
