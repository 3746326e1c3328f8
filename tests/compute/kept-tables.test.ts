import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeptTables } from '../../src/compute/gpu/kept-tables.ts';

const STORAGE = 128;

beforeEach(() => vi.stubGlobal('GPUBufferUsage', { STORAGE, UNIFORM: 64, COPY_SRC: 4, COPY_DST: 8 }));
afterEach(() => vi.unstubAllGlobals());

/** A device whose buffers hold what is written, and refuse to be used once they are destroyed. */
function fakeDevice() {
  const contents = new Map<GPUBuffer, Uint8Array>();
  const made: GPUBuffer[] = [];
  const counts = { writes: 0 };
  const bytesOf = (buffer: GPUBuffer) => {
    const bytes = contents.get(buffer);
    if (!bytes) throw new Error('this buffer was destroyed');
    return bytes;
  };
  const device = {
    createBuffer({ size }: { size: number }) {
      const buffer = { size, destroy: () => contents.delete(buffer) } as unknown as GPUBuffer;
      contents.set(buffer, new Uint8Array(size));
      made.push(buffer);
      return buffer;
    },
    createCommandEncoder: () => ({
      copyBufferToBuffer(from: GPUBuffer, at: number, to: GPUBuffer, place: number, size: number) {
        bytesOf(to).set(bytesOf(from).subarray(at, at + size), place);
      },
      finish: () => ({}),
    }),
    queue: {
      writeBuffer(buffer: GPUBuffer, at: number, data: ArrayBuffer | Float32Array) {
        counts.writes++;
        bytesOf(buffer).set(new Uint8Array(data instanceof Float32Array ? data.buffer : data), at);
      },
      submit: () => undefined,
    },
  };
  const aliveBytes = () => [...contents.keys()].reduce((sum, { size }) => sum + size, 0);
  const firstValue = (buffer: GPUBuffer) => new Float32Array(bytesOf(buffer).buffer)[0];
  return { device: device as unknown as GPUDevice, made, counts, aliveBytes, firstValue };
}

/** A table of so many values, all of them `value`, kept by `from`. */
function ask(tables: KeptTables, from: unknown, value: number, length = 10, label = 'views'): GPUBuffer {
  return tables.table(label, from, () => new Float32Array(length).fill(value), STORAGE);
}

test('values that alternate are written once each, however their sizes differ', () => {
  const { device, counts, firstValue } = fakeDevice();
  const tables = new KeptTables(device);
  const scans = [{}, {}, {}, {}];
  for (let round = 0; round < 3; round++) {
    for (const [i, scan] of scans.entries()) expect(firstValue(ask(tables, scan, i + 1, 40 * 3 ** i))).toBe(i + 1);
    for (const [i, scan] of scans.entries()) ask(tables, scan, i + 1, 7, 'rays');
  }
  expect(counts.writes).toBe(2 * scans.length);
});

test('the table whose last use is longest ago makes room for another', () => {
  const { device, counts } = fakeDevice();
  const tables = new KeptTables(device);
  const scans = [{}, {}, {}, {}];
  for (const scan of scans) ask(tables, scan, 1);
  ask(tables, scans[0], 1);
  ask(tables, {}, 1);
  expect(counts.writes).toBe(5);
  for (const kept of [scans[0], scans[2], scans[3]]) ask(tables, kept, 1);
  expect(counts.writes).toBe(5);
  ask(tables, scans[1], 1);
  expect(counts.writes).toBe(6);
});

test('buffers are made until the largest table has come, and none after it', () => {
  const { device, made, aliveBytes } = fakeDevice();
  const tables = new KeptTables(device);
  for (const length of [100, 900, 300]) ask(tables, {}, length, length);
  const [buffers, bytes] = [made.length, aliveBytes()];
  for (const length of [900, 20, 450, 899, 3, 900, 900, 100]) ask(tables, {}, length, length);
  expect(made.length).toBe(buffers);
  expect(aliveBytes()).toBe(bytes);
});

test('two megabytes of a label are kept, or a single table that is larger', () => {
  const { device, aliveBytes, firstValue } = fakeDevice();
  const tables = new KeptTables(device);
  for (let i = 0; i < 20; i++) ask(tables, {}, i, 100_000);
  expect(aliveBytes()).toBeGreaterThan(100_000 * 4);
  expect(aliveBytes()).toBeLessThanOrEqual(2 * 2 ** 20);
  for (let i = 0; i < 5; i++) expect(firstValue(ask(tables, {}, i, 1_000_000))).toBe(i);
  expect(aliveBytes()).toBe(8_000_000);
});

test('what is gathered is sent off before a table changes under it', () => {
  const { device, counts } = fakeDevice();
  const writesThen: number[] = [];
  const tables = new KeptTables(device, () => writesThen.push(counts.writes));
  const first = {};
  ask(tables, first, 1);
  ask(tables, first, 1);
  expect(writesThen).toEqual([]);
  ask(tables, {}, 2);
  expect(writesThen).toEqual([1]);
});

test('an empty table has a buffer that can be bound, and a longer one after it its values', () => {
  const { device, firstValue } = fakeDevice();
  const tables = new KeptTables(device);
  expect(ask(tables, {}, 1, 0).size).toBeGreaterThan(0);
  expect(firstValue(ask(tables, {}, 2, 3))).toBe(2);
});
