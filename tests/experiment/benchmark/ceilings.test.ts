import { describe, expect, test } from 'vitest';
import { type Ceiling, cpuCeiling, gpuCeiling } from '../../../src/experiment/benchmark/ceilings.ts';

const genoa = { processor: 'AMD EPYC 9254 24-Core Processor', clockMHz: 2600 };

describe('the ceiling of a CPU', () => {
  test('Zen 4 at 2.6 GHz makes 5.67 GUPS per thread: 22 operations to eight updates, six a clock', () => {
    for (const threads of [1, 2, 24]) {
      const ceiling = cpuCeiling('symmetric', threads, genoa) as Ceiling;
      expect(ceiling.gigaUpdatesPerSecond).toBeCloseTo(((2.6 * 6 * 8) / 22) * threads, 9);
    }
    for (const processor of ['AMD Ryzen 9 7950X 16-Core Processor', 'AMD EPYC 8324P 32-Core Processor']) {
      const ceiling = cpuCeiling('symmetric', 1, { processor, clockMHz: 4500 }) as Ceiling;
      expect(ceiling.gigaUpdatesPerSecond).toBeCloseTo((4.5 * 6 * 8) / 22, 9);
    }
  });

  test('of another processor is that of a core of Zen 4, and says so', () => {
    // Zen 5, a server that hides its model, Intel, Zen 3, a laptop of another generation under the same thousand.
    for (const processor of [
      'AMD EPYC 9555 64-Core Processor',
      'AMD EPYC',
      'Intel(R) Xeon(R) Gold 6430',
      'AMD EPYC 7763 64-Core Processor',
      'AMD Ryzen 5 7330U with Radeon Graphics',
      null,
    ]) {
      const ceiling = cpuCeiling('symmetric', 1, { processor, clockMHz: 2600, clockIsMeasured: true }) as Ceiling;
      expect(ceiling.gigaUpdatesPerSecond).toBeCloseTo((2.6 * 6 * 8) / 22, 9);
      expect(ceiling.boundBy).toMatch(/as a core of Zen 4 would, at 2600 MHz as measured$/);
    }
  });

  test('is not guessed: no clock, another kernel', () => {
    expect(cpuCeiling('symmetric', 1, { ...genoa, clockMHz: null })).toMatch(/clock rate is unknown/);
    expect(cpuCeiling('plain', 1, genoa)).toMatch(/plain TypeScript/);
  });
});

describe('the ceiling of a GPU', () => {
  test.each(['NVIDIA H200', 'NVIDIA: 570.86 nvidia, hopper, nvidia-h200'])('%s', (name) => {
    // 132 · 4 units · 4 updates · 1.98 GHz, and 132 · 128 bytes / 8 bytes · 1.98 GHz.
    for (const variant of ['texture', 'tile', 'plain'] as const) {
      expect((gpuCeiling(variant, name) as Ceiling).gigaUpdatesPerSecond).toBeCloseTo(4182, -1);
    }
  });

  test('of volumes: four texels to a fetch, and 16 bytes to an update of the gather', () => {
    expect((gpuCeiling('texture', 'NVIDIA H200') as Ceiling).gigaUpdatesPerSecond).toBeCloseTo(4182, -1);
    expect((gpuCeiling('gather', 'NVIDIA H200') as Ceiling).gigaUpdatesPerSecond).toBeCloseTo(2091, -1);
  });

  test.each(['NVIDIA H100', 'NVIDIA GeForce RTX 4090', 'apple', ''])('of "%s" is not guessed', (name) => {
    expect(gpuCeiling('tile', name)).toMatch(/GPU .*unknown/);
  });
});
