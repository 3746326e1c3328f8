// One real file of each kind that people bring, in the page: what it says of it is what other programs read
// (`tests/files/shared-files.test.ts` has all of them, without a page).

import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sharedDataPath, testOnSharedData } from '../support/shared-data.ts';
import { describeWorlds, errorNotice } from './support/sandbox.ts';

const path = (...parts: string[]) => sharedDataPath('files', ...parts);
const all = (...parts: string[]) => readdirSync(path(...parts)).map((name) => path(...parts, name));

interface RealFile {
  readonly paths: readonly string[];
  /** Of the dialog that asks what arrays are: name, shape and range of each. */
  readonly asks?: readonly string[];
  /** Of what is opened without a question: its name in the list of phantoms, and what the panel says of it. */
  readonly opens?: readonly [name: string, words: string];
}

const KINDS: Readonly<Record<string, () => RealFile>> = {
  'DICOM, JPEG 2000': () => ({
    paths: [path('dicom-transfer-syntaxes', 'ctimage-j2k-lossless-1.2.840.10008.1.2.4.90.dcm')],
    opens: ['ctimage-j2k-lossless-1.2.840.10008.1.2.4.90.dcm', '512 × 512 pixels'],
  }),
  'a DICOM series': () => ({
    paths: all('dicom-series-head-phantom', 'axial-5mm'),
    opens: ['I10.dcm and 4 more', 'a volume of 5 slices, 5 mm apart, of 512 × 512 pixels'],
  }),
  TIFF: () => ({
    paths: [path('derived', 'tiff', 'f32-tiled64-deflate-pred3.tif')],
    asks: ['f32-tiled64-deflate-pred3.tif\n135 × 160, 0 to 43560'],
  }),
  BigTIFF: () => ({
    paths: [path('derived', 'tiff', 'u16-bigtiff-packbits.tif')],
    asks: ['u16-bigtiff-packbits.tif\n135 × 160, 0 to 30200'],
  }),
  'a stack of TIFFs with dark, flat and angles': () => ({
    paths: [
      ...all('projections-i13-tiff', 'tiffs'),
      ...['dark_00001.tiff', 'flat_00001.tiff', 'angles.txt'].map((name) => path('projections-i13-tiff', name)),
    ],
    asks: [
      'raw_00000.tiff … raw_00090.tiff\n91 × 135 × 160',
      'flat_00001.tiff\n135 × 160',
      'angles.txt\n111',
      'Before angle 10 nothing turns',
    ],
  }),
  DXchange: () => ({
    paths: [path('derived', 'hdf5', 'i13-rows80-83-dxchange.h5')],
    asks: [
      '#/exchange/data\n91 × 4 × 160, 2206 to 27550',
      '#/exchange/data_white\n1 × 4 × 160',
      '#/exchange/theta\n91',
    ],
  }),
  NXtomo: () => ({
    paths: [path('derived', 'hdf5', 'i13-rows80-83-nxtomo.nxs')],
    asks: ['/data/data\n93 × 4 × 160, 85 to 39860', '/data/image_key\n93', '/data/rotation_angle\n93'],
  }),
  'NIfTI in gzip': () => ({
    paths: [path('volumes', 'minimal-uint8.nii.gz')],
    opens: ['minimal-uint8.nii.gz', 'a volume of 10 slices, 3 mm apart, of 64 × 64 pixels of 3 mm'],
  }),
  'NIfTI of several volumes': () => ({
    paths: [path('volumes', '4d-scaled-int16-functional.nii')],
    asks: ['#/volume-0\n3 × 21 × 17, 762.5 to 5538', '#/volume-1\n3 × 21 × 17, 736.8 to 5467'],
  }),
  NRRD: () => ({
    paths: [path('volumes', 'pynrrd', 'BallBinary30x30x30_gz.nrrd')],
    opens: ['BallBinary30x30x30_gz.nrrd', 'a volume of 30 slices'],
  }),
  'NRRD in bzip2': () => ({
    paths: [path('volumes', 'pynrrd', 'BallBinary30x30x30_bz2.nrrd')],
    opens: ['BallBinary30x30x30_bz2.nrrd', 'a volume of 30 slices'],
  }),
  'NRRD with its numbers beside it': () => ({
    paths: ['BallBinary30x30x30.nhdr', 'BallBinary30x30x30.raw'].map((name) => path('volumes', 'pynrrd', name)),
    opens: ['BallBinary30x30x30.nhdr', 'a volume of 30 slices'],
  }),
  MetaImage: () => ({
    paths: [path('volumes', 'epi-compressed-int16.mha')],
    opens: ['epi-compressed-int16.mha', 'a volume of'],
  }),
  EDF: () => ({
    paths: [path('derived', 'edf', 'u16-3frames.edf')],
    asks: ['u16-3frames.edf\n3 × 135 × 160, 0 to 30410'],
  }),
  Interfile: () => ({
    paths: ['smalllong.hs', 'smalllong.s'].map((name) => path('emission-interfile', name)),
    asks: ['smalllong.hs#/projections\n64 × 27 × 75', 'smalllong.hs#/angles\n64'],
  }),
  'SPECT in Interfile': () => ({
    paths: ['spectub-slices32-33.hs', 'spectub-slices32-33.s'].map((name) => path('derived', 'spect', name)),
    asks: ['#/projections\n120 × 2 × 128, 0 to 154.8', '#/angles\n120'],
  }),
  'complex numbers of BART': () => ({
    paths: ['recon.hdr', 'recon.cfl'].map((name) => path('derived', 'bart-radial', name)),
    asks: ['recon.hdr#/magnitude\n96 × 96, 0.000001567 to 0.01213', 'recon.hdr#/real\n96 × 96, −0.004664 to 0.01213'],
  }),
  'k-space of ISMRMRD': () => ({
    paths: [path('mr-kspace', 'ismrmrd-cartesian-acqDataBrainSim100.h5')],
    asks: ['#/kspace/magnitude\n256 × 256, 0.02704 to 36140', '#/kspace/imaginary\n256 × 256, −840.6 to 840.6'],
  }),
  PNG: () => ({
    paths: [path('derived', 'png', 'i13-row67-raw-counts-16bit.png')],
    asks: ['i13-row67-raw-counts-16bit.png\n91 × 160, 3816 to 29530'],
  }),
};

const open = (page: Page, paths: readonly string[]) => page.locator('#file-input').setInputFiles([...paths]);

describeWorlds(
  'real files',
  ({ share }) => {
    testOnSharedData('one of each kind', async () => {
      const { page } = await share();
      for (const [kind, given] of Object.entries(KINDS)) {
        const { paths, asks, opens } = given();
        await open(page, paths);
        if (asks) {
          const dialog = page.getByRole('dialog', { name: 'What are these arrays?' });
          await dialog.waitFor();
          const text = (await dialog.innerText()).replace(/\n\s*/g, '\n');
          for (const words of asks) expect.soft([kind, text]).toEqual([kind, expect.stringContaining(words)]);
          await dialog.getByRole('button', { name: 'Cancel' }).click();
          await dialog.waitFor({ state: 'hidden' });
        }
        if (opens) {
          const [name, words] = opens;
          await page.locator('#phantom-select option:checked', { hasText: name }).waitFor({ state: 'attached' });
          await page.getByText(words).first().waitFor();
        }
        expect.soft([kind, await errorNotice(page).allInnerTexts()]).toEqual([kind, []]);
      }
    });
  },
  [false],
);
