import { describe } from 'vitest';
import { describeOperatorLaws } from '../support/operator-laws.ts';
import { cpuOperators } from '../support/walk.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeOperatorLaws(() => operators, 1e-6);
});
