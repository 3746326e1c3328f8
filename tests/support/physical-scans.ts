import { describe, expect, test } from 'vitest';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import type { DeviceArray, Operators } from '../../src/operators/contract.ts';
import { InPlaceExecutor } from '../../src/operators/cpu/task-executor.ts';
import { muPerMm } from '../../src/physics/materials/attenuation-of-material.ts';
import { absorbedPart } from '../../src/physics/scan-spectrum.ts';
import { tubeSpectrum } from '../../src/physics/tube-spectrum.ts';
import { npyBytes } from './npy.ts';
import { seededRandom } from './random.ts';
import { rmsDifference } from './walk.ts';
import { WatchedOperators } from './watched-operators.ts';

/** What came out of an experiment. */
interface Outcome {
  readonly sinogram: Float32Array;
  readonly image: Float32Array;
  readonly truth: Float32Array;
  readonly waterMuPerMm: number;
  readonly effectiveEnergyKeV: number | null;
  readonly starvedFraction: number | null;
}

/** Inserts of the plastics phantom: x, y, density, and μ/ρ in cm²/g by keV (Hubbell & Seltzer, NISTIR 5632, 1995). */
const PLASTICS: readonly (readonly [number, number, number, Readonly<Record<number, number>>])[] = [
  [40.305, 40.305, 0.83, { 60: 0.197, 100: 0.1719 }],
  [0, 57, 0.92, { 60: 0.197, 100: 0.1719 }],
  [-40.305, -40.305, 1.19, { 60: 0.1924, 100: 0.1641 }],
];

type Json = { readonly phantom: unknown } & Readonly<Record<string, unknown>>;

const cylinder = (radiusMm: number, values: object = { values: 'relative-to-water' }, fill: object = { value: 1 }) => ({
  version: 1,
  name: `a cylinder of ${radiusMm} mm`,
  fieldSizeMm: 3 * radiusMm,
  composition: 'replace',
  ...values,
  shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: radiusMm, semiAxisY: radiusMm, ...fill }],
});

/**
 * What `physics` and `corrections` do, for any backend.
 *
 * @param everyCase whether the axis is found for every geometry and every lack of room is tried, or, where a software GPU
 * takes seconds for each, what depends on the device alone
 */
