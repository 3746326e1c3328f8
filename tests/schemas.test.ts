import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { experimentTable, rowsOf, withTable } from '../scripts/experiment-table.mjs';
import { experimentSchema, schemaFiles } from '../scripts/schema-files.mjs';
import { InputError } from '../src/errors.ts';
import {
  EXPERIMENT_SCHEMA,
  IMAGE_PHANTOM_SCHEMA,
  parseExperimentInput,
  VERSION_1_SCHEMA,
} from '../src/experiment/experiment-schema.ts';
import { fieldWords, numberFields } from '../src/experiment/spec-fields.ts';
import { MEASURE_SCHEMAS } from '../src/experiment/sweep/measure-setting.ts';
import { parseSweep } from '../src/experiment/sweep/sweep.ts';
import { SWEEP_SCHEMA, VALUES_SCHEMAS } from '../src/experiment/sweep/sweep-schema.ts';
import { PHANTOM_NAMES } from '../src/phantom/library.ts';
import { PHANTOM_FILE_SCHEMA, parsePhantomFile } from '../src/phantom/phantom-file.ts';
import { isSolidFile, parseSolidFile, SOLID_FILE_SCHEMA } from '../src/phantom/solids/solid-file.ts';
import { SOLID_ENTRIES } from '../src/phantom/solids/solid-library.ts';
import { satisfies } from './support/json-schema.ts';
import { phantomFolder } from './support/library-phantom.ts';

const text = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const sources = {
  ...{ PHANTOM_FILE_SCHEMA, SOLID_FILE_SCHEMA, EXPERIMENT_SCHEMA, VERSION_1_SCHEMA, IMAGE_PHANTOM_SCHEMA },
  ...{ PHANTOM_NAMES, SOLID_ENTRIES, FIELD_WORDS: fieldWords() },
  ...{ SWEEP_SCHEMA, VALUES_SCHEMAS, MEASURE_SCHEMAS },
};
const generated = schemaFiles(sources);
const files = Object.fromEntries(Object.entries(generated).map(([name, schema]) => [name, JSON.parse(schema)]));
const isPhantom = (json: unknown) => satisfies(json, files['phantom.schema.json'], files);
const isSolidPhantom = (json: unknown) => satisfies(json, files['solid-phantom.schema.json'], files);
const isExperiment = (json: unknown) => satisfies(json, files['experiment.schema.json'], files);

test.each(Object.keys(generated))('%s is what `npm run schemas` writes', (name) => {
  expect(text(`schemas/${name}`)).toBe(generated[name]);
});

describe('every key of an experiment', () => {
  const schema = experimentSchema(sources);
  const rows = rowsOf(schema);

  test('stands in the documentation as `npm run schemas` writes it', () => {
    const document = text('docs/experiment.md');
    expect(withTable(document, experimentTable(schema, fieldWords(), numberFields()))).toBe(document);
  });

  test('has its words, and no words are of a key that there is not', () => {
    expect([...rows.keys()].toSorted()).toEqual(Object.keys(fieldWords()).toSorted());
  });

  test.each(Object.entries(numberFields()))('%s allows what its field says', (path, { least, most }) => {
    const text = (value: number) => String(value).replace('-', '−').replace('4294967295', '2³²−1');
    expect(rows.get(path)?.allowed).toEqual([`${text(least)} … ${text(most)}`]);
  });

  test('that has a range in the table is a field, but for the version', () => {
    const ranges = [...rows].filter(([, { allowed }]) => / … /.test(allowed.join(''))).map(([path]) => path);
    const measured = ['measurement.firstAngle', 'measurement.row', 'measurement.scale'];
    expect(ranges.toSorted()).toEqual([...Object.keys(numberFields()), ...measured, 'version'].toSorted());
  });
});

test.each(readdirSync(phantomFolder))('phantoms/%s satisfies the schema', (name) => {
  const json = JSON.parse(text(`phantoms/${name}`));
  expect(isSolidFile(json) ? isSolidPhantom(json) : isPhantom(json)).toBe(true);
});

