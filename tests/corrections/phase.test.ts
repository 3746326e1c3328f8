import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { filterOf } from '../../src/corrections/phase/correct.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { withPhaseRetrieved } from '../../src/readings/phase-retrieval.ts';
import { npyBytes } from '../support/npy.ts';
import { runOf } from '../support/physical-runs.ts';

const of = (rows: number, channels: number, read: (row: number, channel: number) => number) =>
  Float32Array.from({ length: rows * channels }, (_, i) => read(Math.floor(i / channels), i % channels));

describe('phase retrieval', () => {
  test('undoes what propagation does to a wave of absorption, to first order', () => {
    // 1 + a·cos is mirrored into itself at both ends, and sharpened by 1 + α·k² (the transport-of-intensity equation).
    const [rows, channels, alphaMm2, channelSpacingMm, rowSpacingMm] = [8, 64, 0.04, 0.1, 0.2];
    for (const height of [1, rows]) {
      const [m, n] = [3, height === 1 ? 0 : 2];
      const wave = (row: number, channel: number) =>
        0.2 * Math.cos((Math.PI * m * (channel + 0.5)) / channels) * Math.cos((Math.PI * n * (row + 0.5)) / rows);
      const squared = ((Math.PI * m) / channels / channelSpacingMm) ** 2 + ((Math.PI * n) / rows / rowSpacingMm) ** 2;
      const sharp = of(height, channels, (r, k) => -Math.log(0.6 * (1 + wave(r, k) * (1 + alphaMm2 * squared))));
      const settings = { rows: height, channels, alphaMm2, channelSpacingMm, rowSpacingMm };
      const retrieved = withPhaseRetrieved(sharp, settings);
      const plain = of(height, channels, (r, k) => -Math.log(0.6 * (1 + wave(r, k))));
      for (const [i, value] of retrieved.entries()) expect(value).toBeCloseTo(plain[i]!, 5);
    }
  });

  test('leaves what is even as it is, and everything where the phase is not shifted', () => {
    const settings = { rows: 1, channels: 50, alphaMm2: 3, channelSpacingMm: 0.1, rowSpacingMm: 1 };
    for (const value of withPhaseRetrieved(new Float32Array(100).fill(1.3), settings))
      expect(value).toBeCloseTo(1.3, 6);
    const readings = of(2, 50, (row, channel) => Math.sin(row + channel));
    const same = withPhaseRetrieved(readings, { ...settings, alphaMm2: 0 });
    for (const [i, value] of same.entries()) expect(value).toBeCloseTo(readings[i]!, 6);
  });

  test('gives what NumPy gives', () => {
    const read = (r: number, k: number) =>
      0.8 +
      0.5 * Math.sin(0.31 * k + 0.2 * r) +
      0.2 * Math.cos(0.02 * k * k) +
      0.1 * Math.sin(12.9898 * (k + 1) * (r + 1));
    // Once made by numpy.fft over views and their mirror images.
    const settings = { channels: 50, alphaMm2: 0.05, channelSpacingMm: 0.1, rowSpacingMm: 0.2 };
    const line = withPhaseRetrieved(of(1, 50, read), { ...settings, rows: 1 });
    for (const [k, value] of [
      [0, 1.21555],
      [7, 1.07822],
      [25, 1.08166],
      [49, 1.14502],
    ] as const) {
      expect(line[k]).toBeCloseTo(value, 3);
    }
    const plane = withPhaseRetrieved(of(20, 50, read), { ...settings, rows: 20 });
    for (const [r, k, value] of [
      [0, 0, 1.23732],
      [7, 25, 0.86273],
      [19, 49, 0.56973],
      [12, 3, 0.83027],
    ] as const) {
      expect(plane[r * 50 + k]).toBeCloseTo(value, 3);
    }
  });

  test('brings back a thickness from its wave field, propagated', () => {
    const [count, spacingMm, sigmaMm, most] = [256, 0.002, 0.03, 0.3];
    const settings = { deltaOverBeta: 200, distanceMm: 300, energyKeV: 25 };
    const scan = arcScan(
      { views: 1, startRad: 0, arcRad: Math.PI },
      { channels: count, channelSpacingMm: spacingMm, offset: 0 },
    );
    const wavelengthMm = 1.239841984e-6 / 25;
    const attenuated = of(1, count, (_, k) => most * Math.exp(-(((k - 127.5) * spacingMm) ** 2) / (2 * sigmaMm ** 2)));
    // ψ = exp(−(1 + i·δ/β)·μT/2), times exp(−iπλz·f²) of its transform (Fresnel).
    let field = [...attenuated].map((value) => polar(Math.exp(-value / 2), (-settings.deltaOverBeta * value) / 2));
    field = transform(
      transform(field, -1).map((value, i) => {
        const f = (i <= count / 2 ? i : i - count) / (count * spacingMm);
        return times(value, polar(1 / count, -Math.PI * wavelengthMm * settings.distanceMm * f ** 2));
      }),
      1,
    );
    const measured = Float32Array.from(field, ([re, im]) => -Math.log(re ** 2 + im ** 2));
    const filter = filterOf(scan, settings);
    const retrieved = withPhaseRetrieved(measured, { rows: 1, channels: count, ...filter });
    const worst = (values: Float32Array) => Math.max(...values.map((value, i) => Math.abs(value - attenuated[i]!)));
    expect(worst(measured)).toBeGreaterThan(0.1 * most);
    expect(worst(retrieved)).toBeLessThan(0.02 * most);
  });

  test('is made to a measurement, and says how wide it smooths', async () => {
    const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
    const readings = of(12, 40, (view, channel) => Math.abs(Math.sin(view + channel)));
    const json = {
      measurement: { sinogram: 'sinogram.npy' },
      scan: { channelSpacingMm: 0.01 },
      corrections: [{ kind: 'phase', deltaOverBeta: 500, distanceMm: 80, energyKeV: 20 }],
    };
    const files = { 'sinogram.npy': npyBytes(readings, [12, 40]) };
    const run = await runOf(operators, json, files);
    const alphaMm2 = (80 * (1.239841984e-6 / 20) * 500) / (4 * Math.PI);
    const figures = (run.findings.phase as { figures: Record<string, number> }).figures;
    expect(figures.alphaMm2).toBeCloseTo(alphaMm2, 9);
    expect(figures.widthChannels).toBeCloseTo(Math.sqrt(alphaMm2) / 0.01, 6);
    const settings = { rows: 1, channels: 40, alphaMm2, channelSpacingMm: 0.01, rowSpacingMm: 1 };
    const alone = withPhaseRetrieved(readings, settings);
    for (const [i, value] of run.readings.entries()) expect(value).toBeCloseTo(alone[i]!, 6);
  });

  test('is the same of a phantom in units of its own, in which water is 1', async () => {
    const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
    const runIn = (values: string, value: number) =>
      runOf(operators, {
        phantom: phantomIn(values, value),
        scan: { views: 12, channels: 60, channelSpacingMm: 3 },
        corrections: [{ kind: 'phase', deltaOverBeta: 1e6, distanceMm: 1e5, energyKeV: 20 }],
      });
    const [absolute, relative] = [await runIn('relative-to-water', 1), await runIn('arbitrary', 1)];
    const most = Math.max(...absolute.readings);
    expect(most).toBeGreaterThan(2);
    for (const [i, value] of relative.readings.entries())
      expect(Math.abs(0.02059 * value - absolute.readings[i]!)).toBeLessThan(1e-5 * most);
  });

  test('is not of readings in arbitrary units, which no beam came through', async () => {
    const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
    const files = { 'counts.npy': npyBytes(new Float32Array(12 * 40).fill(9), [12, 40]) };
    const measurement = { sinogram: 'counts.npy', kind: 'arbitrary' };
    const run = runOf(operators, { measurement, corrections: [{ kind: 'phase' }] }, files);
    await expect(run).rejects.toThrow('the correction "phase" needs readings that say how much of a beam came through');
  });
});

const phantomIn = (values: string, value: number) => ({
  ...{ version: 1, name: 'disk', values, composition: 'add', fieldSizeMm: 200 },
  shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 80, semiAxisY: 70, value }],
});

type Complex = readonly [number, number];

function polar(size: number, angle: number): Complex {
  return [size * Math.cos(angle), size * Math.sin(angle)];
}

function times([a, b]: Complex, [c, d]: Complex): Complex {
  return [a * c - b * d, a * d + b * c];
}

/** The sum itself, of few points. */
function transform(values: readonly Complex[], sign: number): Complex[] {
  const count = values.length;
  return values.map((_, k) => {
    let [re, im] = [0, 0];
    for (const [n, value] of values.entries()) {
      const [a, b] = times(value, polar(1, (sign * 2 * Math.PI * ((k * n) % count)) / count));
      re += a;
      im += b;
    }
    return [re, im];
  });
}
