import { expect } from 'vitest';
import type { FanScan } from '../../../../src/geometry/fan/fan-scan.ts';
import type { ImageGrid } from '../../../../src/geometry/grid.ts';
import type { Operators } from '../../../../src/operators/contract.ts';
import type { ShapePhantom } from '../../../../src/phantom/phantom.ts';
import { reconstructedFan, scannedWith } from '../../../support/fan-walk.ts';
import { rmsDifference } from '../../../support/walk.ts';

/** Both kinds of detector. */
export const DETECTORS = ['arc', 'flat'] as const;

/** What the gates of fans are given. */
export interface FanGate {
  readonly operatorsOf: () => Operators;
  /** How far, relative to the RMS, results may be from the same sums in double precision. */
  readonly exact: number;
  /** Whether every case is tried; see `chosenCases`. */
  readonly everyCase: boolean;
  /** Expects an RMS difference of less than `most` (`exact` unless told otherwise) of the RMS of what is expected. */
  relativelyClose(actual: ArrayLike<number>, expected: ArrayLike<number>, most?: number): void;
  /** Scans a phantom by a fan and reconstructs it by the fan's own FBP. */
  slice(
    phantom: ShapePhantom,
    scan: FanScan,
    grid: ImageGrid,
    filter?: Parameters<typeof reconstructedFan>[4],
  ): Promise<Float32Array>;
}

/** @param operatorsOf asked when a test runs: a GPU comes after the tests have been declared */
export function fanGate(operatorsOf: () => Operators, exact: number, everyCase: boolean): FanGate {
  return {
    operatorsOf,
    exact,
    everyCase,
    relativelyClose(actual, expected, most = exact) {
      const size = rmsDifference(new Float64Array(expected.length), expected);
      expect(size).toBeGreaterThan(0);
      expect(rmsDifference(actual, expected) / size).toBeLessThan(most);
    },
    slice: async (phantom, scan, grid, filter) =>
      reconstructedFan(operatorsOf(), await scannedWith(operatorsOf(), phantom, scan), scan, grid, filter),
  };
}
