import { describe } from 'vitest';
import { cpuOperators } from '../support/walk.ts';
import { describeFanGates } from './gates/fan/fan-gates.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeFanGates(() => operators, 1e-6, true);
});
