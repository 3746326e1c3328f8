import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { withoutSortedStripes } from '../../src/readings/sorted-stripes.ts';
import { withoutWaveletStripes } from '../../src/readings/wavelet-stripes.ts';
import { npyBytes } from '../support/npy.ts';
import { runOf } from '../support/physical-runs.ts';
import { rmsDifference } from '../support/walk.ts';

const [VIEWS, CHANNELS] = [48, 64];
/** A sinogram of waves, with a stripe in every channel, a strong one in channel 19 and channel 40 dead. */
const striped = Float32Array.from({ length: VIEWS * CHANNELS }, (_, i) => {
  const [v, k] = [Math.floor(i / CHANNELS), i % CHANNELS];
  if (k === 40) return 1.1 + 0.001 * Math.sin(v);
  const waves = 2 + 0.5 * Math.sin(0.11 * k + 0.21 * v) + 0.3 * Math.cos(0.009 * k * k + 0.5 * v);
  const grain = 0.03 * Math.sin(12.9898 * (k + 1) + 78.233 * (v + 1) * (k + 2));
  return (waves + grain + 0.1 * Math.sin(12.9898 * (k + 1))) * (k === 19 ? 1.5 : 1);
});
const PLACES = [
  [0, 0],
  [7, 19],
  [20, 40],
  [30, 41],
  [47, 63],
  [11, 5],
] as const;
const at = (values: Float32Array) => PLACES.map(([v, k]) => values[v * CHANNELS + k]!);
const sorted = { channels: CHANNELS, window: 5, sensitivity: 3 };

/** Once made of the same sinogram by algotom 1.6 (its author is the paper’s), and by PyWavelets 1.8 after Münch’s own listing. */
const ELSEWHERE = [
  [
    'sorting',
    () => withoutSortedStripes(striped, { ...sorted, wideWindow: null }).readings,
    [2.396346, 2.167593, 2.370499, 1.535021, 1.560129, 2.478338],
    0.171229,
  ],
  [
    'sorting, dead and strong channels too',
    () => withoutSortedStripes(striped, { ...sorted, wideWindow: 51 }).readings,
    [2.235423, 2.055275, 2.413888, 1.633737, 1.488715, 2.347618],
    0.208673,
  ],
  [
    'the wavelet–Fourier filter',
    () => withoutWaveletStripes(striped, { channels: CHANNELS, levels: 3, damping: 1.5 }),
    [2.445322, 2.418617, 2.013071, 1.549331, 1.367729, 2.463986],
    0.167031,
  ],
] as const;

describe('stripes', () => {
  test.each(ELSEWHERE)('by %s are what other programs take out', (_, cure, values, removed) => {
    const cured = cure();
    for (const [i, value] of at(cured).entries()) expect(value).toBeCloseTo(values[i]!, 4);
    expect(rmsDifference(cured, striped)).toBeCloseTo(removed, 4);
  });

  test('a median over channels is that of a window of mirror images at the ends', () => {
    const rows = Float32Array.of(5, 1, 4, 2, 8, 3, 9);
    // One view: sorting changes nothing, and the median is all that is left.
    const { readings } = withoutSortedStripes(rows, { channels: 7, window: 3, wideWindow: null, sensitivity: 3 });
    expect([...readings]).toEqual([5, 4, 2, 4, 3, 8, 9]);
  });
});

describe('rings of gains that have drifted', () => {
  const scan = { views: 90, channels: 96, channelSpacingMm: 2.5 };
  const beam = { kind: 'monochromatic' };
  // Without fine detail: of 96 channels a median over five reaches across what is fine.
  const body = {
    version: 1,
    name: 'an ellipse aside',
    fieldSizeMm: 240,
    values: 'relative-to-water',
    composition: 'add',
    shapes: [{ type: 'ellipse', x: 18, y: -12, semiAxisX: 88, semiAxisY: 70, value: 1 }],
  };
  const operators = () => new CpuOperators(new InPlaceExecutor(cpuTasks));
  const of = (acquisition: object, corrections: object[] = []) =>
    runOf(operators(), { phantom: body, scan, acquisition: { beam, ...acquisition }, corrections });

  test('fall by each way, and the report says by how much', async () => {
    const still = await of({ noise: { photons: 1e6 } });
    const drifting = { noise: { photons: 1e6 }, gainDrift: 0.02 };
    const before = rmsDifference((await of(drifting)).values, still.values);
    for (const by of ['drift', 'sorting', 'all', 'wavelet']) {
      const { readings, findings } = await of(drifting, [{ kind: 'rings', by, window: 5, levels: 2 }]);
      expect(rmsDifference(readings, still.values), by).toBeLessThan(0.9 * before);
      const figures = (findings.rings as { figures: { rms: number } }).figures;
      expect(figures.rms, by).toBeGreaterThan(0.5 * before);
      expect(figures.rms, by).toBeLessThan(2 * before);
    }
  });

  test('of a measurement each row of the detector is cured by itself', async () => {
    const [views, rows] = [VIEWS, 2];
    const stack = new Float32Array(views * rows * CHANNELS);
    for (let view = 0; view < views; view++) {
      const row = striped.subarray(view * CHANNELS, (view + 1) * CHANNELS);
      stack.set(row, view * rows * CHANNELS);
      stack.set(row.toReversed(), (view * rows + 1) * CHANNELS);
    }
    const given = {
      measurement: { sinogram: 'stack.npy', axes: 'views-rows-channels', firstRow: 'lowest' },
      scan: {
        ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 300, sourceToDetectorMm: 600 },
        ...{ channelSpacingMm: 1, rowSpacingMm: 1 },
      },
      corrections: [{ kind: 'rings', by: 'sorting', window: 5 }],
    };
    const { readings } = await runOf(operators(), given, { 'stack.npy': npyBytes(stack, [views, rows, CHANNELS]) });
    const alone = withoutSortedStripes(striped, { ...sorted, wideWindow: null }).readings;
    for (const view of [0, 20, 47]) {
      const from = view * rows * CHANNELS;
      expect(readings.slice(from, from + CHANNELS)).toEqual(alone.slice(view * CHANNELS, (view + 1) * CHANNELS));
      expect(readings.slice(from + CHANNELS, from + 2 * CHANNELS).reverse()).toEqual(
        alone.slice(view * CHANNELS, (view + 1) * CHANNELS),
      );
    }
  });
});
