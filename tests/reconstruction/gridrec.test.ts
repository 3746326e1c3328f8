import { describe } from 'vitest';
import { cpuOperators } from '../support/walk.ts';
import { describeGridrec } from './gates/gridrec-gates.ts';

describe('gridrec on the CPU', () => {
  const operators = cpuOperators();
  describeGridrec(() => operators, true);
});
