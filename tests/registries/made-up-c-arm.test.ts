import { afterEach, expect, test } from 'vitest';
import { schemaFiles } from '../../scripts/schema-files.mjs';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import {
  geometryChoiceOf,
  geometryChoices,
  inGeometry,
  magnificationOf,
} from '../../src/experiment/change-geometry.ts';
import { experimentJson, resolveExperiment } from '../../src/experiment/experiment.ts';
import {
  EXPERIMENT_SCHEMA,
  IMAGE_PHANTOM_SCHEMA,
  parseExperimentInput,
  VERSION_1_SCHEMA,
} from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { experimentAdvice } from '../../src/experiment/scan-advice.ts';
import { Session } from '../../src/experiment/session.ts';
import { fieldWords, numberFields } from '../../src/experiment/spec-fields.ts';
import { GEOMETRIES } from '../../src/geometry/registry.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { PHANTOM_FILE_SCHEMA, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { SOLID_FILE_SCHEMA } from '../../src/phantom/solids/solid-file.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { libraryPhantom } from '../support/library-phantom.ts';
import { cArm } from './made-up-c-arm.ts';

let remove = () => {};
afterEach(() => remove());

const executor = new InPlaceExecutor(cpuTasks);
const phantom = shapePhantom(libraryPhantom('shepp-logan-1974'));
const experimentOf = ({ scan, reconstruction, ...others }: Readonly<Record<string, object>>) =>
  resolveExperiment(
    parseExperimentInput({
      phantom: 'shepp-logan-1974',
      scan: { views: 24, channels: 31, channelSpacingMm: 19, ...scan },
      reconstruction: { grid: { pixels: 16, pixelSizeMm: 16 }, ...reconstruction },
      ...others,
    }),
    phantom,
  );

async function run(json: Readonly<Record<string, object>>) {
  const operators = new CpuOperators(executor);
  const { result } = await finish(new Session(operators, executor).run(experimentOf(json), phantom));
  const [sinogram, image] = [await operators.read(result.sinogram), await operators.read(result.image)];
  return { sinogram, image, axisShift: result.findings.axis?.shift ?? null };
}

const sentenceOf = (json: Readonly<Record<string, object>>) => {
  try {
    experimentOf(json);
  } catch (error) {
    return (error as Error).message;
  }
  return null;
};

test('a geometry of one’s own is refused until it is registered, and then is checked as its spec says', () => {
  const asked = (scan: object = {}) => ({ scan: { geometry: 'c-arm', ...scan } });
  expect(sentenceOf(asked())).toBe(
    'scan.geometry: must be one of parallel, fan, cone, parallel-rows, tomosynthesis, got "c-arm"',
  );
  expect(sentenceOf({ scan: { magnification: 2 } })).toMatch('scan.magnification: unknown key');
  remove = GEOMETRIES.add(cArm);

  const { scan } = resolveExperiment(parseExperimentInput(asked()), phantom);
  expect(scan).toMatchObject({ radiusMm: 600, magnification: 2, views: 400, arcDeg: 200, channelSpacingMm: 2 });
  expect(sentenceOf(asked({ magnification: 10 }))).toBe('scan.magnification: must be between 1.1 and 9, got 10');
  expect(sentenceOf(asked({ radiusMm: 5000 }))).toBe('scan: the arm would be 10000 mm long');
  expect(sentenceOf({ scan: { magnification: 2 } })).toBe(
    'scan.magnification: belongs to a c-arm, and parallel rays have none; leave it out or set geometry to "c-arm"',
  );
  expect(sentenceOf(asked({ sourceToDetectorMm: 2 }))).toBe(
    'scan.sourceToDetectorMm: belongs to a fan or a cone or a tomosynthesis scan, and rays of a c-arm have none; leave it out or set geometry to "fan" or "cone" or "tomosynthesis"',
  );
  const spot = { beam: { kind: 'monochromatic', energyKeV: 60 }, focalSpotMm: 1 };
  expect(sentenceOf({ ...asked(), acquisition: spot })).toBeNull();
  expect(sentenceOf({ acquisition: spot })).toBe(
    'acquisition.focalSpotMm is the width of a fan’s or a cone’s or a tomosynthesis scan’s or a c-arm’s focal spot, and parallel rays have none; leave it out or set scan.geometry to "fan" or "cone" or "tomosynthesis" or "c-arm"',
  );
  expect(sentenceOf({ reconstruction: { rebin: true } })).toBe(
    'reconstruction.rebin turns the rays of a fan or a c-arm into parallel rays, and these are parallel already; leave it out',
  );
  expect(sentenceOf({ ...asked({ arcDeg: 0.1, views: 16_384 }), reconstruction: { rebin: true } })).toMatch(
    /^reconstruction\.rebin: this needs \d+ views of parallel rays over half a turn, as near to each other as the c-arm’s/,
  );
});

