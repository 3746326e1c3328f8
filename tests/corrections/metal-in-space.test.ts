import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { runOf } from '../support/physical-runs.ts';
import { sentenceOf } from '../support/sentences.ts';
import { sphereChords } from '../support/sphere-chords.ts';
import { cpuOperators, rmsDifference } from '../support/walk.ts';
import { WatchedOperators } from '../support/watched-operators.ts';

/** A ball of water with a bead of iron, off the axis in every direction. */
const BEAD = { x: 7, y: -5, z: 3, radius: 3.5 };
const water = { type: 'sphere', x: 0, y: 0, z: 0, radius: 26, material: 'water' };
const bead = { type: 'sphere', ...BEAD, material: 'iron' };
const phantomOf = (...solids: object[]) => ({
  ...{ version: 1, dimensions: 3, name: 'a bead', fieldSizeMm: 64, heightMm: 64 },
  ...{ values: 'materials', composition: 'replace', solids },
});
const cone = {
  ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 300, sourceToDetectorMm: 450, views: 60 },
  ...{ channels: 64, channelSpacingMm: 1.5, rows: 32, rowSpacingMm: 3 },
};
const PIXELS = 48;
const SLICES = 16;
const SIZE_MM = 64 / PIXELS;
const grid = { pixels: PIXELS, pixelSizeMm: SIZE_MM, slices: SLICES };
const acquisition = { beam: { kind: 'tube', voltageKV: 120 } };
const json = { phantom: phantomOf(water, bead), scan: cone, acquisition, reconstruction: { grid } };
const WATER = [{ kind: 'water' }];
const METAL = [...WATER, { kind: 'metal' }];

let operators: Operators;
beforeAll(() => {
  operators = cpuOperators();
});
afterAll(() => operators.dispose());

test('a cone of one row is corrected as a fan is', async () => {
  const { slices: _, ...slice } = grid;
  const drawn = {
    ...{ version: 1, name: 'a slice', fieldSizeMm: 64, values: 'materials', composition: 'replace' },
    shapes: [
      { type: 'ellipse', x: 0, y: 0, semiAxisX: 26, semiAxisY: 22, material: 'water' },
      { type: 'ellipse', x: 7, y: -5, semiAxisX: 4, semiAxisY: 3, material: 'iron' },
    ],
  };
  const { rows: __, rowSpacingMm: ___, ...fan } = cone;
  const scanned = { phantom: drawn, acquisition, reconstruction: { grid: slice }, corrections: METAL };
  const ofFan = await runOf(operators, { ...scanned, scan: { ...fan, geometry: 'fan' } });
  const ofCone = await runOf(operators, { ...scanned, scan: { ...cone, rows: 1 } });
  const bridged = ofFan.readings.filter((value, i) => value !== ofFan.values[i]);
  expect(bridged.length).toBeGreaterThan(200);
  expect(rmsDifference(ofCone.readings, ofFan.readings)).toBeLessThan(1e-6);
  expect(rmsDifference(ofCone.volume, ofFan.volume)).toBeLessThan(1e-6);
});

