import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlainTwins } from '../../src/compute/cpu/plain-twins.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { wasmKernels } from '../../src/compute/cpu/wasm-kernels.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuExecutor, type CpuTaskName, type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { type DetectorPlan, type DetectorSettings, planDetector } from '../../src/physics/detector-plan.ts';
import { tubeScanSpectrum } from '../../src/physics/scan-spectrum.ts';
import { planTransmission, type TransmissionPlan } from '../../src/physics/transmission-plan.ts';
import {
  detect,
  fastDetect,
  fastMeanDeviation,
  fastTransmit,
  meanDeviation,
  transmit,
} from '../kernels/as-functions.ts';
import { expectSameBits } from '../support/close.ts';
import { randomArray, seededRandom } from '../support/random.ts';

// What a detector counts must not depend on who computes: here the same bits are asked for, and no tolerance is needed.

test('these kernels run: nothing here is compared with itself', () => {
  expect(wasmKernels()).not.toBeNull();
});

const floats = (values: Iterable<number>) => Float32Array.from(values);

describe('fast transmission against its plain twin', () => {
  function expectSameSignals(plan: TransmissionPlan, paths: readonly Float32Array[], share: number): void {
    const random = seededRandom(paths[0]!.length);
    const before = paths[0]!.map(() => random());
    expectSameBits(fastTransmit(plan, paths, share, before), transmit(plan, paths, share, before));
  }

  test('depths about the largest that counts, beyond all reason, below 0 and too small for a normal number', () => {
    const justBelow = Math.fround(80 - 2 ** -17);
    const justAbove = Math.fround(80 + 2 ** -17);
    const depths = [0, -0, -3, 1e-45, 1e-39, 1e-8, 0.34657, 0.34658, 1, 30, 79.9, justBelow, 80, justAbove, 1000, 1e30];
    expectSameSignals({ weights: floats([1]), muPerMm: floats([1]) }, [floats(depths)], 1);
    const [, , zero] = fastTransmit(
      { weights: floats([1]), muPerMm: floats([1]) },
      [floats([80, 79, 81])],
      1,
      floats([0, 0, 0]),
    );
    expect(zero).toBe(0);
  });

  test('every exponent of two that a depth meets', () => {
    const depths = Array.from({ length: 40_000 }, (_, i) => i / 480);
    expectSameSignals({ weights: floats([0.7]), muPerMm: floats([1]) }, [floats(depths)], 0.25);
  });

  test('no rays', () => {
    expect(fastTransmit({ weights: floats([1]), muPerMm: floats([1]) }, [floats([])], 1, floats([]))).toHaveLength(0);
  });

  test('a tube’s beam through three materials', () => {
    const spectrum = tubeScanSpectrum({ voltageKV: 120, filtrationMmAluminium: 6, filtrationMmCopper: 0.1 });
    const random = seededRandom(1);
    const paths = [400, 60, 30].map((most) => floats(Array.from({ length: 5003 }, () => most * random() ** 2)));
    expectSameSignals(planTransmission(spectrum, ['water', 'cortical-bone', 'titanium']), paths, 1 / 4);
  });

  test('a soft beam through much metal, down to nothing', () => {
    const spectrum = tubeScanSpectrum({ voltageKV: 40, filtrationMmAluminium: 0, filtrationMmCopper: 0 });
    const random = seededRandom(2);
    const paths = [60, 100].map((most) => floats(Array.from({ length: 5003 }, () => most * random() ** 2)));
    expectSameSignals(planTransmission(spectrum, ['iron', 'water']), paths, 1 / 4);
  });

  test('any beams, materials and numbers of rays', () => {
    const cases = fc.record({
      rays: fc.integer({ min: 1, max: 45 }),
      materials: fc.integer({ min: 1, max: 5 }),
      bins: fc.integer({ min: 1, max: 25 }),
      mostMm: fc.constantFrom(0, 1e-6, 1, 300, 1e5),
      mostMu: fc.constantFrom(0, 1e-3, 0.05, 10),
      share: fc.constantFrom(1, 1 / 2, 1 / 3, 1 / 4),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(cases, ({ rays, materials, bins, mostMm, mostMu, share, seed }) => {
        const random = seededRandom(seed);
        const many = (length: number, most: number) => floats(Array.from({ length }, () => most * random()));
        // Materials that are taken out of others have paths below 0 where rounding leaves them.
        const paths = Array.from({ length: materials }, () => many(rays, mostMm).map((path) => path - mostMm / 50));
        // Some rays meet nothing.
        for (const path of paths) path.fill(0, 0, Math.floor(rays / 3));
        const plan = { weights: many(bins, 2 / bins), muPerMm: many(bins * materials, mostMu) };
        expectSameSignals(plan, paths, share);
      }),
      { seed: 9, numRuns: 200 },
    );
  });
});

const plain: DetectorSettings = {
  electronicNoise: 0,
  crosstalk: 0,
  deadChannels: [],
  gainDrift: 0,
  scatterToPrimary: 0,
};

describe('fast detection against its plain twin', () => {
  function expectSameReadings(plan: DetectorPlan, signals: Float32Array, firstView = 0): void {
    const expected = detect(plan, signals, firstView);
    const actual = fastDetect(plan, signals, firstView);
    expectSameBits(actual.lineIntegrals, expected.lineIntegrals);
    expect(actual.starved).toEqual(expected.starved);
  }

  const detectors: Record<string, DetectorSettings> = {
    'without noise': plain,
    'that sees 1 photon': { ...plain, photons: 1 },
    'that sees 30 photons': { ...plain, photons: 30 },
    'that sees 64 photons': { ...plain, photons: 64 },
    'that sees 1000 photons': { ...plain, photons: 1000 },
    'that sees 10⁵ photons': { ...plain, photons: 1e5 },
    'that sees 10⁹ photons': { ...plain, photons: 1e9 },
    'with noise of its electronics alone': { ...plain, photons: 1, electronicNoise: 1e6 },
    'with every fault': {
      photons: 2e4,
      electronicNoise: 12,
      crosstalk: 0.07,
      deadChannels: [17, 300],
      gainDrift: 0.01,
      scatterToPrimary: 0.3,
    },
    'with every fault but noise': {
      ...plain,
      crosstalk: 1,
      deadChannels: [0, 500],
      gainDrift: 0.5,
      scatterToPrimary: 1,
    },
  };
  test.each(Object.entries(detectors))('a detector %s', (_, settings) => {
    const random = seededRandom(7);
    const signals = floats(Array.from({ length: 40 * 501 }, () => Math.exp(-9 * random())));
    expectSameReadings(planDetector(settings, 501, 4_000_000_000, 1), signals, 33);
  });

  test.each([0.01, 1, 20, 62, 63.999996, 64, 64.00001, 70])('counts of mean %s', (mean) => {
    // So many that the tails of both kinds of count are among them.
    const signals = new Float32Array(60 * 1001).fill(1);
    const settings = { ...plain, photons: mean };
    expectSameReadings(planDetector(settings, 1001, Math.round(mean * 100), 1), signals);
  });

  test('views of 0, of 1, of more than 1, and of all at once', () => {
    const values = [0, 1, 1.25, 1e-30, 2 ** -20, Math.fround(2 ** -20 - 2 ** -45), 0.5, 3, 0];
    const rows = [...values.map((value) => values.map(() => value)), values];
    for (const photons of [undefined, 1, 1000]) {
      for (const scatterToPrimary of [0, 0.5]) {
        const settings = { ...plain, photons, crosstalk: 0.2, scatterToPrimary, deadChannels: [2, 8] };
        expectSameReadings(planDetector(settings, values.length, 5, 1 / 0.0206), floats(rows.flat()));
      }
    }
  });

  test('as many channels as a scan may have', () => {
    const signals = new Float32Array(2 * 16_384).fill(0.5);
    expectSameReadings(planDetector({ ...plain, scatterToPrimary: 1 }, 16_384, 1, 1), signals);
  });

  test('no views', () => {
    const { lineIntegrals, starved } = fastDetect(planDetector(plain, 5, 1, 1), floats([]), 3);
    expect([lineIntegrals.length, starved.length]).toEqual([0, 0]);
  });

  test('any detectors, signals and numbers of channels', () => {
    const cases = fc.record({
      views: fc.integer({ min: 1, max: 6 }),
      channels: fc.integer({ min: 1, max: 41 }),
      firstView: fc.nat({ max: 20_000 }),
      seed: fc.nat({ max: 2 ** 32 - 1 }),
      depth: fc.constantFrom(0, 1, 5, 12, 40),
      photons: fc.oneof(fc.constant(undefined), fc.constantFrom(1, 5, 80, 1e3, 1e9), fc.integer({ min: 1, max: 1e6 })),
      electronicNoise: fc.constantFrom(0, 0, 1, 10, 1e6),
      crosstalk: fc.constantFrom(0, 0.05, 1),
      gainDrift: fc.constantFrom(0, 0.01, 1),
      scatterToPrimary: fc.constantFrom(0, 0.2, 1),
      outputScale: fc.constantFrom(1, 1 / 0.0206),
    });
    fc.assert(
      fc.property(cases, ({ views, channels, firstView, seed, depth, outputScale, ...settings }) => {
        const random = seededRandom(seed);
        const signals = floats(Array.from({ length: views * channels }, () => 1.2 * Math.exp(-depth * random())));
        const deadChannels = random() < 0.3 ? [Math.floor(random() * channels)] : [];
        const plan = planDetector({ ...settings, deadChannels }, channels, seed, outputScale);
        expectSameReadings(plan, signals, firstView);
      }),
      { seed: 9, numRuns: 400 },
    );
  });
});

test('fast deviations from parabolas against their plain twin, for any detectors', () => {
  const cases = fc.record({
    views: fc.integer({ min: 0, max: 9 }),
    more: fc.integer({ min: 0, max: 5 }),
    channels: fc.integer({ min: 1, max: 40 }),
    most: fc.constantFrom(0, 1e-4, 0.03, 1, 100),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(cases, ({ views, more, channels, most, seed }) => {
      const values = randomArray(views * channels, seed);
      const row = randomArray(channels, seed + 1);
      const total = views + more + 1;
      expect(fastMeanDeviation(values, row, most, total)).toEqual(meanDeviation(values, row, most, total));
    }),
    { seed: 9, numRuns: 200 },
  );
});

/** Runs tasks in place on copies, as a message to another thread makes them. */
class CloningExecutor implements CpuExecutor {
  readonly lanes = 3;
  readonly #executor = new InPlaceExecutor(cpuTasks);

  run<Name extends CpuTaskName>(name: Name, ...args: Parameters<CpuTasks[Name]>): Promise<ReturnType<CpuTasks[Name]>> {
    return this.#executor.run(name, ...structuredClone(args));
  }

  dispose(): void {}
}

describe.each([
  ['memory that all lanes see', true],
  ['copied memory', false],
])('the operators with %s', (_, sharesMemory) => {
  const ROWS = 5;
  const [views, channels] = [10, 33];
  const random = seededRandom(2);
  const paths = [300, 20].map((most) => floats(Array.from({ length: views * channels }, () => most * random())));
  const beam = { weights: floats([0.4, 0.6]), muPerMm: floats([0.02, 0.06, 0.018, 0.04]) };
  const detector = planDetector({ ...plain, photons: 4000, electronicNoise: 5, crosstalk: 0.1 }, channels, 9, 1, ROWS);

  async function scanned(executor: CpuExecutor) {
    const operators = new CpuOperators(executor, { sharesMemory });
    const arrays = await Promise.all(paths.map((path) => operators.upload(path, views, channels)));
    const signals = await operators.create(views, channels);
    const lineIntegrals = await operators.create(views, channels);
    const starved = await operators.create(views, 1);
    const scatter = await operators.create(views / ROWS, 1);
    for (const range of [
      { from: 3, to: views },
      { from: 0, to: 3 },
    ]) {
      await operators.transmit(beam, arrays, 1 / 2, signals, range);
      await operators.transmit(beam, arrays, 1 / 2, signals, range);
      await operators.detect(detector, signals, scatter, lineIntegrals, starved, range);
    }
    const row = await operators.upload(paths[0]!.slice(0, channels), 1, channels);
    const deviations = await operators.create(1, channels);
    await operators.meanDeviation(lineIntegrals, row, 0.5, deviations);
    return {
      lineIntegrals: lineIntegrals.data.slice(),
      starved: starved.data.slice(),
      deviations: deviations.data.slice(),
    };
  }

  test('give the same bits by fast and by plain twins', async () => {
    const actual = await scanned(new CloningExecutor());
    const expected = await scanned(new PlainTwins<CpuTasks>(new CloningExecutor()));
    expectSameBits(actual.lineIntegrals, expected.lineIntegrals);
    expect(actual.starved).toEqual(expected.starved);
    expectSameBits(actual.deviations, expected.deviations);
  });
});
