import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { npyBytes } from '../support/npy.ts';
import { cpuOperators } from '../support/walk.ts';

const [VIEWS, ROWS, CHANNELS, PIXELS] = [25, 5, 37, 24];
/** Two balls, the larger one above and to the right. */
const phantom = {
  ...{ version: 1, dimensions: 3, name: 'balls', fieldSizeMm: 24, heightMm: 10, values: 'attenuation-per-mm' },
  composition: 'add',
  solids: [
    { type: 'sphere', x: 4, y: 2, z: 2, radius: 5, value: 0.05 },
    { type: 'sphere', x: -5, y: -4, z: -3, radius: 2.5, value: 0.08 },
  ],
};
const scan = {
  geometry: 'parallel-rows',
  views: VIEWS,
  rows: ROWS,
  channels: CHANNELS,
  channelSpacingMm: 1,
  rowSpacingMm: 2,
};
const reconstruction = { grid: { pixels: PIXELS, pixelSizeMm: 1 } };

let operators: Operators;
beforeAll(() => {
  operators = cpuOperators();
});
afterAll(() => operators.dispose());

type Files = Readonly<Record<string, Uint8Array>>;

async function run(json: object, files: Files = {}) {
  const input = parseExperimentInput({ version: 2, reconstruction, ...json });
  const subject = await loadSubject(input, async (name) => files[name]!);
  const experiment = resolveExperiment(input, subject);
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  try {
    const { result } = await finish(session.run(experiment, subject));
    const [readings, volume] = [await operators.read(result.readings), await operators.read(result.volume)];
    return { subject, experiment, readings, volume, findings: result.findings };
  } finally {
    session.release();
  }
}

/** What a scan of one row comes to, by the same method and with the same corrections. */
async function sliceOf(readings: Float32Array, row: number, more: object, scanMore: object = {}) {
  const sinogram = new Float32Array(VIEWS * CHANNELS);
  for (let view = 0; view < VIEWS; view++) {
    const from = (view * ROWS + row) * CHANNELS;
    sinogram.set(readings.subarray(from, from + CHANNELS), view * CHANNELS);
  }
  const files = { 's.npy': npyBytes(sinogram, [VIEWS, CHANNELS]) };
  const one = await run(
    { measurement: { sinogram: 's.npy' }, scan: { channelSpacingMm: 1, ...scanMore }, ...more },
    files,
  );
  return one.volume;
}

const sliceIn = (volume: Float32Array, slice: number) =>
  volume.subarray(slice * PIXELS ** 2, (slice + 1) * PIXELS ** 2);

describe('a phantom', () => {
  test('has the exact integrals of each slice in its row, the lowest row first', async () => {
    const { readings } = await run({ phantom, scan });
    for (let view = 0; view < VIEWS; view += 6) {
      for (let row = 0; row < ROWS; row++) {
        for (let channel = 0; channel < CHANNELS; channel++) {
          const angle = (view * Math.PI) / VIEWS;
          const [u, z] = [channel - 18, 2 * (row - 2)];
          const exact = phantom.solids.reduce((sum, { x, y, z: height, radius, value }) => {
            const apart = Math.hypot(u - (x * Math.cos(angle) + y * Math.sin(angle)), z - height);
            return sum + 2 * value * Math.sqrt(Math.max(0, radius * radius - apart * apart));
          }, 0);
          expect(readings[(view * ROWS + row) * CHANNELS + channel]).toBeCloseTo(exact, 5);
        }
      }
    }
  });

  test('has a slice of its own for every row, at its height', async () => {
    const { volume, experiment, readings } = await run({ phantom, scan });
    expect(experiment.reconstruction.grid).toEqual({ pixels: PIXELS, pixelSizeMm: 1, slices: ROWS, sliceSpacingMm: 2 });
    for (let row = 0; row < ROWS; row++) expect(sliceIn(volume, row)).toEqual(await sliceOf(readings, row, {}));
    // The larger ball, 2 mm up and 4 to the right, is no mirror image: pixel (row 9, column 16) of slice 3.
    const at = (slice: number, row: number, column: number) => sliceIn(volume, slice)[row * PIXELS + column]!;
    expect(at(3, 9, 16)).toBeCloseTo(0.05, 2);
    expect(Math.abs(at(0, 9, 16))).toBeLessThan(0.012);
    expect(at(0, 16, 6)).toBeGreaterThan(0.05);
    expect(Math.abs(at(4, 16, 6))).toBeLessThan(0.012);
  });

  test('drawn in a slice has no ends', async () => {
    const disk = {
      ...{ version: 1, name: 'disk', fieldSizeMm: 24, values: 'attenuation-per-mm', composition: 'add' },
      shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 6, semiAxisY: 6, value: 0.05 }],
    };
    const { readings } = await run({ phantom: disk, scan: { ...scan, rowSpacingMm: 900 } });
    for (let row = 0; row < ROWS; row++) expect(readings[row * CHANNELS + 18]).toBeCloseTo(0.6, 5);
  });
});