describe('of several rows', () => {
  test('readings through the metal are bridged, and no others', async () => {
    const plain = await runOf(operators, { ...json, corrections: WATER });
    const cured = await runOf(operators, { ...json, corrections: METAL });
    const chords = sphereChords(cone, BEAD);
    const nearby = sphereChords(cone, { ...BEAD, radius: BEAD.radius + 2.5 * SIZE_MM });
    const isBeside = (i: number) => nearby[i] === 0;
    // The thickest part of the bead is seen in the first volume.
    const isThrough = (i: number) => chords[i]! >= 4;
    expect(cured.readings.filter((_, i) => isBeside(i))).toEqual(plain.readings.filter((_, i) => isBeside(i)));
    const bridged = [...cured.readings.keys()].filter(isThrough);
    expect(bridged.length).toBeGreaterThan(500);
    expect(bridged.filter((i) => cured.readings[i]! > 0.75 * plain.readings[i]!)).toEqual([]);
  });

  test('most of the streaks go, and the metal comes back', async () => {
    const plain = await runOf(operators, { ...json, corrections: WATER });
    const cured = await runOf(operators, { ...json, corrections: METAL });
    const error = ({ volume, waterMuPerMm }: typeof plain) => {
      let [sum, count] = [0, 0];
      volume.forEach((value, i) => {
        const [x, y, z] = placeOf(i);
        if (Math.hypot(x, y, z) > 21 || Math.hypot(x - BEAD.x, y - BEAD.y, z - BEAD.z) < BEAD.radius + 3) return;
        sum += (1000 * (value / waterMuPerMm - 1)) ** 2;
        count++;
      });
      return Math.sqrt(sum / count);
    };
    expect(error(cured)).toBeLessThan(0.5 * error(plain));
    // Where it was, as it was.
    let metal = 0;
    cured.volume.forEach((value, i) => {
      if (value <= 4 * cured.waterMuPerMm) return;
      metal++;
      const [x, y, z] = placeOf(i);
      expect(Math.hypot(x - BEAD.x, y - BEAD.y, z - BEAD.z)).toBeLessThan(BEAD.radius + 1.5 * SIZE_MM);
      expect(value).toBe(plain.volume[i]);
    });
    // Of 76 voxels that the bead fills.
    expect(metal).toBeGreaterThan(50);
  });

  test('metal that goes on beyond the volume leaves no streaks in its last slices', async () => {
    const rods = {
      ...{ version: 1, name: 'a rod', fieldSizeMm: 64, values: 'materials', composition: 'replace' },
      shapes: [
        { type: 'ellipse', x: 0, y: 0, semiAxisX: 26, semiAxisY: 22, material: 'water' },
        { type: 'ellipse', x: 12, y: -5, semiAxisX: 3, semiAxisY: 3, material: 'iron' },
        { type: 'ellipse', x: -12, y: 3, semiAxisX: 3, semiAxisY: 3, material: 'iron' },
      ],
    };
    const low = { pixels: PIXELS, pixelSizeMm: SIZE_MM, slices: 20 };
    const near = { ...cone, sourceToIsocenterMm: 100, sourceToDetectorMm: 150 };
    const scanned = { ...json, phantom: rods, scan: near, reconstruction: { grid: low } };
    const { volume, waterMuPerMm } = await runOf(operators, { ...scanned, corrections: METAL });
    const errorIn = (slice: number) => {
      let [sum, count] = [0, 0];
      for (let i = 0; i < PIXELS ** 2; i++) {
        const [x, y] = placeOf(i);
        if (Math.hypot(x / 21, y / 17) > 1) continue;
        if (Math.hypot(x - 12, y + 5) < 7 || Math.hypot(x + 12, y - 3) < 7) continue;
        sum += (1000 * (volume[slice * PIXELS ** 2 + i]! / waterMuPerMm - 1)) ** 2;
        count++;
      }
      return Math.sqrt(sum / count);
    };
    // Hundreds of HU, where it is taken to end with the volume.
    expect(errorIn(0)).toBeLessThan(1.3 * errorIn(10));
    expect(errorIn(19)).toBeLessThan(1.3 * errorIn(10));
  });

  test('where there is no metal nothing changes', async () => {
    const withoutMetal = { ...json, phantom: phantomOf(water) };
    const plain = await runOf(operators, { ...withoutMetal, corrections: WATER });
    const cured = await runOf(operators, { ...withoutMetal, corrections: METAL });
    expect(cured.readings).toEqual(plain.readings);
    expect(cured.volume).toEqual(plain.volume);
  });

  test('a slice that grows before somebody’s eyes gets its own part of the metal', async () => {
    const input = parseExperimentInput({ version: 2, ...json, corrections: METAL });
    const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
    const experiment = resolveExperiment(input, subject);
    const session = new Session(operators, new InPlaceExecutor(cpuTasks));
    const whole = (await finish(session.run(experiment, subject))).result;
    const slice = await operators.read(whole.image);
    const { result } = await finish(session.run(experiment, subject, { viewsPerStep: () => 20 }));
    const played = await operators.read(result.image);
    session.release();
    expect(Math.max(...slice)).toBeGreaterThan(4 * whole.waterMuPerMm);
    expect(rmsDifference(played, slice)).toBeLessThan(1e-6);
  });

  test('everything is let go of, whichever array there is no room for', async () => {
    const watched = new WatchedOperators(operators, 60);
    const few = { ...cone, views: 8, channels: 24, channelSpacingMm: 4, rows: 6, rowSpacingMm: 12 };
    const small = { ...json, scan: few, reconstruction: { grid: { pixels: 16, pixelSizeMm: 4, slices: 5 } } };
    let failures = 0;
    for (let isShort = true; isShort; ) {
      watched.failNext = { method: 'create', error: new Error('no room'), after: failures };
      const why = await runOf(watched as unknown as Operators, { ...small, corrections: METAL }).then(
        () => null,
        (error: Error) => error.message,
      );
      isShort = why === 'no room';
      if (isShort) failures++;
      else expect(why).toBeNull();
    }
    expect(failures).toBeGreaterThan(12);
    expect(watched.alive.size).toBe(0);
  });

  test('it is given up between two steps', async () => {
    const input = parseExperimentInput({ version: 2, ...json, corrections: METAL });
    const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
    const session = new Session(operators, new InPlaceExecutor(cpuTasks));
    const abort = new AbortController();
    const told: number[] = [];
    const onProgress = (_: string, done: number) => {
      told.push(done);
      // The scan has told that it is whole, and the correction that it has begun.
      if (told.includes(1) && done < 1) abort.abort(new Error('given up'));
    };
    const run = finish(session.run(resolveExperiment(input, subject), subject, { signal: abort.signal, onProgress }));
    await expect(run).rejects.toThrow('given up');
    session.release();
  });
});

test('slices that are brought into focus have no values to tell metal by', async () => {
  const scan = { geometry: 'tomosynthesis', sourceToIsocenterMm: 500, sourceToDetectorMm: 600 };
  const refused = () => runOf(operators, { phantom: json.phantom, scan, corrections: [{ kind: 'metal' }] });
  expect(await sentenceOf(refused)).toBe(
    'corrections: "metal" cannot be made of the slices of a tomosynthesis scan, since their values are relative, and none of them tells metal; leave it out',
  );
});

/** x, y and z of a voxel in mm. */
function placeOf(i: number): readonly [number, number, number] {
  const [column, row, slice] = [i % PIXELS, Math.floor(i / PIXELS) % PIXELS, Math.floor(i / PIXELS ** 2)];
  const middle = (PIXELS - 1) / 2;
  return [(column - middle) * SIZE_MM, (middle - row) * SIZE_MM, (slice - (SLICES - 1) / 2) * SIZE_MM];
}
