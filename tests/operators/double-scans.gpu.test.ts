import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { describeDoubleScans } from '../support/double-scans.ts';
import { gpuOperators } from '../support/gpu-operators.ts';

describe('the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describeDoubleScans(() => operators);
});