test('so do the examples of the documentation', () => {
  const examples = (path: string) =>
    [...text(path).matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json!));
  const experiments = examples('docs/experiment.md');
  expect(experiments.length).toBeGreaterThan(2);
  for (const experiment of experiments) expect(isExperiment(experiment), JSON.stringify(experiment)).toBe(true);
  const phantoms = examples('docs/phantom-files.md').filter((json) => 'shapes' in json);
  expect(phantoms.length).toBeGreaterThan(0);
  for (const phantom of phantoms) {
    expect(isPhantom(phantom)).toBe(true);
    expect(isExperiment({ phantom })).toBe(true);
  }
  const inSpace = examples('docs/phantom-files.md').filter((json) => 'solids' in json);
  expect(inSpace.length).toBeGreaterThan(0);
  for (const solid of inSpace) {
    expect(isSolidPhantom(solid)).toBe(true);
    expect(() => parseSolidFile(solid)).not.toThrow();
    expect(isExperiment({ phantom: solid })).toBe(true);
  }
});

test('the sweep of the documentation satisfies the schema, and what is refused does not', () => {
  const [, json] = /```json\n(.*?)```/s.exec(text('docs/sweeps.md'))!;
  const sweep = JSON.parse(json!);
  const isSweep = (value: unknown) => satisfies(value, files['sweep.schema.json'], files);
  expect(() => parseSweep(sweep)).not.toThrow();
  expect(isSweep(sweep)).toBe(true);
  expect(isSweep({ ...sweep, experiment: 'file.json', seeds: [1, 2] })).toBe(true);
  for (const wrong of [{ knobs: [] }, { measures: ['sharpness'] }, { seeds: 0 }, { experiment: 3 }, { sweep: 1 }]) {
    expect(isSweep({ ...sweep, ...wrong }), JSON.stringify(wrong)).toBe(false);
    expect(() => parseSweep({ ...sweep, ...wrong })).toThrow(InputError);
  }
});

const ellipse = { type: 'ellipse', x: 1, y: 2, semiAxisX: 3, semiAxisY: 4, value: 0.5 };
const phantom = {
  $schema: '../schemas/phantom.schema.json',
  version: 1,
  name: 'good',
  fieldSizeMm: 10,
  values: 'relative-to-water',
  composition: 'replace',
  window: { width: 1, level: 0 },
  shapes: [
    { ...ellipse, clip: [{ normalDeg: 5, distance: 1 }] },
    { type: 'rectangle', x: 1, y: 2, width: 3, height: 4, value: 0.5 },
    {
      type: 'polygon',
      points: [
        [0, 0],
        [4, 0],
        [0, 4],
      ],
      value: 1,
    },
  ],
};

const { shapes: _, ...flat } = phantom;
const solids = [
  { type: 'sphere', x: 0, y: 0, z: 0, radius: 2, clip: [{ normal: [0, 1, 0], distance: 1 }], value: 1 },
  { type: 'extrusion', zFrom: 0, zTo: 1, shapes: [ellipse] },
  { type: 'cone', x: 0, y: 0, z: 0, semiAxisX: 2, semiAxisY: 1, length: 3, eulerDeg: [1, 2, 3], value: 1 },
];
const solidPhantom = { ...flat, dimensions: 3, heightMm: 10, solids };

describe('what the schema refuses', () => {
  test.each<[string, unknown]>([
    ['a list', []],
    ['an unknown key', { ...phantom, colour: 1 }],
    ['no name', { ...phantom, name: undefined }],
    ['an unknown meaning of values', { ...phantom, values: 'HU' }],
    ['a semi-axis of nothing', { ...phantom, shapes: [{ ...ellipse, semiAxisX: 0 }] }],
    ['a corner of one number', { ...phantom, shapes: [{ type: 'polygon', points: [[0, 0], [1], [2, 3]], value: 1 }] }],
    ['a material among values', { ...phantom, shapes: [{ ...ellipse, material: 'iron' }] }],
    ['a value among materials', { ...phantom, values: 'materials', shapes: [{ ...ellipse, material: 'iron' }] }],
  ])('a phantom with %s', (_, json) => {
    expect(isPhantom(JSON.parse(JSON.stringify(json)))).toBe(false);
  });

  test.each<[string, object]>([
    ['shapes', { shapes: [] }],
    ['two dimensions', { dimensions: 2 }],
    ['a radius of nothing', { solids: [{ ...solids[0], radius: 0 }] }],
    ['two angles', { solids: [{ ...solids[0], eulerDeg: [1, 2] }] }],
    ['a material among values', { solids: [{ ...solids[0], material: 'iron' }] }],
    ['an extruded shape without a value', { solids: [{ ...solids[1], shapes: [{ ...ellipse, value: undefined }] }] }],
    ['a value among materials', { values: 'materials', solids: [{ ...solids[0], material: 'iron' }] }],
  ])('a phantom of solids with %s', (_, changes) => {
    expect(isSolidPhantom(JSON.parse(JSON.stringify({ ...solidPhantom, ...changes })))).toBe(false);
  });

  test.each<[string, unknown]>([
    ['an unknown key', { colour: 1 }],
    ['a distance of a fan', { scan: { sourceToDetectorMm: 900 } }],
    ['plain back-projection by gridrec', { reconstruction: { method: 'gridrec', filter: 'none' } }],
    ['a correction that there is not', { corrections: [{ kind: 'hardening' }] }],
    ['keys of version 1 in version 2', { version: 2, physics: {} }],
    ['keys of version 2 in version 1', { version: 1, acquisition: {} }],
    ['half a view', { scan: { views: 1.5 } }],
    ['no views', { scan: { views: 0 } }],
    ['an unknown phantom', { phantom: 'nobody' }],
    ['a phantom that is none', { phantom: { ...phantom, name: 7 } }],
  ])('an experiment with %s', (_, json) => {
    expect(isExperiment(json)).toBe(false);
  });
});

