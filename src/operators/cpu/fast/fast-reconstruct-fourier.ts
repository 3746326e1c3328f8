import { reportProgress } from '../../../compute/cpu/task-progress.ts';
import { transformPlan } from '../../../compute/cpu/transform-plan.ts';
import { type WasmKernels, wasmKernels } from '../../../compute/cpu/wasm-kernels.ts';
import type { ViewRange } from '../../../compute/device.ts';
import type { ParallelScan } from '../../../geometry/parallel/parallel-scan.ts';
import type { FourierPlan } from '../../contract.ts';
import { KERNEL_STEPS, KERNEL_WIDTH, kernelTable } from '../../gridding-kernel.ts';
import { cellsPerSample, clearBeyondReach, halfPixel, polarFactors, shadingCorrection } from '../../polar-samples.ts';
import { fourierBytes, gridBytes, roundedUpToEight, stripsBytes } from '../fourier-bytes.ts';
import { reconstructFourier } from '../reconstruct-fourier.ts';

const TABLE_BITS = Math.log2(KERNEL_STEPS);
/** Which of eight views, or rows of the image, each lane of the kernels holds. */
const LANES = [0, 2, 4, 6, 1, 3, 5, 7] as const;
/** What of the task's time goes by until all views are on the grid, roughly. */
const GRIDDING_SHARE = 0.7;
/** A place in the Fourier plane is a whole number that counts so many to the grid's period. */
const PERIOD = 2 ** 63;

/**
 * What a range of views adds to a direct Fourier reconstruction, float32 [rows, columns] of the plan's covered grid, in
 * WebAssembly; where there is no SIMD the plain twin runs.
 *
 * @param views float32 [range, channels]: the views of the range alone, not filtered
 */
export function fastReconstructFourier(
  plan: FourierPlan,
  views: Float32Array,
  scan: ParallelScan,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const kernels = wasmKernels();
  const { covered, reachMm, gridSize, filter } = plan;
  if (!kernels || covered.rows * covered.columns === 0) return reconstructFourier(plan, views, scan, range);
  kernels.begin(fourierBytes(plan, scan.channels));
  const signal = kernels.allocate(32 * Math.max(filter.transformLength, gridSize));
  const grid = kernels.allocate(gridBytes(plan));
  kernels.floats(grid, gridBytes(plan) / 4).fill(0);
  gridViews(kernels, plan, views, scan, range, signal, grid);
  const image = transformToImage(kernels, plan, signal, grid);
  clearBeyondReach(image, covered, reachMm);
  return image;
}

/** Views → grid. */
function gridViews(
  kernels: WasmKernels,
  plan: FourierPlan,
  views: Float32Array,
  scan: ParallelScan,
  range: ViewRange,
  signal: number,
  grid: number,
): void {
  const { filter, gridSize, kernelShape, covered } = plan;
  const { transformLength } = filter;
  const { channels } = scan;
  const { roots, placeOf } = transformPlan(transformLength);
  // Half of it, since the kernel leaves out the half of the untangled views; sample 0 is its own opposite.
  const factors = Float32Array.from(polarFactors(plan, scan), (factor, i) => factor / (i < 2 ? 4 : 2));
  const rootsAddress = kernels.place(roots);
  const places = kernels.place(placeOf);
  const factorsAddress = kernels.place(factors);
  const table = kernels.place(kernelRows(kernelShape));
  const eightViews = kernels.allocate(32 * channels);
  const weightsAddress = kernels.allocate(32);
  const stepsAddress = kernels.allocate(128);
  const samples = kernels.allocate(64);
  const input = kernels.floats(eightViews, 8 * channels);
  const weights = kernels.floats(weightsAddress, 8);
  const steps = kernels.bigIntegers(stepsAddress, 16);
  const cells = cellsPerSample(plan, scan);
  const stepOf = (slope: number) => BigInt(Math.round((slope * cells * PERIOD) / gridSize));
  const signOf = (pixels: number) => (halfPixel(pixels) > 0 ? -1n : 0n);

  const count = range.to - range.from;
  for (let first = 0; first < count; first += 8) {
    input.fill(0);
    input.set(views.subarray(first * channels, Math.min(first + 8, count) * channels));
    LANES.forEach((slot, lane) => {
      const view = range.from + first + slot;
      const angleRad = first + slot < count ? scan.anglesRad[view]! : 0;
      weights[lane] = first + slot < count ? scan.viewWeightsRad[view]! : 0;
      steps[2 * lane] = stepOf(Math.cos(angleRad));
      steps[2 * lane + 1] = stepOf(-Math.sin(angleRad));
    });
    kernels.run.gridEight(
      eightViews,
      channels,
      transformLength,
      rootsAddress,
      places,
      factorsAddress,
      weightsAddress,
      stepsAddress,
      table,
      TABLE_BITS,
      signal,
      samples,
      grid,
      Math.log2(gridSize),
      signOf(covered.columns),
      signOf(covered.rows),
    );
    reportProgress((GRIDDING_SHARE * (first + 8)) / count);
  }
}

