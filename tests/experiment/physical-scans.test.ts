import { cpuOperators } from '../support/walk.ts';
import { describePhysicalScans } from './physical-scans/physical-scans.ts';

describePhysicalScans(cpuOperators, true);
