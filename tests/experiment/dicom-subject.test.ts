// DICOM slices as what experiments are about: the reported cases, and slices made here.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { ImagePhantom } from '../../src/phantom/phantom.ts';
import { ctElements, type TinyElement, tinyDicom } from '../files/tiny-dicom.ts';
import { sentenceOf } from '../support/sentences.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';

const load = async (experiment: unknown, bytes: Uint8Array) =>
  (await loadSubject(parseExperimentInput(experiment), async () => bytes)) as ImagePhantom;

/** HU = 1000·(μ − μ_water)/μ_water, air at most 0 (the project's conventions). */
const hounsfieldOf = ({ values }: ImagePhantom) => Array.from(values, (mu) => 1000 * (mu / 0.02059 - 1));

describeOnSharedData('the reported DICOM cases', () => {
  const open = (name: string) => {
    const file = (part: string) => readFileSync(sharedDataPath('cases', name, part));
    return load(JSON.parse(file('experiment.json').toString()), new Uint8Array(file('slice.dcm')));
  };

  test.each([
    'dicom-enhanced-nested-rescale',
    'dicom-no-preamble',
    'dicom-no-spacing-but-given',
    'dicom-padding-beyond-bits-stored',
  ])('%s: air, water, brain and bone, in pixels of 8 mm', async (name) => {
    const phantom = await open(name);
    const found = [...new Set(hounsfieldOf(phantom).map(Math.round))].sort((a, b) => a - b);
    expect(found).toEqual([-1000, 0, 60, 1000]);
    expect(phantom.grid).toEqual({ rows: 32, columns: 32, pixelSizeMm: 8 });
  });

  test('dicom-rescale-type-zeff is refused with the reason', async () => {
    expect(await sentenceOf(() => open('dicom-rescale-type-zeff'))).toBe(
      'slice.dcm: the values are effective atomic numbers, not Hounsfield units (RescaleType Z_EFF)',
    );
  });
});

describe('a DICOM slice', () => {
  const file = (...changes: TinyElement[]) => tinyDicom(ctElements(1, 2, [1024, 24], changes));
  const noSpacing: TinyElement = { tag: 0x00280030, vr: 'DS', value: '' };

  test('takes its pixel size from the experiment before the file, and is refused where neither says', async () => {
    const phantom = (json: object) => ({ phantom: { image: 'a.dcm', ...json } });
    expect((await load(phantom({}), file())).grid.pixelSizeMm).toBe(0.75);
    expect((await load(phantom({ pixelSizeMm: 2 }), file())).grid.pixelSizeMm).toBe(2);
    expect((await load(phantom({ pixelSizeMm: 2 }), file(noSpacing))).grid.pixelSizeMm).toBe(2);
    expect(await sentenceOf(() => load(phantom({}), file(noSpacing)))).toBe(
      'a.dcm: the DICOM file does not state the pixel size (no PixelSpacing); an experiment can, by phantom.pixelSizeMm',
    );
  });

  test('of another modality is a picture where the experiment says what its values are', async () => {
    const picture = file({ tag: 0x00080060, vr: 'CS', value: 'MR' });
    const phantom = await load({ phantom: { image: 'a.dcm', values: 'arbitrary' } }, picture);
    expect([phantom.unit, ...phantom.values]).toEqual(['arbitrary', 0, -1000]);
    expect(await sentenceOf(() => load({ phantom: { image: 'a.dcm' } }, picture))).toMatch(/this is an MR image/);
  });
});
