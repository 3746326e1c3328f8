import { describe } from 'vitest';
import { cpuOperators } from '../support/walk.ts';
import { describeHeadFigures } from './gates/head-figures.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeHeadFigures(() => operators, true);
});
