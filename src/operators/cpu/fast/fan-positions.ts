import { type FanScan, fanAngleRad } from '../../../geometry/fan-scan.ts';
import { columnCentreMm, type ImageGrid, rowCentreMm } from '../../../geometry/image-grid.ts';
import { axisChannel } from '../../../geometry/parallel-scan.ts';
import { channelsPerUnit, LEAST_DEPTH } from '../../fan-back-projection.ts';
import type { WasmKernels } from './wasm-kernels.ts';

/** Bytes of one view in the table that the fan's kernels read; see wasm/back-project-fan.ts. */
export const FAN_ENTRY_BYTES = 112;
/** A packed view has one zero before its first channel and two behind its last. */
export const ZERO_BEFORE = 1;
export const ZEROS = 3;
const STRIP = 8;
const MOST_TERMS = 8;
/** Up to these angles so many terms of the arc tangent err by less than f32 does. */
const WIDEST_RAD = 0.8;
const NARROW_RAD = 0.45;
const NARROW_TERMS = 5;
/** Beyond so many channels from the central ray an f32 position is too coarse. */
const FARTHEST_CHANNEL = 4096;

export interface FanParameters {
  /** As wasm/back-project-fan.ts lists them. */
  readonly values: Float32Array;
  readonly isNarrow: boolean;
}

/** The kernels' parameters for a scan, or `null` where they would not be exact enough. */
export function fanParameters(scan: FanScan): FanParameters | null {
  const axis = axisChannel(scan);
  const farthest = Math.max(Math.abs(axis), Math.abs(scan.channels - 1 - axis)) + 2;
  if (farthest > FARTHEST_CHANNEL) return null;
  const common = [axis + ZERO_BEFORE, scan.channels + ZERO_BEFORE, channelsPerUnit(scan)];
  if (scan.detector === 'flat') return { values: Float32Array.of(LEAST_DEPTH, 0, 0, ...common), isNarrow: false };
  // A channel and more beyond the detector, where all that follows is 0.
  const widest = Math.max(Math.abs(fanAngleRad(scan, -2)), Math.abs(fanAngleRad(scan, scan.channels + 1)));
  if (widest > WIDEST_RAD) return null;
  const most = Math.tan(widest);
  const isNarrow = widest <= NARROW_RAD;
  const coefficients = arcTangentCoefficients(most, isNarrow ? NARROW_TERMS : MOST_TERMS);
  const values = new Float32Array(6 + MOST_TERMS);
  values.set([LEAST_DEPTH, most, 1 / most ** 2, ...common, ...coefficients.map((c) => c * channelsPerUnit(scan))]);
  return { values, isNarrow };
}

/**
 * c with atan(z) ≈ z·Σ c_i·(z²/most²)^i for |z| ≤ most, from the values at Chebyshev's points: Newton's divided
 * differences, multiplied out.
 */
export function arcTangentCoefficients(most: number, terms: number): number[] {
  const points = Array.from({ length: terms }, (_, i) => 0.5 + 0.5 * Math.cos((Math.PI * (i + 0.5)) / terms));
  const differences = points.map((point) => {
    const z = Math.sqrt(point) * most;
    return Math.atan(z) / z;
  });
  for (let order = 1; order < terms; order++) {
    for (let i = terms - 1; i >= order; i--) {
      differences[i] = (differences[i]! - differences[i - 1]!) / (points[i]! - points[i - order]!);
    }
  }
  const coefficients = new Array<number>(terms).fill(0);
  for (let i = terms - 1; i >= 0; i--) {
    for (let power = terms - 1; power > 0; power--) {
      coefficients[power] = coefficients[power - 1]! - points[i]! * coefficients[power]!;
    }
    coefficients[0] = differences[i]! - points[i]! * coefficients[0]!;
  }
  return coefficients;
}

/** Writes where pixels stand as each view sees them, in units of the source's distance. */
export function writeFanEntries(
  kernels: WasmKernels,
  table: number,
  scan: FanScan,
  views: readonly number[],
  grid: ImageGrid,
): void {
  const doubles = kernels.doubles(table, (views.length * FAN_ENTRY_BYTES) / 8);
  const floats = kernels.floats(table, (views.length * FAN_ENTRY_BYTES) / 4);
  const step = grid.pixelSizeMm / scan.sourceToIsocenterMm;
  const x = columnCentreMm(grid, 0) / scan.sourceToIsocenterMm;
  const y = rowCentreMm(grid, 0) / scan.sourceToIsocenterMm;
  views.forEach((view, entry) => {
    const cosine = Math.cos(scan.anglesRad[view]!);
    const sine = Math.sin(scan.anglesRad[view]!);
    const across = [x * cosine + y * sine, step * cosine, -step * sine];
    const depth = [1 - x * sine + y * cosine, -step * sine, -step * cosine];
    doubles.set([...across, ...depth], (entry * FAN_ENTRY_BYTES) / 8);
    for (let column = 0; column < STRIP; column++) {
      floats[entry * 28 + 12 + column] = column * step * cosine;
      floats[entry * 28 + 20 + column] = -column * step * sine;
    }
  });
}
