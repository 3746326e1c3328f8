import { vi } from 'vitest';

/**
 * A GPU device of a browser that looks every so often whether work is done, as Firefox does every 100 ms, on a clock of
 * its own: time passes only by what is asked. Only what device-clock.ts and busy-spans.ts use is there.
 */
export class PolledDevice {
  /** The time on the wall in ms. */
  nowMs = 0;
  readonly gpu: GPUDevice;
  readonly #pollMs: number;
  #busyUntilMs = 0;

  /** @param pollMs 0 where the browser tells at once, which takes a tenth of a millisecond */
  constructor({ pollMs, hasStamps }: { readonly pollMs: number; readonly hasStamps: boolean }) {
    this.#pollMs = pollMs;
    const told = async () => {
      await Promise.resolve();
      const doneMs = Math.max(this.nowMs, this.#busyUntilMs);
      this.nowMs = pollMs === 0 ? doneMs + 0.1 : (Math.floor(doneMs / pollMs) + 1) * pollMs;
    };
    this.gpu = {
      features: new Set(hasStamps ? ['timestamp-query'] : []),
      queue: { onSubmittedWorkDone: told, submit: () => undefined },
      createQuerySet: ({ count }: { count: number }) => ({ stamps: new BigInt64Array(count) }),
      createBuffer: () => ({
        stamps: new BigInt64Array(),
        mapAsync: told,
        getMappedRange(this: { stamps: BigInt64Array }) {
          return this.stamps.buffer;
        },
        destroy: () => undefined,
      }),
      createCommandEncoder: () => ({
        resolveQuerySet(set: { stamps: BigInt64Array }, first: number, count: number, to: { stamps: BigInt64Array }) {
          to.stamps = set.stamps.slice(first, first + count);
        },
        copyBufferToBuffer(from: { stamps: BigInt64Array }, _: number, to: { stamps: BigInt64Array }) {
          to.stamps = from.stamps;
        },
        finish: () => null,
      }),
    } as unknown as GPUDevice;
    vi.spyOn(performance, 'now').mockImplementation(() => this.nowMs);
    vi.stubGlobal('GPUBufferUsage', { QUERY_RESOLVE: 1, COPY_SRC: 2, COPY_DST: 4, MAP_READ: 8 });
    vi.stubGlobal('GPUMapMode', { READ: 1 });
  }

  /** Time passes that nobody spends on the device. */
  pass(ms: number): void {
    this.nowMs += ms;
  }

  /** Queues so many ms of work, in one pass that writes its stamps. */
  queue(ms: number, writes?: GPUComputePassTimestampWrites): void {
    const beginMs = Math.max(this.nowMs, this.#busyUntilMs);
    this.#busyUntilMs = beginMs + ms;
    if (!writes) return;
    const { stamps } = writes.querySet as unknown as { stamps: BigInt64Array };
    const ns = (time: number) => BigInt(Math.round(time * 1e6));
    if (writes.beginningOfPassWriteIndex !== undefined) stamps[writes.beginningOfPassWriteIndex] = ns(beginMs);
    if (writes.endOfPassWriteIndex !== undefined) stamps[writes.endOfPassWriteIndex] = ns(this.#busyUntilMs);
  }

  get pollMs(): number {
    return this.#pollMs;
  }
}
