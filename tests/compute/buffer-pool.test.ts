import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BufferPool } from '../../src/compute/gpu/buffer-pool.ts';
import { InputError } from '../../src/errors.ts';
import { LIMITS } from '../../src/experiment/limits.ts';

const MEBIBYTE = 2 ** 20;
/** What every WebGPU device gives: the specification's section "Limits". */
const LEAST = { maxStorageBufferBindingSize: 128 * MEBIBYTE, maxBufferSize: 256 * MEBIBYTE };

interface FakeBuffer {
  readonly size: number;
  destroyed: boolean;
}

/** A device that only keeps count of its memory. */
function fakeDevice(limits = LEAST, memory = Number.POSITIVE_INFINITY) {
  const buffers: FakeBuffer[] = [];
  const aliveBytes = () => buffers.reduce((sum, { size, destroyed }) => sum + (destroyed ? 0 : size), 0);
  let failed = false;
  const device = {
    limits,
    createBuffer({ size }: { size: number }) {
      failed = aliveBytes() + size > memory;
      const buffer = {
        size,
        destroyed: failed,
        destroy() {
          buffer.destroyed = true;
        },
      };
      buffers.push(buffer);
      return buffer;
    },
    pushErrorScope: () => undefined,
    popErrorScope: async () => (failed ? { message: 'out of memory' } : null),
  };
  return { device: device as unknown as GPUDevice, buffers, aliveBytes };
}

beforeEach(() => vi.stubGlobal('GPUBufferUsage', { STORAGE: 1, COPY_SRC: 2, COPY_DST: 4 }));
afterEach(() => vi.unstubAllGlobals());

describe('at the limits of an experiment, on a device that binds the least', () => {
  test.each([
    [LIMITS.views.most, LIMITS.readings / LIMITS.views.most],
    [LIMITS.readings / LIMITS.channels.most, LIMITS.channels.most],
  ])('a sinogram of %i views × %i channels lies in four bands', async (views, channels) => {
    const { device, buffers } = fakeDevice();
    const bands = await new BufferPool(device).takeBands(views, 4 * channels, 'A sinogram');
    expect(bands.map(({ firstRow, rows }) => [firstRow, rows])).toEqual(
      [0, 1, 2, 3].map((i) => [(i * views) / 4, views / 4]),
    );
    expect(buffers.map(({ size }) => size)).toEqual(Array(4).fill(128 * MEBIBYTE));
  });

  test('an image lies in one', async () => {
    const { device } = fakeDevice();
    const bands = await new BufferPool(device).takeBands(LIMITS.pixels.most, 4 * LIMITS.pixels.most, 'An image');
    expect(bands.map(({ rows }) => rows)).toEqual([LIMITS.pixels.most]);
  });

  test('no band is larger than the device binds, has an odd number of rows before the last, or leaves one out', async () => {
    const { device } = fakeDevice();
    for (const [rows, bytesPerRow] of [
      [16_384, 4 * 8191],
      [9999, 4 * 13_421],
      [65_537, 4096],
    ] as const) {
      const pool = new BufferPool(device);
      const bands = await pool.takeBands(rows, bytesPerRow, 'A sinogram');
      let next = 0;
      for (const band of bands) {
        expect(band.firstRow).toBe(next);
        next += band.rows;
        expect(band.buffer.size).toBeGreaterThanOrEqual(band.rows * bytesPerRow);
        expect(band.buffer.size).toBeLessThanOrEqual(128 * MEBIBYTE);
        if (next < rows) expect(band.rows % 2).toBe(0);
      }
      expect(next).toBe(rows);
      pool.giveBackBands(bands);
    }
  });
});

describe('what a device does not allow is refused in one sentence', () => {
  test('a row or a piece too long for it, before anything is made', async () => {
    const { device, buffers } = fakeDevice();
    const pool = new BufferPool(device);
    await expect(pool.takeBands(3, 200 * MEBIBYTE, 'An array')).rejects.toThrow(
      new InputError('An array takes 200 MiB for every row, but this GPU allows 128 MiB in one piece'),
    );
    await expect(pool.take(129 * MEBIBYTE, 'The grid')).rejects.toThrow(
      new InputError('The grid takes 129 MiB in one piece, but this GPU allows 128 MiB'),
    );
    expect(buffers).toEqual([]);
  });

  test('more memory than it has; what had been taken of it is given back', async () => {
    const { device, aliveBytes } = fakeDevice(LEAST, 300 * MEBIBYTE);
    const pool = new BufferPool(device);
    await expect(pool.takeBands(16_384, 32_768, 'A sinogram')).rejects.toThrow(
      new InputError('A sinogram takes 512 MiB, more than this GPU has left'),
    );
    // The two bands that there was room for serve the next.
    await pool.takeBands(8192, 32_768, 'A sinogram');
    expect(aliveBytes()).toBe(256 * MEBIBYTE);
  });

  test('but what is only kept for later is given up first', async () => {
    const { device } = fakeDevice(LEAST, 300 * MEBIBYTE);
    const pool = new BufferPool(device);
    pool.giveBackBands(await pool.takeBands(4096, 8 * 4096, 'A sinogram'));
    pool.giveBackBands(await pool.takeBands(4096, 6 * 4096, 'A sinogram'));
    const bands = await pool.takeBands(4096, 16 * 4096, 'A sinogram');
    expect(bands.length).toBe(2);
  });
});

describe('a slider', () => {
  /** Every move makes an array and then gives the one before it back, as a session does. */
  async function move(pool: BufferPool, sizes: readonly number[]): Promise<void> {
    let before: GPUBuffer | null = null;
    for (const size of sizes) {
      const next = await pool.take(size, 'An array');
      if (before) pool.giveBack(before);
      before = next;
    }
    if (before) pool.giveBack(before);
  }

  test('that moves up a hundredfold makes four sizes an octave at most, two of each', async () => {
    const { device, buffers } = fakeDevice();
    const sizes = Array.from({ length: 2000 }, (_, i) => 4 * Math.round(25_000 * 100 ** (i / 1999)));
    await move(new BufferPool(device), sizes);
    expect(buffers.length).toBeLessThanOrEqual(2 * (4 * Math.log2(100) + 2));
  });

  test('that moves up and down again makes nothing the second time', async () => {
    const { device, buffers } = fakeDevice();
    const pool = new BufferPool(device);
    const up = Array.from({ length: 300 }, (_, i) => 1000 + 40_000 * i);
    const sizes = [...up, ...[...up].reverse()];
    await move(pool, sizes);
    const made = buffers.length;
    for (let time = 0; time < 3; time++) await move(pool, sizes);
    expect(buffers.length).toBe(made);
  });

  test('never makes more be kept than is in use, or 256 MiB', async () => {
    const { device, aliveBytes } = fakeDevice();
    const pool = new BufferPool(device);
    await move(
      pool,
      Array.from({ length: 100 }, (_, i) => (i + 1) * MEBIBYTE),
    );
    expect(aliveBytes()).toBeLessThanOrEqual(256 * MEBIBYTE);
    const held = await pool.takeBands(16_384, 32_768, 'A sinogram');
    await move(
      pool,
      Array.from({ length: 100 }, (_, i) => (i + 1) * MEBIBYTE),
    );
    pool.giveBackBands(held);
    expect(aliveBytes()).toBeLessThanOrEqual(256 * MEBIBYTE);
  });
});
