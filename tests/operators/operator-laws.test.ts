import { describe } from 'vitest';
import { cpuOperators } from '../support/walk.ts';
import { describeOperatorLaws } from './laws/operator-laws.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeOperatorLaws(() => operators, 1e-6);
});
