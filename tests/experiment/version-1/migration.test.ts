import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { experimentJson, resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject, type Subject } from '../../../src/experiment/subject.ts';
import { sharedDataPath, testOnSharedData } from '../../support/shared-data.ts';
import { reworded } from './reworded.ts';
import { sliceOf } from './slice-of.ts';
import { type RecordedExperiment, whatVersion1Was } from './what-version-1-was.ts';

// What the program made of experiments before there was a version 2: one line for each experiment of the tests of that time.
const lines = readFileSync(fileURLToPath(new URL('recorded.jsonl', import.meta.url)), 'utf8')
  .trim()
  .split('\n');
const recorded = lines.map((line) => JSON.parse(line) as RecordedExperiment);
const opened = recorded.filter(({ resolved }) => resolved);
const refusedOnTheWay = recorded.filter(({ sentence }) => sentence);
const refused = recorded.filter((record) => record.refused);

const noFiles = () => Promise.reject(new Error('no file is needed'));

async function subjectOf({ json, subject }: RecordedExperiment): Promise<Subject> {
  return (subject as Subject | undefined) ?? loadSubject(parseExperimentInput(json), noFiles);
}

const again = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

const sentenceOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'nothing is wrong';
};

describe('experiments of version 1', () => {
  test('there are some of every kind', () => {
    expect(opened.length).toBeGreaterThan(150);
    expect(refused.length).toBeGreaterThan(100);
    expect(refusedOnTheWay.length).toBeGreaterThan(5);
  });

  test('mean what they meant, whether they name their version or not', async () => {
    for (const record of opened) {
      const subject = await subjectOf(record);
      for (const json of [record.json, { ...record.json, version: 1 }]) {
        const experiment = resolveExperiment(parseExperimentInput(again(json)), subject);
        expect(whatVersion1Was(experiment), JSON.stringify(json)).toEqual(whatVersion1Was(record));
      }
    }
  });

  test('are written as version 2, and read from it are the same', async () => {
    for (const record of opened) {
      const subject = await subjectOf(record);
      const experiment = resolveExperiment(parseExperimentInput(again(record.json)), subject);
      const written = again(experimentJson(experiment)) as Record<string, unknown>;
      expect(written.version).toBe(2);
      expect(written).not.toHaveProperty('physics');
      const read = resolveExperiment(parseExperimentInput(written), subject);
      expect(whatVersion1Was(read)).toEqual(whatVersion1Was(record));
      expect(again(experimentJson(read))).toEqual(written);
    }
  });

  test('that are refused are so by the same sentence, with the paths that were written', () => {
    for (const { json, refused: sentence } of refused) {
      expect(sentenceOf(() => parseExperimentInput({ ...json, version: 1 }))).toBe(reworded(sentence!));
    }
  });

  test('that do not go with what they are about are refused by the same sentence', async () => {
    for (const record of refusedOnTheWay) {
      const subject = await subjectOf(record);
      const resolve = () => resolveExperiment(parseExperimentInput({ ...record.json, version: 1 }), subject);
      expect(sentenceOf(resolve), JSON.stringify(record.json)).toBe(reworded(record.sentence!));
    }
  });
});

const small = {
  scan: { views: 12, channels: 31, channelSpacingMm: 8 },
  reconstruction: { pixels: 16, pixelSizeMm: 12 },
};
const fan = { geometry: 'fan', views: 16, channels: 31, channelSpacingMm: 14 };

describe('the same bits come of version 1 and of what it is written as', () => {
  test.each<[string, Record<string, unknown>]>([
    ['exact line integrals', {}],
    ['a fan', { scan: { ...fan, detector: 'flat', offset: 0.25 } }],
    [
      'a rebinned fan',
      { scan: fan, reconstruction: { ...small.reconstruction, rebin: true, interpolation: 'smooth' } },
    ],
    ['gridrec of a fan', { scan: fan, reconstruction: { ...small.reconstruction, method: 'gridrec', rebin: false } }],
    ['plain back-projection', { reconstruction: { ...small.reconstruction, filter: 'none' } }],
    ['a beam that is inert', { physics: {} }],
    ['noise that nothing counts', { physics: { electronicNoise: 7, gainDrift: 0.1 }, seed: 5 }],
    ['the amplitude of what stands still', { physics: { motion: { amplitudeMm: 20, at: 0.1, cycles: 9 } } }],
    ['a shift, with breaths', { physics: { motion: { kind: 'shift', amplitudeMm: 20, at: 0.4, cycles: 9 } } }],
    ['breathing, in a direction', { physics: { motion: { kind: 'breathing', amplitudeMm: 9, directionDeg: 50 } } }],
    [
      'all that a beam brings',
      {
        phantom: 'shepp-logan-materials',
        scan: fan,
        physics: {
          photons: 5000,
          electronicNoise: 3,
          spectrum: { voltageKV: 90 },
          focalSpotMm: 2,
          channelAperture: 0.8,
          crosstalk: 0.1,
          deadChannels: [4],
          gainDrift: 0.02,
          scatterToPrimary: 0.3,
          detectorShift: 0.5,
        },
        corrections: { water: true, rings: true, starvation: true, scatter: true, truncation: true },
        seed: 9,
      },
    ],
  ])('%s', async (_, changes) => {
    const json = { version: 1, phantom: 'shepp-logan-modified', ...small, ...changes };
    const input = parseExperimentInput(again(json));
    const subject = await loadSubject(input, noFiles);
    const experiment = resolveExperiment(input, subject);
    const before = await sliceOf(experiment, subject);
    const after = await sliceOf(
      resolveExperiment(parseExperimentInput(again(experimentJson(experiment))), subject),
      subject,
    );
    expect(after.sinogram).toEqual(before.sinogram);
    expect(after.image).toEqual(before.image);
    expect(before.image.some((value) => value !== 0)).toBe(true);
  });
});

const text = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

test('the examples of the documents are of version 2, or of either', () => {
  const examples = [...text('docs/experiment.md').matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json!));
  expect(examples.length).toBeGreaterThan(3);
  for (const json of examples) {
    expect(() => parseExperimentInput(again({ ...json, version: 2 }))).not.toThrow();
    if (!json.acquisition && !json.reconstruction?.grid) {
      expect(parseExperimentInput(again({ ...json, version: 1 }))).toMatchObject({ scan: json.scan ?? {} });
    }
  }
});

const cases = sharedDataPath('cases');
testOnSharedData('the cases that people sent open as they did', () => {
  const named = readdirSync(cases).filter((name) => existsSync(`${cases}/${name}/experiment.json`));
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) {
    const json = JSON.parse(readFileSync(`${cases}/${name}/experiment.json`, 'utf8'));
    const { version: _, ...input } = parseExperimentInput(again({ ...json, version: 1 }));
    const { version: __, ...unversioned } = parseExperimentInput(again({ ...json, version: undefined }));
    expect([name, unversioned]).toMatchObject([name, input]);
  }
});
