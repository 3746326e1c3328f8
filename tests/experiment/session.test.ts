import { describe } from 'vitest';
import { describeSession } from '../support/session-runs.ts';
import { cpuOperators } from '../support/walk.ts';

describe('a session on the CPU', () => {
  const operators = cpuOperators();
  describeSession(() => operators);
});
