import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mapToRead } from '../../src/compute/gpu/map-to-read.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('GPUMapMode', { READ: 1 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refusing = { mapAsync: () => Promise.reject(new Error('refused')) } as unknown as GPUBuffer;

test('a refusal is told after the loss that it comes from', async () => {
  const told: string[] = [];
  let lose = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  void lost.then(() => told.push('lost'));
  const mapping = mapToRead({ lost } as unknown as GPUDevice, refusing).catch(({ message }) => told.push(message));
  await vi.advanceTimersByTimeAsync(500);
  expect(told).toEqual([]);
  lose();
  await mapping;
  expect(told).toEqual(['lost', 'refused']);
});

test('a refusal of a device that goes on is told soon', async () => {
  const mapping = mapToRead({ lost: new Promise(() => {}) } as unknown as GPUDevice, refusing);
  const refusal = expect(mapping).rejects.toThrow('refused');
  await vi.advanceTimersByTimeAsync(1000);
  await refusal;
});
