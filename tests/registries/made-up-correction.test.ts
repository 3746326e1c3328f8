import { afterEach, expect, test } from 'vitest';
import { schemaFiles } from '../../scripts/schema-files.mjs';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { Correction } from '../../src/corrections/correction.ts';
import { CORRECTIONS } from '../../src/corrections/registry.ts';
import { fittingCorrections, whyIdle } from '../../src/experiment/correction-fit.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import {
  EXPERIMENT_SCHEMA,
  IMAGE_PHANTOM_SCHEMA,
  parseExperimentInput,
  VERSION_1_SCHEMA,
} from '../../src/experiment/experiment-schema.ts';
import { FIELD_WORDS } from '../../src/experiment/field-words.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { PHANTOM_FILE_SCHEMA, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

/** What a folder of a correction of one's own exports: it makes all readings three times what they were, and the slice negative. */
const thrice: Correction = {
  name: 'thrice',
  words: {
    label: 'Thrice',
    shortLabel: 'thrice',
    title: 'Three times as much',
    help: 'Makes everything thrice itself.',
  },
  settings: {},
  suitsMeasurements: false,
  readsGrid: false,
  whyIdle: ({ unit }) => (unit === 'arbitrary' ? null : 'needs arbitrary units'),
  load: async () => ({
    correct: async (given, { operators }) => {
      const { sinogram, imageSteps } = given;
      await operators.applyPolynomial(times(3), sinogram, sinogram);
      const turn: (typeof imageSteps)[number] = {
        arrays: [],
        apply: (operators, image) => operators.applyPolynomial(times(-1), image, image),
      };
      return { ...given, imageSteps: [...imageSteps, turn] };
    },
  }),
};

const times = (factor: number) => ({ coefficients: Float64Array.of(factor), most: Number.MAX_VALUE });

let remove = () => {};
afterEach(() => remove());

const executor = new InPlaceExecutor(cpuTasks);
const phantom = shapePhantom(libraryPhantom('shepp-logan-modified'));
const small = {
  phantom: 'shepp-logan-modified',
  scan: { views: 12, channels: 31, channelSpacingMm: 8 },
  reconstruction: { grid: { pixels: 16, pixelSizeMm: 12 } },
};
const experimentOf = (changes: object) => resolveExperiment(parseExperimentInput({ ...small, ...changes }), phantom);

async function run(changes: object) {
  const operators = new CpuOperators(executor);
  const session = new Session(operators, executor);
  const { sinogram, image } = (await finish(session.run(experimentOf(changes), phantom))).result;
  return { sinogram: await operators.read(sinogram), image: await operators.read(image) };
}

test('a correction of one’s own needs its spec and its registration', async () => {
  const asked = { corrections: [{ kind: 'thrice' }] };
  expect(() => experimentOf(asked)).toThrow('corrections[0].kind: must be one of starvation, scatter, water, ');
  remove = CORRECTIONS.add(thrice);

  const plain = await run({});
  const made = await run(asked);
  expect(Math.max(...plain.sinogram)).toBeGreaterThan(0);
  expect(made.sinogram).toEqual(plain.sinogram.map((reading) => 3 * reading));
  const most = Math.max(...plain.image.map(Math.abs));
  for (const [i, value] of made.image.entries()) expect(value / most).toBeCloseTo((-3 * plain.image[i]!) / most, 5);

  expect(() => experimentOf({ corrections: [{ kind: 'thrice', yes: true }] })).toThrow(
    'corrections[0].yes: unknown key; the keys known here are kind',
  );
  expect(() => parseExperimentInput({ measurement: { sinogram: 'a.npy' }, corrections: [{ kind: 'thrice' }] })).toThrow(
    'only "rings" and "axis"',
  );
});

test('and it is wherever corrections are listed', () => {
  remove = CORRECTIONS.add(thrice, { before: 'rings' });
  expect(CORRECTIONS.names).toEqual([
    ...['starvation', 'scatter', 'water', 'thrice', 'rings'],
    ...['axis', 'metal', 'truncation'],
  ]);
  const sources = {
    ...{ PHANTOM_FILE_SCHEMA, EXPERIMENT_SCHEMA, VERSION_1_SCHEMA, IMAGE_PHANTOM_SCHEMA },
    ...{ PHANTOM_NAMES, FIELD_WORDS },
  };
  const schema = JSON.parse(schemaFiles(sources)['experiment.schema.json']!);
  expect(JSON.stringify(schema.else.properties.corrections)).toContain('"const":"thrice"');
  const water = shapePhantom(libraryPhantom('water-disk'));
  expect(whyIdle('thrice', experimentOf({}), phantom)).toBeNull();
  expect(whyIdle('thrice', experimentOf({}), water)).toBe('needs arbitrary units');
  const { corrections } = experimentOf({ corrections: [{ kind: 'thrice' }] });
  expect(fittingCorrections(corrections, experimentOf({}), water)).toEqual([]);

  remove();
  expect(() => experimentOf({ corrections: [{ kind: 'thrice' }] })).toThrow('must be one of');
});
