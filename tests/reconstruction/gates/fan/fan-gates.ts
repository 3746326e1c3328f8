import type { Operators } from '../../../../src/operators/contract.ts';
import { describeFanArcs } from './arcs.ts';
import { describeFanBackProjection } from './back-projecting.ts';
import { fanGate } from './fan-gate.ts';
import { describeFanOfHead } from './head.ts';
import { describeFanPlaces } from './places.ts';
import { describeRebinning } from './rebinning.ts';
import { describeFanValues } from './values.ts';

/**
 * The gates of docs/testing.md for fans, for any backend.
 *
 * @param exact how far, relative to the RMS, results may be from the same sums in double precision
 * @param everyCase whether the head is reconstructed too, for which a software GPU takes ten seconds an arc
 */
export function describeFanGates(operatorsOf: () => Operators, exact: number, everyCase: boolean): void {
  const gate = fanGate(operatorsOf, exact, everyCase);
  describeFanOfHead(gate);
  describeFanValues(gate);
  describeFanArcs(gate);
  describeFanPlaces(gate);
  describeFanBackProjection(gate);
  describeRebinning(gate);
}
