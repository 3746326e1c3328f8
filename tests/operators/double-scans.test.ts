import { describe } from 'vitest';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { PlainTwins } from '../../src/operators/cpu/plain-twins.ts';
import { InPlaceExecutor } from '../../src/operators/cpu/task-executor.ts';
import { describeDoubleScans } from '../support/double-scans.ts';

describe('the fast twin', () => describeDoubleScans(() => new CpuOperators(new InPlaceExecutor())));
describe('the plain twin', () => describeDoubleScans(() => new CpuOperators(new PlainTwins(new InPlaceExecutor()))));
