import { mapToRead } from './map-to-read.ts';

/** Time stamps are whole nanoseconds in 64 bits each. */
const STAMP_BYTES = 8;
/** More than this are counted into the last one, with the waits between them. */
const MOST_SPANS = 128;

/**
 * The time that a device is at work by its own clock: spans from the beginning of one compute pass to the end of
 * another, with no waiting for the device in between.
 */
export class BusySpans {
  readonly #device: GPUDevice;
  readonly #stamps: GPUQuerySet;
  #spans = 0;
  #isOpen = false;

  /** @param device with the feature `timestamp-query` */
  constructor(device: GPUDevice) {
    this.#device = device;
    this.#stamps = device.createQuerySet({ label: 'busy spans', type: 'timestamp', count: 2 * MOST_SPANS });
  }

  /** What the next pass is to write: every pass its end over that of the one before, so that the last one's stays. */
  nextPass(): GPUComputePassTimestampWrites {
    const begins = !this.#isOpen && this.#spans < MOST_SPANS;
    if (begins) this.#spans++;
    this.#isOpen = true;
    const first = 2 * (this.#spans - 1);
    return {
      querySet: this.#stamps,
      ...(begins && { beginningOfPassWriteIndex: first }),
      endOfPassWriteIndex: first + 1,
    };
  }

  /** The device has been waited for, and may have been idle. */
  pause(): void {
    this.#isOpen = false;
  }

  /**
   * Waits for the device and resolves with the time of all spans in ms, 0 where nothing was dispatched; `null` where the
   * device's clock has not moved. The next pass begins anew.
   */
  async takeMs(): Promise<number | null> {
    const spans = this.#spans;
    this.#spans = 0;
    this.#isOpen = false;
    if (spans === 0) {
      await this.#device.queue.onSubmittedWorkDone();
      return 0;
    }
    const size = 2 * spans * STAMP_BYTES;
    const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    const resolved = this.#device.createBuffer({ label: 'busy spans', size, usage: QUERY_RESOLVE | COPY_SRC });
    const staging = this.#device.createBuffer({ label: 'busy spans to read', size, usage: COPY_DST | MAP_READ });
    try {
      const encoder = this.#device.createCommandEncoder({ label: 'busy spans' });
      encoder.resolveQuerySet(this.#stamps, 0, 2 * spans, resolved, 0);
      encoder.copyBufferToBuffer(resolved, 0, staging, 0, size);
      this.#device.queue.submit([encoder.finish()]);
      await mapToRead(this.#device, staging);
      const stamps = new BigInt64Array(staging.getMappedRange());
      let busyNs = 0;
      for (let span = 0; span < spans; span++) busyNs += Number(stamps[2 * span + 1]! - stamps[2 * span]!);
      return busyNs > 0 ? busyNs / 1e6 : null;
    } finally {
      resolved.destroy();
      staging.destroy();
    }
  }
}
