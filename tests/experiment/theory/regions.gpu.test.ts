import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../../src/operators/contract.ts';
import { gpuOperators } from '../../support/gpu-operators.ts';
import { describeProfilesAndRegions } from './region-gates.ts';

describe('on the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describeProfilesAndRegions(() => operators);
});
