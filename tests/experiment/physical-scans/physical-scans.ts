import { describe } from 'vitest';
import type { Operators } from '../../../src/operators/contract.ts';
import { describeAxisCorrection } from './axis-correction.ts';
import { describeDetector } from './detector.ts';
import { describeFan } from './fan.ts';
import { describeKeptStages } from './kept-stages.ts';
import { describeLettingGo } from './letting-go.ts';
import { describeManyEnergies } from './many-energies.ts';
import { describeMotion } from './motion.ts';
import { describeNoise } from './noise.ts';
import { describeOneEnergy } from './one-energy.ts';
import { physicalRuns } from './physical-runs.ts';
import { describeReadingCorrections } from './reading-corrections.ts';
import { describeTruncationCorrection } from './truncation-correction.ts';

/**
 * What `physics` and `corrections` do, for any backend.
 *
 * @param everyCase whether the axis is found for every geometry and every lack of room is tried, or, where a software GPU
 * takes seconds for each, what depends on the device alone
 */
export function describePhysicalScans(operatorsOf: () => Operators, everyCase: boolean): void {
  const runs = physicalRuns(operatorsOf);
  describeOneEnergy(runs);
  describeNoise(runs);
  describeManyEnergies(runs);
  describeDetector(runs);
  describeMotion(runs);
  describe('corrections', () => {
    describeReadingCorrections(runs);
    describeAxisCorrection(runs, everyCase);
    describeTruncationCorrection(runs);
    describeLettingGo(runs, everyCase);
  });
  describeFan(runs);
  describeKeptStages(runs);
}