/**
 * The kernel's table by rows: row i holds the weights of the four cells around a sample that lies i/steps behind the
 * second of them.
 */
function kernelRows(shape: number): Float32Array {
  const table = kernelTable(shape);
  return Float32Array.from(
    { length: (KERNEL_STEPS + 1) * KERNEL_WIDTH },
    (_, i) => table[Math.abs(Math.floor(i / KERNEL_WIDTH) - ((i % KERNEL_WIDTH) - 1) * KERNEL_STEPS)]!,
  );
}

/** Grid → image. */
function transformToImage(
  kernels: WasmKernels,
  plan: FourierPlan,
  signal: number,
  grid: number,
): Float32Array<ArrayBuffer> {
  const { gridSize, covered } = plan;
  const { rows, columns } = covered;
  const { roots, placeOf } = transformPlan(gridSize);
  const paddedRows = roundedUpToEight(rows);
  const correction = shadingCorrection(plan, rows);
  const rowCorrection = Float32Array.from(
    { length: paddedRows },
    (_, i) => correction[Math.floor(i / 8) * 8 + LANES[i % 8]!] ?? 0,
  );
  const rootsAddress = kernels.place(roots);
  const places = kernels.place(placeOf);
  const downPhases = kernels.place(shiftPhases(gridSize, halfPixel(rows), gridSize, gridSize / 2));
  const acrossPhases = kernels.place(shiftPhases(gridSize, halfPixel(columns), gridSize / 2 + 1));
  const rowCorrectionAddress = kernels.place(rowCorrection);
  const columnCorrection = kernels.place(Float32Array.from(shadingCorrection(plan, columns)));
  const strips = kernels.allocate(stripsBytes(plan));
  const image = kernels.allocate(4 * paddedRows * columns);
  kernels.run.transformGrid(
    grid,
    gridSize,
    rootsAddress,
    places,
    downPhases,
    acrossPhases,
    halfPixel(rows) > 0 ? -1 : 1,
    halfPixel(columns) > 0 ? -1 : 1,
    signal,
    strips,
    rows,
    columns,
    rowCorrectionAddress,
    columnCorrection,
    image,
  );
  return kernels.floats(image, rows * columns).slice();
}

/** exp(−2πi·m·shift/size) for m = 0 … length − 1, interleaved; from `wrapped` on the frequencies are m − size. */
function shiftPhases(size: number, shift: number, length: number, wrapped = length): Float32Array {
  const phases = new Float32Array(2 * length);
  for (let m = 0; m < length; m++) {
    const angle = (-2 * Math.PI * (m < wrapped ? m : m - size) * shift) / size;
    phases[2 * m] = Math.cos(angle);
    phases[2 * m + 1] = Math.sin(angle);
  }
  return phases;
}
