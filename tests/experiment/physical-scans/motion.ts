import { describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { finish } from '../../../src/experiment/run-steps.ts';
import { Session } from '../../../src/experiment/session.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { chosenCases } from '../../support/chosen-cases.ts';
import { npyBytes } from '../../support/npy.ts';
import { seededRandom } from '../../support/random.ts';
import { WatchedOperators } from '../../support/watched-operators.ts';
import { type PhysicalRuns, scan, tube, water } from './physical-runs.ts';

/** Shifts and breathing of shapes and, of pictures, by what moving their pixels gives. */
export function describeMotion({ operatorsOf, sessionOf, runIn, run }: PhysicalRuns, everyCase: boolean): void {
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
        const session = new Session<DeviceArray>(watched, new InPlaceExecutor(cpuTasks));
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
        const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
        const sinogram = await session.operators.read(result.sinogram);
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

      const shifts = [
        ['to the right', 0, 6, [6, 0]],
        ['upwards', 90, 4, [0, 4]],
      ] as const;
      test.each(chosenCases(shifts, everyCase))(
        'a shift %s is the picture with its pixels moved',
        async (_, directionDeg, pixels, [x, y]) => {
          const pixelSizeMm = 2.5;
          const motion = { kind: 'shift', amplitudeMm: pixels * pixelSizeMm, directionDeg, at: 0.25 };
          const moved = await scanOfPicture(picture(0, 0), pixelSizeMm, { motion });
          const before = await scanOfPicture(picture(0, 0), pixelSizeMm);
          const after = await scanOfPicture(picture(x, y), pixelSizeMm);
          expect(moved.slice(0, 6 * CHANNELS)).toEqual(before.slice(0, 6 * CHANNELS));
          expectSame(from(moved, 6), from(after, 6));
        },
      );

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
}
