import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { describeGridrec } from './gates/gridrec-gates.ts';

describe('gridrec on the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describeGridrec(() => operators, false);
});
