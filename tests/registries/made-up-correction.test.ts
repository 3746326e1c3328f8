import { afterEach, expect, test } from 'vitest';
import { experimentTable } from '../../scripts/experiment-table.mjs';
import { experimentSchema, schemaFiles } from '../../scripts/schema-files.mjs';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { Correction, Findings } from '../../src/corrections/correction.ts';
import { CORRECTIONS } from '../../src/corrections/registry.ts';
import { fittingCorrections, whyIdle } from '../../src/experiment/correction-fit.ts';
import { withCorrection } from '../../src/experiment/correction-list.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import {
  EXPERIMENT_SCHEMA,
  IMAGE_PHANTOM_SCHEMA,
  parseExperimentInput,
  VERSION_1_SCHEMA,
} from '../../src/experiment/experiment-schema.ts';
import { reportedFindings } from '../../src/experiment/findings.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import { Session } from '../../src/experiment/session.ts';
import { fieldWords, numberFields } from '../../src/experiment/spec-fields.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { PHANTOM_FILE_SCHEMA, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { SOLID_FILE_SCHEMA } from '../../src/phantom/solids/solid-file.ts';
import { differing } from '../laws/differing.ts';
import { LawSession } from '../laws/run-in-session.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

/** What a folder of a correction of one's own exports: it makes all readings some times what they were, and the slice negative. */
const manifold: Correction = {
  name: 'manifold',
  words: {
    label: 'Manifold',
    shortLabel: 'manifold',
    title: 'Some times as much',
    help: 'Makes everything some times itself.',
  },
  settings: {
    times: { label: 'Times', means: 'how often each reading counts', least: 1, most: 10, usually: 3, unit: '×' },
  },
  whyNotMeasured: 'unit is unknown',
  whyNotFocused: null,
  readsGrid: false,
  whyIdle: ({ unit }) => (unit === 'arbitrary' ? null : 'needs arbitrary units'),
  load: async () => ({
    correct: async (given, { operators, settings, writable }) => {
      const { imageSteps } = given;
      const sinogram = await writable(given.sinogram);
      await operators.applyPolynomial(times(settings.times as number), sinogram);
      const turn: (typeof imageSteps)[number] = {
        arrays: [],
        apply: (operators, image) => operators.applyPolynomial(times(-1), image),
      };
      return { ...given, sinogram, imageSteps: [...imageSteps, turn] };
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
  const asked = { corrections: [{ kind: 'manifold' }] };
  expect(() => experimentOf(asked)).toThrow(
    'corrections[0].kind: must be one of zingers, starvation, scatter, water, ',
  );
  remove = CORRECTIONS.add(manifold);

  const plain = await run({});
  const made = await run(asked);
  expect(Math.max(...plain.sinogram)).toBeGreaterThan(0);
  expect(made.sinogram).toEqual(plain.sinogram.map((reading) => 3 * reading));
  const most = Math.max(...plain.image.map(Math.abs));
  for (const [i, value] of made.image.entries()) expect(value / most).toBeCloseTo((-3 * plain.image[i]!) / most, 5);

  expect(() => experimentOf({ corrections: [{ kind: 'manifold', yes: true }] })).toThrow(
    'corrections[0].yes: unknown key; the known keys here are kind, times',
  );
  expect(() =>
    parseExperimentInput({ measurement: { sinogram: 'a.npy' }, corrections: [{ kind: 'manifold' }] }),
  ).toThrow('the correction "manifold" cannot be applied to a measurement: its unit is unknown');
});

test('what is set of it is in the key of what it makes', async () => {
  remove = CORRECTIONS.add(manifold);
  const set = (settings: object) => ({ ...small, corrections: [{ kind: 'manifold', ...settings }] });
  const operators = new CpuOperators(executor);
  const session = new LawSession(operators);
  const slices: Float32Array[] = [];
  for (const settings of [{}, { times: 5 }, { times: 2 }, { times: 5 }, { times: 3 }]) {
    const results = await session.run(set(settings));
    const fresh = new LawSession(operators);
    expect(differing(results, await fresh.run(set(settings))), JSON.stringify(settings)).toEqual([]);
    fresh.release();
    slices.push(results.slice);
  }
  expect(session.release()).toBe(0);
  expect(slices[1]).not.toEqual(slices[2]);
  expect(slices[4]).toEqual(slices[0]);
});

test('what it finds and what it adds to views is asked of it', async () => {
  const edge: Correction = {
    ...manifold,
    name: 'edge',
    settings: {},
    seeks: {
      ...{ key: 'offset', reportedAs: 'edgeShift', found: 'edge found', unknown: 'edge unknown' },
      says: ({ shift }) => `The edge stands at ${shift}.`,
    },
    lengthens: {
      channels: (scan) => ({ before: 1000 * scan.channels, after: 0 }),
      says: () => 'all beyond it is made up',
    },
    load: async () => ({
      correct: async (given) => ({ ...given, findings: { ...given.findings, edge: { shift: 2, why: null } } }),
    }),
  };
  remove = CORRECTIONS.add(edge);
  const asked = { corrections: [{ kind: 'edge' }], scan: { ...small.scan, channels: 15 } };
  const experiment = experimentOf(asked);
  const session = new Session(new CpuOperators(executor), executor);
  const { findings } = (await finish(session.run(experiment, phantom))).result;
  expect(findings).toEqual({ edge: { shift: 2, why: null } });
  expect(reportedFindings(findings)).toEqual({ edgeShift: 2 });
  const advice = experimentAdvice(experiment, phantom, findings);
  expect(advice.at(-1)).toMatchObject({
    kind: 'finding',
    ok: true,
    title: 'edge found',
    sentence: 'The edge stands at 2.',
  });
  expect(advice.find(({ kind }) => kind === 'field-of-view')!.sentence).toContain('all beyond it is made up');
  expect(experimentAdvice(experimentOf({ scan: asked.scan }), phantom, findings).at(-1)!.kind).toBe('field-of-view');
  // The detector stands elsewhere than it was thought to, and sees another part of the object.
  const seen = (found: Findings) =>
    experimentAdvice(experiment, phantom, found).find(({ kind }) => kind === 'field-of-view')!.sentence;
  expect(seen(findings)).not.toBe(seen({}));
  const scan = { geometry: 'fan', views: 8000, channels: 15, channelSpacingMm: 0.01 };
  const fan = { ...asked, scan, reconstruction: { method: 'gridrec' } };
  expect(() => experimentOf(fan)).toThrow(/^reconstruction\.rebin: /);
  expect(() => experimentOf({ ...fan, corrections: [] })).not.toThrow();
});

test('and it is wherever corrections are listed', () => {
  remove = CORRECTIONS.add(manifold, { before: 'rings' });
  expect(CORRECTIONS.names).toEqual([
    ...['zingers', 'starvation', 'scatter', 'water', 'manifold', 'rings'],
    ...['phase', 'axis', 'metal', 'truncation'],
  ]);
  const sources = {
    ...{ PHANTOM_FILE_SCHEMA, SOLID_FILE_SCHEMA, EXPERIMENT_SCHEMA, VERSION_1_SCHEMA, IMAGE_PHANTOM_SCHEMA },
    ...{ PHANTOM_NAMES, FIELD_WORDS: fieldWords() },
  };
  const schema = JSON.parse(schemaFiles(sources)['experiment.schema.json']!);
  expect(JSON.stringify(schema.else.properties.corrections)).toContain('"const":"manifold"');
  const times = '| `corrections[].times` | of `manifold`: how often each reading counts | × | 1 … 10 | 3 |';
  expect(experimentTable(experimentSchema(sources), fieldWords(), numberFields())).toContain(times);
  expect(() => experimentOf({ corrections: [{ kind: 'manifold', times: 11 }] })).toThrow(
    'corrections[0].times: must be between 1 and 10, got 11',
  );
  expect(withCorrection([], 'manifold')).toEqual([{ kind: 'manifold', times: 3 }]);
  const water = shapePhantom(libraryPhantom('water-disk'));
  expect(whyIdle('manifold', experimentOf({}), phantom)).toBeNull();
  expect(whyIdle('manifold', experimentOf({}), water)).toBe('needs arbitrary units');
  const { corrections } = experimentOf({ corrections: [{ kind: 'manifold' }] });
  expect(fittingCorrections(corrections, experimentOf({}), water)).toEqual([]);

  remove();
  expect(() => experimentOf({ corrections: [{ kind: 'manifold' }] })).toThrow('must be one of');
});
