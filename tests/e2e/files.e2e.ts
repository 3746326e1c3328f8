// What people bring along and what they take away.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { HIGH_THROUGHPUT } from '../files/codestreams.ts';
import { ctElements, tinyDicom, tinyFragments } from '../files/tiny-dicom.ts';
import { countsOf, ellipseSinogram, turnedArray } from '../support/ellipse-sinogram.ts';
import { npyBytes, parseNpy } from '../support/npy.ts';
import { sharedDataPath, testOnSharedData } from '../support/shared-data.ts';
import { sphereChords } from '../support/sphere-chords.ts';
import { faults } from './support/axe.ts';
import { decodePixels } from './support/page.ts';
import {
  changesOf,
  describeWorlds,
  differenceOf,
  errorNotice,
  field,
  type Greys,
  numbers,
  paneGreys,
  pictureLabel,
  pictureSeen,
  picturesSeen,
  type Sandbox,
  SMALL,
  type,
  untilAtRest,
} from './support/sandbox.ts';
import { saveAs } from './support/save.ts';

interface GivenFile {
  name: string;
  bytes: Uint8Array;
}

const textFile = (name: string, text: string): GivenFile => ({ name, bytes: new TextEncoder().encode(text) });
const jsonFile = (name: string, json: unknown) => textFile(name, JSON.stringify(json));

/** As the browser's own file dialog would. */
const give = (page: Page, ...files: GivenFile[]) =>
  page
    .locator('#file-input')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    );

/** As a hand would that brings files over from another window. */
async function drop(page: Page, ...files: GivenFile[]): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  await page.evaluate(async (list) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of list) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (digit) => digit.charCodeAt(0))], name));
    }
    const send = (type: string) =>
      window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    send('dragover');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (document.getElementById('drop-target')!.hidden) throw new Error('Nothing says where to drop.');
    send('drop');
  }, given);
}

/** As a hand would that brings files and folders of this machine. */
async function dropPaths(page: Page, ...paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
  }
  await session.detach();
}

/** Water with one bright disk at the upper right, 200 mm wide. */
const PHANTOM = {
  version: 1,
  name: 'my own phantom',
  fieldSizeMm: 200,
  values: 'hounsfield',
  composition: 'replace',
  shapes: [
    { type: 'ellipse', x: 0, y: 0, semiAxisX: 80, semiAxisY: 80, value: 0 },
    { type: 'ellipse', label: 'bright', x: 40, y: 30, semiAxisX: 12, semiAxisY: 12, value: 500 },
  ],
};

/** An image of 48 × 48 values from 0 to 1: a square, and a brighter patch at its upper right. */
function squareImage(): Float32Array {
  const values = new Float32Array(48 * 48);
  for (let row = 8; row < 40; row++) for (let column = 8; column < 40; column++) values[row * 48 + column] = 0.4;
  for (let row = 12; row < 20; row++) for (let column = 28; column < 36; column++) values[row * 48 + column] = 0.9;
  return values;
}

function expectSquare(greys: Greys) {
  // Window 0 to 1. The bright patch is centred at column 32, row 16 of 48.
  expect(greys.disk(0, -0.1, 0.1) / 255).toBeCloseTo(0.4, 1);
  expect(greys.disk(32 / 48 - 0.5, 0.5 - 16 / 48, 0.04) / 255).toBeCloseTo(0.9, 0.5);
  expect(greys.disk(0.5 - 32 / 48, 0.5 - 16 / 48, 0.04) / 255).toBeCloseTo(0.4, 1);
  expect(greys.disk(0.42, 0.42, 0.03) / 255).toBeLessThan(0.08);
}

/** Opens arrays, answers the dialog. */
async function answer({ page, after }: Sandbox, files: GivenFile[], numbersOfDialog: Record<string, string>) {
  await give(page, ...files);
  const dialog = page.getByRole('dialog', { name: 'What are these arrays?' });
  await dialog.waitFor();
  for (const [name, value] of Object.entries(numbersOfDialog)) await dialog.getByLabel(name).fill(value);
  const roles = Object.fromEntries(
    await dialog
      .locator('select')
      .evaluateAll((selects) =>
        selects.map((select) => [select.getAttribute('aria-label'), (select as HTMLSelectElement).value]),
      ),
  );
  await after(() => dialog.getByRole('button', { name: 'Open' }).click());
  return roles;
}

