import { describe } from 'vitest';
import { cpuOperators } from '../support/walk.ts';
import { describeCompletion } from './gates/completion-gates.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeCompletion(() => operators, true);
});
