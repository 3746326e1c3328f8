import { InputError } from '../../errors.ts';
import type { DeviceArray, ViewRange } from '../device.ts';

/** Neighbouring rows of an array in a storage buffer, which may be larger than they are. */
export interface Band {
  readonly buffer: GPUBuffer;
  readonly firstRow: number;
  readonly rows: number;
}

/**
 * A float32 array in storage buffers. A device binds so many bytes at a time and no more, so that a long sinogram lies in
 * several bands of whole rows; all else lies in one. Arrays of one size on one device have the same bands.
 */
export interface GpuArray extends DeviceArray {
  /** In the order of their rows, without gaps. */
  readonly bands: readonly Band[];
}

/** The part of a range of rows that lies in one band. */
export interface BandPart extends ViewRange {
  readonly band: Band;
  /** The place of the band among the array's. */
  readonly index: number;
}

/** A range of rows, cut where one band ends and the next begins. */
export function bandParts(array: GpuArray, range: ViewRange): BandPart[] {
  return array.bands
    .map((band, index) => ({
      band,
      index,
      from: Math.max(range.from, band.firstRow),
      to: Math.min(range.to, band.firstRow + band.rows),
    }))
    .filter(({ from, to }) => from < to);
}

/**
 * The buffer of an array that kernels need as a whole: images, whose neighbouring pixels are asked for in any order. The
 * largest, 4096² pixels, takes 64 MiB, half of what every WebGPU device binds.
 *
 * @throws InputError where it lies in several bands
 */
export function wholeBuffer(image: GpuArray): GPUBuffer {
  const [band, ...more] = image.bands;
  if (!band || more.length > 0) {
    const mebibytes = Math.ceil(byteLength(image) / 2 ** 20);
    throw new InputError(
      `An image of ${image.rows} × ${image.columns} pixels takes ${mebibytes} MiB, more than this GPU allows in one piece`,
    );
  }
  return band.buffer;
}

/** Bytes that an array, or some of its rows, take. */
export function byteLength({ rows, columns }: DeviceArray): number {
  return rows * columns * Float32Array.BYTES_PER_ELEMENT;
}
