import type { Page } from 'playwright-core';
import { npyBytes } from '../../support/npy.ts';
import type { Scene } from '../scenes.ts';
import { atRest, type Visit } from '../visit.ts';
import { SMALL_LINK } from './workplaces.ts';

const [VIEWS, ROWS, CHANNELS] = [24, 8, 32];

/** A ball in the middle of a detector, as line integrals. */
function ballStack(): Buffer {
  const values = Float32Array.from({ length: VIEWS * ROWS * CHANNELS }, (_, i) => {
    const [row, channel] = [Math.floor(i / CHANNELS) % ROWS, i % CHANNELS];
    return 0.04 * Math.sqrt(Math.max(0, 64 - (channel - 15.5) ** 2 - (2 * (row - 3.5)) ** 2));
  });
  return Buffer.from(npyBytes(values, [VIEWS, ROWS, CHANNELS]));
}

const plane = (value: number, rows = ROWS, columns = CHANNELS) =>
  Buffer.from(npyBytes(new Float32Array(rows * columns).fill(value), [rows, columns]));

const NIKON = `[XTekCT]
SrcToObject=100
SrcToDetector=200
DetectorPixelsX=${CHANNELS}
DetectorPixelsY=${ROWS}
DetectorPixelSizeX=0.5
DetectorPixelSizeY=0.5
Projections=${VIEWS}
InitialAngle=0
AngularStep=${360 / VIEWS}
VoxelSizeX=0.25
VoxelSizeY=0.25
VoxelSizeZ=0.25
`;

type Given = Readonly<Record<string, Buffer>>;

const give = (page: Page, files: Given) =>
  page
    .locator('#file-input')
    .setInputFiles(Object.entries(files).map(([name, buffer]) => ({ name, mimeType: '', buffer })));

const numbered = (count: number, name: (i: number) => string, file: Buffer): Given =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), file]));

/** What is dropped at once, and of what kind its question is. */
const SORTED: Readonly<Record<string, Given>> = {
  'a measurement in several files': {
    ...numbered(30, (i) => `raw_${String(i).padStart(4, '0')}.npy`, plane(900)),
    'flat_0000.npy': plane(1000),
    'dark_0000.npy': plane(10),
    'angles.txt': Buffer.from(Array.from({ length: 40 }, (_, i) => Math.max(0, 6 * (i - 10))).join('\n')),
  },
  'many strangers': {
    ...numbered(5, (i) => `slice_${i}.npy`, plane(1)),
    ...Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`picture-${'abcdef'[i]}.npy`, plane(i, 20 + i, 30)])),
    'notes.md': Buffer.from('# A day at the beamline\n'),
    'broken.npy': Buffer.from('\x93NUMPY', 'latin1'),
  },
  'a scan and how it was set up': { 'projections.npy': ballStack(), 'ball.xtekct': Buffer.from(NIKON) },
};

async function lookAtSave(visit: Visit, page: Page, of: string, things: readonly string[]): Promise<void> {
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Save', exact: true });
  await dialog.waitFor();
  for (const thing of things) {
    await dialog.getByRole('radio', { name: thing, exact: true }).check();
    await dialog.getByRole('button', { name: 'Save', exact: true }).hover();
    await visit.look(`Save, ${of}: ${thing}`);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** Across the slice, whose profile is plotted then. */
async function drawLine(page: Page): Promise<void> {
  await page.locator('.measure-kind').first().click();
  const { x, y, width, height } = (await page.locator('#slice .pane-picture').boundingBox())!;
  await page.mouse.move(x + 0.3 * width, y + 0.4 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.6 * width, y + 0.5 * height);
  await page.mouse.up();
  await page.keyboard.press('Escape');
  await atRest(page);
}

/** Files that are sorted, a volume that is made of them, its axis, what is cropped, and what can be saved. */
export const brought: Scene = {
  name: 'what people bring and take home',
  async walk(visit) {
    const page = await visit.open(SMALL_LINK);
    await lookAtSave(visit, page, 'a slice', ['Sinogram', 'All arrays', 'Experiment', 'Run log']);
    await page.getByRole('tab', { name: 'Measure', exact: true }).click();
    await atRest(page);
    await lookAtSave(visit, page, 'nothing to plot yet', ['Reconstruction']);
    await drawLine(page);
    await lookAtSave(visit, page, 'a plot', ['Profile along A']);
    const dialog = page.getByRole('dialog');
    for (const [kind, files] of Object.entries(SORTED)) {
      await give(page, files);
      await dialog.waitFor();
      await visit.look(`the question what ${kind} are`);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await give(page, { 'ball.npy': ballStack() });
    await dialog.waitFor();
    await dialog.getByLabel('Role of ball.npy').selectOption('row');
    await dialog.getByLabel('several rows, as a volume').check();
    await visit.look('the question of several rows');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await page.locator('#phantom-select option:checked', { hasText: 'ball.npy' }).waitFor({ state: 'attached' });
    await atRest(page);
    await lookAtSave(visit, page, 'a volume', ['Volume', 'All line integrals', 'Axial', 'Scene']);
    // All at once: each that opens is no longer among those that are closed.
    await page.locator('#panel .lil-title[aria-expanded="false"]').evaluateAll((titles) => {
      for (const title of titles) (title as HTMLElement).click();
    });
    await visit.look('a measured volume, with every folder open');
    await page.locator('#panel').getByRole('button', { name: 'Choose axis by eye…' }).press('Enter');
    await dialog.getByRole('radio').filter({ hasText: '%' }).nth(6).waitFor();
    await visit.look('the axis by eye');
  },
};
