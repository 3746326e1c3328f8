import { mapToRead } from './map-to-read.ts';

/** Time stamps are whole nanoseconds in 64 bits each. */
const STAMP_BYTES = 8;

/**
 * Work for the device that is gathered into one command buffer and timed by the device itself, from the beginning of its
 * first pass to the end of its last. Nothing that the host does in between is counted. Browsers round time stamps to
 * 100 µs, so a batch must be worth many of these.
 */
export class TimedBatch {
  readonly #device: GPUDevice;
  readonly #stamps: GPUQuerySet;
  readonly #uniforms: GPUBuffer[] = [];
  #encoder: GPUCommandEncoder;
  #passes = 0;

  /** @param device with the feature `timestamp-query` */
  constructor(device: GPUDevice) {
    this.#device = device;
    this.#stamps = device.createQuerySet({ label: 'begin and end of a batch', type: 'timestamp', count: 2 });
    this.#encoder = device.createCommandEncoder({ label: 'timed batch' });
  }

  get encoder(): GPUCommandEncoder {
    return this.#encoder;
  }

  /** What the next pass is to write: every pass its end over that of the one before, so that the last one's stays. */
  nextPass(): GPUComputePassTimestampWrites {
    const isFirst = this.#passes++ === 0;
    return { querySet: this.#stamps, ...(isFirst && { beginningOfPassWriteIndex: 0 }), endOfPassWriteIndex: 1 };
  }

  /** Parameters of one dispatch, in a buffer of their own: the batch runs long after the next ones are written. */
  uniform(label: string, data: ArrayBuffer): GPUBuffer {
    const buffer = this.#device.createBuffer({
      label,
      size: Math.max(16, Math.ceil(data.byteLength / 16) * 16),
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    this.#device.queue.writeBuffer(buffer, 0, data);
    this.#uniforms.push(buffer);
    return buffer;
  }

  /** Sends off what was gathered so far. */
  submit(): void {
    this.#device.queue.submit([this.#encoder.finish()]);
    this.#encoder = this.#device.createCommandEncoder({ label: 'timed batch, continued' });
  }

  /** Sends off the rest and resolves with the time in ms; `null` where the device's clock has not moved. */
  async elapsedMs(): Promise<number | null> {
    if (this.#passes === 0) return null;
    const size = 2 * STAMP_BYTES;
    const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    const resolved = this.#device.createBuffer({ label: 'time stamps', size, usage: QUERY_RESOLVE | COPY_SRC });
    const staging = this.#device.createBuffer({ label: 'time stamps to read', size, usage: COPY_DST | MAP_READ });
    try {
      this.#encoder.resolveQuerySet(this.#stamps, 0, 2, resolved, 0);
      this.#encoder.copyBufferToBuffer(resolved, 0, staging, 0, size);
      this.submit();
      await mapToRead(this.#device, staging);
      const [begin, end] = new BigInt64Array(staging.getMappedRange());
      const elapsedNs = Number(end! - begin!);
      return elapsedNs > 0 ? elapsedNs / 1e6 : null;
    } finally {
      resolved.destroy();
      staging.destroy();
    }
  }

  /** Frees what belongs to the batch. What was gathered and not sent off is dropped. */
  dispose(): void {
    this.#stamps.destroy();
    for (const buffer of this.#uniforms) buffer.destroy();
  }
}
