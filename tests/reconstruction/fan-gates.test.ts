import { describe } from 'vitest';
import { describeFanGates } from '../support/fan-gates.ts';
import { cpuOperators } from '../support/walk.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeFanGates(() => operators, 1e-6, true);
});