/** Mean squared step between neighbours: sharp edges raise it. */
function gradientEnergy(greys: Greys): number {
  let sum = 0;
  let count = 0;
  for (let y = 2; y < greys.height - 40; y++) {
    for (let x = 2; x < greys.width - 2; x++) {
      sum += (greys.at(x + 1, y) - greys.at(x, y)) ** 2 + (greys.at(x, y + 1) - greys.at(x, y)) ** 2;
      count++;
    }
  }
  return sum / count;
}

describeWorlds('files', ({ webgpu, open, share, once }) => {
  once('a phantom, dropped: it is scanned and fits the field', async () => {
    const { page, after } = await share();
    await after(() => drop(page, jsonFile('mine.json', PHANTOM)));
    expect(await page.locator('#phantom-select option:checked').textContent()).toBe('my own phantom');
    expect(Number(await field(page, 'Pixel size mm').inputValue())).toBeCloseTo(200 / 128, 6);
    for (const pane of ['phantom', 'slice'] as const) {
      const greys = await paneGreys(page, pane);
      expect([pane, greys.disk(40 / 200, 30 / 200, 0.03)]).toEqual([pane, 255]);
      expect([pane, Math.abs(greys.disk(-40 / 200, 30 / 200, 0.03) - 102) < 4]).toEqual([pane, true]);
    }
    expect(await page.locator('#drop-target').isVisible()).toBe(false);
  });

  once('a PNG and an NPY picture are scanned the right way round', async () => {
    const sandbox = await share();
    const { page, after } = sandbox;
    const png = encode({
      width: 48,
      height: 48,
      channels: 1,
      depth: 8,
      data: Uint8Array.from(squareImage(), (value) => Math.round(value * 255)),
    });
    await after(() => drop(page, { name: 'square.png', bytes: png }));
    expectSquare(await paneGreys(page, 'phantom'));
    expectSquare(await paneGreys(page, 'slice'));

    const roles = await answer(sandbox, [{ name: 'square.npy', bytes: npyBytes(squareImage(), [48, 48]) }], {
      'Channel spacing or pixel size': '5',
    });
    expect(roles).toEqual({ 'Role of square.npy': 'image' });
    expectSquare(await paneGreys(page, 'phantom'));
    expectSquare(await paneGreys(page, 'slice'));
    expect(await pictureLabel(page, 'phantom')).toContain('pixels of 1.875 mm');
  });

  once('each picture is saved as PNG, in full size and the right way round', async () => {
    const { page } = await open({ ...SMALL, phantom: PHANTOM, display: { width: 1000, level: 0 } });
    // A browser takes its time over each; those of a GPU have to be copied from it first.
    const titles = webgpu ? ['Phantom', 'Sinogram', 'Reconstruction', 'Difference'] : ['Sinogram', 'Reconstruction'];
    for (const title of titles) {
      const { fileName, bytes } = await saveAs(page, title, 'PNG image');
      expect(fileName).toBe(`ct-sandbox-${title.toLowerCase()}.png`);
      const { width, height, text } = decode(bytes, { checkCrc: true });
      expect(text).toMatchObject({
        Title: `${title}: my own phantom`,
        Description: expect.stringMatching(/^Parallel beam, 90 projections.*; Filtered back-projection, Ram-Lak/),
        Window: expect.stringMatching(/^W \S+ {2}L \S+ \S/),
        'Creation Time': expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
      });
      expect(width).toBeGreaterThanOrEqual(1200);
      expect(height).toBeGreaterThan(800);
      const pixels = decodePixels(bytes);
      const seen = new Set<number>();
      for (let i = 0; i < pixels.data.length; i += 4 * 37) seen.add(pixels.data[i]!);
      expect([title, seen.size > (title === 'Difference' ? 10 : 8)]).toEqual([title, true]);
      if (title !== 'Phantom' && title !== 'Reconstruction') continue;
      // The bright disk (a square of white about it) is right of and above the middle of what is grey or white.
      let [count, sumX, sumY, bodyCount, bodyX, bodyY] = [0, 0, 0, 0, 0, 0];
      // Down to where the numbers of the window stand, which are white too.
      for (let y = Math.round(height * 0.15); y < height * 0.62; y += 2) {
        for (let x = Math.round(width * 0.15); x < width * 0.7; x += 2) {
          const [red, green, blue] = pixels.at(x, y);
          if (red !== green || green !== blue) continue;
          if (red >= 245) [count, sumX, sumY] = [count + 1, sumX + x, sumY + y];
          else if (Math.abs(red - 127) < 8) [bodyCount, bodyX, bodyY] = [bodyCount + 1, bodyX + x, bodyY + y];
        }
      }
      expect(count).toBeGreaterThan(200);
      expect(sumX / count - bodyX / bodyCount).toBeGreaterThan(30);
      expect(sumY / count - bodyY / bodyCount).toBeLessThan(-20);
    }
  });

  once('a picture is saved as its pixels alone too', async () => {
    const { page } = await open({ ...SMALL, phantom: PHANTOM, display: { width: 1000, level: 0 } });
    const { bytes } = await saveAs(page, 'Phantom', 'PNG image', true);
    const { width, height, channels, data } = decode(bytes, { checkCrc: true });
    expect([width, height, channels]).toEqual([128, 128, 1]);
    // Air and a bright disk, at −500 HU and less and at 500 HU and more.
    expect(data[0]).toBe(0);
    expect(Math.max(...data)).toBe(255);
  });

  test('arrays are saved as NPY: shape, type and values', async () => {
    const { page } = await open({ ...SMALL, phantom: PHANTOM });
    const slice = await saveAs(page, 'Reconstruction', 'NPY array');
    expect(slice.fileName).toBe('ct-sandbox-reconstruction.npy');
    const { shape, data, header } = parseNpy(slice.bytes);
    expect(shape).toEqual([128, 128]);
    expect(header).toContain("'<f4'");
    // μ in 1/mm: water 0.02059 in the middle, 500 HU more in the disk at (40, 30) mm, nothing in the corner.
    const at = (x: number, y: number) => data[Math.round(63.5 - y / 2) * 128 + Math.round(63.5 + x / 2)]!;
    expect(at(-20, -20) / 0.02059).toBeCloseTo(1, 1);
    expect(at(40, 30) / 0.02059).toBeCloseTo(1.5, 1);
    expect(Math.abs(at(-120, 120)) / 0.02059).toBeLessThan(0.05);

    const sinogram = parseNpy((await saveAs(page, 'Sinogram', 'NPY array')).bytes);
    expect(sinogram.shape).toEqual([90, 184]);
    // At 0°, u = 0: 160 mm of water.
    expect(sinogram.data[92]! / (160 * 0.02059)).toBeCloseTo(1, 1);
  });
});