test('it is scanned, filtered, rebinned and reconstructed: a flat fan in other words has the same readings and slices', async () => {
  remove = GEOMETRIES.add(cArm);
  const fan = { geometry: 'fan', detector: 'flat', sourceToIsocenterMm: 600, sourceToDetectorMm: 1200 };
  const arm = { geometry: 'c-arm', radiusMm: 600, magnification: 2 };
  const beam = { kind: 'monochromatic', energyKeV: 60 };
  const cases: Readonly<Record<string, object>>[] = [
    { scan: { arcDeg: 360 } },
    { scan: { arcDeg: -360, startDeg: 30 }, reconstruction: { filter: 'none' } },
    { scan: { arcDeg: 250, offset: 0.5 }, reconstruction: { filter: 'hann', interpolation: 'smooth' } },
    { scan: { arcDeg: 360, offset: 0.25 }, reconstruction: { rebin: true } },
    { scan: { arcDeg: 720 }, reconstruction: { method: 'gridrec' } },
    {
      scan: { arcDeg: 360 },
      acquisition: { beam, focalSpotMm: 9, detectorShift: 1.5 },
      corrections: [{ kind: 'axis' }],
    },
  ];
  for (const { scan, ...others } of cases) {
    const expected = await run({ scan: { ...fan, ...scan }, ...others });
    const made = await run({ scan: { ...arm, ...scan }, ...others });
    expect(Math.max(...made.image)).toBeGreaterThan(0.01);
    expectRelativelyClose(made.sinogram, expected.sinogram, 1e-5);
    expectRelativelyClose(made.image, expected.image, 1e-5);
    expect(made.axisShift).toEqual(expected.axisShift && expect.closeTo(expected.axisShift, 3));
    expect(made.axisShift !== null).toBe('corrections' in others);
  }
});

test('a person may choose it, and what is said of it says its name', () => {
  remove = GEOMETRIES.add(cArm);
  expect(geometryChoices().map(({ label }) => label)).toContain('C-arm');
  const parallel = experimentOf({ scan: { views: 720, channelSpacingMm: 0.5 } }).scan;
  const arm = inGeometry(parallel, 'c-arm', false);
  expect(arm).toMatchObject({ geometry: 'c-arm', radiusMm: 600, views: 800, arcDeg: 200, channelSpacingMm: 1 });
  expect(geometryChoiceOf(arm)).toBe('c-arm');
  expect(magnificationOf(arm)).toBe(2);
  expect(inGeometry(arm, 'parallel', false)).toEqual(parallel);
  expect(inGeometry(arm, 'flat', false)).not.toHaveProperty('radiusMm');

  const experiment = experimentOf({ scan: { ...arm, channelSpacingMm: 9 }, reconstruction: { method: 'gridrec' } });
  expect(resolveExperiment(parseExperimentInput(experimentJson(experiment)), phantom)).toEqual(experiment);
  const advice = experimentAdvice(experiment, phantom).map(({ sentence }) => sentence);
  expect(advice).toContain('Gridrec needs parallel rays, so the c-arm’s readings are rebinned to parallel rays first.');
  expect(advice.join(' ')).toContain('180° plus the c-arm’s angle across the detector');
});

test('schema and documentation have its keys', () => {
  remove = GEOMETRIES.add(cArm);
  const sources = {
    ...{ PHANTOM_FILE_SCHEMA, SOLID_FILE_SCHEMA, EXPERIMENT_SCHEMA, VERSION_1_SCHEMA, IMAGE_PHANTOM_SCHEMA },
    ...{ PHANTOM_NAMES, FIELD_WORDS: fieldWords() },
  };
  const schema = JSON.parse(schemaFiles(sources)['experiment.schema.json']!);
  const variants: { properties: Record<string, object> }[] = schema.else.properties.scan.oneOf;
  expect(variants.map(({ properties }) => properties.geometry)).toMatchObject([
    { const: 'parallel' },
    { const: 'fan' },
    { const: 'cone' },
    { const: 'parallel-rows' },
    { const: 'tomosynthesis' },
    { const: 'c-arm' },
  ]);
  expect(variants[5]!.properties.magnification).toMatchObject({
    ...{ minimum: 1.1, maximum: 9, default: 2 },
    description: 'of a `c-arm`: of what lies at the axis',
  });
  expect(variants[1]!.properties).not.toHaveProperty('magnification');
  expect(numberFields()['scan.radiusMm']).toMatchObject({ label: 'Radius', unit: 'mm' });
});
