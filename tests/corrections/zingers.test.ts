import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { npyBytes } from '../support/npy.ts';
import { runOf } from '../support/physical-runs.ts';
import { seededRandom } from '../support/random.ts';

const operators = () => new CpuOperators(new InPlaceExecutor(cpuTasks));
const CHANNELS = 160;
const scans = {
  'parallel views, few': { views: 91, channels: CHANNELS, channelSpacingMm: 2.5 },
  'a flat panel': { geometry: 'fan', detector: 'flat', views: 180, channels: CHANNELS, channelSpacingMm: 4.5 },
} as const;
const corrections = [{ kind: 'zingers' }];

/** Hits of one to three channels, from a tenth of the open beam to twice as much. */
function struck(
  readings: Float32Array,
  count: number,
): { readonly with: Float32Array; readonly hit: readonly number[] } {
  const random = seededRandom(7);
  const out = readings.slice();
  const hit = new Set<number>();
  for (let i = 0; i < count; i++) {
    const first = Math.floor(random() * readings.length);
    const signal = 0.1 * 20 ** random();
    const width = 1 + Math.floor(3 * random());
    for (let at = first; at < Math.min(readings.length, first + width); at++) {
      out[at] = -Math.log(Math.exp(-out[at]!) + signal);
      hit.add(at);
    }
  }
  return { with: out, hit: [...hit] };
}

const rmsAt = (places: readonly number[], a: Float32Array, b: Float32Array) =>
  Math.sqrt(places.reduce((sum, i) => sum + (a[i]! - b[i]!) ** 2, 0) / places.length);

describe.each(Object.entries(scans))('of %s', (_, scan) => {
  test('sharp things stay, with noise and without', async () => {
    for (const [phantom, acquisition] of [
      ['pins', {}],
      ['thorax', { beam: { kind: 'monochromatic' }, noise: { photons: 1e5 } }],
    ]) {
      const { values, readings, findings } = await runOf(operators(), { phantom, scan, acquisition, corrections });
      const changed = [...values.keys()].filter((i) => readings[i] !== values[i]);
      expect(findings).toEqual({ zingers: { figures: { replaced: changed.length, readings: values.length } } });
      // Less than one in a thousand was asked for; there are none.
      expect(changed.length).toBe(0);
    }
  });
});

test('a measurement’s zingers go, and nothing else', async () => {
  const scan = { views: 180, channels: CHANNELS, channelSpacingMm: 2.5 };
  const acquisition = { beam: { kind: 'monochromatic' }, noise: { photons: 1e5 } };
  const { values } = await runOf(operators(), { phantom: 'thorax', scan, acquisition });
  const { with: measured, hit } = struck(values, 60);
  const files = { 'sinogram.npy': npyBytes(measured as Float32Array<ArrayBuffer>, [180, CHANNELS]) };
  const given = {
    measurement: { sinogram: 'sinogram.npy', kind: 'line-integrals' },
    scan: { channelSpacingMm: 2.5 },
    corrections,
  };
  const { readings, findings } = await runOf(operators(), given, files);
  const changed = [...measured.keys()].filter((i) => readings[i] !== measured[i]);
  expect(findings).toMatchObject({ zingers: { figures: { replaced: changed.length } } });
  // Those that stay lie where traces of the object are as low; most of what they do wrong goes.
  expect(changed.filter((i) => hit.includes(i)).length / hit.length).toBeGreaterThan(0.8);
  expect(rmsAt(hit, readings, values)).toBeLessThan(0.35 * rmsAt(hit, measured, values));
  // What else is replaced lies beside them.
  expect(changed.filter((i) => !hit.includes(i)).length).toBeLessThan(3);

  const lax = { ...given, corrections: [{ kind: 'zingers', threshold: 50 }] };
  const kept = await runOf(operators(), lax, files);
  expect(kept.readings.filter((value, i) => value !== measured[i]).length).toBeLessThan(changed.length);
});

test('each row of a detector is looked at by itself', async () => {
  const [views, rows, channels] = [24, 3, 40];
  const random = seededRandom(3);
  const stack = Float32Array.from(
    { length: views * rows * channels },
    (_, i) => 1 + (Math.floor(i / channels) % rows) + 0.01 * random(),
  );
  const at = (view: number, row: number, channel: number) => (view * rows + row) * channels + channel;
  stack[at(10, 1, 20)]! -= 0.5;
  stack[at(11, 2, 20)]! -= 0.5;
  const given = {
    measurement: { sinogram: 'stack.npy', kind: 'line-integrals', firstRow: 'lowest', axes: 'views-rows-channels' },
    scan: {
      ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 300, sourceToDetectorMm: 600 },
      ...{ channelSpacingMm: 1, rowSpacingMm: 1, arcDeg: 36 },
    },
    corrections,
  };
  const { readings, findings } = await runOf(operators(), given, {
    'stack.npy': npyBytes(stack, [views, rows, channels]),
  });
  expect(findings).toMatchObject({ zingers: { figures: { replaced: 2, readings: stack.length } } });
  expect(Math.abs(readings[at(10, 1, 20)]! - 2)).toBeLessThan(0.02);
  expect(Math.abs(readings[at(11, 2, 20)]! - 3)).toBeLessThan(0.02);
});
