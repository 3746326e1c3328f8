import { describe } from 'vitest';
import { describeGridrec } from '../support/gridrec-gates.ts';
import { cpuOperators } from '../support/walk.ts';

describe('gridrec on the CPU', () => {
  const operators = cpuOperators();
  describeGridrec(() => operators, true);
});
