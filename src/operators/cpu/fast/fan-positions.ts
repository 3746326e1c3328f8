import type { WasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import { columnCentreMm, gridRadiusMm, type ImageGrid, rowCentreMm } from '../../../geometry/grid.ts';
import { LEAST_DEPTH, type LoweredScan, sliceView, viewsOf } from '../../../geometry/lowered-scan.ts';
import type { RowRange } from '../back-project.ts';
import { MIRRORED_GROUP } from '../turned-groups.ts';
import { STRIP } from './seen-strips.ts';

/** Bytes of one view in the table that the fan's kernels read; see wasm/fan-positions.ts. */
export const FAN_ENTRY_BYTES = 128;
const FLAT = 0;
const NARROW_ARC = 1;
const ANY_FLAT = 2;
const ANY_ARC = 3;
/** A packed view has two zeros at either end: what is seen half a channel before the last of them reads 0. */
const ZEROS = 2;
const BOUND_BEYOND = 1.5;
const ROUNDING = 1.5 * 2 ** 23;
const ROUNDING_BITS = 0x4b400000;
const MOST_TERMS = 8;
/** Up to these angles so many terms of the arc tangent err by less than f32 does. */
const WIDEST_RAD = 0.8;
const NARROW_RAD = 0.45;
const NARROW_TERMS = 5;
/** A narrower fan takes the coefficients of this one: its own would be beyond f32. */
const NARROWEST_RAD = 0.01;
/** Beyond so many channels from the central ray an f32 position is too coarse. */
const FARTHEST_CHANNEL = 4096;

/** How a fan's views lie in the kernels' memory, and where pixels are seen on them. */
export interface PackedFan {
  /** How many channels and zeros a view has there. */
  readonly length: number;
  /** Bytes of one of them: a number for each view of a group. */
  readonly channelBytes: number;
  /** Where its channel 0 lies. */
  readonly firstChannel: number;
  /** Where channel 0 lies of a view that is read backwards. */
  readonly firstBackwards: number;
  /** The kind of detector as wasm/fan-positions.ts numbers them. */
  readonly detector: number;
  /** As wasm/fan-positions.ts lists them. */
  readonly parameters: Float32Array<ArrayBuffer>;
}

/**
 * How the views of a scan are packed for a grid, or `null` where the kernels would not be exact enough.
 *
 * @param viewsPerGroup 1, 4, or 8, of which four are read backwards: then the central ray has to fall on a channel or
 *   midway between two, and not so far off the detector that memory would hold little but zeros
 */
export function packedFan(scan: LoweredScan, grid: ImageGrid, viewsPerGroup: number): PackedFan | null {
  const { channels, axisChannel: axis, channelsPerUnit: perUnit, shape } = scan.detector;
  const last = channels - 1;
  const hasMirrored = viewsPerGroup === MIRRORED_GROUP;
  if (hasMirrored && !(Number.isInteger(2 * axis) && Math.abs(2 * axis - last) <= channels)) return null;
  // Backwards, channel k lies where channel 2·axis − k would.
  const mirrored = hasMirrored ? 2 * axis : last;
  const least = Math.min(0, mirrored - last);
  const most = Math.max(last, mirrored);
  if (Math.max(Math.abs(axis - least), Math.abs(most - axis)) + ZEROS > FARTHEST_CHANNEL) return null;
  const firstChannel = ZEROS - least;
  const bounds = [least - BOUND_BEYOND, most + BOUND_BEYOND].map((channel) => {
    const place = (channel - axis) / perUnit;
    return shape === 'arc' ? place : Math.atan(place);
  });
  const channelBytes = 4 * viewsPerGroup;
  const packing = {
    length: ZEROS + most - least + 1 + ZEROS,
    channelBytes,
    firstChannel,
    firstBackwards: firstChannel + mirrored,
  };
  const common = [1, ROUNDING, channelBytes, LEAST_DEPTH, ...bounds.map(Math.tan), axis + firstChannel];
  // The strips' pixels beyond the last column lie no farther off than by a strip.
  const reachMm = gridRadiusMm(grid) + STRIP * grid.pixelSizeMm;
  const sourceDistance = nearestSource(scan);
  if (!(sourceDistance > 0)) return null;
  const isNear = reachMm / scan.unitMm > (1 - LEAST_DEPTH) * sourceDistance;
  if (shape === 'flat') {
    return { ...packing, parameters: splat([...common, perUnit]), detector: isNear ? ANY_FLAT : FLAT };
  }
  const widest = Math.max(NARROWEST_RAD, ...bounds.map(Math.abs));
  if (widest > WIDEST_RAD) return null;
  const isNarrow = widest <= NARROW_RAD && !isNear;
  const greatest = Math.tan(widest);
  const coefficients = arcTangentCoefficients(greatest, isNarrow ? NARROW_TERMS : MOST_TERMS);
  const perUnits = coefficients.map((coefficient, i) => (perUnit * coefficient) / greatest ** (2 * i));
  return { ...packing, parameters: splat([...common, ...perUnits]), detector: isNarrow ? NARROW_ARC : ANY_ARC };
}

/** How far from the axis the source of the nearest view stands, along its central ray. */
function nearestSource(scan: LoweredScan): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let view = 0; view < viewsOf(scan); view++) {
    const [x, y, one] = sliceView(scan, view).depth;
    nearest = Math.min(nearest, one / Math.hypot(x, y));
  }
  return nearest;
}

/** Each number four times, as a register holds it. */
function splat(numbers: readonly number[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(numbers.flatMap((number) => [number, number, number, number]));
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

/**
 * Writes where pixels stand as each view sees them, in units of the source's distance, and where the views lie, one after
 * the other from an address on.
 *
 * @param from the first column
 * @param block the rows
 */
export function writeFanEntries(
  kernels: WasmKernels,
  table: number,
  scan: LoweredScan,
  views: readonly number[],
  grid: ImageGrid,
  from: number,
  block: RowRange,
  packed: number,
  { length, channelBytes }: PackedFan,
): void {
  const doubles = kernels.doubles(table, (views.length * FAN_ENTRY_BYTES) / 8);
  const floats = kernels.floats(table, (views.length * FAN_ENTRY_BYTES) / 4);
  const integers = kernels.integers(table, (views.length * FAN_ENTRY_BYTES) / 4);
  const rows = block.to - block.from;
  views.forEach((view, entry) => {
    const { across, depth } = sliceView(scan, view);
    const [acrossX, acrossY, across1] = across;
    const [depthX, depthY, depth1] = depth;
    const unitMm = scan.unitMm * depth1;
    const step = grid.pixelSizeMm / unitMm;
    const x = columnCentreMm(grid, from) / unitMm;
    const y = rowCentreMm(grid, block.from) / unitMm;
    const first = [x * acrossX + y * acrossY + across1 / depth1, 1 + x * depthX + y * depthY];
    const below = [-step * acrossY, -step * depthY];
    const nextColumns = [step * (STRIP * acrossX + rows * acrossY), step * (rows * depthY + STRIP * depthX)];
    doubles.set([...first, ...below, ...nextColumns], (entry * FAN_ENTRY_BYTES) / 8);
    for (let column = 0; column < STRIP; column++) {
      floats[entry * 32 + 12 + column] = column * step * acrossX;
      floats[entry * 32 + 20 + column] = column * step * depthX;
    }
    integers.fill(packed + entry * length * channelBytes - ROUNDING_BITS, entry * 32 + 28, entry * 32 + 32);
  });
}
