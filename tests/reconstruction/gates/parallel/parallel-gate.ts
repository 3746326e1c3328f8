import { expect } from 'vitest';
import type { Operators } from '../../../../src/operators/contract.ts';
import { rmsDifference } from '../../../support/walk.ts';

/** Chord of a circle of some radius at a distance from its centre. */
export const chord = (radius: number, distance: number) =>
  2 * Math.sqrt(Math.max(0, radius * radius - distance * distance));

/** What the gates of parallel beams are given. */
export interface ParallelGate {
  readonly operatorsOf: () => Operators;
  /** Whether every case is tried; see `chosenCases`. */
  readonly everyCase: boolean;
  /** Expects an RMS difference of less than `most` of the RMS of what is expected; by default as the backend has to be. */
  relativelyClose(actual: ArrayLike<number>, expected: ArrayLike<number>, most?: number): void;
}

/** @param operatorsOf asked when a test runs: a GPU comes after the tests have been declared */
export function parallelGate(operatorsOf: () => Operators, exact: number, everyCase: boolean): ParallelGate {
  return {
    operatorsOf,
    everyCase,
    relativelyClose(actual, expected, most = exact) {
      const size = Math.sqrt(Array.from(expected).reduce((sum, value) => sum + value * value, 0) / expected.length);
      expect(size).toBeGreaterThan(0);
      expect(rmsDifference(actual, expected) / size).toBeLessThan(most);
    },
  };
}
