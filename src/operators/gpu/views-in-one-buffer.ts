import type { ViewRange } from '../../compute/device.ts';
import type { BufferPool } from '../../compute/gpu/buffer-pool.ts';
import { type Band, bandParts, byteLength, type GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';

/** Some of the members of a list, each of whose views lie in one buffer. */
export interface BoundMembers extends ViewRange {
  readonly buffer: GPUBuffer;
  /** The row of the buffer that a view begins with. */
  startOf(view: number): number;
}

/**
 * Finds views of detector rows, or groups of them, that lie in one buffer with all their rows; those that lie in several are
 * copied together first.
 */
export class ViewsInOneBuffer {
  readonly #kernels: KernelRunner;
  readonly #pool: BufferPool;

  constructor(kernels: KernelRunner, pool: BufferPool) {
    this.#kernels = kernels;
    this.#pool = pool;
  }

  /** Whether so many views can be brought together where they are not. */
  takes({ bands, columns }: GpuArray, rows: number, views: number): boolean {
    return bands.length === 1 || byteLength({ rows: views * rows, columns }) <= this.#pool.mostBytes;
  }

  /**
   * Calls `use` for one run of members after the other, until all were there.
   *
   * @param readings [views · rows, channels]
   * @param members lists of views
   */
  async forEach(
    readings: GpuArray,
    rows: number,
    members: readonly (readonly number[])[],
    use: (bound: BoundMembers) => Promise<void> | void,
  ): Promise<void> {
    const bandOf = (views: readonly number[]) => {
      const bands = new Set(views.map((view) => wholeIn(readings, rows, view)));
      return bands.size === 1 ? [...bands][0]! : null;
    };
    for (let from = 0; from < members.length; ) {
      const band = bandOf(members[from]!);
      if (!band) {
        await this.#withCopy(readings, rows, members[from]!, (buffer) => {
          const views = members[from]!;
          return use({ buffer, from, to: from + 1, startOf: (view) => views.indexOf(view) * rows });
        });
        from++;
        continue;
      }
      let to = from + 1;
      while (to < members.length && bandOf(members[to]!) === band) to++;
      await use({ buffer: band.buffer, from, to, startOf: (view) => view * rows - band.firstRow });
      from = to;
    }
  }

  async #withCopy(
    readings: GpuArray,
    rows: number,
    views: readonly number[],
    use: (buffer: GPUBuffer) => Promise<void> | void,
  ): Promise<void> {
    const rowBytes = byteLength({ rows: 1, columns: readings.columns });
    const buffer = await this.#pool.take(views.length * rows * rowBytes, 'Views of all detector rows');
    try {
      this.#kernels.submit('bring views together', (encoder) => {
        for (const [i, view] of views.entries()) {
          for (const { band, from, to } of bandParts(readings, { from: view * rows, to: (view + 1) * rows })) {
            const [source, target] = [from - band.firstRow, i * rows + from - view * rows];
            const size = (to - from) * rowBytes;
            encoder.copyBufferToBuffer(band.buffer, source * rowBytes, buffer, target * rowBytes, size);
          }
        }
      });
      await use(buffer);
    } finally {
      this.#pool.giveBack(buffer);
    }
  }
}

/** The band that all rows of a view lie in; `null` where there are several. */
function wholeIn(readings: GpuArray, rows: number, view: number): Band | null {
  const [part, ...others] = bandParts(readings, { from: view * rows, to: (view + 1) * rows });
  return part && others.length === 0 ? part.band : null;
}
