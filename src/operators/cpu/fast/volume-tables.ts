import type { WasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../../compute/device.ts';
import type { Grid, SliceRange } from '../../../geometry/grid.ts';
import { isUpright, type LoweredScan, volumeView } from '../../../geometry/lowered-scan.ts';
import { reachMm, sliceZMm } from '../volume-readings.ts';
import { type PackedFan, packedFan } from './fan-positions.ts';

/** Bytes of an entry of the table that the volume's kernels read; see wasm/volume-positions.ts. */
export const VIEWS_BYTES = 128;
const PARALLEL = 4;
const ZEROS = 2;
const BOUND_BEYOND = 1.5;
const ROUNDING = 1.5 * 2 ** 23;
/** Beyond so many channels from the central ray, and rows, an f32 position is too coarse. */
const FARTHEST = 4096;

/** How the views of a scan lie in the kernels' memory, and by which numbers columns of voxels are seen on them. */
export interface VolumePacking extends Pick<PackedFan, 'length' | 'firstChannel' | 'firstBackwards' | 'parameters'> {
  /** As wasm/volume-positions.ts numbers them. */
  readonly kind: number;
  /** What the kernels count lengths in: how far the source is from the axis, in units of the scan; 1 of parallel rays. */
  readonly sourceDistance: number;
  /** Rows for a unit of z at the axis. */
  readonly rowsPerZ: number;
}

/**
 * How the kernels take a scan, or `null` where they cannot: where rows do not run along the axis, views are not all as far
 * from it, or single precision is too coarse.
 *
 * @param lanes as many views as stand side by side: of eight, four are read backwards
 */
export function volumePacking(scan: LoweredScan, range: ViewRange, grid: Grid, lanes: number): VolumePacking | null {
  const { detector, diverges } = scan;
  if (!isUpright(scan, range) || detector.rows > FARTHEST || scan.weightDistance === 0) return null;
  const first = volumeView(scan, range.from);
  for (let v = range.from; v < range.to; v++) {
    const { along, depth } = volumeView(scan, v);
    if (depth[3] !== first.depth[3] || along[2] !== first.along[2]) return null;
  }
  const rise = first.along[2]!;
  if (!(rise > 0 && detector.rowsPerUnit > 0)) return null;
  const sourceDistance = diverges ? first.depth[3]! : 1;
  const rowsPerZ = (detector.rowsPerUnit * rise) / sourceDistance;
  if (!diverges) {
    const packing = parallelPacking(scan);
    return packing && { ...packing, kind: PARALLEL, sourceDistance, rowsPerZ };
  }
  // A square that reaches as far.
  const around = { rows: 1, columns: 1 + (2 * reachMm(grid)) / grid.pixelSizeMm, pixelSizeMm: grid.pixelSizeMm };
  const packing = packedFan(scan, around, lanes);
  return packing && { ...packing, kind: packing.detector, sourceDistance, rowsPerZ };
}

function parallelPacking({
  detector,
}: LoweredScan): Pick<PackedFan, 'length' | 'firstChannel' | 'firstBackwards' | 'parameters'> | null {
  const { channels, axisChannel, channelsPerUnit } = detector;
  if (Math.max(Math.abs(axisChannel), Math.abs(channels - 1 - axisChannel)) + ZEROS > FARTHEST) return null;
  const bounds = [-BOUND_BEYOND, channels - 1 + BOUND_BEYOND].map(
    (channel) => (channel - axisChannel) / channelsPerUnit,
  );
  const parameters = [1, ROUNDING, 4, 0, ...bounds, axisChannel + ZEROS, channelsPerUnit];
  const packing = { length: channels + 2 * ZEROS, firstChannel: ZEROS, firstBackwards: ZEROS + 2 * axisChannel };
  return { ...packing, parameters: splat(parameters) };
}

/** Row parameters as wasm/volume-positions.ts lists them. */
export function rowParameters({ detector }: LoweredScan, { rowsPerZ }: VolumePacking): Float32Array<ArrayBuffer> {
  return splat([detector.axisRow, rowsPerZ, -1, detector.rows]);
}

/** z of some slices, in units of the scan; the last once more until there are so many. */
export function slicesZ(scan: LoweredScan, grid: Grid, slices: SliceRange, stored: number): Float32Array<ArrayBuffer> {
  const last = slices.to - 1;
  return Float32Array.from({ length: stored }, (_, i) => sliceZMm(grid, Math.min(last, slices.from + i)) / scan.unitMm);
}

/**
 * Writes entries of the table: of the views at some angles, and of those quarter turns farther on.
 *
 * @param views the first of each group, a multiple of four; those beyond the last are taken as the first
 * @param quarters 4 of groups, 1 of views by themselves
 * @param rowZeroOf where row 0 of a group's first channel lies
 */
export function writeVolumeTable(
  kernels: WasmKernels,
  table: number,
  scan: LoweredScan,
  grid: Grid,
  { sourceDistance }: VolumePacking,
  views: readonly number[],
  fours: number,
  quarters: number,
  rowZeroOf: (group: number) => number,
): void {
  const count = quarters * fours;
  const floats = kernels.floats(table, (count * VIEWS_BYTES) / 4);
  const integers = kernels.integers(table, (count * VIEWS_BYTES) / 4);
  const perPixel = grid.pixelSizeMm / scan.unitMm / sourceDistance;
  for (let group = 0; group < 4 * fours; group++) {
    const { across, along, depth } = volumeView(scan, views[group] ?? views[0]!);
    for (let quarter = 0; quarter < quarters; quarter++) {
      const at = ((quarter * fours + (group >> 2)) * VIEWS_BYTES) / 4 + (group & 3);
      const turned = [...turnedFactors(across, quarter), ...turnedFactors(depth, quarter)];
      turned.forEach((factor, i) => {
        floats[at + 4 * i] = i % 3 === 2 ? factor / sourceDistance : factor * perPixel;
      });
      floats[at + 24] = along[3]! / along[2]!;
      integers[at + 28] = rowZeroOf(group);
    }
  }
}

/** The factors of x, y and 1 of what a view a quarter turn or more farther on sees. */
function turnedFactors([x, y, , one]: readonly number[], quarter: number): [number, number, number] {
  const [c, s] = (
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const
  )[quarter as 0 | 1 | 2 | 3];
  return [x! * c - y! * s, x! * s + y! * c, one!];
}

function splat(numbers: readonly number[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(numbers.flatMap((number) => [number, number, number, number]));
}
