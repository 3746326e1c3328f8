import type { WasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../../compute/device.ts';
import type { Grid, SliceRange } from '../../../geometry/grid.ts';
import { type LoweredScan, volumeView } from '../../../geometry/lowered-scan.ts';
import type { DetectorRowRange, VolumeReadings } from '../volume-readings.ts';
import { rowParameters, type VolumePacking } from './volume-tables.ts';

/** Columns of voxels that are taken together each way, so that their sums and the rows they see stay in the cache. */
const TILE = 16;
/** A slab of a volume that is made at once, and the detector's rows that its voxels are seen on. */
export interface Chunk {
  readonly slices: SliceRange;
  /** Rows of the packed views, zeros beyond the detector included. */
  readonly rows: DetectorRowRange;
  /** Rows of the detector among them. */
  readonly measured: DetectorRowRange;
}

export interface Work {
  readonly kernels: WasmKernels;
  readonly readings: VolumeReadings;
  readonly scan: LoweredScan;
  readonly range: ViewRange;
  readonly grid: Grid;
}

/** The rows of one view that a chunk needs, [rows, channels]. */
export function rowsOf({ readings, range, scan }: Work, { measured }: Chunk, view: number): Float32Array {
  const { channels } = scan.detector;
  const first = ((view - range.from) * readings.rows + measured.from - readings.firstRow) * channels;
  return readings.values.subarray(first, first + (measured.to - measured.from) * channels);
}

/** A view's weight with what the kernels' unit of length leaves out. */
export function weightOf({ scan }: Work, packing: VolumePacking, view: number): number {
  const { weight } = volumeView(scan, view);
  return scan.diverges ? weight * (scan.weightDistance / packing.sourceDistance) ** 2 : weight;
}

/** What both kinds of kernels are given besides: the rows' numbers, the columns' places. */
export function placeConstants({ kernels, scan, grid }: Work, packing: VolumePacking) {
  const { rows, columns, pixelSizeMm, centreXMm = 0, centreYMm = 0 } = grid;
  const xs = Float32Array.from({ length: columns }, (_, c) => c - (columns - 1) / 2 + centreXMm / pixelSizeMm);
  const ys = Float32Array.from({ length: rows }, (_, r) => (rows - 1) / 2 - r + centreYMm / pixelSizeMm);
  return {
    parameters: kernels.place(packing.parameters),
    rowNumbers: kernels.place(rowParameters(scan, packing)),
    xs: kernels.place(xs),
    ys: kernels.place(ys),
  };
}

export interface Tile {
  readonly column: number;
  readonly columns: number;
  readonly row: number;
  readonly rows: number;
}

export function tilesOf(columnFrom: number, columnTo: number, rowFrom: number, rowTo: number): Tile[] {
  const tiles: Tile[] = [];
  for (let row = rowFrom; row < rowTo; row += TILE) {
    for (let column = columnFrom; column < columnTo; column += TILE) {
      const columns = Math.min(TILE, columnTo - column);
      tiles.push({ column, columns, row, rows: Math.min(TILE, rowTo - row) });
    }
  }
  return tiles;
}
