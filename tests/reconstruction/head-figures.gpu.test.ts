import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { describeHeadFigures } from './gates/head-figures.ts';

describe('on the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describeHeadFigures(() => operators, false);
});
