// One view alone: where things are on the panel, what is counted there, and that nothing is made of it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { doseEstimate } from '../../src/experiment/dose-estimate.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { isRadiograph } from '../../src/experiment/in-radiograph.ts';
import { fittedVolume } from '../../src/experiment/in-volume.ts';
import { radiographFigures } from '../../src/experiment/radiograph-figures.ts';
import { inRadiograph } from '../../src/experiment/radiograph-of.ts';
import type { FinishedStep, ProjectionStep, RunStep } from '../../src/experiment/run-steps.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import { FIRST_LOOK, type ProjectionKind } from '../../src/experiment/volume-look.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { cpuOperators } from '../support/walk.ts';

let operators: Operators;
beforeAll(() => {
  operators = cpuOperators();
});
afterAll(() => operators.dispose());

const noFiles = () => Promise.reject(new Error('no file was to be read'));
async function opened(json: object) {
  const input = parseExperimentInput({ version: 2, ...json });
  const subject = await loadSubject(input, noFiles);
  return { experiment: resolveExperiment(input, subject), subject };
}

/** The view of a run that only reads, [rows × channels] with the highest row first, and what else it came to. */
async function viewOf(json: object, projection: ProjectionKind = 'line-integrals') {
  const { experiment, subject } = await opened(json);
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  try {
    const steps: RunStep[] = [];
    let values: Float32Array | null = null;
    const look = { ...FIRST_LOOK, projection };
    for await (const step of session.run(experiment, subject, { look, readsOnly: true })) {
      steps.push(step);
      if (step.kind === 'projection') values = await operators.read((step as ProjectionStep).projection);
    }
    const { result } = steps.at(-1) as FinishedStep;
    const measured = await operators.read(result.measured);
    return { steps, result, measured, values: values! };
  } finally {
    session.release();
  }
}

const panel = { geometry: 'cone', views: 1, sourceToIsocenterMm: 600, sourceToDetectorMm: 900 };
const solids = (list: readonly object[], values = 'attenuation-per-mm') => ({
  ...{ version: 1, dimensions: 3, name: 'made for a test', fieldSizeMm: 200, heightMm: 200, values },
  composition: values === 'materials' ? 'replace' : 'add',
  solids: list,
});

test('nothing is reconstructed, filtered or compared: the steps are what was read and the view of it', async () => {
  const ball = { type: 'sphere', x: 0, y: 0, z: 0, radius: 20, value: 0.02 };
  const scan = { ...panel, channels: 40, channelSpacingMm: 4, rows: 30, rowSpacingMm: 4 };
  const { steps, result } = await viewOf({ phantom: solids([ball]), scan });
  expect(steps.map(({ kind }) => kind)).toEqual(['sinogram', 'projection', 'finished']);
  expect(result.isReconstructed).toBe(false);
  expect(() => result.image).toThrow('not reconstructed');
  expect([result.truth, result.truthValues]).toEqual([null, null]);
});

test('balls stand on the panel where their distances magnify them to', async () => {
  // The source stands at (0, −600), the panel 900 mm from it: what is at (x, y, z) is seen at x, z times 900/(600 + y).
  const places = [
    [30, 0, 20],
    [-40, 50, 15],
    [25, -50, -30],
    [-20, -10, -25],
  ] as const;
  const balls = places.map(([x, y, z]) => ({ type: 'sphere', x, y, z, radius: 4, value: 0.05 }));
  const [channels, rows, spacing] = [320, 240, 0.5];
  const scan = { ...panel, channels, channelSpacingMm: spacing, rows, rowSpacingMm: spacing };
  const { values } = await viewOf({ phantom: solids(balls), scan });
  for (const [x, y, z] of places) {
    const magnification = 900 / (600 + y);
    const [u, v] = [x * magnification, z * magnification];
    let [mass, atU, atV] = [0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const rowV = ((rows - 1) / 2 - row) * spacing;
      if (Math.abs(rowV - v) > 9) continue;
      for (let channel = 0; channel < channels; channel++) {
        const channelU = (channel - (channels - 1) / 2) * spacing;
        if (Math.abs(channelU - u) > 9) continue;
        const value = values[row * channels + channel]!;
        mass += value;
        atU += value * channelU;
        atV += value * rowV;
      }
    }
    // A ball's shadow on a panel is an ellipse drawn out outwards, by some hundredths of a millimetre here.
    expect(Math.abs(atU / mass - u)).toBeLessThan(0.05);
    expect(Math.abs(atV / mass - v)).toBeLessThan(0.05);
  }
  const { experiment } = await opened({ phantom: solids(balls), scan });
  // Of what stands on the axis, 900/600.
  expect(radiographFigures(experiment)).toMatchObject({ magnification: 1.5, pixelAtObjectMm: 0.5 / 1.5 });
});

