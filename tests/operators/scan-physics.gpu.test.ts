import { beforeAll, describe, expect, test } from 'vitest';
import { applyPolynomial } from '../../src/kernels/apply-polynomial/spec.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { type DetectorSettings, planDetector, scatterOfViews } from '../../src/physics/detector-plan.ts';
import { monochromatic, tubeScanSpectrum } from '../../src/physics/scan-spectrum.ts';
import { planTransmission } from '../../src/physics/transmission-plan.ts';
import { calibrateWater } from '../../src/physics/water-calibration.ts';
import { detect, rows, transmit } from '../kernels/as-functions.ts';
import { plainly } from '../kernels/plainly.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { seededRandom } from '../support/random.ts';

// What a detector counts must not depend on who computes: of the same path lengths both twins make the same bits. A GPU
// that rounds another way than to nearest, which WGSL allows, would show here.

let gpu: GpuOperators;

beforeAll(async () => {
  const device = await sharedTestDevice();
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  // Bands of a few views: what holds for them holds for a single one.
  const bytes = 13 * CHANNELS * Float32Array.BYTES_PER_ELEMENT;
  const limits = { maxStorageBufferBindingSize: bytes, maxBufferSize: bytes };
  gpu = await GpuOperators.create({ device, description }, limits);
});

const VIEWS = 40;
/** A detector of several rows: so many of them are one view. */
const ROWS = 5;
const CHANNELS = 501;
const tube = tubeScanSpectrum({ voltageKV: 120, filtrationMmAluminium: 6, filtrationMmCopper: 0.1 });

function randomPaths(mostMm: number, columns: number, seed: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  return Float32Array.from({ length: VIEWS * columns }, () => mostMm * random() ** 2);
}

function differingBits(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  const [first, second] = [a, b].map((values) => new Uint32Array(values.slice().buffer));
  return first!.reduce((count, bits, i) => count + (bits === second![i] ? 0 : 1), 0);
}

describe('transmission', () => {
  test.each([
    ['one energy', monochromatic(70), 1],
    ['a tube', tube, 1],
    ['a tube, one ray of three', tube, 1 / 3],
  ])('of %s has the same bits as on the CPU', async (_, spectrum, share) => {
    const plan = planTransmission(spectrum, ['water', 'cortical-bone', 'titanium']);
    const values = [randomPaths(400, CHANNELS, 1), randomPaths(60, CHANNELS, 2), randomPaths(30, CHANNELS, 3)];
    const before = share === 1 ? new Float32Array(VIEWS * CHANNELS) : randomPaths(0.6, CHANNELS, 4);
    const paths = await Promise.all(values.map((path) => gpu.upload(path, VIEWS, CHANNELS)));
    const signals = await gpu.upload(before, VIEWS, CHANNELS);
    await gpu.transmit(plan, paths, share, signals, { from: 0, to: 13 });
    await gpu.transmit(plan, paths, share, signals, { from: 13, to: VIEWS });
    expect(differingBits(await gpu.read(signals), transmit(plan, values, share, before))).toBe(0);
  });

  test('through much metal, down to nothing, has the same bits as on the CPU', async () => {
    const soft = tubeScanSpectrum({ voltageKV: 40, filtrationMmAluminium: 0, filtrationMmCopper: 0 });
    const plan = planTransmission(soft, ['iron', 'water']);
    const values = [randomPaths(60, CHANNELS, 5), randomPaths(100, CHANNELS, 6)];
    const paths = await Promise.all(values.map((path) => gpu.upload(path, VIEWS, CHANNELS)));
    const signals = await gpu.create(VIEWS, CHANNELS);
    await gpu.transmit(plan, paths, 1 / 4, signals, { from: 0, to: VIEWS });
    const expected = transmit(plan, values, 1 / 4, new Float32Array(VIEWS * CHANNELS));
    expect(differingBits(await gpu.read(signals), expected)).toBe(0);
    // Near the end of float32, and beyond it.
    expect(expected.some((value) => value > 0 && value < 1e-35)).toBe(true);
    expect(expected.includes(0)).toBe(true);
    const reading = planDetector(plain, CHANNELS, 1, 1);
    const out = await gpu.create(VIEWS, CHANNELS);
    const starved = await gpu.create(VIEWS, 1);
    const scatter = await gpu.create(VIEWS, 1);
    await gpu.detect(reading, signals, scatter, out, starved, { from: 0, to: VIEWS });
    expect(differingBits(await gpu.read(out), detect(reading, expected, 0).lineIntegrals)).toBe(0);
  });
});

const plain: DetectorSettings = {
  electronicNoise: 0,
  crosstalk: 0,
  deadChannels: [],
  gainDrift: 0,
  scatterToPrimary: 0,
};
const detectors: Record<string, DetectorSettings> = {
  'without noise': plain,
  'that sees 30 photons': { ...plain, photons: 30 },
  'that sees 1000 photons': { ...plain, photons: 1000 },
  'that sees 10⁵ photons': { ...plain, photons: 1e5 },
  'that sees 10⁶ photons': { ...plain, photons: 1e6 },
  'with every fault': {
    photons: 2e4,
    electronicNoise: 12,
    crosstalk: 0.07,
    deadChannels: [17, 300],
    gainDrift: 0.01,
    scatterToPrimary: 0.3,
  },
};

describe.each(Object.entries(detectors))('a detector %s', (_, settings) => {
  test('reads the same bits as on the CPU, whatever the ranges', async () => {
    const random = seededRandom(7);
    const signals = Float32Array.from({ length: VIEWS * CHANNELS }, () => Math.exp(-9 * random()));
    const plan = planDetector(settings, CHANNELS, 4_000_000_000, 1, ROWS);
    const expected = detect(plan, signals, 0);
    const input = await gpu.upload(signals, VIEWS, CHANNELS);
    const lineIntegrals = await gpu.create(VIEWS, CHANNELS);
    const starved = await gpu.create(VIEWS, 1);
    const steps = await gpu.create(VIEWS, 1);
    await gpu.scatterOfRows(input, steps);
    const scatter = await gpu.upload(scatterOfViews(plan, await gpu.read(steps)), VIEWS / ROWS, 1);
    await gpu.detect(plan, input, scatter, lineIntegrals, starved, { from: 25, to: VIEWS });
    await gpu.detect(plan, input, scatter, lineIntegrals, starved, { from: 0, to: 25 });
    expect(differingBits(await gpu.read(lineIntegrals), expected.lineIntegrals)).toBe(0);
    expect(await gpu.read(starved)).toEqual(expected.starved);
  });
});

test('the water correction is that of the CPU', async () => {
  const { correction } = calibrateWater(tube);
  const values = randomPaths(14, CHANNELS, 9).map((value) => value - 0.1);
  const corrected = await gpu.upload(values, VIEWS, CHANNELS);
  await gpu.applyPolynomial(correction, corrected);
  // Six terms in float32.
  expectRelativelyClose(
    await gpu.read(corrected),
    plainly(applyPolynomial, correction, { values: rows(values.slice(), CHANNELS) }).values.data,
    2e-6,
  );
});
