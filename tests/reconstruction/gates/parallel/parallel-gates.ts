import type { Operators } from '../../../../src/operators/contract.ts';
import { describeParallelArcs } from './arcs.ts';
import { describeGrids } from './grids.ts';
import { describeOrientation } from './orientation.ts';
import { parallelGate } from './parallel-gate.ts';
import { describeParallelPlaces } from './places.ts';
import { describeParallelValues } from './values.ts';
import { describeViewCounts } from './view-counts.ts';

/**
 * The gates of docs/testing.md that concern parallel beams, for any backend. `exact` is how far, relative to the RMS, an
 * image may be from the same sums in double precision: the rounding of a result to float32 on the CPU, and the gate
 * of 10⁻⁴ on a GPU that computes in float32 throughout.
 */
export function describeParallelGates(operatorsOf: () => Operators, exact: number, everyCase: boolean): void {
  const gate = parallelGate(operatorsOf, exact, everyCase);
  describeParallelValues(gate);
  describeViewCounts(gate);
  describeParallelPlaces(gate);
  describeParallelArcs(gate);
  describeGrids(gate);
  describeOrientation(gate);
}