describe('what is counted', () => {
  const ball = { type: 'sphere', x: 3, y: -2, z: 4, radius: 60, material: 'water' };
  const scan = { ...panel, channels: 60, channelSpacingMm: 4, rows: 50, rowSpacingMm: 4 };
  const phantom = solids([ball], 'materials');

  test('is e^−p of a beam of one energy, of the same line integrals', async () => {
    const acquisition = { beam: { kind: 'monochromatic', energyKeV: 60 } };
    const lines = await viewOf({ phantom, scan, acquisition });
    const signal = await viewOf({ phantom, scan, acquisition }, 'signal');
    expect(signal.result.signalFactor).toBe(1);
    expect(Math.max(...lines.values)).toBeGreaterThan(2);
    signal.values.forEach((value, i) => {
      const expected = Math.fround(Math.exp(-lines.values[i]!));
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(2 ** -22 * expected);
    });
  });

  test('varies as Poisson’s counts do: a variance of share over photons', async () => {
    const photons = 4000;
    const acquisition = { beam: { kind: 'monochromatic' }, noise: { photons } };
    const fine = { ...panel, channels: 240, channelSpacingMm: 1, rows: 200, rowSpacingMm: 1 };
    const exact = await viewOf({ phantom, scan: fine, acquisition: { beam: acquisition.beam } }, 'signal');
    const noisy = await viewOf({ phantom, scan: fine, acquisition, seed: 7 }, 'signal');
    const squares = { air: [] as number[], behind: [] as number[] };
    exact.values.forEach((share, i) => {
      const square = (noisy.values[i]! - share) ** 2 / (share / photons);
      if (share === 1) squares.air.push(square);
      else if (share < 0.2) squares.behind.push(square);
    });
    for (const list of Object.values(squares)) {
      const mean = list.reduce((sum, square) => sum + square, 0) / list.length;
      // χ² of as many: four standard deviations.
      expect(list.length).toBeGreaterThan(4000);
      expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(2 / list.length));
    }
  });

  test('is an edge as blurred as the figure of unsharpness says, by the variance of its spread', async () => {
    // A thin plate in the plane of the axis, with an edge at x = 0: what is seen of it rises over the penumbra alone.
    const plate = { type: 'box', x: -20, y: 0, z: 0, sizeX: 40, sizeY: 0.2, sizeZ: 40, value: 0.05 };
    const [channels, spacing, focalSpotMm] = [160, 0.1, 4];
    const blurred = {
      ...panel,
      sourceToDetectorMm: 1200,
      channels,
      channelSpacingMm: spacing,
      rows: 1,
      rowSpacingMm: 1,
    };
    const acquisition = { beam: { kind: 'monochromatic' }, focalSpotMm };
    const json = { phantom: solids([plate]), scan: blurred, acquisition };
    const { values } = await viewOf(json);
    const { unsharpnessMm } = radiographFigures((await opened(json)).experiment)!;
    expect(unsharpnessMm).toBe(4);
    let [sum, squares] = [0, 0];
    for (let channel = 1; channel < channels; channel++) {
      const step = values[channel - 1]! - values[channel]!;
      sum += step;
      squares += step * ((channel - channels / 2) * spacing) ** 2;
    }
    // Even over a width w it would be w²/12; four points of the spot make 15/16 of that.
    expect(squares / sum).toBeCloseTo(((15 / 16) * unsharpnessMm! ** 2) / 12, 1);
  });
});

