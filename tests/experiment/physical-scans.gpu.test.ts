import { beforeAll, describe } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { describePhysicalScans } from './physical-scans/physical-scans.ts';

describe('a session on the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describePhysicalScans(() => operators, false);
});
