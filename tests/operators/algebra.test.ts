import { describe } from 'vitest';
import { cpuOperators } from '../support/walk.ts';
import { type Device, describeAlgebraLaws } from './algebra-laws.ts';

describe('algebra on the CPU', () => describeAlgebraLaws(() => cpuOperators() as Device));
