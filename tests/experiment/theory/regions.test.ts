import { cpuOperators } from '../../support/walk.ts';
import { describeProfilesAndRegions } from './region-gates.ts';

describeProfilesAndRegions(cpuOperators);
