import { describePhysicalScans } from '../support/physical-scans.ts';
import { cpuOperators } from '../support/walk.ts';

describePhysicalScans(cpuOperators, true);