describeWorlds(
  'files, whoever computes',
  ({ open, share }) => {
    testOnSharedData('a measured tooth comes out sharp at its own axis', async () => {
      const sandbox = await open();
      const { page, after } = sandbox;
      const files = await Promise.all(
        ['projections.npy', 'white.npy', 'dark.npy', 'angles_degrees.npy'].map(async (name) => ({
          name,
          bytes: await readFile(sharedDataPath('tooth', name)),
        })),
      );
      const roles = await answer(sandbox, files, {});
      expect(roles).toEqual({
        'Role of projections.npy': 'sinogram',
        'Role of white.npy': 'white',
        'Role of dark.npy': 'dark',
        'Role of angles_degrees.npy': 'anglesDeg',
      });
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 181 views × 640 channels');
      // The angles are those of the file; an arc would say something else of them.
      for (const name of ['Arc °', 'Start angle °']) expect(await field(page, name).isVisible()).toBe(false);
      expect((await numbers(page)).RMSE).toBe('—');
      // Half the pixels show as much.
      await after(() => type(page, 'Pixel size mm', '2'));
      await after(() => type(page, 'Grid px', '320'));
      // Found when it was opened: −23.5 is right.
      expect(Math.abs(Number(await field(page, 'Offset ch').inputValue()) + 23.5)).toBeLessThan(0.34);
      const said = await page.locator('.notice-calm').allTextContents();
      expect(said.join(' ')).toMatch(/The axis of rotation was found in the data, at an offset of −?-?23/);
      await after(() => type(page, 'Offset ch', '0'));
      const blurred = gradientEnergy(await paneGreys(page, 'slice'));
      const window = await field(page, 'W, window width').inputValue();
      await after(() => type(page, 'Offset ch', '-23.5'));
      const tooth = await paneGreys(page, 'slice');
      expect(Number(window)).toBeGreaterThan(0);
      expect(gradientEnergy(tooth) / blurred).toBeGreaterThan(1.2);

      // Air, dentine and enamel: mostly dark, the rest in two heaps of greys with little between them.
      const histogram = new Array<number>(16).fill(0);
      for (let y = 2; y < tooth.height - 40; y++)
        for (let x = 2; x < tooth.width - 2; x++) histogram[tooth.at(x, y) >> 4]!++;
      const [dentine, between, enamel] = [
        Math.max(...histogram.slice(8, 11)),
        Math.min(...histogram.slice(10, 13)),
        Math.max(...histogram.slice(13, 16)),
      ];
      expect(Math.min(dentine, enamel)).toBeGreaterThan(800);
      expect(between / Math.min(dentine, enamel)).toBeLessThan(0.4);
      expect(await errorNotice(page).count()).toBe(0);
      expect(page.url()).not.toContain('#experiment');
    });

    testOnSharedData('a DICOM slice', async () => {
      const { page, after } = await share();
      const bytes = await readFile(sharedDataPath('CT_small.dcm'));
      await after(() => drop(page, { name: 'CT_small.dcm', bytes }));
      expect(await page.locator('#phantom-select option:checked').textContent()).toContain('CT_small.dcm');
      const { RMSE } = await numbers(page);
      expect(RMSE).toMatch(/HU$/);
      // Body and air, both in phantom and slice, in the same places.
      const [phantom, slice] = [await paneGreys(page, 'phantom'), await paneGreys(page, 'slice')];
      let apart = 0;
      let bright = 0;
      for (let y = 20; y < slice.height - 40; y += 4) {
        for (let x = 20; x < slice.width - 20; x += 4) {
          bright += phantom.at(x, y) > 60 ? 1 : 0;
          apart +=
            Math.abs(
              phantom.disk((x + 0.5) / slice.width - 0.5, 0.5 - (y + 0.5) / slice.height, 0.015) -
                slice.disk((x + 0.5) / slice.width - 0.5, 0.5 - (y + 0.5) / slice.height, 0.015),
            ) > 60
              ? 1
              : 0;
        }
      }
      expect(bright).toBeGreaterThan(300);
      expect(apart).toBeLessThan(bright / 10);
    });

    test('files are read by a worker that ends with it, and in place where there is none', async () => {
      const { page, after } = await open();
      const workers = page.workers().length;
      await page.evaluate(() => {
        const read = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = function () {
          document.body.dataset.reads = 'on the page';
          return read.call(this);
        };
      });
      const image = { width: 48, height: 48, channels: 1, depth: 8 } as const;
      const data = Uint8Array.from(squareImage(), (value) => Math.round(value * 255));
      await after(() => drop(page, { name: 'square.png', bytes: encode({ ...image, data }) }));
      expectSquare(await paneGreys(page, 'phantom'));
      expect(await page.locator('body').getAttribute('data-reads')).toBeNull();
      await expect.poll(() => page.workers().length).toBe(workers);

      // What the file does not say is asked.
      const noSpacing = ctElements(2, 2, [1024, 24, 24, 24], [{ tag: 0x00280030, vr: 'DS', value: '' }]);
      await drop(page, { name: 'slice.dcm', bytes: tinyDicom(noSpacing) });
      const dialog = page.getByRole('dialog', { name: 'slice.dcm: missing information' });
      await dialog.getByLabel('Pixel size').fill('50');
      await after(() => dialog.getByRole('button', { name: 'Open' }).click());
      expect(await page.locator('#phantom-select option:checked').textContent()).toContain('slice.dcm');
      const slice = await paneGreys(page, 'phantom');
      expect([slice.disk(-0.1, 0.1, 0.02) > 80, slice.disk(0.1, 0.1, 0.02)]).toEqual([true, 0]);

      // By a codec in WebAssembly, which the page's policy has to let the worker fetch and run: from −1024 HU to 2086.
      const signed = ctElements(
        11,
        13,
        [],
        [
          { tag: 0x00280103, vr: 'US', value: [1] },
          { tag: 0x00281052, vr: 'DS', value: '0' },
          tinyFragments([HIGH_THROUGHPUT]),
        ],
      );
      await after(() => drop(page, { name: 'packed.dcm', bytes: tinyDicom(signed, '1.2.840.10008.1.2.4.201') }));
      expect(await page.locator('#phantom-select option:checked').textContent()).toContain('packed.dcm');
      const packed = await paneGreys(page, 'phantom');
      expect([packed.disk(-0.4, 0.36, 0.02), packed.disk(-0.4, -0.36, 0.02)]).toEqual([0, 255]);

      await page.evaluate(() => Object.defineProperty(window, 'Worker', { value: undefined }));
      const turned = Uint8Array.from(data, (_, i) => data[(i % 48) * 48 + Math.floor(i / 48)]!);
      await after(() => drop(page, { name: 'turned.png', bytes: encode({ ...image, data: turned }) }));
      expect(await page.locator('#phantom-select option:checked').textContent()).toContain('turned.png');
      expect(await page.locator('body').getAttribute('data-reads')).toBe('on the page');
    });

    test('a saved experiment opens again to the same pictures', async () => {
      const { page } = await open({ ...SMALL, phantom: PHANTOM, scan: { ...SMALL.scan, views: 41 } });
      const { fileName, bytes } = await saveAs(page, 'Experiment', 'JSON file');
      expect(fileName).toBe('ct-sandbox-experiment.json');
      expect(JSON.parse(bytes.toString()).scan.views).toBe(41);
      const script = await saveAs(page, 'Experiment', 'Python script, ASTRA Toolbox');
      expect(script.fileName).toBe('ct-sandbox-script-astra.zip');
      const files = unzipSync(script.bytes);
      expect(Object.keys(files)).toEqual(['reconstruct_astra.py', 'sinogram.npy', 'experiment.json']);
      expect(Buffer.from(files['reconstruct_astra.py']!).toString()).toMatch(/^VIEWS = 41$/m);
      expect(parseNpy(files['sinogram.npy']!).shape[0]).toBe(41);
      const fresh = await open();
      await fresh.after(() => drop(fresh.page, { name: fileName, bytes }));
      expect(changesOf(await picturesSeen(page), await picturesSeen(fresh.page))).toEqual([]);
    });

    test('an experiment: all of it', async () => {
      const { page, after } = await share();
      await after(() =>
        give(
          page,
          jsonFile('exercise.json', {
            ...SMALL,
            scan: { ...SMALL.scan, views: 33 },
            phantom: 'water-disk',
            display: { width: 120, level: 7 },
          }),
        ),
      );
      expect(await page.locator('#phantom-select').inputValue()).toBe('water-disk');
      expect(await field(page, 'Projections').inputValue()).toBe('33');
      expect(await field(page, 'W, window width').inputValue()).toBe('120');
      expect(await field(page, 'L, window level').inputValue()).toBe('7');
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 33 views × 184 channels');
    });

    test('files that cannot be opened get one sentence that names them, and the picture stays', async () => {
      const { page } = await share();
      const before = await picturesSeen(page);
      const npy = npyBytes(squareImage(), [48, 48]);
      const bad: [GivenFile[], RegExp][] = [
        [[{ name: 'cut.npy', bytes: npy.subarray(0, 5000) }], /cut\.npy: /],
        [
          [{ name: 'photo.jpg', bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16) }],
          /photo\.jpg: the JPEG image is damaged or cut short/,
        ],
        [[textFile('broken.json', '{"version": 1, "scan": {"views": }')], /broken\.json: is not valid JSON/],
        [
          [jsonFile('bad-phantom.json', { ...PHANTOM, shapes: [{ ...PHANTOM.shapes[0], semiAxisX: -4 }] })],
          /bad-phantom\.json: shapes\[0\]\.semiAxisX: must be between .*, got -4/,
        ],
        [
          [jsonFile('bad-experiment.json', { scan: { views: 'many' } })],
          /bad-experiment\.json: scan\.views: must be a number, got the text "many"/,
        ],
        [[jsonFile('long-key.json', { ['k'.repeat(40_000)]: 1 })], /long-key\.json: k+…: unknown key; the known keys/],
        [[textFile('notes.txt', 'only words')], /notes\.txt: is a text file/],
        [[{ name: 'nothing.npy', bytes: new Uint8Array() }], /nothing\.npy: is an empty file/],
        [
          [textFile('a.txt', 'some'), textFile('b.txt', 'words')],
          /None of these 2 files can be opened: a\.txt \(a text file\), b\.txt \(a text file\)/,
        ],
        [
          [
            {
              name: 'cut.png',
              bytes: encode({ width: 9, height: 9, channels: 1, data: new Uint8Array(81) }).subarray(0, 50),
            },
          ],
          /cut\.png: /,
        ],
        [
          [{ name: 'cut.dcm', bytes: Uint8Array.from([...new Uint8Array(128), ...Buffer.from('DICM'), 2, 0]) }],
          /cut\.dcm: /,
        ],
      ];
      for (const [files, sentence] of bad) {
        const names = files.map(({ name }) => name).join();
        await give(page, ...files);
        await expect
          .poll(() => errorNotice(page).allTextContents(), { message: names })
          .toEqual([expect.stringMatching(sentence)]);
        // A sentence, not a stack of calls.
        expect((await errorNotice(page).textContent())!.length).toBeLessThan(300);
        expect((await errorNotice(page).boundingBox())!.height).toBeLessThan(150);
        await errorNotice(page).getByRole('button', { name: 'Dismiss' }).click();
        expect([names, changesOf(before, await picturesSeen(page))]).toEqual([names, []]);
      }
    });

    test('files that come together are sorted: strangers are named, and which of two series is meant is asked, by keys', async () => {
      const { page, after } = await share();
      const slice = (series: string, height: number): GivenFile => ({
        name: `${series}-${height}.dcm`,
        bytes: tinyDicom(
          ctElements(
            2,
            2,
            [1024, 24, 24, 1024],
            [
              { tag: 0x0020000e, vr: 'UI', value: series },
              { tag: 0x00200032, vr: 'DS', value: `0\\0\\${height}` },
              { tag: 0x00200037, vr: 'DS', value: '1\\0\\0\\0\\1\\0' },
            ],
          ),
        ),
      });
      const [first, second] = [[1, 2, 3].map((z) => slice('1.1', z)), [1, 2].map((z) => slice('1.2', z))];
      const chosen = () => page.locator('#phantom-select option:checked').textContent();
      await after(() => give(page, textFile('LICENSE', 'Copyright'), ...first));
      expect(await chosen()).toBe('1.1-1.dcm and 2 more');
      expect(await page.locator('[data-advice="data"]').allTextContents()).toContainEqual(
        expect.stringContaining('LICENSE is a text file and is left out.'),
      );

      await give(page, ...first, ...second);
      const dialog = page.getByRole('dialog', { name: 'Which of these is to be opened?' });
      await dialog.waitFor();
      expect(await faults(page)).toEqual([]);
      const [one, other] = ['1.1-1.dcm … 1.1-3.dcm', '1.2-1.dcm … 1.2-2.dcm'].map((name) =>
        dialog.getByLabel(`Role of ${name}`),
      );
      expect([await one!.inputValue(), await other!.inputValue()]).toEqual(['image', 'unused']);
      expect(await one!.evaluate((select) => select === document.activeElement)).toBe(true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowUp');
      expect([await one!.inputValue(), await other!.inputValue()]).toEqual(['unused', 'image']);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await after(() => page.keyboard.press('Enter'));
      expect(await chosen()).toBe('1.2-1.dcm and 1 more');

      // Numbered pictures are the slices of a volume.
      const data = Uint8Array.from(squareImage(), (value) => Math.round(value * 255));
      const bytes = encode({ width: 48, height: 48, channels: 1, depth: 8, data });
      await give(page, ...['a1.png', 'a2.png', 'a3.png'].map((name) => ({ name, bytes })));
      const asked = page.getByRole('dialog', { name: 'What are these arrays?' });
      await asked.getByLabel('Distance from slice to slice').fill('2');
      expect(await faults(page)).toEqual([]);
      await after(() => asked.getByRole('button', { name: 'Open', exact: true }).click());
      await page.getByText('3 slices, 2 mm apart, of 48 × 48 pixels of 1 mm').waitFor();
      expectSquare(await paneGreys(page, 'phantom'));
    });

    test('arrays are asked about with guesses from what is in them, and counts never become line integrals', async () => {
      const sandbox = await share();
      const { page, after } = sandbox;
      const dialog = page.getByRole('dialog', { name: 'What are these arrays?' });
      const isChecked = (name: RegExp) => dialog.getByRole('radio', { name }).isChecked();
      const exact = ellipseSinogram();
      const counts = countsOf(exact, 60_000);
      const radians = Float64Array.from({ length: 90 }, (_, view) => (view * Math.PI) / 90);

      // As skimage and many detectors have them: [channels, views] of counts, with angles in radians.
      await drop(
        page,
        { name: 'scan.npy', bytes: npyBytes(turnedArray(counts, 90, 64), [64, 90]) },
        { name: 'theta.npy', bytes: npyBytes(radians, [90]) },
      );
      await dialog.waitFor();
      expect(await isChecked(/^raw readings/)).toBe(true);
      expect(await isChecked(/^radians/)).toBe(true);
      expect(Number(await dialog.getByLabel(/^White/).inputValue()) / 60_000).toBeCloseTo(1, 2);
      const turn = dialog.getByRole('button', { name: /^Transpose/ });
      expect(await turn.getAttribute('aria-pressed')).toBe('true');
      expect(await dialog.getByRole('img').getAttribute('aria-label')).toMatch(/^90 views .* 64 channels/);
      expect(await faults(page)).toEqual([]);
      await dialog.getByLabel('Channel spacing or pixel size').fill('3');
      await dialog.getByRole('radio', { name: /^line integrals, / }).check();
      await dialog.getByRole('button', { name: 'Open' }).click();
      expect(await dialog.locator('.dialog-fault').textContent()).toMatch(/^scan\.npy cannot be line integrals: /);
      await dialog.getByRole('radio', { name: /^raw readings/ }).check();
      await after(() => dialog.getByRole('button', { name: 'Open' }).click());
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 90 views × 64 channels');
      const slice = parseNpy((await saveAs(page, 'Reconstruction', 'NPY array')).bytes);
      // The ellipses at (9, −9) mm, where there is the body's 0.02 /mm alone, less the noise of a mean over 9 pixels.
      const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => slice.data[(34 + dy) * 64 + 34 + dx]!));
      expect(near.reduce((sum, mu) => sum + mu / 9, 0)).toBeCloseTo(0.02, 2);

      // A slice in HU, as somebody saved it from Python.
      const hu = Float32Array.from({ length: 48 * 48 }, (_, i) =>
        Math.hypot((i % 48) - 24, i / 48 - 24) > 18 ? -1000 : 0,
      );
      await give(page, { name: 'slice.npy', bytes: npyBytes(hu, [48, 48]) });
      await dialog.waitFor();
      expect(await isChecked(/^Hounsfield units: /)).toBe(true);
      await dialog.getByLabel('Channel spacing or pixel size').fill('4');
      await after(() => dialog.getByRole('button', { name: 'Open' }).click());
      expect((await numbers(page)).RMSE).toMatch(/HU$/);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('three axes are asked whether they are projections, and how their cone was set up', async () => {
      const { page, after } = await share();
      const dialog = page.getByRole('dialog', { name: 'What are these arrays?' });
      const fault = dialog.locator('.dialog-fault');
      const openIt = () => dialog.getByRole('button', { name: 'Open' }).click();
      const machine = { sourceToIsocenterMm: 200, sourceToDetectorMm: 300, channelSpacingMm: 4, rowSpacingMm: 6 };
      const cone = { ...machine, views: 24, rows: 12, channels: 32 };
      // A ball of 0.02 /mm above the plane of the source, and the panel's highest row first.
      const chords = sphereChords(cone, { x: 12, y: 0, z: 8, radius: 14 });
      const stack = Float32Array.from(chords, (_, i) => {
        const [view, row, channel] = [Math.floor(i / (12 * 32)), Math.floor(i / 32) % 12, i % 32];
        return 0.02 * chords[(view * 12 + 11 - row) * 32 + channel]!;
      });
      await drop(page, { name: 'measured.npy', bytes: npyBytes(stack, [24, 12, 32]) });
      await dialog.waitFor();
      expect(await dialog.locator('select').inputValue()).toBe('undecided');
      await openIt();
      expect(await fault.textContent()).toBe(
        'Choose what measured.npy is: projections of a cone beam, or a volume to scan',
      );
      await dialog.getByLabel('Role of measured.npy').selectOption('projections');
      expect(await dialog.getByLabel('Axes of the projections').inputValue()).toBe('views-rows-channels');
      expect(await dialog.getByRole('img').getAttribute('aria-label')).toBe(
        'view 12: 12 rows (down) × 32 channels (across)',
      );
      expect(await faults(page)).toEqual([]);
      await openIt();
      expect(await fault.textContent()).toMatch(/fill in the distance from source to axis, .* and the row spacing$/);
      await dialog.getByLabel('Distance from source to axis').fill('200');
      await dialog.getByLabel('Distance from source to detector').fill('300');
      await dialog.getByLabel('Row spacing').fill('6');
      await dialog.getByLabel(/^Channel spacing(?! or)/).fill('4');
      await after(openIt);
      expect(await pictureLabel(page, 'axial')).toMatch(/32 × 32 voxels at z = /);
      expect(await field(page, 'Detector rows').isDisabled()).toBe(true);
      const slice = parseNpy((await saveAs(page, 'Volume', 'NPY array')).bytes);
      const [slices, rows, columns] = slice.shape as [number, number, number];
      // The value of the middle of the ball, and of its mirror image below the plane, where there is nothing.
      const at = (zMm: number) => {
        const [column, slice_] = [Math.round(12 / 2.667 + 15.5), Math.round(zMm / 2.667 + (slices - 1) / 2)];
        return slice.data[(slice_ * rows + (rows >> 1)) * columns + column]!;
      };
      expect(at(8)).toBeGreaterThan(0.015);
      expect(Math.abs(at(-12))).toBeLessThan(0.005);
    });

    test('an experiment alone waits for the files it names, and opens with them', async () => {
      const { page, after } = await open();
      const experiment = jsonFile('mine.json', {
        measurement: { sinogram: 'data/Sino.npy' },
        scan: { channelSpacingMm: 3 },
      });
      const sinogram = { name: 'sino.npy', bytes: npyBytes(ellipseSinogram(), [90, 64]) };
      const before = await pictureSeen(page, 'slice');
      await drop(page, experiment);
      const waiting = page.locator('.notice-calm', { hasText: 'mine.json also needs data/Sino.npy' });
      await waiting.waitFor();
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
      await after(() => drop(page, sinogram));
      expect(await waiting.count()).toBe(0);
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 90 views × 64 channels');

      await after(() => page.locator('#phantom-select').selectOption('water-disk'));
      await after(() => give(page, sinogram, experiment));
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 90 views × 64 channels');
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('a folder that is dropped opens as the files in it', async () => {
      const { page, after } = await share();
      const folder = await mkdtemp(join(tmpdir(), 'ct-sandbox-drop-'));
      try {
        await mkdir(join(folder, 'scan', 'data'), { recursive: true });
        await writeFile(join(folder, 'scan', '.DS_Store'), 'not ours');
        await writeFile(join(folder, 'scan', 'mine.json'), JSON.stringify({ measurement: { sinogram: 'data/s.npy' } }));
        await writeFile(join(folder, 'scan', 'data', 's.npy'), npyBytes(ellipseSinogram(), [90, 64]));
        await after(() => dropPaths(page, join(folder, 'scan')));
        expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 90 views × 64 channels');
        await mkdir(join(folder, 'empty'));
        await dropPaths(page, join(folder, 'empty'));
        await expect
          .poll(() => errorNotice(page).allTextContents())
          .toEqual([expect.stringMatching(/empty: this folder contains no files/)]);
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    test('a page that is reloaded says which file was open, and the file brings back the same', async () => {
      const { page, after } = await open();
      const values = new Float32Array(40 * 60).map((_, i) => Math.max(0, 1 - Math.abs((i % 60) - 30) / 20));
      const sinogram = { name: 'sino.npy', bytes: npyBytes(values, [40, 60]) };
      await give(page, sinogram);
      const dialog = page.getByRole('dialog');
      await after(() => dialog.getByRole('button', { name: 'Open' }).click());
      await after(() => type(page, 'Grid px', '77'));
      const before = await pictureSeen(page, 'slice');
      // A change is kept from when it is made, not from when its run ends.
      await type(page, 'Cutoff', '0.5');
      await page.reload();
      await untilAtRest(page);
      const waiting = page.locator('.notice-calm', { hasText: 'sino.npy' });
      expect(await waiting.textContent()).toMatch(/The experiment that was open here also needs sino\.npy/);
      await after(() => give(page, sinogram));
      expect(await waiting.count()).toBe(0);
      expect(await field(page, 'Grid px').inputValue()).toBe('77');
      expect(await field(page, 'Cutoff').inputValue()).toBe('0.5');
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).not.toBe('');
      await after(() => type(page, 'Cutoff', '1'));
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
    });

    test('Cancel in the dialog of roles changes nothing', async () => {
      const { page } = await share();
      const before = await pictureSeen(page, 'slice');
      await give(page, { name: 'measured.npy', bytes: npyBytes(new Float32Array(40 * 60), [40, 60]) });
      const dialog = page.getByRole('dialog', { name: 'What are these arrays?' });
      await dialog.waitFor();
      expect(await dialog.locator('select').inputValue()).toBe('sinogram');
      await dialog.locator('select').selectOption('unused');
      await dialog.getByRole('button', { name: 'Open' }).click();
      expect(await dialog.locator('.dialog-fault').textContent()).toMatch(
        /None of the files is marked as a sinogram or an image/,
      );
      // What is dropped next takes its place.
      await drop(page, { name: 'other.npy', bytes: npyBytes(new Float32Array(40 * 60), [40, 60]) });
      await dialog.getByText('other.npy').waitFor();
      expect(await dialog.getByText('measured.npy').count()).toBe(0);
      expect(await page.getByRole('dialog').count()).toBe(1);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
    });
  },
  [false],
);
