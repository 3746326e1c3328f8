import { describe } from 'vitest';
import { cpuOperators } from '../support/walk.ts';
import { describeParallelGates } from './gates/parallel/parallel-gates.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeParallelGates(() => operators, 1e-6, true);
});