export function describePhysicalScans(operatorsOf: () => Operators, everyCase: boolean): void {
  const sessionOf = () => new Session<DeviceArray>(operatorsOf(), new InPlaceExecutor());

  const subjects = new Map<unknown, Subject>();

  async function runIn(session: Session<DeviceArray>, json: Json): Promise<Outcome> {
    const input = parseExperimentInput(json);
    // A session knows a subject again by its identity.
    const subject = subjects.get(json.phantom) ?? (await loadSubject(input, async () => new Uint8Array()));
    subjects.set(json.phantom, subject);
    for await (const _ of session.run(resolveExperiment(input, subject), subject));
    const { sinogram, image } = session.arrays;
    return {
      sinogram: await session.operators.read(sinogram!),
      image: await session.operators.read(image!),
      truth: session.truthValues!,
      waterMuPerMm: session.waterMuPerMm,
      effectiveEnergyKeV: session.effectiveEnergyKeV,
      starvedFraction: await session.starvedFraction(),
    };
  }
  async function run(json: Json): Promise<Outcome> {
    const session = sessionOf();
    const outcome = await runIn(session, json);
    session.release();
    return outcome;
  }

  const PIXELS = 64;
  const scan = { views: 96, channels: 129, channelSpacingMm: 2 };
  const reconstruction = { pixels: PIXELS, pixelSizeMm: 4 };
  const water = { phantom: cylinder(100), scan, reconstruction };
  const hounsfield = ({ image, waterMuPerMm }: Outcome) => image.map((mu) => 1000 * (mu / waterMuPerMm - 1));
  /** Mean over the pixels between two distances from a point, in mm. */
  const meanAt = (values: Float32Array, from: number, to: number, x = 0, y = 0, pixels = PIXELS, pixelSizeMm = 4) => {
    let [sum, count] = [0, 0];
    values.forEach((value, i) => {
      const px = ((i % pixels) - (pixels - 1) / 2) * pixelSizeMm;
      const py = ((pixels - 1) / 2 - Math.floor(i / pixels)) * pixelSizeMm;
      const distance = Math.hypot(px - x, py - y);
      if (distance < from || distance >= to) return;
      sum += value;
      count++;
    });
    return sum / count;
  };
  const difference = (a: Outcome, b: Outcome) => rmsDifference(hounsfield(a), hounsfield(b));
  const tube = { voltageKV: 120, filtrationMmAluminium: 6 };

  describe('a scan of one energy without noise', () => {
    test('is exactly the scan without physics, its energy being that of the phantom', async () => {
      const plain = await run(water);
      const physical = await run({ ...water, physics: {} });
      expect(physical.sinogram).toEqual(plain.sinogram);
      expect(physical.image).toEqual(plain.image);
      expect(physical.effectiveEnergyKeV).toBe(60);
      expect(plain.effectiveEnergyKeV).toBeNull();
    });

    test.each([50, 80, 120])('at %s keV has water at 0 HU and knows its attenuation', async (energyKeV) => {
      const outcome = await run({ ...water, physics: { energyKeV } });
      // NIST, μ/ρ of water in cm²/g; the table here differs by up to 0.3 %.
      const published = { 50: 0.2269, 80: 0.1837, 120: 0.1614 }[energyKeV]!;
      expect(Math.abs(outcome.waterMuPerMm / (published / 10) - 1)).toBeLessThan(4e-3);
      // Channels as wide as R/50 err in a disk's mass by up to 0.37·50^−1.5 = 0.1 %, a HU.
      expect(Math.abs(meanAt(hounsfield(outcome), 0, 80))).toBeLessThan(1.3);
      expect(outcome.starvedFraction).toBeNull();
    });

    test.each([60, 100])('at %s keV shows plastics as their attenuation says, within 4 HU', async (energyKeV) => {
      const outcome = await run({
        phantom: 'ct-number-plastics',
        scan: { views: 360, channels: 401, channelSpacingMm: 0.45 },
        reconstruction: { pixels: 256, pixelSizeMm: 0.7 },
        physics: { energyKeV },
      });
      const image = hounsfield(outcome);
      const seen = (x: number, y: number, values = image) => meanAt(values, 0, 4, x, y, 256, 0.7);
      for (const [x, y, density, massAttenuation] of PLASTICS) {
        const published = 1000 * ((massAttenuation[energyKeV]! * density) / (10 * outcome.waterMuPerMm) - 1);
        // NIST's figures and this table agree within 0.5 %, 5 HU.
        expect(Math.abs(seen(x, y) - published)).toBeLessThan(4 + 5);
      }
      const truth = hounsfield({ ...outcome, image: outcome.truth });
      for (let k = 0; k < 8; k++) {
        const [x, y] = [57 * Math.cos((k * Math.PI) / 4), 57 * Math.sin((k * Math.PI) / 4)];
        expect(Math.abs(seen(x, y) - seen(x, y, truth))).toBeLessThan(4);
      }
    });
  });

  describe('noise', () => {
    const noisy = (physics: object, seed = 1) => ({ ...water, seed, physics: { photons: 5e4, ...physics } });

    test('of the same seed is the same, bit by bit, of another seed another', async () => {
      const first = await run(noisy({}));
      expect((await run(noisy({}))).sinogram).toEqual(first.sinogram);
      expect((await run(noisy({}, 2))).sinogram).not.toEqual(first.sinogram);
    });

    test.each([
      [5e4, 0],
      [2e3, 0],
      [2e4, 40],
    ])('of %s photons and %s of the electronics has the variance 1/N + σ²/N²', async (photons, electronicNoise) => {
      const exact = await run(water);
      const { sinogram } = await run(noisy({ photons, electronicNoise }));
      // Readings of about the same N, in the middle of the cylinder: 96 views × 41 channels.
      let [squared, theory, count] = [0, 0, 0];
      for (let i = 0; i < sinogram.length; i++) {
        if (Math.abs((i % 129) - 64) > 20) continue;
        const mean = photons * Math.exp(-exact.sinogram[i]!);
        squared += (sinogram[i]! - exact.sinogram[i]!) ** 2;
        theory += 1 / mean + electronicNoise ** 2 / mean ** 2;
        count++;
      }
      // A variance of n readings is known to √(2/n), 2.3 % here: three times that, and the next term of the logarithm's
      // expansion, 5/2N of it for N = 32 at the least.
      expect(Math.abs(squared / theory - 1)).toBeLessThan(3 * Math.sqrt(2 / count) + 2.5 / (photons * Math.exp(-4.12)));
    });

    test('of an image has a variance in proportion to 1/dose', async () => {
      const exact = await run(water);
      const noiseOf = async (photons: number) => rmsDifference((await run(noisy({ photons }))).image, exact.image);
      // The same random words at both doses, so the ratio is known better than either.
      expect((await noiseOf(1e5)) / (await noiseOf(4e5))).toBeCloseTo(2, 1);
    });

    test('starves readings behind much water, and says which part', async () => {
      const { starvedFraction, sinogram } = await run(noisy({ photons: 30 }));
      expect(starvedFraction).toBeGreaterThan(0.05);
      const least = Math.fround(-Math.log(1 / 30));
      const starved = sinogram.filter((value) => value >= least * (1 - 1e-6)).length;
      // A single photon has the same logarithm as none.
      expect(starvedFraction! * sinogram.length).toBeLessThanOrEqual(starved);
      expect((await run(noisy({}))).starvedFraction).toBe(0);
    });
  });

  describe('a beam of many energies', () => {
    test('cups water, and the water correction makes it flat within 2 HU', async () => {
      const fine = { ...water, scan: { views: 180, channels: 259, channelSpacingMm: 1 } };
      const cupped = await run({ ...fine, physics: { spectrum: tube } });
      const flat = await run({ ...fine, physics: { spectrum: tube }, corrections: { water: true } });
      const cup = (outcome: Outcome) => meanAt(hounsfield(outcome), 80, 90) - meanAt(hounsfield(outcome), 0, 20);
      // Cupping of 20 cm of water at 120 kV without correction: some tens of HU.
      expect(cup(cupped)).toBeGreaterThan(15);
      expect(cup(cupped)).toBeLessThan(80);
      for (const [from, to] of [
        [0, 20],
        [20, 50],
        [50, 80],
        [80, 92],
      ] as const) {
        expect(Math.abs(meanAt(hounsfield(flat), from, to))).toBeLessThan(2);
      }
    });

    test('goes on through metal where nothing is counted', async () => {
      // Rays upwards through the middles of iron and of titanium: chords of circles and of the body's ellipse.
      const inBody = 2 * 100 * Math.sqrt(1 - (75 / 150) ** 2);
      const { energiesKeV, photons } = tubeSpectrum({
        ...tube,
        filtrationMmCopper: 0,
        voltageKV: 80,
        anodeAngleDeg: 7,
      });
      const through = (metal: 'iron' | 'titanium', lengthMm: number) => {
        const signals = photons.map((count, i) => count * energiesKeV[i]! * absorbedPart(energiesKeV[i]!));
        const total = signals.reduce((sum, signal) => sum + signal, 0);
        const left = signals.reduce((sum, signal, i) => {
          const depth =
            muPerMm('water', energiesKeV[i]!) * (inBody - lengthMm) + muPerMm(metal, energiesKeV[i]!) * lengthMm;
          return sum + signal * Math.exp(-depth);
        }, 0);
        return -Math.log(left / total);
      };
      const hip = {
        phantom: 'hip-with-metal',
        scan: { views: 90, arcDeg: 180, channels: 151, channelSpacingMm: 2 },
        reconstruction: { pixels: 16, pixelSizeMm: 20 },
      };
      const at80 = await run({ ...hip, physics: { spectrum: { ...tube, voltageKV: 80 } } });
      // Channel k stands at 2·(k − 75) mm; −75 mm lies between two, so the detector is moved by half a channel.
      const moved = { ...hip, scan: { ...hip.scan, offset: 0.5 } };
      const { sinogram } = await run({ ...moved, physics: { spectrum: { ...tube, voltageKV: 80 } } });
      const reading = (xMm: number) => sinogram[xMm / 2 + 75 + 0.5]!;
      expect(Math.abs(reading(-75) / through('iron', 10) - 1)).toBeLessThan(1e-3);
      expect(Math.abs(reading(75) / through('titanium', 20) - 1)).toBeLessThan(1e-3);
      // By a sum over all energies of all rays, one mm and 3° apart: 16.75, where they once ended at 13.86.
      expect(Math.max(...at80.sinogram)).toBeGreaterThan(16);
      expect(Math.max(...at80.sinogram)).toBeLessThan(17);
      expect(at80.starvedFraction).toBe(0);
      const at40 = await run({ ...hip, physics: { spectrum: { ...tube, voltageKV: 40 } } });
      expect(Math.max(...at40.sinogram)).toBeGreaterThan(50);
      expect(at40.starvedFraction).toBe(0);
      // A counting detector reads one photon at the least, and says so.
      const counted = await run({ ...hip, physics: { spectrum: { ...tube, voltageKV: 40 }, photons: 1e6 } });
      expect(Math.max(...counted.sinogram)).toBeCloseTo(Math.log(1e6), 4);
      expect(counted.starvedFraction).toBeGreaterThan(0.01);
    });

    test('ends where single precision does, and says so', async () => {
      const phantom = cylinder(50, { values: 'materials' }, { material: 'iron' });
      const { sinogram, starvedFraction } = await run({ ...water, phantom, physics: { spectrum: { voltageKV: 40 } } });
      expect(Math.max(...sinogram)).toBeCloseTo(115 * Math.LN2, 3);
      // Of 129 channels 2 mm apart some 50 see the cylinder, nearly all of them more iron than that.
      expect(starvedFraction).toBeGreaterThan(45 / 129);
      expect(starvedFraction).toBeLessThan(51 / 129);
    });

    test('leaves metal as it is where there is no scatter to be taken off', async () => {
      const hip = {
        phantom: 'hip-with-metal',
        scan: { views: 8, channels: 201, channelSpacingMm: 2 },
        reconstruction: { pixels: 16, pixelSizeMm: 20 },
        physics: { spectrum: { ...tube, voltageKV: 80 } },
      };
      const exact = await run(hip);
      const cured = await run({ ...hip, corrections: { scatter: true } });
      expect(rmsDifference(cured.sinogram, exact.sinogram)).toBe(0);
    });

    test.each([80, 140])('at %s kV has the mean of a water cylinder at 0 HU, corrected or not', async (voltageKV) => {
      const physics = { spectrum: { voltageKV } };
      for (const corrections of [{}, { water: true }]) {
        const outcome = await run({ ...water, physics, corrections });
        // The mean is the mass of a view over the cylinder's area.
        const mass = 2 * outcome.sinogram.slice(0, 129).reduce((sum, value) => sum + value, 0);
        expect(Math.abs(mass / (Math.PI * 100 ** 2 * outcome.waterMuPerMm) - 1)).toBeLessThan(2e-3);
      }
    });

    test('sees the same of a cylinder of water whether the phantom says water or a value', async () => {
      const physics = { spectrum: tube };
      const named = await run({
        ...water,
        phantom: cylinder(100, { values: 'materials' }, { material: 'water' }),
        physics,
      });
      expect(named.sinogram).toEqual((await run({ ...water, physics })).sinogram);
    });

    test('gives a phantom in units of its own back in these units', async () => {
      const phantom = cylinder(100, { values: 'arbitrary' });
      const outcome = await run({ ...water, phantom, physics: { spectrum: tube }, corrections: { water: true } });
      expect(meanAt(outcome.image, 0, 80)).toBeCloseTo(1, 2);
    });
  });

  describe('a detector', () => {
    const faulty = (physics: object) => run({ ...water, physics });

    test('whose channels have drifted reads −ln of its gains too much, the same in every view', async () => {
      const exact = await run(water);
      const { sinogram } = await faulty({ gainDrift: 0.02 });
      const shift = sinogram.map((value, i) => value - exact.sinogram[i]!);
      for (let i = 0; i < shift.length; i++) expect(Math.abs(shift[i]! - shift[i % 129]!)).toBeLessThan(2e-5);
      const rms = Math.sqrt(shift.reduce((sum, value) => sum + value ** 2, 0) / shift.length);
      // An RMS of 129 gains is known to 1/√(2·129), 6 %.
      expect(Math.abs(rms / 0.02 - 1)).toBeLessThan(0.2);
    });

    test('with a dead channel reads the least there and nothing else differs', async () => {
      const exact = await faulty({ crosstalk: 1e-9 });
      const { sinogram, starvedFraction } = await faulty({ deadChannels: [40] });
      expect(starvedFraction).toBeCloseTo(1 / 129, 6);
      sinogram.forEach((value, i) => {
        if (i % 129 === 40) expect(value).toBeCloseTo(20 * Math.LN2, 4);
        else expect(Math.abs(value - exact.sinogram[i]!)).toBeLessThan(1e-5);
      });
    });

    test('with crosstalk blurs what it measures, and loses nothing of it', async () => {
      const signals = (values: Float32Array) => values.slice(0, 129).map((value) => Math.exp(-value));
      const exact = signals((await run(water)).sinogram);
      const blurred = signals((await faulty({ crosstalk: 0.2 })).sinogram);
      for (let k = 1; k < 128; k++) {
        expect(blurred[k]).toBeCloseTo(0.8 * exact[k]! + 0.1 * (exact[k - 1]! + exact[k + 1]!), 5);
      }
    });

    test('that sees scatter sees less attenuation, most of it where there is most', async () => {
      const exact = await run(water);
      const { sinogram } = await faulty({ scatterToPrimary: 0.5 });
      const primary = exact.sinogram.slice(0, 129).map((value) => Math.exp(-value));
      const scatter = (0.5 * primary.reduce((sum, s) => sum + s * (1 - s), 0)) / 129;
      for (let k = 0; k < 129; k++) expect(Math.exp(-sinogram[k]!)).toBeCloseTo(primary[k]! + scatter, 4);
    });

    test('with wide channels averages what comes through, not its logarithm', async () => {
      // At the cylinder's edge −ln of a mean is less than the mean of −ln.
      const wide = await faulty({ channelAperture: 1 });
      const offsets = [-0.375, -0.125, 0.125, 0.375];
      for (const k of [14, 15, 30, 64]) {
        const chord = (offset: number) => 2 * Math.sqrt(Math.max(0, 100 ** 2 - ((k - 64 + offset) * 2) ** 2));
        const mean = offsets.reduce((sum, offset) => sum + Math.exp(-0.02059 * chord(offset)) / 4, 0);
        expect(wide.sinogram[k]).toBeCloseTo(-Math.log(mean), 4);
      }
    });
  });

  describe('motion', () => {
    test('shifts the second half of the scan', async () => {
      const motion = { kind: 'shift', amplitudeMm: 10, directionDeg: 0, at: 0.5 };
      const { sinogram } = await run({ ...water, physics: { motion } });
      const still = await run(water);
      expect(sinogram.slice(0, 48 * 129)).toEqual(still.sinogram.slice(0, 48 * 129));
      // View 72 of 96 over 180°: u = 10·cos 135°.
      const centre = 10 * Math.cos((72 / 96) * Math.PI);
      for (const k of [20, 64, 100]) {
        const chord = 2 * Math.sqrt(Math.max(0, 100 ** 2 - ((k - 64) * 2 - centre) ** 2));
        expect(sinogram[72 * 129 + k]).toBeCloseTo(0.02059 * chord, 4);
      }
    });

    test('shifts from the same view on however many are scanned at once', async () => {
      // 100 · 0.07 is a little more than 7: view 7 of 100 stands at 0.07 nevertheless.
      const motion = { kind: 'shift', amplitudeMm: 10, directionDeg: 0, at: 0.07 };
      const json = { ...water, scan: { ...scan, views: 100 }, physics: { motion } };
      const sinogramBySteps = async (viewsPerStep: number) => {
        const watched = new WatchedOperators(operatorsOf(), viewsPerStep);
        const session = new Session<DeviceArray>(watched, new InPlaceExecutor());
        const { sinogram } = await runIn(session, json);
        session.release();
        return sinogram;
      };
      expect(await sinogramBySteps(50)).toEqual(await sinogramBySteps(1));
    });

    test('of breathing makes the phantom larger in the middle of a breath', async () => {
      const motion = { kind: 'breathing', amplitudeMm: 15, cycles: 1 };
      const { sinogram } = await run({ ...water, physics: { motion } });
      // Half of the field of 300 mm grows by 15 mm: the radius by a tenth.
      expect(sinogram[64]).toBeCloseTo(0.02059 * 200, 4);
      expect(sinogram[48 * 129 + 64]).toBeCloseTo(0.02059 * 220, 4);
    });

    describe.each([
      ['parallel rays', {}],
      ['a fan on an arc', { geometry: 'fan', arcDeg: 360 }],
      ['a fan on a flat detector', { geometry: 'fan', detector: 'flat', arcDeg: 360 }],
    ])('of a picture, seen by %s', (_, geometry) => {
      const VIEWS = 24;
      const CHANNELS = 61;
      const seen = { views: VIEWS, channels: CHANNELS, channelSpacingMm: 3, ...geometry };
      const SIDE = 30;
      /** A picture of noise in the middle of nothing, moved by whole pixels to the right and up. */
      const picture = (right: number, up: number) => {
        const random = seededRandom(5);
        const values = new Float32Array(SIDE * SIDE);
        for (let row = 10; row < 20; row++) {
          for (let column = 8; column < 20; column++) values[(row - up) * SIDE + column + right] = random();
        }
        return values;
      };
      const scanOfPicture = async (values: Float32Array, pixelSizeMm: number, physics?: object) => {
        const json = {
          phantom: { image: 'i.npy', pixelSizeMm, values: 'attenuation-per-mm' },
          scan: seen,
          reconstruction: { pixels: 16, pixelSizeMm: 4 },
          ...(physics && { physics }),
        };
        const input = parseExperimentInput(json);
        const subject = await loadSubject(input, async () => npyBytes(values, [SIDE, SIDE]));
        const session = sessionOf();
        for await (const _step of session.run(resolveExperiment(input, subject), subject));
        const sinogram = await session.operators.read(session.arrays.sinogram!);
        session.release();
        return sinogram;
      };
      /** Rounding of sums of some 30 values in single precision, on a GPU positions too. */
      const expectSame = (actual: Float32Array, expected: Float32Array) => {
        const most = expected.reduce((largest, value) => Math.max(largest, value), 0);
        expect(most).toBeGreaterThan(5);
        actual.forEach((value, i) => {
          expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4 * most);
        });
      };
      const from = (sinogram: Float32Array, view: number) => sinogram.slice(view * CHANNELS);

      test.each([
        ['to the right', 0, 6, [6, 0]],
        ['upwards', 90, 4, [0, 4]],
      ] as const)('a shift %s is the picture with its pixels moved', async (_, directionDeg, pixels, [x, y]) => {
        const pixelSizeMm = 2.5;
        const motion = { kind: 'shift', amplitudeMm: pixels * pixelSizeMm, directionDeg, at: 0.25 };
        const moved = await scanOfPicture(picture(0, 0), pixelSizeMm, { motion });
        const before = await scanOfPicture(picture(0, 0), pixelSizeMm);
        const after = await scanOfPicture(picture(x, y), pixelSizeMm);
        expect(moved.slice(0, 6 * CHANNELS)).toEqual(before.slice(0, 6 * CHANNELS));
        expectSame(from(moved, 6), from(after, 6));
      });

      test('breathing is the picture with larger pixels', async () => {
        // Half of the field, 37.5 mm, grows by 7.5 mm in the middle of the breath, and by half of that a quarter before.
        const motion = { kind: 'breathing', amplitudeMm: 7.5, cycles: 1 };
        const breathing = await scanOfPicture(picture(0, 0), 2.5, { motion });
        for (const [view, pixelSizeMm] of [
          [0, 2.5],
          [6, 2.75],
          [12, 3],
          [18, 2.75],
        ] as const) {
          const still = await scanOfPicture(picture(0, 0), pixelSizeMm);
          const row = (sinogram: Float32Array) => from(sinogram, view).slice(0, CHANNELS);
          expectSame(row(breathing), row(still));
        }
      });

      test('under a tube it is every material that moves', async () => {
        const spectrum = tube;
        const motion = { kind: 'shift', amplitudeMm: 15, directionDeg: 0, at: 0 };
        const bony = (right: number) => picture(right, 0).map((value) => 0.06 * value);
        const moved = await scanOfPicture(bony(0), 2.5, { spectrum, motion });
        const after = await scanOfPicture(bony(6), 2.5, { spectrum });
        const most = after.reduce((largest, value) => Math.max(largest, value), 0);
        // Positions and sums are rounded as above, and then go through an exponential and a logarithm.
        moved.forEach((value, i) => {
          expect(Math.abs(value - after[i]!)).toBeLessThan(2e-4 * most);
        });
      });
    });
  });

  describe('corrections', () => {
    describe('of rings', () => {
      // Not round, so that its mean over the views has no edge that is taken for a ring.
      const oval = {
        ...water,
        scan: { views: 96, channels: 259, channelSpacingMm: 1 },
        phantom: {
          ...cylinder(100),
          shapes: [{ type: 'ellipse', x: 8, y: -5, semiAxisX: 100, semiAxisY: 70, value: 1 }],
        },
      };
      const errorInside = (outcome: Outcome, exact: Outcome) => {
        const expected = hounsfield(exact);
        return Math.sqrt(
          meanAt(
            hounsfield(outcome).map((value, i) => (value - expected[i]!) ** 2),
            0,
            60,
          ),
        );
      };

      test('take most of the drift of gains out of the image', async () => {
        const physics = { gainDrift: 0.01 };
        const exact = await run(oval);
        const rings = await run({ ...oval, physics });
        const cured = await run({ ...oval, physics, corrections: { rings: true } });
        expect(errorInside(cured, exact)).toBeLessThan(0.5 * errorInside(rings, exact));
      });

      test('take a dead channel out', async () => {
        const physics = { deadChannels: [50] };
        const exact = await run(oval);
        const cured = await run({ ...oval, physics, corrections: { rings: true } });
        expect(errorInside(cured, exact)).toBeLessThan(0.1 * errorInside(await run({ ...oval, physics }), exact));
      });

      test('leave an object without rings nearly alone', async () => {
        const cured = await run({ ...oval, corrections: { rings: true } });
        expect(errorInside(cured, await run(oval))).toBeLessThan(5);
      });
    });

    test('of metal take most of the streaks out and put the metal back in', async () => {
      const hip = {
        phantom: 'hip-with-metal',
        scan: { views: 180, channels: 401, channelSpacingMm: 0.9 },
        reconstruction: { pixels: 128, pixelSizeMm: 2.6 },
        physics: { spectrum: tube },
      };
      const streaked = await run({ ...hip, corrections: { water: true } });
      const cured = await run({ ...hip, corrections: { water: true, metal: true } });
      const truth = hounsfield({ ...cured, image: cured.truth });
      // RMS against the phantom where it is water, away from what is in it and from its edge.
      const error = (outcome: Outcome) => {
        const image = hounsfield(outcome);
        let [sum, count] = [0, 0];
        image.forEach((value, i) => {
          const [row, column] = [Math.floor(i / 128), i % 128];
          for (let r = -3; r <= 3; r++) {
            for (let c = -3; c <= 3; c++) if (!(Math.abs(truth[(row + r) * 128 + column + c]! - truth[i]!) < 1)) return;
          }
          if (Math.abs(truth[i]!) > 50) return;
          sum += (value - truth[i]!) ** 2;
          count++;
        });
        expect(count).toBeGreaterThan(1000);
        return Math.sqrt(sum / count);
      };
      expect(error(cured)).toBeLessThan(0.5 * error(streaked));
      const most = (outcome: Outcome) => hounsfield(outcome).reduce((top, value) => Math.max(top, value), 0);
      expect(most(cured)).toBeGreaterThan(3000);
      expect(most(cured)).toBeCloseTo(most(streaked), 0);
    });

    test('of starvation take streaks out where photons are few, and touch nothing where there are enough', async () => {
      const wide = {
        phantom: {
          ...cylinder(40),
          shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 120, semiAxisY: 45, value: 1.4 }],
        },
        scan,
        reconstruction,
      };
      const exact = await run(wide);
      const noisy = async (photons: number, starvation: boolean) =>
        run({ ...wide, physics: { photons }, corrections: { starvation } });
      expect(difference(await noisy(3000, true), exact)).toBeLessThan(
        0.7 * difference(await noisy(3000, false), exact),
      );
      expect((await noisy(1e7, true)).image).toEqual((await noisy(1e7, false)).image);
    });

    test('of scatter take away what the model adds, from the readings beside the object alone', async () => {
      const physics = { scatterToPrimary: 0.5, spectrum: tube };
      const exact = await run({ ...water, physics: { spectrum: tube } });
      const scattered = await run({ ...water, physics });
      const cured = await run({ ...water, physics, corrections: { scatter: true } });
      expect(difference(scattered, exact)).toBeGreaterThan(20);
      // Behind the thickest water a signal of 0.02 is left of scatter ten times as strong, in single precision.
      cured.sinogram.forEach((value, i) => {
        expect(Math.abs(value - exact.sinogram[i]!)).toBeLessThan(1e-4);
      });
      // Four channels at either end tell a view's scatter within 10⁻³/√8, a fiftieth of the 0.02 that the thickest water
      // leaves, and 96 views a tenth of that: 2·10⁻³ of some 4, half a HU. That again for a mean over half the slice.
      const noisy = { ...physics, photons: 1e6 };
      const inNoise = await run({ ...water, physics: noisy, corrections: { scatter: true } });
      const middle = (outcome: Outcome) => meanAt(hounsfield(outcome), 0, 60);
      expect(Math.abs(middle(scattered) - middle(exact))).toBeGreaterThan(20);
      expect(Math.abs(middle(inNoise) - middle(exact))).toBeLessThan(3);
      // A detector that sees no air finds no scatter.
      const narrow = { ...water, scan: { ...scan, channels: 65 }, physics };
      const untouched = (await run(narrow)).sinogram;
      (await run({ ...narrow, corrections: { scatter: true } })).sinogram.forEach((value, i) => {
        expect(Math.abs(value - untouched[i]!)).toBeLessThan(1e-5);
      });
    });

    const off = {
      ...cylinder(60),
      shapes: [
        { type: 'ellipse', x: 25, y: -10, semiAxisX: 60, semiAxisY: 40, angleDeg: 20, value: 1 },
        { type: 'ellipse', x: 50, y: -10, semiAxisX: 10, semiAxisY: 10, value: 2 },
      ],
    };

    const seenBy: [string, object, object][] = [
      ['parallel rays over half a turn', {}, {}],
      ['parallel rays over a turn', { arcDeg: 360 }, {}],
      ['parallel rays, by gridrec', {}, { method: 'gridrec' }],
      ['a fan on an arc', { geometry: 'fan', views: 192, channelSpacingMm: 4 }, {}],
      ['a fan on a flat detector', { geometry: 'fan', views: 192, channelSpacingMm: 4, detector: 'flat' }, {}],
      ['a fan, rebinned', { geometry: 'fan', views: 192, channelSpacingMm: 4 }, { rebin: true }],
    ];

    describe.each(everyCase ? seenBy : [seenBy[0]!, seenBy[3]!])('of the axis, for %s', (_, geometry, method) => {
      const json = { phantom: off, scan: { ...scan, ...geometry }, reconstruction: { ...reconstruction, ...method } };

      test('find it and give the slice of a detector that is known to stand there', async () => {
        for (const detectorShift of [3.3, -6]) {
          const session = sessionOf();
          const found = await runIn(session, { ...json, physics: { detectorShift }, corrections: { axis: true } });
          // In channels: readings are sums over 2 mm of an object of 80 mm, and mirrors are looked for between them.
          expect(Math.abs(session.axis!.shift! - detectorShift)).toBeLessThan(0.02);
          session.release();
          const told = await run({ ...json, scan: { ...json.scan, offset: detectorShift } });
          const wrong = await run({ ...json, physics: { detectorShift } });
          expect(difference(found, told)).toBeLessThan(0.03 * difference(wrong, told));
        }
      });

      test('find it in noise', async () => {
        const session = sessionOf();
        const physics = { detectorShift: 2.6, photons: 2e4 };
        await runIn(session, { ...json, physics, corrections: { axis: true } });
        expect(Math.abs(session.axis!.shift! - 2.6)).toBeLessThan(0.1);
        session.release();
      });
    });

    test('of the axis find it with a detector that sees a part of the object only, over a whole turn', async () => {
      const session = sessionOf();
      const seen = { ...scan, channels: 41, arcDeg: 360, views: 192 };
      await runIn(session, {
        phantom: off,
        scan: seen,
        reconstruction,
        physics: { detectorShift: 4.4 },
        corrections: { axis: true },
      });
      expect(Math.abs(session.axis!.shift! - 4.4)).toBeLessThan(0.05);
      session.release();
    });

    test('of truncation carry a cylinder of water on to where it ends', async () => {
      // A detector of 65 channels sees 130 of its 200 mm; its middle is 30 mm beside the axis.
      const phantom = {
        ...cylinder(100),
        shapes: [{ type: 'ellipse', x: 30, y: 0, semiAxisX: 100, semiAxisY: 100, value: 1 }],
      };
      const narrow = { phantom, scan: { ...scan, channels: 65 }, reconstruction };
      const truncated = await run(narrow);
      const extended = await run({ ...narrow, corrections: { truncation: true } });
      const whole = await run({ phantom, scan, reconstruction });
      // The slice of 256 mm is reached by 32 more channels on either side, which makes them those of the wide detector.
      expect(extended.sinogram.length).toBe(whole.sinogram.length);
      let compared = 0;
      extended.sinogram.forEach((value, i) => {
        const [view, channel] = [Math.floor(i / 129), i % 129];
        const u = (channel - 64) * 2 - 30 * Math.cos((view * Math.PI) / 96);
        const chord = 0.02059 * 2 * Math.sqrt(Math.max(0, 100 ** 2 - u ** 2));
        // The last quarter on either side is led down to nothing.
        if (channel < 8 || channel > 120) return;
        // Of squares of up to 17 in single precision, the slope of whose line counts for up to 24 channels.
        expect(Math.abs(value ** 2 - chord ** 2)).toBeLessThan(1e-4);
        compared++;
      });
      expect(compared).toBeGreaterThan(0.7 * extended.sinogram.length);
      const inField = (outcome: Outcome) => meanAt(hounsfield(outcome), 0, 50);
      expect(Math.abs(inField(truncated))).toBeGreaterThan(200);
      expect(Math.abs(inField(extended))).toBeLessThan(10);
    });

    test.each([
      ['parallel rays, by gridrec', {}, { method: 'gridrec' }],
      ['a detector to one side', { offset: 3, arcDeg: 360 }, {}],
      ['a fan on an arc', { geometry: 'fan', views: 192, channelSpacingMm: 3.6 }, {}],
      ['a fan over less than a turn', { geometry: 'fan', views: 192, arcDeg: 230, channelSpacingMm: 3.6 }, {}],
      [
        'a fan on a flat detector, rebinned',
        { geometry: 'fan', views: 192, detector: 'flat', channelSpacingMm: 3.6 },
        { rebin: true },
      ],
    ])('of truncation bring water in the field near to 0 HU: %s', async (_, geometry, method) => {
      const phantom = {
        ...cylinder(100),
        shapes: [{ type: 'ellipse', x: 10, y: 5, semiAxisX: 110, semiAxisY: 80, value: 1 }],
      };
      const narrow = {
        phantom,
        scan: { ...scan, channels: 65, ...geometry },
        reconstruction: { ...reconstruction, ...method },
      };
      const inField = (outcome: Outcome) => Math.abs(meanAt(hounsfield(outcome), 0, 30));
      const truncated = inField(await run(narrow));
      const extended = inField(await run({ ...narrow, corrections: { truncation: true } }));
      expect(truncated).toBeGreaterThan(100);
      // An ellipse is no cylinder: a tenth of what was wrong may be left.
      expect(extended).toBeLessThan(0.1 * truncated);
    });

    test('of truncation leave a detector that sees the whole slice alone', async () => {
      const wide = { ...water, scan: { ...scan, channels: 131 } };
      expect((await run({ ...wide, corrections: { truncation: true } })).image).toEqual((await run(wide)).image);
    });

    const ifEveryCase = everyCase ? test : () => undefined;
    ifEveryCase('let go of everything whichever array the device has no room for', async () => {
      const watched = new WatchedOperators(operatorsOf(), 50);
      const physics = { photons: 1e4, spectrum: tube };
      const corrections = { water: true, rings: true, metal: true, scatter: true, axis: true, truncation: true };
      const narrow = { ...water, scan: { ...scan, channels: 65 } };
      let failures = 0;
      for (let isShort = true; isShort; ) {
        const session = new Session<DeviceArray>(watched, new InPlaceExecutor());
        watched.failNext = { method: 'create', error: new Error('no room'), after: failures };
        const why = await runIn(session, { ...narrow, physics, corrections }).then(
          () => null,
          (error: Error) => error.message,
        );
        isShort = why === 'no room';
        if (isShort) failures++;
        else expect(why).toBeNull();
        session.release();
        expect(watched.alive.size).toBe(0);
      }
      // Signals, paths, readings and their starved, each cure's, the views' and the slice's.
      expect(failures).toBeGreaterThan(12);
    });

    test('let go of everything in the end, in any order', async () => {
      const watched = new WatchedOperators(operatorsOf(), 50);
      const session = new Session<DeviceArray>(watched, new InPlaceExecutor());
      const physics = { photons: 1e4, spectrum: tube };
      const all = {
        water: true,
        rings: true,
        metal: true,
        starvation: true,
        scatter: true,
        axis: true,
        truncation: true,
      };
      for (const changes of [
        { physics, corrections: all },
        { physics },
        { corrections: { rings: true } },
        {},
        { physics, corrections: { metal: true } },
        { corrections: { truncation: true } },
        { physics: { scatterToPrimary: 0.3 }, corrections: { scatter: true } },
        { corrections: { axis: true, rings: true } },
        { physics: { ...physics, photons: 1e3 }, corrections: { metal: true } },
      ]) {
        await runIn(session, { ...water, ...changes });
      }
      watched.failNext = { method: 'bridgeTrace', error: new Error('gone') };
      await expect(runIn(session, { ...water, physics, corrections: { metal: true, rings: true } })).rejects.toThrow(
        'gone',
      );
      // A detector that sees a part of the slice, so that its views are extended.
      const truncated = { ...water, scan: { ...scan, channels: 65 }, corrections: { metal: true, truncation: true } };
      await runIn(session, truncated);
      watched.failNext = { method: 'extendViews', error: new Error('gone') };
      await expect(runIn(session, { ...truncated, physics })).rejects.toThrow('gone');
      watched.failNext = { method: 'momentsOfViews', error: new Error('gone') };
      await expect(runIn(session, { ...water, corrections: { axis: true } })).rejects.toThrow('gone');
      await runIn(session, { ...water, physics, corrections: { metal: true } });
      session.release();
      expect(watched.alive.size).toBe(0);
    });
  });

  describe('a fan', () => {
    const fan = {
      phantom: cylinder(100),
      scan: { geometry: 'fan', views: 240, channels: 301, channelSpacingMm: 1.4 },
      reconstruction,
    };

    test('of many energies shows flat water too', async () => {
      const outcome = await run({ ...fan, physics: { spectrum: tube }, corrections: { water: true } });
      for (const [from, to] of [
        [0, 40],
        [40, 90],
      ] as const) {
        expect(Math.abs(meanAt(hounsfield(outcome), from, to))).toBeLessThan(2);
      }
    });

    test('from a wide focal spot sees edges that are away from the axis the more blurred', async () => {
      // A point source makes a shadow's edge; a spot of 8 mm at 570 mm blurs it at the axis by 8·470/1040 mm on the detector.
      const rod = { ...cylinder(20), shapes: [{ type: 'rectangle', x: 0, y: 0, width: 40, height: 40, value: 1 }] };
      const one = { ...fan, phantom: rod, scan: { ...fan.scan, views: 4, channelSpacingMm: 0.5 } };
      const sharp = (await run({ ...one, physics: {} })).sinogram.slice(0, 301);
      const blurred = (await run({ ...one, physics: { focalSpotMm: 8 } })).sinogram.slice(0, 301);
      // By hand, view 0: from (s, −570) to the channel at R·(sinγ, cosγ) from (0, −570), the way between y = −20 and 20
      // where x is within ±20, in 400 steps.
      const chord = (shift: number, gamma: number) => {
        const [x, y] = [1040 * Math.sin(gamma) - shift, 1040 * Math.cos(gamma)];
        const length = Math.hypot(x, y);
        let inside = 0;
        for (let step = 0; step < 4000; step++) {
          const way = 540 + (step + 0.5) * 0.015;
          const [px, py] = [shift + (x / length) * way, -570 + (y / length) * way];
          if (Math.abs(px) < 20 && Math.abs(py) < 20) inside += 0.015;
        }
        return inside;
      };
      for (const k of [75, 78, 80, 150, 222]) {
        const gamma = ((k - 150) * 0.5) / 1040;
        expect(Math.abs(sharp[k]! - 0.02059 * chord(0, gamma))).toBeLessThan(1e-3);
        const mean = [-3, -1, 1, 3].reduce((sum, s) => sum + Math.exp(-0.02059 * chord(s, gamma)) / 4, 0);
        expect(Math.abs(blurred[k]! + Math.log(mean))).toBeLessThan(1e-3);
      }
    });

    test('has the noise of its photons, rebinned or not', async () => {
      const physics = { photons: 1e5 };
      const exact = await run(fan);
      const direct = difference(await run({ ...fan, physics }), exact);
      const rebinned = await run({ ...fan, physics, reconstruction: { ...reconstruction, rebin: true } });
      const exactly = await run({ ...fan, reconstruction: { ...reconstruction, rebin: true } });
      // Rebinning interpolates, which smooths noise by some tens of per cent.
      const after = difference(rebinned, exactly);
      expect(after).toBeLessThan(direct);
      expect(after).toBeGreaterThan(0.4 * direct);
    });
  });

  describe('what is kept', () => {
    test('turning the photons does not scan anew; turning the voltage does; turning it all off lets go', async () => {
      const watched = new WatchedOperators(operatorsOf(), 50);
      const session = new Session<DeviceArray>(watched, new InPlaceExecutor());
      const counted = async (json: Json) => {
        watched.forget();
        await runIn(session, json);
        return [watched.count('scanShapes') > 0, watched.count('transmit') > 0, watched.count('detect') > 0];
      };
      const physics = { photons: 1e4, spectrum: tube };
      expect(await counted({ ...water, physics })).toEqual([true, true, true]);
      expect(await counted({ ...water, physics: { ...physics, photons: 1e5 } })).toEqual([false, false, true]);
      expect(await counted({ ...water, seed: 3, physics: { ...physics, photons: 1e5 } })).toEqual([false, false, true]);
      expect(await counted({ ...water, physics: { ...physics, spectrum: { voltageKV: 80 } } })).toEqual([
        true,
        true,
        true,
      ]);
      expect(await counted(water)).toEqual([true, false, false]);
      session.release();
      expect(watched.alive.size).toBe(0);
    });
  });
}
