import { InputError } from '../../errors.ts';

/** How much of what was given back is kept for the next array, so that moving a slider makes no buffers. */
const KEPT_BYTES = 256 * 2 ** 20;

/** Storage buffers that are used again. A buffer serves sizes from a quarter of its own. */
export class BufferPool {
  readonly #device: GPUDevice;
  readonly #free: GPUBuffer[] = [];

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /**
   * A buffer of at least `bytes`, its contents undefined.
   *
   * @throws InputError where the device's limits or its memory do not allow it
   */
  async take(bytes: number, label: string): Promise<GPUBuffer> {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.#device.limits;
    const most = Math.min(maxBufferSize, maxStorageBufferBindingSize);
    if (bytes > most) {
      throw new InputError(`${label} takes ${megabytes(bytes)} in one piece, and this GPU allows ${megabytes(most)}`);
    }
    const fits = this.#free
      .filter((buffer) => buffer.size >= bytes && buffer.size <= Math.max(4 * bytes, 1 << 20))
      .sort((a, b) => a.size - b.size)[0];
    if (fits) {
      this.#free.splice(this.#free.indexOf(fits), 1);
      return fits;
    }
    this.#device.pushErrorScope('out-of-memory');
    const buffer = this.#device.createBuffer({
      label: 'pooled float32 array',
      // A quarter more, so that a slider that moves a little does not need another one.
      size: Math.min(most - (most % 4), Math.ceil((bytes * 1.25) / 256) * 256),
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    const error = await this.#device.popErrorScope();
    if (error) throw new InputError(`${label} takes ${megabytes(bytes)}, and this GPU has no such memory left`);
    return buffer;
  }

  /** Takes a buffer back, and destroys the oldest ones where too many wait. */
  giveBack(buffer: GPUBuffer): void {
    this.#free.push(buffer);
    let kept = this.#free.reduce((sum, free) => sum + free.size, 0);
    while (kept > KEPT_BYTES) {
      const oldest = this.#free.shift()!;
      kept -= oldest.size;
      oldest.destroy();
    }
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
