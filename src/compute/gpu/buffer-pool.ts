import { InputError } from '../../errors.ts';
import type { Band } from './gpu-array.ts';

/** How much of what was given back is kept at least for the next array, so that moving a slider makes no buffers. */
const KEPT_BYTES = 256 * 2 ** 20;
/**
 * Sizes are rounded up to these, and to those a quarter of an octave apart above: a slider that moves a little finds the
 * buffers that it gave back, and one that moves up and down again finds the same ones as before.
 */
const LEAST_BYTES = 64 * 2 ** 10;
const SIZES_PER_OCTAVE = 4;

/** What bounds a storage buffer that is bound whole; a device's own limits, or stricter ones. */
export type BufferLimits = Pick<GPUSupportedLimits, 'maxBufferSize' | 'maxStorageBufferBindingSize'>;

/** Storage buffers that are used again. */
export class BufferPool {
  /** Bytes of the largest buffer that can be bound as a whole. */
  readonly mostBytes: number;
  readonly #device: GPUDevice;
  readonly #beforeDestroying: () => void;
  readonly #free: GPUBuffer[] = [];
  #takenBytes = 0;

  /** @param beforeDestroying called while a buffer still is, so that work which uses it can be sent on its way */
  constructor(device: GPUDevice, limits: BufferLimits = device.limits, beforeDestroying: () => void = () => undefined) {
    this.#device = device;
    this.#beforeDestroying = beforeDestroying;
    const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
    this.mostBytes = most - (most % 4);
  }

  /**
   * A buffer of at least `bytes`, its contents undefined.
   *
   * @param wholeBytes what it is a part of, for the sentence that says that there is no room
   * @throws InputError where the device's limits or its memory do not allow it
   */
  async take(bytes: number, label: string, wholeBytes = bytes): Promise<GPUBuffer> {
    if (bytes > this.mostBytes) {
      throw new InputError(
        `${label} takes ${memory(bytes)} in one piece, but this GPU allows ${memory(this.mostBytes)}`,
      );
    }
    const size = this.#roundedUp(bytes);
    let buffer = this.#takeFree(size) ?? (await this.#make(size));
    if (!buffer && this.#free.length > 0) {
      // What is only kept in case goes first.
      this.#keepAtMost(0);
      buffer = await this.#make(size);
    }
    if (!buffer) throw new InputError(`${label} takes ${memory(wholeBytes)}, more than this GPU has left`);
    this.#takenBytes += buffer.size;
    return buffer;
  }

  /**
   * Rows in as few bands as the device allows. Full bands have an even number of rows, so that views which go in pairs
   * stay together.
   *
   * @throws InputError where the device's limits or its memory do not allow it; nothing is taken then
   */
  async takeBands(rows: number, bytesPerRow: number, label: string): Promise<readonly Band[]> {
    if (bytesPerRow > this.mostBytes) {
      throw new InputError(
        `${label} takes ${memory(bytesPerRow)} for every row, but this GPU allows ${memory(this.mostBytes)} in one piece`,
      );
    }
    const mostRows = Math.floor(this.mostBytes / bytesPerRow);
    const rowsPerBand = mostRows >= rows || mostRows === 1 ? mostRows : mostRows - (mostRows % 2);
    const bands: Band[] = [];
    try {
      for (let firstRow = 0; firstRow < rows; firstRow += rowsPerBand) {
        const rowsHere = Math.min(rowsPerBand, rows - firstRow);
        const buffer = await this.take(rowsHere * bytesPerRow, label, rows * bytesPerRow);
        bands.push({ firstRow, rows: rowsHere, buffer });
      }
      return bands;
    } catch (error) {
      this.giveBackBands(bands);
      throw error;
    }
  }

  /** Takes a buffer back. No more is kept than is in use, or a little: the oldest buffers are destroyed. */
  giveBack(buffer: GPUBuffer): void {
    this.#takenBytes -= buffer.size;
    this.#free.push(buffer);
    this.#keepAtMost(Math.max(KEPT_BYTES, this.#takenBytes));
  }

  giveBackBands(bands: readonly Band[]): void {
    for (const { buffer } of bands) this.giveBack(buffer);
  }

  #roundedUp(bytes: number): number {
    const steps = Math.max(0, Math.ceil(SIZES_PER_OCTAVE * Math.log2(bytes / LEAST_BYTES)));
    return Math.min(this.mostBytes, Math.ceil((LEAST_BYTES * 2 ** (steps / SIZES_PER_OCTAVE)) / 256) * 256);
  }

  #takeFree(size: number): GPUBuffer | null {
    const index = this.#free.findIndex((buffer) => buffer.size === size);
    return index < 0 ? null : this.#free.splice(index, 1)[0]!;
  }

  /** A new buffer, or `null` where the device's memory is used up. */
  async #make(size: number): Promise<GPUBuffer | null> {
    this.#device.pushErrorScope('out-of-memory');
    const buffer = this.#device.createBuffer({
      label: 'pooled storage',
      size,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    return (await this.#device.popErrorScope()) ? null : buffer;
  }

  #keepAtMost(bytes: number): void {
    let kept = this.#free.reduce((sum, free) => sum + free.size, 0);
    while (kept > bytes) {
      const oldest = this.#free.shift()!;
      kept -= oldest.size;
      this.#beforeDestroying();
      oldest.destroy();
    }
  }
}

function memory(bytes: number): string {
  const [size, unit] = bytes < 2 ** 20 ? [bytes / 2 ** 10, 'KiB'] : [bytes / 2 ** 20, 'MiB'];
  return `${Math.ceil(size)} ${unit}`;
}
