import { describe } from 'vitest';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { PlainTwins } from '../../src/operators/cpu/plain-twins.ts';
import { InPlaceExecutor } from '../../src/operators/cpu/task-executor.ts';
import { cpuOperators } from '../support/walk.ts';
import { describeProjectorLaws } from './projector-laws.ts';

describe('a projector on the CPU', () => describeProjectorLaws(cpuOperators, 100));

describe('a projector on the CPU, in plain TypeScript', () =>
  describeProjectorLaws(() => new CpuOperators(new PlainTwins(new InPlaceExecutor())) as never, 20));
