import { describe } from 'vitest';
import { cpuOperators } from '../../support/walk.ts';
import { describeSliceTheory } from './slice-gates.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeSliceTheory(() => operators, 4);
});
