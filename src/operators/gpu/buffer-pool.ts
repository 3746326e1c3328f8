import { InputError } from '../../errors.ts';
import type { Band } from './gpu-array.ts';

/** How much of what was given back is kept at least for the next array, so that moving a slider makes no buffers. */
const KEPT_BYTES = 256 * 2 ** 20;
/** Room to grow: a slider that moves a little does not need another buffer. */
const MOST_SPARE_BYTES = 16 * 2 ** 20;

/** What bounds a storage buffer that is bound whole; a device's own limits, or stricter ones. */
export type BufferLimits = Pick<GPUSupportedLimits, 'maxBufferSize' | 'maxStorageBufferBindingSize'>;

/** Storage buffers that are used again. A buffer serves sizes from a quarter of its own. */
export class BufferPool {
  /** Bytes of the largest buffer that can be bound as a whole. */
  readonly mostBytes: number;
  readonly #device: GPUDevice;
  readonly #free: GPUBuffer[] = [];
  #takenBytes = 0;

  constructor(device: GPUDevice, limits: BufferLimits = device.limits) {
    this.#device = device;
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
        `${label} takes ${memory(bytes)} in one piece, and this GPU allows ${memory(this.mostBytes)}`,
      );
    }
    let buffer = this.#takeFree(bytes) ?? (await this.#make(bytes));
    if (!buffer && this.#free.length > 0) {
      // What is only kept in case goes first.
      this.#keepAtMost(0);
      buffer = await this.#make(bytes);
    }
    if (!buffer) throw new InputError(`${label} takes ${memory(wholeBytes)}, and this GPU has no such memory left`);
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
        `${label} takes ${memory(bytesPerRow)} for every row, and this GPU allows ${memory(this.mostBytes)} in one piece`,
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

  #takeFree(bytes: number): GPUBuffer | null {
    const fits = this.#free
      .filter((buffer) => buffer.size >= bytes && buffer.size <= Math.max(4 * bytes, 1 << 20))
      .sort((a, b) => a.size - b.size)[0];
    if (!fits) return null;
    this.#free.splice(this.#free.indexOf(fits), 1);
    return fits;
  }

  /** A new buffer with some room to grow, or `null` where the device's memory is used up. */
  async #make(bytes: number): Promise<GPUBuffer | null> {
    this.#device.pushErrorScope('out-of-memory');
    const roomy = Math.ceil((bytes + Math.min(bytes / 4, MOST_SPARE_BYTES)) / 256) * 256;
    const buffer = this.#device.createBuffer({
      label: 'pooled storage',
      size: Math.min(this.mostBytes, roomy),
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    return (await this.#device.popErrorScope()) ? null : buffer;
  }

  #keepAtMost(bytes: number): void {
    let kept = this.#free.reduce((sum, free) => sum + free.size, 0);
    while (kept > bytes) {
      const oldest = this.#free.shift()!;
      kept -= oldest.size;
      oldest.destroy();
    }
  }
}

function memory(bytes: number): string {
  const [size, unit] = bytes < 2 ** 20 ? [bytes / 2 ** 10, 'KiB'] : [bytes / 2 ** 20, 'MiB'];
  return `${Math.ceil(size)} ${unit}`;
}
