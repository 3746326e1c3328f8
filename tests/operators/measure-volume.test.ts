import { expect, test } from 'vitest';
import { benchmarkCone } from '../../src/experiment/benchmark/problem-cone.ts';
import type { BackProjectionKernel, VolumeBackProjection } from '../../src/operators/gpu/back-projection-kernels.ts';
import {
  type MeasuredVolumeOperators,
  measureVolumeBackProjection,
} from '../../src/operators/gpu/measure-volume-back-projection.ts';

interface Given {
  /** Of a run by each kernel. */
  readonly ms: Record<VolumeBackProjection, number>;
  /** What textures make where the gather makes 1, and 0. */
  readonly texture?: number;
  readonly idleLatencyMs?: number;
  readonly ofSlices?: BackProjectionKernel;
}

async function fastest({ ms, texture = 1, idleLatencyMs = 0, ofSlices = 'tile' }: Given) {
  let spentMs = 0;
  const array = { rows: 1, columns: 2, bands: [] };
  const gpu: MeasuredVolumeOperators = {
    backProjection: ofSlices,
    volumeBackProjection: 'gather',
    idleLatencyMs,
    create: async () => array,
    upload: async () => array,
    clear: async () => undefined,
    release: () => undefined,
    read: async () => Float32Array.of(gpu.volumeBackProjection === 'texture' ? texture : 1, 0),
    backProjectVolume: async () => {
      spentMs += ms[gpu.volumeBackProjection];
    },
    finished: async () => spentMs,
    timeOnDevice: async (work) => {
      const before = spentMs;
      await work();
      return spentMs - before;
    },
  };
  const { scan, grid } = benchmarkCone(8);
  const found = await measureVolumeBackProjection(gpu, scan, grid);
  expect(gpu.volumeBackProjection).toBe(found);
  return found;
}

test('volumes are back-projected by the faster kernel, through textures where that pays', async () => {
  expect(await fastest({ ms: { texture: 1, gather: 3 } })).toBe('texture');
  expect(await fastest({ ms: { texture: 3, gather: 1 } })).toBe('gather');
  // Not enough faster for what it approximates.
  expect(await fastest({ ms: { texture: 0.9, gather: 1 } })).toBe('gather');
});

test('and never through textures that come out wrong', async () => {
  const ms = { texture: 1, gather: 9 };
  expect(await fastest({ ms, texture: 1.0002 })).toBe('texture');
  for (const texture of [1.002, 0, Number.NaN]) expect(await fastest({ ms, texture })).toBe('gather');
});

test('where measuring would take seconds, as slices are', async () => {
  const given = { ms: { texture: 3, gather: 1 }, idleLatencyMs: 100 };
  expect(await fastest({ ...given, ofSlices: 'texture' })).toBe('texture');
  expect(await fastest(given)).toBe('gather');
  expect(await fastest({ ...given, ofSlices: 'texture', texture: 0 })).toBe('gather');
});
