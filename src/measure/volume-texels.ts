import { halfPrecision, scaledHalves } from './half-precision.ts';

/** A volume as a texture of a graphics chip holds it, made small enough for one. */
export interface VolumeTexels {
  readonly columns: number;
  readonly rows: number;
  readonly slices: number;
  /** How many voxels one texel is the mean of, along each axis; at the far ends fewer may be left. */
  readonly voxelsPerTexel: readonly [columns: number, rows: number, slices: number];
  /** Half-precision numbers, values over `scale`, [slices, rows, columns]. */
  readonly texels: Uint16Array<ArrayBuffer>;
  /** The largest magnitude: what is stored lies between −1 and 1, where half precision has 11 binary digits. */
  readonly scale: number;
  /** The least and the largest stored value of each block, half precision, [blocks of slices, of rows, of columns, 2]. */
  readonly ranges: Uint16Array<ArrayBuffer>;
}

/** Texels along each side of a block whose least and largest value are known. */
export const RANGE_BLOCK = 8;

/**
 * Averages a volume down to at most `most` texels along each axis, and finds the range of each block of them. A block's range
 * counts its neighbours' nearest texels too, so that it bounds what is interpolated anywhere in it.
 *
 * @param values [slices · rows, columns]; what is not finite counts as 0
 */
export function volumeTexels(
  values: Float32Array,
  columns: number,
  rows: number,
  slices: number,
  most: number,
): VolumeTexels {
  const factors = [columns, rows, slices].map((count) => Math.ceil(count / most)) as [number, number, number];
  const small = averaged(values, [columns, rows, slices], factors);
  const [smallColumns, smallRows, smallSlices] = small.shape;
  const { halves, scale } = scaledHalves(small.values);
  return {
    columns: smallColumns,
    rows: smallRows,
    slices: smallSlices,
    voxelsPerTexel: factors,
    texels: halves,
    scale,
    ranges: blockRanges(small.values, small.shape, scale),
  };
}

type Shape = readonly [columns: number, rows: number, slices: number];

function averaged(values: Float32Array, [columns, rows, slices]: Shape, [fx, fy, fz]: Shape) {
  const shape = [Math.ceil(columns / fx), Math.ceil(rows / fy), Math.ceil(slices / fz)] as const;
  if (fx * fy * fz === 1) return { shape, values: Float32Array.from(values) };
  const [smallColumns, smallRows] = shape;
  const sums = new Float64Array(shape[0] * shape[1]);
  const means = new Float32Array(shape[0] * shape[1] * shape[2]);
  for (let k = 0; k < shape[2]; k++) {
    const last = Math.min(slices, (k + 1) * fz);
    sums.fill(0);
    for (let slice = k * fz; slice < last; slice++) {
      for (let row = 0; row < rows; row++) {
        const from = (slice * rows + row) * columns;
        const to = Math.floor(row / fy) * smallColumns;
        for (let column = 0; column < columns; column++) sums[to + Math.floor(column / fx)]! += values[from + column]!;
      }
    }
    for (let row = 0; row < smallRows; row++) {
      const high = Math.min(rows, (row + 1) * fy) - row * fy;
      for (let column = 0; column < smallColumns; column++) {
        const wide = Math.min(columns, (column + 1) * fx) - column * fx;
        const at = row * smallColumns + column;
        means[k * sums.length + at] = sums[at]! / (wide * high * (last - k * fz));
      }
    }
  }
  return { shape, values: means };
}

function blockRanges(values: Float32Array, [columns, rows, slices]: Shape, scale: number) {
  const half = halfPrecision();
  const [across, down, deep] = [columns, rows, slices].map((count) => Math.ceil(count / RANGE_BLOCK)) as [
    number,
    number,
    number,
  ];
  const ranges = new Uint16Array(2 * across * down * deep);
  const span = (block: number, count: number) =>
    [Math.max(0, block * RANGE_BLOCK - 1), Math.min(count, (block + 1) * RANGE_BLOCK + 1)] as const;
  let at = 0;
  for (let k = 0; k < deep; k++) {
    const [slice0, slice1] = span(k, slices);
    for (let j = 0; j < down; j++) {
      const [row0, row1] = span(j, rows);
      for (let i = 0; i < across; i++) {
        const [column0, column1] = span(i, columns);
        let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
        for (let slice = slice0; slice < slice1; slice++) {
          for (let row = row0; row < row1; row++) {
            const line = (slice * rows + row) * columns;
            for (let column = column0; column < column1; column++) {
              const value = finite(values[line + column]!);
              if (value < least) least = value;
              if (value > largest) largest = value;
            }
          }
        }
        ranges[at++] = half(least / scale);
        ranges[at++] = half(largest / scale);
      }
    }
  }
  return ranges;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
