import { describe } from 'vitest';
import { describeParallelGates } from '../support/parallel-gates.ts';
import { cpuOperators } from '../support/walk.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeParallelGates(() => operators, 1e-6);
});
