import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { experimentJson, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { inVolume } from '../../src/experiment/in-volume.ts';
import { cutOffEnds } from '../../src/experiment/measured-ends.ts';
import type { Measurement } from '../../src/experiment/measurement.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';
import { cpuOperators } from '../support/walk.ts';

const [VIEWS, ROWS, CHANNELS] = [24, 10, 32];
const cone = {
  ...{ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: 200, sourceToDetectorMm: 300 },
  ...{ channelSpacingMm: 2, rowSpacingMm: 4 },
};
const reconstruction = { grid: { pixels: 20, pixelSizeMm: 2, slices: 6 } };
const phantom = {
  ...{ version: 1, dimensions: 3, name: 'balls', fieldSizeMm: 40, heightMm: 20, values: 'relative-to-water' },
  composition: 'add',
  solids: [
    { type: 'sphere', x: 3, y: -2, z: 2, radius: 9, value: 1 },
    { type: 'sphere', x: -7, y: 6, z: -4, radius: 3, value: 0.5 },
  ],
};

let operators: Operators;
/** What a cone scans of the balls, and the volume made of it. */
let scanned: Made;
beforeAll(async () => {
  operators = cpuOperators();
  scanned = await run({ phantom, scan: { ...cone, views: VIEWS, rows: ROWS, channels: CHANNELS } }, {});
});
afterAll(() => operators.dispose());

type Files = Readonly<Record<string, Uint8Array>>;
type Made = Awaited<ReturnType<typeof run>>;

async function opened(json: object, files: Files) {
  const input = parseExperimentInput({ version: 2, reconstruction, ...json });
  const subject = await loadSubject(input, async (name) => files[name]!);
  return { input, subject, experiment: resolveExperiment(input, subject) };
}

async function run(json: object, files: Files) {
  const { subject, experiment } = await opened(json, files);
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  try {
    const { result } = await finish(session.run(experiment, subject));
    const { findings } = result;
    const [readings, volume] = [await operators.read(result.readings), await operators.read(result.volume)];
    return { subject, experiment, readings, volume, findings };
  } finally {
    session.release();
  }
}

const stackOf = (values: Float32Array) => npyBytes(values, [VIEWS, ROWS, CHANNELS]);
const measured = (more: object = {}, scan: object = {}) => ({
  measurement: { sinogram: 'p.npy', ...more },
  scan: { ...cone, ...scan },
});
/** Readings [views, rows, channels] as they lie in a file of other axes. */
const permuted = (values: Float32Array, lengths: readonly number[], at: (i: number, j: number, k: number) => number) =>
  Float32Array.from({ length: values.length }, (_, n) => {
    const [, second, third] = lengths as [number, number, number];
    return values[at(Math.floor(n / (second * third)), Math.floor(n / third) % second, n % third)]!;
  });
const index = (view: number, row: number, channel: number) => (view * ROWS + row) * CHANNELS + channel;

describe('projections of a cone', () => {
  test('as line integrals come to the volume that they are of', async () => {
    const made = await run(measured(), { 'p.npy': stackOf(scanned.readings) });
    expect(made.subject).toMatchObject({ views: VIEWS, detectorRows: ROWS, channels: CHANNELS });
    expect(made.experiment.scan).toMatchObject({ views: VIEWS, rows: ROWS, channels: CHANNELS });
    expect(made.readings).toEqual(scanned.readings);
    expect(made.volume).toEqual(scanned.volume);
    expect(Math.max(...made.volume)).toBeGreaterThan(0.018);
  });

  test('lie in any order of their axes and from either edge of the panel', async () => {
    const astra = permuted(scanned.readings, [ROWS, VIEWS, CHANNELS], (row, view, channel) =>
      index(view, row, channel),
    );
    const files = { 'p.npy': npyBytes(astra, [ROWS, VIEWS, CHANNELS]) };
    const made = await run(measured({ axes: 'rows-views-channels', firstRow: 'lowest' }), files);
    expect(made.readings).toEqual(scanned.readings);
    const turned = permuted(scanned.readings, [CHANNELS, VIEWS, ROWS], (channel, view, row) =>
      index(view, ROWS - 1 - row, channel),
    );
    const other = { 'p.npy': npyBytes(turned, [CHANNELS, VIEWS, ROWS]) };
    const again = await run(measured({ axes: 'channels-views-rows', firstRow: 'highest' }), other);
    expect(again.readings).toEqual(scanned.readings);
  });

  test('in another order than is said are refused where sums tell', async () => {
    const astra = permuted(scanned.readings, [ROWS, VIEWS, CHANNELS], (row, view, channel) =>
      index(view, row, channel),
    );
    const files = { 'p.npy': npyBytes(astra, [ROWS, VIEWS, CHANNELS]) };
    expect(await sentenceOf(() => opened(measured(), files))).toMatch(
      /^p\.npy: seems not to be \[views, detector rows, channels\], because the sums along its second axis are equal to within .* set "axes"/,
    );
    // Whoever says so is believed, and told.
    const { subject } = await opened(measured({ axes: 'views-rows-channels' }), files);
    expect((subject as Measurement).remarks[0]).toMatch(/^p\.npy seems not to be/);
  });

  test('as raw readings are divided by the white of each pixel, and dead pixels are mended', async () => {
    const pixels = ROWS * CHANNELS;
    const white = Float32Array.from({ length: pixels }, (_, i) => 1000 + ((17 * i) % 300));
    const dark = Float32Array.from({ length: pixels }, (_, i) => 20 + (i % 7));
    // Beside one another, and at the end of a row.
    const dead = [5 * CHANNELS + 16, 5 * CHANNELS + 17, 3 * CHANNELS - 1];
    for (const pixel of dead) white[pixel] = dark[pixel]!;
    const raw = scanned.readings.map(
      (value, i) => dark[i % pixels]! + (white[i % pixels]! - dark[i % pixels]!) * Math.exp(-value),
    );
    const files = {
      'p.npy': stackOf(raw),
      // Twice, 10 above and below.
      'w.npy': npyBytes(
        Float32Array.from({ length: 2 * pixels }, (_, i) => white[i % pixels]! + (i < pixels ? 10 : -10)),
        [2, ROWS, CHANNELS],
      ),
      'd.npy': npyBytes(dark, [ROWS, CHANNELS]),
    };
    const { subject } = await opened(measured({ kind: 'transmission', white: 'w.npy', dark: 'd.npy' }), files);
    const { lineIntegrals, remarks } = subject as Measurement;
    const reading = (view: number, pixel: number) => scanned.readings[view * pixels + pixel]!;
    for (let view = 0; view < VIEWS; view++) {
      for (let pixel = 0; pixel < pixels; pixel++) {
        if (dead.includes(pixel)) continue;
        expect(Math.abs(lineIntegrals[view * pixels + pixel]! - reading(view, pixel))).toBeLessThan(1e-5);
      }
      const [before, after] = [reading(view, dead[0]! - 1), reading(view, dead[1]! + 1)];
      expect(lineIntegrals[view * pixels + dead[0]!]).toBeCloseTo((2 * before + after) / 3, 4);
      expect(lineIntegrals[view * pixels + dead[1]!]).toBeCloseTo((before + 2 * after) / 3, 4);
      expect(lineIntegrals[view * pixels + dead[2]!]).toBeCloseTo(reading(view, dead[2]! - 1), 4);
    }
    expect(remarks.join(' ')).toContain('at 3 of its 320 pixels, first at row 2, channel 31, the white reading is not');
    // Too many are no fault of single pixels.
    const swapped = { ...files, 'w.npy': files['d.npy'], 'd.npy': npyBytes(white, [ROWS, CHANNELS]) };
    expect(
      await sentenceOf(() => opened(measured({ kind: 'transmission', white: 'w.npy', dark: 'd.npy' }), swapped)),
    ).toMatch(/^measurement\.white: at 320 of the 320 pixels of p\.npy, first at row 0, channel 0, the white/);
  });

  test('stand at angles of their own', async () => {
    const angles = Float64Array.from({ length: VIEWS }, (_, view) => 10 + (360 * view) / VIEWS);
    const files = { 'p.npy': stackOf(scanned.readings), 'a.npy': npyBytes(angles, [VIEWS]) };
    const { experiment, subject } = await opened(measured({ anglesDeg: 'a.npy' }), files);
    expect([...(subject as Measurement).anglesDeg!]).toEqual([...angles]);
    // And with them is saved and read again.
    expect(parseExperimentInput(experimentJson(experiment)).scan).toMatchObject({ rows: ROWS, views: VIEWS });
  });

  test('have their axis found, and Volume takes them as they are', async () => {
    const shifted = { scan: { ...cone, views: VIEWS, rows: 11, channels: CHANNELS, offset: 1.5 }, phantom };
    const { readings } = await run(shifted, {});
    const files = { 'p.npy': npyBytes(readings, [VIEWS, 11, CHANNELS]) };
    const found = await run({ ...measured({ firstRow: 'lowest' }), corrections: [{ kind: 'axis' }] }, files);
    expect(found.findings.axis?.shift).toBeCloseTo(1.5, 0);
    const { experiment, subject } = await opened(measured(), files);
    expect(inVolume(experiment, subject)).toBe(experiment);
    // It is said where the panel cuts the object off, whichever row sees it.
    const cut = Float32Array.from(readings, (_, i) =>
      i % CHANNELS === 0 && Math.floor(i / CHANNELS) % 11 === 2 ? 1 : 0,
    );
    expect(cutOffEnds(subject as Measurement)).toMatchObject({ first: false, last: false });
    expect(cutOffEnds({ ...(subject as Measurement), lineIntegrals: cut })).toMatchObject({ first: true, last: false });
  });

  test('say which edge of the panel is taken for the lowest', async () => {
    const files = { 'p.npy': stackOf(scanned.readings) };
    const remarksOf = async (more: object) => ((await opened(measured(more), files)).subject as Measurement).remarks;
    expect((await remarksOf({})).join(' ')).toContain('The first detector row of p.npy is read as the lowest');
    expect(await remarksOf({ firstRow: 'lowest' })).toEqual([]);
  });
});

describe('are refused with a sentence', () => {
  const files = () => ({
    'p.npy': stackOf(scanned.readings),
    'flat.npy': npyBytes(new Float32Array(12), [3, 4]),
    'hu.npy': npyBytes(
      Float32Array.from({ length: 64 * 4 * 8 }, (_, i) => (i % 8 < 3 ? -1000 : i % 40)),
      [64, 4, 8],
    ),
    'a.npy': npyBytes(new Float64Array(ROWS), [ROWS]),
    'w.npy': npyBytes(new Float32Array(ROWS * CHANNELS).fill(9), [CHANNELS, ROWS]),
  });
  const { sourceToDetectorMm: _, rowSpacingMm: __, ...lacking } = cone;

  test.each<[string, object, RegExp]>([
    [
      'without distances',
      { measurement: { sinogram: 'p.npy' }, scan: lacking },
      /^scan: measured projections do not say how the cone was set up; sourceToDetectorMm and rowSpacingMm are missing$/,
    ],
    [
      'without a spacing',
      { measurement: { sinogram: 'p.npy' }, scan: { ...cone, channelSpacingMm: undefined } },
      /^scan: measured projections do not say how the cone was set up; channelSpacingMm is missing$/,
    ],
    ['of other rows', measured({}, { rows: 12 }), /^scan\.rows: p\.npy has 10 detector rows, got 12$/],
    ['of other views', measured({}, { views: 12 }), /^scan\.views: p\.npy has 24 views, got 12$/],
    [
      'of one row',
      { ...measured(), measurement: { sinogram: 'flat.npy' } },
      /^flat\.npy: the projections of a cone must be an array \[views, detector rows, channels\], but its shape is \[3, 4\]; for a detector of one row, set scan\.geometry to "fan"$/,
    ],
    [
      'for a fan',
      { measurement: { sinogram: 'p.npy' }, scan: { geometry: 'fan' } },
      /^p\.npy: a sinogram must be an array \[views, channels\], but its shape is \[24, 10, 32\]; of a detector with several rows choose one by measurement\.row, or set scan\.geometry to "cone" and its distances$/,
    ],
    ['transposed', measured({ transpose: true }), /^measurement\.transpose is for sinograms; /],
    [
      'axes of a sinogram',
      { measurement: { sinogram: 'flat.npy', axes: 'views-rows-channels' } },
      /^measurement\.axes is for the projections of a detector with several rows; /,
    ],
    ['Hounsfield units', { ...measured(), measurement: { sinogram: 'hu.npy' } }, /^hu\.npy: .*Hounsfield/],
    [
      'angles that fit another axis',
      measured({ anglesDeg: 'a.npy' }),
      /^a\.npy: must have one angle for each of the 24 views of p\.npy, but its shape is 10; if the views are on another axis of p\.npy, set "axes", such as "rows-views-channels"$/,
    ],
    [
      'a white of turned sides',
      measured({ kind: 'transmission', white: 'w.npy', dark: 0 }),
      /^w\.npy: must be \[10, 32\] \(rows, channels\), or several of these as \[number, 10, 32\], like p\.npy, but its shape is \[32, 10\]$/,
    ],
    [
      'gridrec',
      { ...measured(), reconstruction: { method: 'gridrec' } },
      /^reconstruction\.method: gridrec takes parallel rays, and rays of a cone leave the plane of their source; set it to "fbp"$/,
    ],
  ])('%s', async (_, json, sentence) => {
    expect(await sentenceOf(() => opened(json, files()))).toMatch(sentence);
  });

  test('more readings than there is room for, before they are read', async () => {
    const header = npyBytes(new Float32Array(0), [2000, 300, 300]);
    const source = { sizeBytes: header.length + 4 * 2000 * 300 * 300, read: async () => header };
    const input = parseExperimentInput(measured());
    expect(await sentenceOf(() => loadSubject(input, async () => source))).toBe(
      'p.npy: has 2000 × 300 × 300 readings, but at most 134217728 are possible; leave out views, or average neighbouring pixels',
    );
  });
});
