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
