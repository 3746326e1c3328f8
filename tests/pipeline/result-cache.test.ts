import { describe, expect, test } from 'vitest';
import { Lane } from '../../src/pipeline/lane.ts';
import { type Lease, ResultCache } from '../../src/pipeline/result-cache.ts';
import { MadeUpDevice } from './made-up-device.ts';

/** Bytes of an array of 1 × 256. */
const KIB = 1024;

function cacheOf(mostBytes?: number) {
  const device = new MadeUpDevice();
  const cache = new ResultCache(device.giveBack, mostBytes);
  /** A whole result of one array of a KiB, leased. */
  const make = async (key: string): Promise<Lease> => {
    const lease = cache.begin();
    cache.makeRoomFor(1, 256);
    cache.own(lease.result, await device.operators.create(1, 256));
    cache.finish(lease.result, key, key.toUpperCase());
    return lease;
  };
  return { device, cache, make };
}

describe('results', () => {
  test('are found by their key as long as they are leased, and their arrays go with the last lease', async () => {
    const { device, cache, make } = cacheOf();
    const first = await make('a');
    const second = cache.find('a')!;
    expect(second.value).toBe('A');
    first.release();
    // Twice is once.
    first.release();
    expect([cache.has('a'), device.alive.size, cache.bytes]).toEqual([true, 1, KIB]);
    second.release();
    expect([cache.has('a'), device.alive.size, cache.bytes]).toEqual([false, 0, 0]);
    expect(() => cache.lease(second.result)).toThrow('whose arrays have been given back');
  });

  test('are not found before they are whole', () => {
    const { cache } = cacheOf();
    const lease = cache.begin();
    expect(cache.has('a')).toBe(false);
    cache.finish(lease.result, 'a', 1);
    expect(cache.find('a')!.value).toBe(1);
  });

  test('made twice at the same time are one from then on', async () => {
    const { device, cache, make } = cacheOf();
    const first = await make('a');
    const other = cache.begin();
    cache.own(other.result, await device.operators.create(1, 256));
    expect(cache.finish(other.result, 'a', 'other')).toBe(first.result);
    other.release();
    expect([cache.find('a')!.value, device.alive.size]).toEqual(['A', 1]);
  });

  test('that are only kept go where there is no room, the longest unused first; what is leased stays', async () => {
    const { device, cache, make } = cacheOf(3 * KIB);
    const lane = new Lane(cache);
    for (const key of ['a', 'b', 'c']) {
      const lease = await make(key);
      lane.keep(key, lease.result);
      lease.release();
    }
    cache.find('a')!.release();
    const leased = [await make('d')];
    expect(['a', 'b', 'c', 'd'].map((key) => cache.has(key))).toEqual([true, false, true, true]);
    leased.push(await make('e'), await make('f'));
    expect(['a', 'c'].map((key) => cache.has(key))).toEqual([false, false]);
    // Nothing is left that could go, and what is asked for is made nevertheless.
    leased.push(await make('g'));
    expect(['d', 'e', 'f', 'g'].map((key) => cache.has(key))).toEqual([true, true, true, true]);
    expect(cache.bytes).toBe(4 * KIB);
    for (const lease of leased) lease.release();
    lane.release();
    expect([device.alive.size, cache.bytes]).toEqual([0, 0]);
  });
});

describe('a lane', () => {
  test('keeps the newest result of every stage, and what another keeps stays', async () => {
    const { cache, make } = cacheOf();
    const [one, other] = [new Lane(cache), new Lane(cache)];
    const a = await make('a');
    one.keep('scan', a.result);
    other.keep('scan', a.result);
    a.release();
    const b = await make('b');
    one.keep('scan', b.result);
    b.release();
    expect([cache.has('a'), cache.has('b')]).toEqual([true, true]);
    other.release();
    expect([cache.has('a'), cache.has('b')]).toEqual([false, true]);
    one.release();
    expect(cache.has('b')).toBe(false);
  });

  test('hands over the arrays of a result that nobody else has a use for', async () => {
    const { device, cache, make } = cacheOf();
    const [one, other] = [new Lane(cache), new Lane(cache)];
    const a = await make('a');
    one.keep('filter', a.result);
    // In use.
    expect(one.dissolve('filter')).toEqual([]);
    one.keep('filter', a.result);
    other.keep('filter', a.result);
    a.release();
    // Kept by another.
    expect(one.dissolve('filter')).toEqual([]);
    const [array] = other.dissolve('filter');
    expect([cache.has('a'), cache.bytes, device.alive.has(array!)]).toEqual([false, 0, true]);
    expect(other.dissolve('filter')).toEqual([]);
  });

  test('holds what is on screen until its successor is, whatever there is room for', async () => {
    const { cache, make } = cacheOf(KIB);
    const lane = new Lane(cache);
    const show = async (key: string) => {
      const lease = await make(key);
      lane.keep('image', lease.result);
      const steps = lane.show('image', [lease], key);
      expect(steps.next().value).toBe(key);
      return () => steps.next();
    };
    (await show('a'))();
    const isShown = await show('b');
    expect([cache.has('a'), cache.has('b')]).toEqual([true, true]);
    isShown();
    expect([cache.has('a'), cache.has('b')]).toEqual([false, true]);
    lane.release();
    expect(cache.bytes).toBe(0);
  });
});
