import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { inVolume } from '../../src/experiment/in-volume.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { writeNifti } from '../../src/files/nifti/nifti.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { rasterSolids } from '../../src/phantom/solids/raster-solids.ts';
import { solidPhantom } from '../../src/phantom/solids/solid-file.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';
import { cpuOperators, rmsDifference } from '../support/walk.ts';

/** A ball and a smaller one, where no mirror image of them is. */
const balls = {
  ...{ version: 1, name: 'two balls', teaches: '', fieldSizeMm: 48, heightMm: 30, unitMm: 1 },
  ...{ values: 'attenuation-per-mm', composition: 'add', window: { width: 400, level: 40 } },
  solids: [
    { type: 'sphere', x: 3, y: -2, z: 1, radius: 13, value: 0.02 },
    { type: 'sphere', x: -9, y: 8, z: 7, radius: 4, value: 0.01 },
  ],
};
const GRID = { rows: 32, columns: 32, slices: 20, pixelSizeMm: 1.5 };
const solids = solidPhantom(balls as never, 'phantom');
// Without the −10⁻¹⁸ that sums of stretches leave, which would be told of.
const voxels = rasterSolids(solids, GRID, 0, GRID.slices).map((value) => Math.max(0, value));

/** The same to the patient's left and back, as many scanners write it, in a file of its own sizes. */
const leftAndBack = writeNifti(
  voxels.map((_, i) => {
    const [slice, row, column] = [Math.floor(i / 1024), Math.floor(i / 32) % 32, i % 32];
    return voxels[1024 * slice + 32 * row + 31 - column]!;
  }),
  { shape: [32, 32, 20], stepMm: [-1.5, -1.5, 1.5], originMm: [0, 0, 0] },
  'two balls',
);
const FILES: Readonly<Record<string, Uint8Array>> = {
  'balls.nii': leftAndBack,
  'balls.npy': npyBytes(voxels, [20, 32, 32]),
  'colours.npy': npyBytes(new Float32Array(8 * 8 * 3), [8, 8, 3]),
};

const cone = {
  ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 200, sourceToDetectorMm: 300, views: 40 },
  ...{ channels: 56, channelSpacingMm: 1.5, rows: 40, rowSpacingMm: 1.5 },
};
const grid = { pixels: 32, pixelSizeMm: 1.5 };

async function opened(json: object) {
  const input = parseExperimentInput({ version: 2, ...json });
  const subject = await loadSubject(input, async (name) => FILES[name]!);
  return { subject, experiment: resolveExperiment(input, subject) };
}

async function run(json: object) {
  const operators = cpuOperators();
  const { subject, experiment } = await opened(json);
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const { result } = await finish(session.run(experiment, subject));
  const made = {
    readings: await operators.read(result.readings),
    volume: await operators.read(result.volume),
    truth: result.truthValues!,
  };
  session.release();
  return made;
}

test('a volume is scanned with a cone as the solids are that it was made of, whichever way its file lies', async () => {
  const volumeOf = { scan: cone, reconstruction: { grid: { ...grid, slices: 20 } } };
  const ofSolids = await run({ ...volumeOf, phantom: balls });
  const values = 'attenuation-per-mm';
  const ofFile = await run({ ...volumeOf, phantom: { image: 'balls.nii', values } });
  const size = rmsDifference(ofSolids.readings, new Float32Array(ofSolids.readings.length));
  // 0.049, as of any phantom at 32 voxels a side (tests/operators/volume-projector.test.ts).
  expect(rmsDifference(ofFile.readings, ofSolids.readings) / size).toBeLessThan(0.055);
  expect(rmsDifference(ofFile.volume, ofSolids.volume)).toBeLessThan(1.5e-3);
  // What stands beside the slice is the phantom's own.
  expect(rmsDifference(ofFile.truth, voxels.slice(10 * 1024, 11 * 1024))).toBeLessThan(1e-7);
  const again = await run({ ...volumeOf, phantom: { image: 'balls.npy', values, pixelSizeMm: 1.5 } });
  expect(again.readings).toEqual(ofFile.readings);
});

test('a phantom beside thick slices is the mean over each', async () => {
  const phantom = { image: 'balls.npy', values: 'attenuation-per-mm', pixelSizeMm: 1.5 };
  const reconstruction = { grid: { ...grid, slices: 3, sliceSpacingMm: 3, centreZMm: 1.5 } };
  const { truth } = await run({ phantom, scan: { ...cone, views: 4 }, reconstruction });
  const mean = Float32Array.from({ length: 1024 }, (_, i) => (voxels[10 * 1024 + i]! + voxels[11 * 1024 + i]!) / 2);
  expect(rmsDifference(truth, mean)).toBeLessThan(1e-8);
});

test('a scan in one slice sees the middle one, or the one that is said', async () => {
  const phantom = { image: 'balls.npy', values: 'attenuation-per-mm', pixelSizeMm: 1.5 };
  const given = { scan: { views: 6, channels: 40, channelSpacingMm: 1.5 }, reconstruction: { grid } };
  for (const [slice, seen] of [[undefined, 10] as const, [15, 15] as const]) {
    const { truth } = await run({ ...given, phantom: { ...phantom, ...(slice && { slice }) } });
    expect(truth).toEqual(voxels.slice(1024 * seen, 1024 * (seen + 1)));
  }
});

test('Volume scans all of it, as wide and as high as it is', async () => {
  const { experiment, subject } = await opened({ phantom: { image: 'balls.nii', values: 'attenuation-per-mm' } });
  const fitted = inVolume(experiment, subject)!;
  expect(fitted.scan.geometry).toBe('cone');
  const { pixels, pixelSizeMm, slices = 1 } = fitted.reconstruction.grid;
  expect([pixels * pixelSizeMm, slices * pixelSizeMm]).toEqual([48, 30]);
});

test('values of a medical volume are taken for what they look like, and it is said', async () => {
  const { subject } = await opened({ phantom: { image: 'balls.nii' } });
  expect(subject).toMatchObject({ kind: 'image', unit: 'attenuation-per-mm' });
  expect('remarks' in subject && subject.remarks?.join(' ')).toMatch(/look like attenuation in 1\/mm.*read as such/);
});

test.each([
  [
    'a slice that there is not',
    { phantom: { image: 'balls.npy', slice: 20 } },
    /^phantom\.slice: must be between 0 and 19/,
  ],
  ['colours', { phantom: { image: 'colours.npy' } }, /an image with 3 values a pixel/],
])('%s is refused with a sentence', async (_, json, sentence) => {
  expect(await sentenceOf(() => opened(json))).toMatch(sentence);
});
