import FFT from 'fft.js';
import type { ViewRange } from '../../compute/device.ts';
import type { ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import type { FourierPlan } from '../contract.ts';
import { KERNEL_STEPS, KERNEL_WIDTH, kernelTable } from '../gridding-kernel.ts';
import { cellsPerSample, clearBeyondReach, halfPixel, polarFactors, shadingCorrection } from '../polar-samples.ts';

/**
 * What a range of views adds to a direct Fourier reconstruction, float32 [rows, columns] of the plan's covered grid; the
 * images of all ranges add up. In double precision, over the whole of the Fourier plane, one sample after the other: the
 * plain reference. GPU twins: shaders/gridrec-*.wgsl.
 *
 * Everything is conjugated, which leaves the real part as it is, so that the forward transform serves throughout.
 *
 * @param views float32 [range, channels]: the views of the range alone, not filtered
 */
export function reconstructFourier(
  plan: FourierPlan,
  views: Float32Array,
  scan: ParallelScan,
  range: ViewRange,
): Float32Array<ArrayBuffer> {
  const { gridSize, covered, reachMm } = plan;
  const { rows, columns } = covered;
  const image = new Float32Array(rows * columns);
  if (image.length === 0) return image;
  const fourierGrid = gridSamples(plan, views, scan, range);
  const transform = new FFT(gridSize);
  const line = new Float64Array(2 * gridSize);
  const transformed = new Float64Array(2 * gridSize);

  // Along the columns of the grid; the image's rows alone are kept, the first of them in the grid's first row, and so on.
  const firstRow = -Math.floor(rows / 2);
  for (let m = 0; m < gridSize; m++) {
    for (let i = 0; i < gridSize; i++) {
      line[2 * i] = fourierGrid[2 * (i * gridSize + m)]!;
      line[2 * i + 1] = fourierGrid[2 * (i * gridSize + m) + 1]!;
    }
    transform.transform(transformed, line);
    for (let row = 0; row < rows; row++) {
      const n = modulo(firstRow + row, gridSize);
      fourierGrid[2 * (row * gridSize + m)] = transformed[2 * n]!;
      fourierGrid[2 * (row * gridSize + m) + 1] = transformed[2 * n + 1]!;
    }
  }
  const rowCorrection = shadingCorrection(plan, rows);
  const columnCorrection = shadingCorrection(plan, columns);
  for (let row = 0; row < rows; row++) {
    transform.transform(transformed, fourierGrid.subarray(2 * row * gridSize, 2 * (row + 1) * gridSize));
    for (let column = 0; column < columns; column++) {
      const n = modulo(column - Math.floor(columns / 2), gridSize);
      image[row * columns + column] = transformed[2 * n]! * rowCorrection[row]! * columnCorrection[column]!;
    }
  }
  clearBeyondReach(image, covered, reachMm);
  return image;
}

/** The samples of all views on the Cartesian grid, complex [gridSize, gridSize], frequency 0 in the first cell. */
function gridSamples(plan: FourierPlan, views: Float32Array, scan: ParallelScan, range: ViewRange): Float64Array {
  const { filter, gridSize, covered } = plan;
  const { transformLength } = filter;
  const { channels } = scan;
  const factors = polarFactors(plan, scan);
  const cells = cellsPerSample(plan, scan);
  const transform = new FFT(transformLength);
  const signal = new Float64Array(2 * transformLength);
  const spectrum = new Float64Array(2 * transformLength);
  const fourierGrid = new Float64Array(2 * gridSize * gridSize);
  const across = new KernelCells(plan, halfPixel(covered.columns));
  const down = new KernelCells(plan, halfPixel(covered.rows));

  for (let v = range.from; v < range.to; v++) {
    signal.fill(0);
    const first = (v - range.from) * channels;
    for (let channel = 0; channel < channels; channel++) signal[2 * channel] = views[first + channel]!;
    transform.transform(spectrum, signal);
    const weight = scan.viewWeightsRad[v]!;
    const stepAcross = cells * Math.cos(scan.anglesRad[v]!);
    const stepDown = -cells * Math.sin(scan.anglesRad[v]!);
    for (let k = 0; k < transformLength; k++) {
      // Samples k and −k add to the real part alike, so that k = 1 … stand for both.
      const times = (k === 0 ? 1 : 2) * weight;
      const [a, b] = [spectrum[2 * k]!, spectrum[2 * k + 1]!];
      const [c, d] = [factors[2 * k]!, factors[2 * k + 1]!];
      const real = times * (a * c - b * d);
      const imaginary = -times * (a * d + b * c);
      across.surround(k * stepAcross);
      down.surround(k * stepDown);
      for (let j = 0; j < KERNEL_WIDTH; j++) {
        for (let i = 0; i < KERNEL_WIDTH; i++) {
          const cell = 2 * (down.cells[j]! * gridSize + across.cells[i]!);
          const kernel = down.weights[j]! * across.weights[i]!;
          fourierGrid[cell]! += kernel * real;
          fourierGrid[cell + 1]! += kernel * imaginary;
        }
      }
    }
  }
  shiftByHalfPixels(fourierGrid, plan);
  return fourierGrid;
}

/** The cells of one axis that a sample is spread over, and their weights. */
class KernelCells {
  readonly cells = new Int32Array(KERNEL_WIDTH);
  readonly weights = new Float64Array(KERNEL_WIDTH);
  readonly #plan: FourierPlan;
  readonly #halfPixel: number;
  readonly #table: Float32Array;

  constructor(plan: FourierPlan, halfPixel: number) {
    this.#plan = plan;
    this.#table = kernelTable(plan.kernelShape);
    this.#halfPixel = halfPixel;
  }

  /** @param place along the axis, in cells; beyond the grid's period it goes on from the other side */
  surround(place: number): void {
    const { gridSize } = this.#plan;
    const first = Math.floor(place) - KERNEL_WIDTH / 2 + 1;
    for (let i = 0; i < KERNEL_WIDTH; i++) {
      const cell = first + i;
      // The waves of two cells a period apart agree at whole pixels and are opposite at half ones.
      const turns = Math.floor(cell / gridSize + 0.5);
      const sign = this.#halfPixel > 0 && turns % 2 !== 0 ? -1 : 1;
      this.cells[i] = modulo(cell, gridSize);
      const entry = Math.abs(place - cell) * KERNEL_STEPS;
      const below = Math.floor(entry);
      const lower = this.#table[below]!;
      this.weights[i] = sign * (lower + (entry - below) * (this.#table[below + 1]! - lower));
    }
  }
}

/** Moves the image by the half pixels that its sides' even numbers of pixels ask for: a phase for every cell. */
function shiftByHalfPixels(fourierGrid: Float64Array, { gridSize, covered }: FourierPlan): void {
  const shiftAcross = halfPixel(covered.columns);
  const shiftDown = halfPixel(covered.rows);
  const signed = (cell: number) => (cell < gridSize / 2 ? cell : cell - gridSize);
  for (let y = 0; y < gridSize; y++) {
    for (let x = 0; x < gridSize; x++) {
      const angle = (-2 * Math.PI * (signed(x) * shiftAcross + signed(y) * shiftDown)) / gridSize;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      const cell = 2 * (y * gridSize + x);
      const [real, imaginary] = [fourierGrid[cell]!, fourierGrid[cell + 1]!];
      fourierGrid[cell] = real * cosine - imaginary * sine;
      fourierGrid[cell + 1] = real * sine + imaginary * cosine;
    }
  }
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