describe('a scan made a radiograph', () => {
  const phantoms = ['shepp-logan-3d', 'forbild-thorax-3d', 'point-grid', 'compressed-breast'];

  test.each(phantoms)('%s stands between source and panel, and all of its shadow is on it', async (phantom) => {
    const { experiment, subject } = await opened({ phantom });
    const made = inRadiograph(experiment, subject)!;
    expect(isRadiograph(made)).toBe(true);
    expect(made.acquisition.beam.kind).toBe('tube');
    // What lies is seen from above.
    expect(made.scan.geometry).toBe(phantom === 'compressed-breast' ? 'tomosynthesis' : 'cone');
    // As written in a link it is read as it is.
    expect(resolveExperiment(parseExperimentInput(JSON.parse(JSON.stringify({ ...made, phantom }))), subject)).toEqual({
      ...made,
      phantom,
    });
    const coarse = { ...made.scan, channels: 50, rows: 50 } as Extract<typeof made.scan, { geometry: 'cone' }>;
    const scale = { u: made.scan.channels / 50, v: (made.scan as typeof coarse).rows / 50 };
    const scan = {
      ...coarse,
      channelSpacingMm: coarse.channelSpacingMm * scale.u,
      rowSpacingMm: coarse.rowSpacingMm * scale.v,
    };
    const { values } = await viewOf({ phantom, scan });
    const isRim = (i: number) => i < 50 || i >= 2450 || i % 50 === 0 || i % 50 === 49;
    expect(values.filter((value, i) => isRim(i) && value > 0).length).toBe(0);
    expect(values.some((value) => value > 0)).toBe(true);
    // It stays one when another phantom is put into it.
    const other = (await opened({ phantom: 'forbild-head-3d' })).subject as Exclude<Subject, { kind: 'measurement' }>;
    expect(isRadiograph(fittedVolume(made, other))).toBe(true);
  });

  test('a slice’s image has no height, and a radiograph stays what it is', async () => {
    const { experiment, subject } = await opened({ phantom: 'shepp-logan-3d' });
    const made = inRadiograph(experiment, subject)!;
    expect(inRadiograph(made, subject)).toBe(made);
    const image = { kind: 'image', volume: undefined } as unknown as Subject;
    expect(inRadiograph(experiment, image)).toBeNull();
  });

  test('of tomosynthesis it is the view straight down', async () => {
    const { experiment, subject } = await opened({ phantom: 'compressed-breast', scan: { geometry: 'tomosynthesis' } });
    const { scan } = inRadiograph(experiment, subject)!;
    expect(scan).toMatchObject({ geometry: 'tomosynthesis', views: 1, startDeg: 0 });
  });
});

test('one view makes no volume, which is said in a sentence', async () => {
  const { experiment, subject } = await opened({ phantom: 'shepp-logan-3d', scan: { geometry: 'cone', views: 1 } });
  const advice = experimentAdvice(experiment, subject);
  expect(advice).toMatchObject([{ kind: 'arc', ok: false, title: 'one view makes no volume' }]);
  expect(advice[0]!.sentence).toMatch(/no depth, and no volume can be made of it/);
});

test('a view’s dose is its charge and what that is in air where the object begins', async () => {
  const scan = { ...panel, channels: 100, channelSpacingMm: 0.5, rows: 100, rowSpacingMm: 0.5 };
  const phantom = solids([{ type: 'sphere', x: 0, y: 0, z: 0, radius: 100, material: 'water' }], 'materials');
  const doseOf = async (acquisition: object, moved = {}) => {
    const { experiment, subject } = await opened({ phantom, scan: { ...scan, ...moved }, acquisition });
    return doseEstimate(experiment, subject)!;
  };
  const beam = { kind: 'tube', voltageKV: 80, filtrationMmAluminium: 3 };
  const one = (await doseOf({ beam, noise: { photons: 1e6 } })).radiograph!;
  expect(one.entranceMm).toBe(500);
  const twice = (await doseOf({ beam, noise: { photons: 2e6 } })).radiograph!;
  expect(twice.tubeChargeMas / one.tubeChargeMas).toBeCloseTo(2, 9);
  expect(twice.entranceKermaMGy / one.entranceKermaMGy).toBeCloseTo(2, 9);
  // As many photons at twice the distance take four times the charge.
  const farther = (await doseOf({ beam, noise: { photons: 1e6 } }, { sourceToDetectorMm: 1800 })).radiograph!;
  expect(farther.tubeChargeMas / one.tubeChargeMas).toBeCloseTo(4, 9);
  // A softer beam is counted as well for more kerma in front.
  const soft = { ...beam, voltageKV: 50 };
  expect((await doseOf({ beam: soft, noise: { photons: 1e6 } })).radiograph!.entranceKermaMGy).toBeGreaterThan(
    one.entranceKermaMGy,
  );
  expect((await doseOf({ beam: { kind: 'monochromatic' }, noise: { photons: 1e6 } })).radiograph).toBeNull();
});
