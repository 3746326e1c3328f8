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
 * @param everyCase whether every geometry, energy and lack of room is tried, or, where a software GPU takes seconds for each,
 * some of them and what depends on the device alone
 */
export function describePhysicalScans(operatorsOf: () => Operators, everyCase: boolean): void {
  const runs = physicalRuns(operatorsOf);
  describeOneEnergy(runs, everyCase);
  describeNoise(runs, everyCase);
  describeManyEnergies(runs);
  describeDetector(runs);
  describeMotion(runs, everyCase);
  describe('corrections', () => {
    describeReadingCorrections(runs, everyCase);
    describeAxisCorrection(runs, everyCase);
    describeTruncationCorrection(runs, everyCase);
    describeLettingGo(runs, everyCase);
  });
  describeFan(runs, everyCase);
  describeKeptStages(runs);
}