describe('every slice is that of its row alone, to the last bit,', () => {
  const settings: readonly (readonly [string, object, object])[] = [
    [
      'by FBP, its views made denser',
      { reconstruction: { ...reconstruction, interpolation: 'smooth', filter: 'hann' } },
      {},
    ],
    ['by gridrec', { reconstruction: { ...reconstruction, method: 'gridrec' } }, {}],
    ['by SIRT', { reconstruction: { ...reconstruction, method: 'sirt', iterations: 3 } }, {}],
    ['with its rings taken out', { corrections: [{ kind: 'rings' }] }, {}],
    ['of a detector that stands to one side, over a whole turn', {}, { arcDeg: 360, offset: 9 }],
  ];
  let readings: Float32Array;
  beforeAll(async () => {
    ({ readings } = await run({ phantom, scan }));
  });

  test.each(settings)('%s', async (_, more, scanMore) => {
    const files = { 'p.npy': npyBytes(readings, [VIEWS, ROWS, CHANNELS]) };
    const { rows: _rows, views: _views, channels: _channels, ...given } = scan;
    const all = await run({ measurement: { sinogram: 'p.npy' }, scan: { ...given, ...scanMore }, ...more }, files);
    for (const row of [0, 3]) expect(sliceIn(all.volume, row)).toEqual(await sliceOf(readings, row, more, scanMore));
  });
});

describe('rows of a stack', () => {
  let readings: Float32Array;
  let whole: Float32Array;
  beforeAll(async () => {
    ({ readings, volume: whole } = await run({ phantom, scan }));
  });
  const inFile = { geometry: 'parallel-rows', channelSpacingMm: 1 };
  const stack = () => ({ 'p.npy': npyBytes(readings, [VIEWS, ROWS, CHANNELS]) });
  const slicesOf = (from: number, to: number) => whole.subarray(from * PIXELS ** 2, to * PIXELS ** 2);

  test('are read alone, on whichever axis they are, the highest of them last or first', async () => {
    const some = { sinogram: 'p.npy', rows: [1, 3] };
    const lowest = await run({ measurement: some, scan: inFile }, stack());
    expect(lowest.experiment.scan).toMatchObject({ rows: 3, rowSpacingMm: 1 });
    expect(lowest.volume).toEqual(slicesOf(1, 4));
    const highest = await run({ measurement: { ...some, firstRow: 'highest' }, scan: inFile }, stack());
    expect(sliceIn(highest.volume, 0)).toEqual(slicesOf(3, 4));
    expect(sliceIn(highest.volume, 2)).toEqual(slicesOf(1, 2));
    // As the ASTRA Toolbox has them.
    const turned = Float32Array.from({ length: readings.length }, (_, i) => {
      const [row, view, channel] = [Math.floor(i / (VIEWS * CHANNELS)), Math.floor(i / CHANNELS) % VIEWS, i % CHANNELS];
      return readings[(view * ROWS + row) * CHANNELS + channel]!;
    });
    const files = { 'p.npy': npyBytes(turned, [ROWS, VIEWS, CHANNELS]) };
    const astra = await run({ measurement: { ...some, axes: 'rows-views-channels' }, scan: inFile }, files);
    expect(astra.volume).toEqual(lowest.volume);
  });

  test('make slices between them too, from the two that are next to each', async () => {
    const grid = { ...reconstruction.grid, slices: 2, sliceSpacingMm: 1, centreZMm: 0.25 };
    const { volume } = await run({ phantom, scan, reconstruction: { grid } });
    // z = −0.25 and 0.75, an eighth of a row below row 2 and three eighths above it.
    const mixed = (row: number, share: number, pixel: number) =>
      (1 - share) * whole[row * PIXELS ** 2 + pixel]! + share * whole[(row + 1) * PIXELS ** 2 + pixel]!;
    for (let pixel = 0; pixel < PIXELS ** 2; pixel += 7) {
      expect(volume[pixel]).toBeCloseTo(mixed(1, 7 / 8, pixel), 6);
      expect(volume[PIXELS ** 2 + pixel]).toBeCloseTo(mixed(2, 3 / 8, pixel), 6);
    }
  });

  test('have one axis, that of their mean', async () => {
    const corrections = [{ kind: 'axis' }];
    const { findings } = await run({ measurement: { sinogram: 'p.npy' }, scan: inFile, corrections }, stack());
    expect(findings.axis).toMatchObject({ rows: ROWS, why: null });
    expect(Math.abs(findings.axis!.shift!)).toBeLessThan(0.15);
  });

  test.each([
    [
      { rows: [2, 5] },
      inFile,
      /^measurement\.rows: must be between 0 and 4, the last row of p\.npy, got \[2, 5\]; "axes"/,
    ],
    [{ rows: [3, 1] }, inFile, /^measurement\.rows: must have its first row before its last/],
    [{ rows: 4 }, inFile, /^measurement\.rows: must be the first and the last row, such as \[0, 99\]/],
    [
      { rows: [1, 2] },
      { channelSpacingMm: 1 },
      /^measurement\.rows chooses rows .* set scan\.geometry to "parallel-rows"/,
    ],
    [{ row: 1 }, inFile, /^measurement\.row chooses one row .* set measurement\.rows to the first and the last/],
  ])('are refused: %j', async (more, asked, sentence) => {
    const opening = run({ measurement: { sinogram: 'p.npy', ...more }, scan: asked }, stack());
    await expect(opening).rejects.toThrow(sentence);
  });
});
