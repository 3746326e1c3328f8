import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { rmsDifference } from './walk.ts';

const scan = {
  ...{ sourceToIsocenterMm: 200, sourceToDetectorMm: 300 },
  ...{ views: 48, channels: 64, channelSpacingMm: 1.5 },
};
const cone = { ...scan, geometry: 'cone', detector: 'flat', rows: 20, rowSpacingMm: 1.5 };
const grid = { pixels: 32, pixelSizeMm: 1.5 };
const disks = {
  ...{ version: 1, name: 'two disks', fieldSizeMm: 48, values: 'attenuation-per-mm', composition: 'add' },
  shapes: [
    { type: 'ellipse', x: 2, y: -1, semiAxisX: 18, semiAxisY: 14, value: 0.02 },
    { type: 'ellipse', x: -6, y: 5, semiAxisX: 4, semiAxisY: 3, value: 0.01 },
  ],
};

/** What an experiment on volumes comes to, in a session on any backend. */
export function describeVolumes(operatorsOf: () => Operators | Promise<Operators>): void {
  let operators: Operators;
  beforeAll(async () => {
    operators = await operatorsOf();
  });
  afterAll(() => operators.dispose());

  async function run(json: object) {
    const input = parseExperimentInput({ version: 2, phantom: disks, ...json });
    const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
    const session = new Session(operators, new InPlaceExecutor(cpuTasks));
    const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
    const { readings, volume, volumeGrid } = result;
    const [sinogram, image, all] = await Promise.all([
      operators.read(result.sinogram),
      operators.read(result.image),
      operators.read(volume),
    ]);
    const [truth, difference] = [result.truthValues!, await operators.read(result.difference!)];
    session.release();
    return { readings, volumeGrid, sinogram, image, volume: all, truth, difference };
  }

  describe('what is drawn in a slice goes on along the axis', () => {
    test('in a cone of one row it is the fan’s slice', async () => {
      const ofFan = await run({ scan: { ...scan, geometry: 'fan', detector: 'flat' }, reconstruction: { grid } });
      const ofCone = await run({ scan: { ...cone, rows: 1 }, reconstruction: { grid } });
      expect(rmsDifference(ofCone.sinogram, ofFan.sinogram)).toBeLessThan(1e-6);
      expect(rmsDifference(ofCone.image, ofFan.image)).toBeLessThan(1e-7);
      expect(ofCone.truth).toEqual(ofFan.truth);
    });

    test('and in a cone of many all slices are', async () => {
      const ofFan = await run({ scan: { ...scan, geometry: 'fan', detector: 'flat' }, reconstruction: { grid } });
      const slices = 5;
      const ofCone = await run({
        scan: cone,
        reconstruction: { grid: { ...grid, slices, sliceSpacingMm: 1, centreZMm: 0.5 } },
      });
      expect([ofCone.readings.rows, ofCone.readings.columns]).toEqual([48 * 20, 64]);
      expect(ofCone.volume).toHaveLength(32 * 32 * slices);
      // Feldkamp's algorithm is exact where nothing changes along the axis (1984, § 4), up to what lies between the samples.
      for (let slice = 0; slice < slices; slice++) {
        const values = ofCone.volume.subarray(1024 * slice, 1024 * (slice + 1));
        expect(rmsDifference(values, ofFan.image)).toBeLessThan(2e-4);
      }
    });
  });

  test('the slice that is shown is the middle one, and so are the phantom and the difference beside it', async () => {
    const made = await run({ scan: cone, reconstruction: { grid: { ...grid, slices: 4 } } });
    expect(made.volumeGrid).toMatchObject({ slices: 4, rows: 32, columns: 32, sliceSpacingMm: 1.5, centreZMm: 0 });
    expect(made.image).toEqual(made.volume.slice(2 * 1024, 3 * 1024));
    expect(made.sinogram).toHaveLength(48 * 64);
    const difference = made.image.map((value, i) => value - made.truth[i]!);
    expect(made.difference).toEqual(difference);
  });
}