test('experiments of version 1 satisfy the schema whether they say so or not', () => {
  for (const json of [
    { physics: { photons: 1000, spectrum: {} }, corrections: { water: true } },
    { corrections: { rings: true } },
    { reconstruction: { pixels: 64 } },
    { reconstruction: { pixelSizeMm: 2 } },
    { scan: { geometry: 'fan' }, reconstruction: { method: 'gridrec', rebin: true } },
  ]) {
    for (const given of [json, { version: 1, ...json }]) {
      expect(() => parseExperimentInput(given)).not.toThrow();
      expect(isExperiment(given), JSON.stringify(given)).toBe(true);
    }
    expect(() => parseExperimentInput({ version: 2, ...json })).toThrow(InputError);
    expect(isExperiment({ version: 2, ...json }), JSON.stringify(json)).toBe(false);
  }
});

test('whatever the program takes, the schema takes too', () => {
  const keys = fc.constantFrom(...Object.keys(phantom), 'other');
  const inShape = fc.constantFrom('type', 'x', 'width', 'points', 'clip', 'angleDeg', 'value', 'material', 'label');
  const something = fc.oneof(fc.jsonValue(), fc.constantFrom('materials', 'iron', 'ellipse', [], 3, 0.1, 'a text'));
  const taken = (parse: () => void) => {
    try {
      parse();
      return true;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return false;
    }
  };
  let accepted = 0;
  fc.assert(
    fc.property(keys, inShape, fc.nat(2), something, fc.boolean(), (key, shapeKey, index, json, deep) => {
      const shapes = phantom.shapes.map((shape, i) => (i === index ? { ...shape, [shapeKey]: json } : shape));
      const changed = JSON.parse(JSON.stringify(deep ? { ...phantom, shapes } : { ...phantom, [key]: json }));
      if (taken(() => parsePhantomFile(changed))) {
        accepted++;
        expect(isPhantom(changed)).toBe(true);
        expect(isExperiment({ phantom: changed })).toBe(true);
      }
      for (const version of [1, 2, undefined]) {
        const experiment = JSON.parse(JSON.stringify({ version, scan: { views: 3, [key]: json }, seed: json }));
        if (taken(() => parseExperimentInput(experiment))) expect(isExperiment(experiment)).toBe(true);
      }
    }),
    { seed: 1, numRuns: 1500 },
  );
  expect(accepted).toBeGreaterThan(50);
});

test('whatever the program takes of solids, the schema takes too', () => {
  const keys = fc.constantFrom(
    'type',
    'x',
    'radius',
    'eulerDeg',
    'clip',
    'zTo',
    'shapes',
    'topScale',
    'value',
    'label',
  );
  const something = fc.oneof(fc.jsonValue(), fc.constantFrom(0.5, 3, 'a text', [1, 2, 3], [], [ellipse], 'sphere'));
  let accepted = 0;
  fc.assert(
    fc.property(keys, fc.nat(2), something, (key, index, json) => {
      const changed = solids.map((solid, i) => (i === index ? { ...solid, [key]: json } : solid));
      const given = JSON.parse(JSON.stringify({ ...solidPhantom, solids: changed }));
      try {
        parseSolidFile(given);
      } catch (error) {
        if (error instanceof InputError) return;
        throw error;
      }
      accepted++;
      expect(isSolidPhantom(given)).toBe(true);
    }),
    { seed: 1, numRuns: 600 },
  );
  expect(accepted).toBeGreaterThan(30);
});
