import { describe } from 'vitest';
import { describeHeadFigures } from '../support/head-figures.ts';
import { cpuOperators } from '../support/walk.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeHeadFigures(() => operators, true);
});
