import { describe } from 'vitest';
import { describeCompletion } from '../support/completion-gates.ts';
import { cpuOperators } from '../support/walk.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeCompletion(() => operators, true);
});
