import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { schemaFiles } from '../../scripts/schema-files.mjs';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import {
  EXPERIMENT_SCHEMA,
  IMAGE_PHANTOM_SCHEMA,
  parseExperimentInput,
  VERSION_1_SCHEMA,
} from '../../src/experiment/experiment-schema.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import { Session } from '../../src/experiment/session.ts';
import { fieldWords, numberFields } from '../../src/experiment/spec-fields.ts';
import type { Method, MethodGiven } from '../../src/methods/method.ts';
import { METHODS } from '../../src/methods/registry.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { PHANTOM_FILE_SCHEMA, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { SOLID_FILE_SCHEMA } from '../../src/phantom/solids/solid-file.ts';
import { trueOrFalse } from '../../src/validation.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const plans: MethodGiven[] = [];

/** What a folder of a method of one's own exports: the sum of all views as they are, so many times. */
const laminogram: Method = {
  name: 'laminogram',
  words: { label: 'Laminogram', short: 'A laminogram' },
  needsParallelRays: true,
  needsFilter: false,
  takesFilteredViews: false,
  growsByViews: false,
  reads: ['cutoff'],
  settings: {
    times: { label: 'Times', means: 'how often each view counts', unit: '×', least: 1, most: 10, usually: 1 },
    isNegative: { means: 'whether dark is bright', schema: v.optional(trueOrFalse, false) },
  },
  load: async () => ({
    plan: (given) => {
      plans.push(given);
      const { times, isNegative } = given.settings;
      return { factor: (isNegative ? -1 : 1) * (times as number) };
    },
    async *reconstruct({ operators, plan, scan, grid, views, image }) {
      await operators.backProject(views, scan, grid, image, { from: 0, to: views.rows });
      yield { done: 0.5 };
      const curve = { coefficients: Float64Array.of(plan.factor), most: Number.MAX_VALUE };
      await operators.applyPolynomial(curve, image);
      yield { done: 1 };
    },
  }),
};

let remove = () => {};
afterEach(() => {
  remove();
  plans.length = 0;
});

const executor = new InPlaceExecutor(cpuTasks);
const phantom = shapePhantom(libraryPhantom('shepp-logan-modified'));
const experimentOf = (reconstruction: object, scan: object = {}) =>
  resolveExperiment(
    parseExperimentInput({
      phantom: 'shepp-logan-modified',
      scan: { views: 12, channels: 31, channelSpacingMm: 8, ...scan },
      reconstruction: { grid: { pixels: 16, pixelSizeMm: 12 }, ...reconstruction },
    }),
    phantom,
  );

function newRuns() {
  const operators = new CpuOperators(executor);
  const session = new Session(operators, executor);
  return async (reconstruction: object, scan: object = {}) => {
    const told: number[] = [];
    const steps = session.run(experimentOf(reconstruction, scan), phantom, {
      onProgress: (phase, done) => phase === 'back-project' && told.push(done),
    });
    let image: Float32Array | null = null;
    for await (const step of steps) if (step.kind === 'image') image = await operators.read(step.image as never);
    return { image: image!, told };
  };
}

test('a method of one’s own needs its spec and its registration', async () => {
  const asked = { method: 'laminogram', times: 4 };
  expect(() => experimentOf(asked)).toThrow(
    `reconstruction.method: must be one of ${METHODS.names.join(', ')}, got "laminogram"`,
  );
  remove = METHODS.add(laminogram);

  const run = newRuns();
  const plain = await run({ filter: 'none' });
  const made = await run(asked);
  expect(Math.max(...plain.image)).toBeGreaterThan(0);
  expect(made.image).toEqual(plain.image.map((value) => 4 * value));
  expect(made.told).toEqual([0.5, 1]);

  await run({ ...asked, filter: 'hann' });
  expect(plans.map(({ settings }) => settings)).toEqual([{ cutoff: 1, times: 4, isNegative: false }]);
  await run({ ...asked, times: 2 });
  await run({ ...asked, cutoff: 0.5 });
  expect(plans.slice(1).map(({ settings }) => settings)).toEqual([
    { cutoff: 1, times: 2, isNegative: false },
    { cutoff: 0.5, times: 4, isNegative: false },
  ]);
  expect((await run({ method: 'laminogram', isNegative: true })).image).toEqual(plain.image.map((value) => -value));
});

test('it is told what it has to know, and nothing else is', async () => {
  remove = METHODS.add(laminogram);
  expect(() => experimentOf({ method: 'laminogram', times: 11 })).toThrow(
    'reconstruction.times: must be between 1 and 10, got 11',
  );
  expect(() => experimentOf({ method: 'fbp', times: 2 })).toThrow(
    'reconstruction.times: unknown key; the known keys here are method, filter, cutoff, interpolation, rebin, missingCone, grid',
  );
  const fan = experimentOf({ method: 'laminogram' }, { geometry: 'fan', views: 90 });
  expect(fan.reconstruction).not.toHaveProperty('rebin');
  expect(experimentAdvice(fan, phantom).map(({ sentence }) => sentence)).toContain(
    'A laminogram needs parallel rays, so the fan’s readings are rebinned to parallel rays first.',
  );
  const { image } = await newRuns()({ method: 'laminogram' }, { geometry: 'fan', views: 90 });
  expect(plans[0]!.scan.geometry).toBe('parallel');
  expect(Math.max(...image)).toBeGreaterThan(0);
  const sources = {
    ...{ PHANTOM_FILE_SCHEMA, SOLID_FILE_SCHEMA, EXPERIMENT_SCHEMA, VERSION_1_SCHEMA, IMAGE_PHANTOM_SCHEMA },
    ...{ PHANTOM_NAMES, FIELD_WORDS: fieldWords() },
  };
  const schema = JSON.parse(schemaFiles(sources)['experiment.schema.json']!);
  const variants: { properties: Record<string, { const?: string }> }[] = schema.else.properties.reconstruction.oneOf;
  expect(variants.map(({ properties }) => properties.method!.const)).toEqual(METHODS.names);
  expect(METHODS.names.at(-1)).toBe('laminogram');
  expect(variants.at(-1)!.properties.times).toMatchObject({
    ...{ minimum: 1, maximum: 10, default: 1 },
    description: 'of `laminogram`: how often each view counts',
  });
  expect(variants.at(-1)!.properties.isNegative).toMatchObject({ type: 'boolean', default: false });
  expect(numberFields()['reconstruction.times']).toMatchObject({ label: 'Times', unit: '×' });
  expect(variants[0]!.properties).not.toHaveProperty('times');
});
