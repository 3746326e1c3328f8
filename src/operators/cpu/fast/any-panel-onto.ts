import { reportProgress } from '../../../compute/cpu/task-progress.ts';
import type { WasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../../compute/device.ts';
import { type Grid, rowCentreMm, type SliceRange } from '../../../geometry/grid.ts';
import { type LoweredScan, volumeView } from '../../../geometry/lowered-scan.ts';
import { sliceZMm, type VolumeReadings } from '../volume-readings.ts';

/** Bytes of an entry of the table, which wasm/back-project-any-panel.ts describes. */
const VIEW_BYTES = 128;
/** What ROUNDING there leaves in a whole number. */
const ROUNDING_BITS = 0x4b400000;
/** A reading and the one above it. */
const PAIR_BYTES = 8;
/** Beyond so many channels or rows an f32 position is too coarse. */
const MOST_ACROSS = 8192;
/** Views that lie in memory at a time, and sums. */
const MOST_PACKED_BYTES = 2 ** 25;
const MOST_SUM_BYTES = 2 ** 26;

/** Whether the kernel takes a scan's views one by one: those of a flat panel, or of parallel rays, however they stand. */
export function isAnyPanel({ detector, diverges }: LoweredScan): boolean {
  return (detector.shape === 'flat' || !diverges) && Math.max(detector.rows, detector.channels) <= MOST_ACROSS;
}

/** The sum Σ_v w_v · W_v · q_v for a slab of a volume, of flat panels that may stand at any angle: twin of `backProjectVolume`. */
export function anyPanelOnto(
  kernels: WasmKernels,
  readings: VolumeReadings,
  scan: LoweredScan,
  range: ViewRange,
  grid: Grid,
  slab: SliceRange,
): Float32Array<ArrayBuffer> {
  const { rows, columns } = grid;
  const pixels = rows * columns;
  const volume = new Float32Array((slab.to - slab.from) * pixels);
  const most = Math.max(1, Math.floor(MOST_SUM_BYTES / (4 * rows * storedColumns(grid))));
  for (let from = slab.from; from < slab.to; from += most) {
    const chunk = { from, to: Math.min(slab.to, from + most) };
    const tell = (done: number) =>
      reportProgress((from - slab.from + done * (chunk.to - from)) / (slab.to - slab.from));
    chunkOnto(kernels, readings, scan, range, grid, chunk, volume.subarray((from - slab.from) * pixels), tell);
  }
  return volume;
}

/** Four voxels are taken at a time. */
function storedColumns({ columns }: Grid): number {
  return 4 * Math.ceil(columns / 4);
}

function chunkOnto(
  kernels: WasmKernels,
  readings: VolumeReadings,
  scan: LoweredScan,
  range: ViewRange,
  grid: Grid,
  slices: SliceRange,
  volume: Float32Array,
  tell: (done: number) => void,
): void {
  const { detector, unitMm, diverges, weightDistance } = scan;
  const { channels } = detector;
  const stored = storedColumns(grid);
  const count = slices.to - slices.from;
  // A pair of zeros before the first channel and two behind the last; pairs of rows from the one before the first on.
  const stride = PAIR_BYTES * (channels + 3);
  const packedBytes = stride * (readings.rows + 2);
  const batch = Math.max(1, Math.min(range.to - range.from, Math.floor(MOST_PACKED_BYTES / packedBytes)));
  const viewBytes = 4 * readings.rows * channels;
  const lineBytes = 4 * (channels + 12);
  const sumBytes = 4 * count * grid.rows * stored;
  kernels.begin(
    batch * (packedBytes + VIEW_BYTES) + viewBytes + sumBytes + 8 * grid.rows + 4 * stored + lineBytes + 256,
  );
  const packed = kernels.allocate(batch * packedBytes);
  const view = kernels.allocate(viewBytes);
  const table = kernels.allocate(batch * VIEW_BYTES);
  const sums = kernels.allocate(sumBytes);
  const ys = kernels.allocate(8 * grid.rows);
  const xs = kernels.place(Float32Array.from({ length: stored }, (_, column) => column - (grid.columns - 1) / 2));
  const bounds = kernels.allocate(32);
  const line = kernels.allocate(lineBytes);
  const { centreYMm = 0, pixelSizeMm } = grid;
  const middle = { channel: channels >> 1, row: detector.rows >> 1 };
  const { firstRow } = readings;
  kernels.doubles(ys, grid.rows).forEach((_, row, all) => {
    all[row] = (rowCentreMm(grid, row) + centreYMm) / pixelSizeMm;
  });
  const [least, behind] = [firstRow - 1, firstRow + readings.rows];
  kernels
    .doubles(bounds, 4)
    .set([-1, least, channels, behind].map((at, i) => at - (i & 1 ? middle.row : middle.channel)));
  kernels.floats(packed, (batch * packedBytes) / 4).fill(0);
  kernels.floats(sums, sumBytes / 4).fill(0);
  const isWeighted = diverges && weightDistance !== 0;
  for (let from = range.from; from < range.to; from += batch) {
    const to = Math.min(range.to, from + batch);
    for (let v = from; v < to; v++) {
      const at = packed + (v - from) * packedBytes;
      const first = (v - range.from) * readings.rows * channels;
      kernels.floats(view, viewBytes / 4).set(readings.values.subarray(first, first + viewBytes / 4));
      kernels.run.pairRows(view, volumeView(scan, v).weight, readings.rows, channels, at + PAIR_BYTES, stride);
      const origin = at + (middle.row - least) * stride + PAIR_BYTES * (middle.channel + 1);
      writeView(kernels, table + (v - from) * VIEW_BYTES, scan, v, grid, middle, lessRounding(origin, stride));
    }
    for (let slice = 0; slice < count; slice++) {
      const z = sliceZMm(grid, slices.from + slice) / unitMm;
      const onto = sums + 4 * slice * grid.rows * stored;
      kernels.run.backProjectAnyPanel(
        isWeighted,
        table,
        to - from,
        bounds,
        stride,
        xs,
        stored,
        ys,
        grid.rows,
        z,
        line,
        onto,
      );
      tell((from - range.from + ((to - from) * (slice + 1)) / count) / (range.to - range.from));
    }
  }
  for (let row = 0; row < count * grid.rows; row++) {
    volume.set(kernels.floats(sums + 4 * row * stored, grid.columns), row * grid.columns);
  }
}

function lessRounding(address: number, stride: number): number {
  return (address - Math.imul(ROUNDING_BITS, PAIR_BYTES) - Math.imul(ROUNDING_BITS, stride)) | 0;
}

/** The linear functions of a view, x and y in pixels from the grid's middle, such that W is 1/depth². */
function writeView(
  kernels: WasmKernels,
  at: number,
  scan: LoweredScan,
  view: number,
  { pixelSizeMm, centreXMm = 0 }: Grid,
  middle: { readonly channel: number; readonly row: number },
  origin: number,
): void {
  const { detector, unitMm, diverges, weightDistance } = scan;
  const { across, along, depth, leastDepth } = volumeView(scan, view);
  const unit = diverges && weightDistance !== 0 ? weightDistance : 1;
  const seen = (numbers: typeof across, perUnit: number, aside: number) =>
    numbers.map((factor, i) => perUnit * factor + aside * (diverges ? depth[i]! : i === 3 ? 1 : 0));
  const functions = [
    seen(across, detector.channelsPerUnit, detector.axisChannel - middle.channel),
    seen(along, detector.rowsPerUnit, detector.axisRow - middle.row),
    diverges ? [...depth] : [0, 0, 0, 1],
  ].map(([x, y, z, one]) => {
    const perPixel = pixelSizeMm / unitMm;
    return [x! * perPixel, y! * perPixel, z!, one! + (x! * centreXMm) / unitMm].map((factor) => factor / unit);
  });
  kernels.doubles(at, 13).set([...functions.flat(), diverges ? leastDepth / unit : 0]);
  kernels.integers(at + 104, 1)[0] = origin;
}
