import { describe } from 'vitest';
import { PlainTwins } from '../../src/compute/cpu/plain-twins.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { describeDoubleScans } from '../support/double-scans.ts';

describe('the fast twin', () => describeDoubleScans(() => new CpuOperators(new InPlaceExecutor(cpuTasks))));
describe('the plain twin', () =>
  describeDoubleScans(() => new CpuOperators(new PlainTwins<CpuTasks>(new InPlaceExecutor(cpuTasks)))));
