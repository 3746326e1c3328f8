import { ABSENT } from '../turned-groups.ts';
import { slicesZ, VIEWS_BYTES, type VolumePacking, writeVolumeTable } from './volume-tables.ts';
import { type Chunk, placeConstants, rowsOf, type Tile, type Work, weightOf } from './volume-work.ts';

/** Bundles that lie in memory at a time. Sums depend on it in their last bits. */
const BATCH = 16;
const FOUR = 4;

/** What is taken together: views that see places of their own at the same position, each with as many others. */
export interface Bundling {
  /** The views of each; 4 or 8 of groups, which may be `ABSENT`, and 1 of views by themselves. */
  readonly bundles: readonly (readonly number[])[];
  /** Numbers of one reading, and of one sum, side by side: as many as a bundle has views. */
  readonly lanes: number;
  /** By how many quarter turns the kernel goes on. */
  readonly quarters: 1 | 4;
  readonly packing: VolumePacking;
  readonly tiles: readonly Tile[];
  /** Slices that a column's sums are kept of: those of the chunk at least. */
  readonly stored: number;
  /** What the kernel asks for besides, where a column of rows takes so many bytes. */
  roomBytes(columnBytes: number): number;
  /** Packs views of a bundle, as many as are read in the same direction. */
  pack(packed: PackedViews): void;
  /** Some fours of bundles onto a tile. */
  addTo(tile: Tile, call: KernelCall): void;
  /**
   * Each in turn is given the sums of all tiles, and writes or adds them to their voxels.
   *
   * @param volume f32[slices, rows, columns] of the chunk
   */
  readonly unpack: readonly ((tile: Tile, sums: number, volume: number) => void)[];
}

export interface PackedViews {
  readonly staged: number;
  readonly weights: number;
  readonly rows: number;
  readonly channels: number;
  readonly out: number;
  /** Bytes from one channel to the next. */
  readonly stride: number;
}

/** Addresses and numbers that the kernels are given. */
export interface KernelCall {
  readonly table: number;
  readonly fours: number;
  readonly parameters: number;
  readonly rowNumbers: number;
  readonly stride: number;
  readonly xs: number;
  readonly ys: number;
  readonly zs: number;
  readonly room: number;
  readonly columnBytes: number;
  readonly sums: number;
}

/** Views onto a chunk of a volume, which lies in the kernels' memory until their next task. */
export function bundlesOnto(
  work: Work,
  chunk: Chunk,
  bundling: Bundling,
  tell: (done: number) => void,
): Float32Array<ArrayBuffer> {
  const { kernels, scan, grid } = work;
  const { bundles, lanes, packing, tiles, stored, quarters } = bundling;
  const { channels } = scan.detector;
  const rows = chunk.rows.to - chunk.rows.from;
  const measuredRows = chunk.measured.to - chunk.measured.from;
  const voxels = (chunk.slices.to - chunk.slices.from) * grid.rows * grid.columns;
  const rowBytes = 4 * lanes;
  const stride = rowBytes * rows;
  const bundleBytes = stride * packing.length;
  const batch = Math.min(BATCH, FOUR * Math.ceil(bundles.length / FOUR));
  const columnBytes = 16 * Math.ceil((stride + 128) / 16);
  const tileBytes = ({ columns, rows: tileRows }: Tile) => rowBytes * stored * columns * tileRows;
  const sumBytes = tiles.reduce((sum, tile) => sum + tileBytes(tile), 0);
  const stagedBytes = 4 * Math.min(FOUR, lanes) * measuredRows * channels;
  const roomBytes = bundling.roomBytes(columnBytes);
  const volumeBytes = 4 * voxels;
  kernels.begin(
    batch * (bundleBytes + VIEWS_BYTES * quarters) +
      stagedBytes +
      sumBytes +
      volumeBytes +
      roomBytes +
      4 * (grid.rows + grid.columns + stored) +
      16384,
  );
  const packed = kernels.allocate(batch * bundleBytes + 64);
  const staged = kernels.allocate(stagedBytes);
  const weights = kernels.allocate(16);
  const table = kernels.allocate(((batch * quarters) / FOUR) * VIEWS_BYTES);
  const sums = kernels.allocate(sumBytes);
  const room = kernels.allocate(roomBytes);
  const volume = kernels.allocate(volumeBytes);
  const zs = kernels.place(slicesZ(scan, grid, chunk.slices, stored));
  const { parameters, rowNumbers, xs, ys } = placeConstants(work, packing);
  kernels.floats(packed, (batch * bundleBytes + 64) / 4).fill(0);
  kernels.floats(sums, sumBytes / 4).fill(0);
  const packBundle = (bundle: readonly number[], out: number) => {
    for (let first = 0; first < bundle.length; first += FOUR) {
      bundle.slice(first, first + FOUR).forEach((view, lane) => {
        const values = kernels.floats(staged + 4 * lane * measuredRows * channels, measuredRows * channels);
        if (view === ABSENT) values.fill(0);
        else values.set(rowsOf(work, chunk, view));
        kernels.floats(weights, FOUR)[lane] = view === ABSENT ? 0 : weightOf(work, packing, view);
      });
      // The second four are read backwards.
      const isBackwards = first > 0;
      bundling.pack({
        staged,
        weights,
        rows: measuredRows,
        channels,
        out: out + stride * (isBackwards ? packing.firstBackwards : packing.firstChannel) + 4 * first,
        stride: isBackwards ? -stride : stride,
      });
    }
  };
  const firstRowAt = rowBytes * (chunk.measured.from - chunk.rows.from);
  for (let from = 0; from < bundles.length; from += BATCH) {
    const members = bundles.slice(from, from + BATCH);
    const fours = Math.ceil(members.length / FOUR);
    for (const [i, bundle] of members.entries()) packBundle(bundle, packed + i * bundleBytes + firstRowAt);
    // Bundles that are missing to a multiple of four see nothing.
    for (let i = members.length; i < FOUR * fours; i++)
      kernels.floats(packed + i * bundleBytes, bundleBytes / 4).fill(0);
    const firstViews = members.map(([first]) => first!);
    const rowZeroOf = (bundle: number) => packed + bundle * bundleBytes - rowBytes * chunk.rows.from;
    writeVolumeTable(kernels, table, scan, grid, packing, firstViews, fours, quarters, rowZeroOf);
    let at = sums;
    tiles.forEach((tile, i) => {
      const places = { xs: xs + 4 * tile.column, ys: ys + 4 * tile.row, zs };
      const constants = { table, fours, parameters, rowNumbers, stride };
      bundling.addTo(tile, { ...constants, ...places, room, columnBytes, sums: at });
      at += tileBytes(tile);
      tell((from + (BATCH * (i + 1)) / tiles.length) / (bundles.length + BATCH));
    });
  }
  for (const unpack of bundling.unpack) {
    let at = sums;
    for (const tile of tiles) {
      unpack(tile, at, volume);
      at += tileBytes(tile);
    }
  }
  return kernels.floats(volume, voxels);
}
