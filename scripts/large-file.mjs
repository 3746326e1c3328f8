// npm run build && npm run large-file -- [GiB]
//
// Makes an HDF5 file of so many GiB (3 unless told otherwise), opens it in a real Chromium as a visitor does, and one row of
// it and then a volume of several as experiments name them; says how long each took and the most memory that the page's process had.

import {
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FS, File as Hdf5File, ready } from 'h5wasm';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { chromiumLaunchOptions } from './software-gpu.mjs';

const [ROWS, CHANNELS] = [1024, 1024];
const WHITE = 40_000;
/** Of a disk, in channels; its density per channel. */
const DISK = { radius: 200, away: 150, perChannel: 0.004 };

/** An array that is written small, and then said to be as large as `large`, behind the end of the file. */
const SMALL = { views: 3, rows: 5, channels: 7 };
const smallBytes = 2 * SMALL.views * SMALL.rows * SMALL.channels;

/**
 * A Data Exchange file whose stack is not in memory at any time: all rows of the detector see one disk.
 *
 * @param {string} path
 * @param {number} views
 */
async function writeLargeFile(path, views) {
  await ready;
  const file = new Hdf5File('/large.h5', 'w', { libver: ['earliest', 'latest'] });
  const group = file.create_group('exchange');
  const { views: few, rows, channels } = SMALL;
  group.create_dataset({ name: 'data', data: new Uint16Array(smallBytes / 2), shape: [few, rows, channels] });
  const white = new Uint16Array(ROWS * CHANNELS).fill(WHITE);
  group.create_dataset({ name: 'data_white', data: white, shape: [1, ROWS, CHANNELS] });
  group.create_dataset({ name: 'data_dark', data: new Uint16Array(ROWS * CHANNELS), shape: [1, ROWS, CHANNELS] });
  const theta = Float32Array.from({ length: views }, (_, view) => (180 * view) / views);
  group.create_dataset({ name: 'theta', data: theta, shape: [views] })?.create_attribute('units', 'degrees');
  file.close();
  const head = /** @type {Uint8Array} */ (FS?.readFile('/large.h5'));
  const stackBytes = 2 * views * ROWS * CHANNELS;
  // HDF5 file format: the dataspace message has the lengths and then the most they may become; the layout message the
  // address and the size of what lies in one piece; the superblock of version 0 the end of the file at byte 40.
  const lengths = [few, rows, channels];
  const at = placeOf(head, [...lengths, ...lengths]);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (const [i, length] of [views, ROWS, CHANNELS, views, ROWS, CHANNELS].entries()) {
    view.setBigUint64(at + 8 * i, BigInt(length), true);
  }
  const layout = placeOf(head, [smallBytes], at) - 8;
  view.setBigUint64(layout, BigInt(head.length), true);
  view.setBigUint64(layout + 8, BigInt(stackBytes), true);
  view.setBigUint64(40, BigInt(head.length + stackBytes), true);
  writeFileSync(path, head);
  const out = openSync(path, 'a');
  for (let i = 0; i < views; i++) writeSync(out, viewOfDisk((Math.PI * i) / views));
}

/**
 * Where such numbers of 64 bits stand one after the other.
 *
 * @param {Uint8Array} bytes
 * @param {number[]} numbers
 */
function placeOf(bytes, numbers, from = 0) {
  const wanted = Buffer.alloc(8 * numbers.length);
  for (const [i, number] of numbers.entries()) wanted.writeBigUInt64LE(BigInt(number), 8 * i);
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(wanted, from);
  if (at < 0) throw new Error('The file is not written as it is expected to be');
  return at;
}

/** @param {number} angleRad */
function viewOfDisk(angleRad) {
  const middle = (CHANNELS - 1) / 2 + DISK.away * Math.cos(angleRad);
  const row = Uint16Array.from({ length: CHANNELS }, (_, channel) => {
    const chord = 2 * Math.sqrt(Math.max(0, DISK.radius ** 2 - (channel - middle) ** 2));
    return Math.round(WHITE * Math.exp(-DISK.perChannel * chord));
  });
  const rows = new Uint16Array(ROWS * CHANNELS);
  for (let i = 0; i < ROWS; i++) rows.set(row, i * CHANNELS);
  return rows;
}

/** Of the page's process, at its most, in bytes. */
function mostPageMemory() {
  return Math.max(...descendantsOf(process.pid).map(memoryOfPage));
}

/**
 * @param {number} pid
 * @returns {number[]}
 */
function descendantsOf(pid) {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statusOf(Number(name), 'PPid') === pid)
    .map(Number);
  return [...children, ...children.flatMap(descendantsOf)];
}

/** @param {number} pid */
function memoryOfPage(pid) {
  try {
    const isPage = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
    return isPage ? 1024 * (statusOf(pid, 'VmHWM') ?? 0) : 0;
  } catch {
    return 0;
  }
}

/**
 * @param {number} pid
 * @param {string} key
 */
function statusOf(pid, key) {
  try {
    const found = new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) : null;
  } catch {
    return null;
  }
}

const gibibytes = Number(process.argv[2] ?? 3);
const dist = process.env.CT_DIST ?? 'dist';
if (!existsSync(join(dist, 'index.html'))) throw new Error(`There is no built page in ${dist}: npm run build makes it`);
const folder = mkdtempSync(join(tmpdir(), 'large-file-'));
const path = join(folder, 'large.h5');
const server = await preview({ build: { outDir: dist }, preview: { port: 0 }, logLevel: 'silent' });
const browser = await chromium.launch(await chromiumLaunchOptions({ webgpu: false }));
try {
  await writeLargeFile(path, Math.ceil((gibibytes * 2 ** 30) / (2 * ROWS * CHANNELS)));
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(message.text());
  });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  const rest = () => page.waitForSelector('#stage[aria-busy="false"]', { timeout: 300_000 });
  await rest();
  const tell = (/** @type {string} */ what, /** @type {number} */ start) =>
    console.warn(
      `${what}: ${((performance.now() - start) / 1000).toFixed(1)} s; the page's process had ${(mostPageMemory() / 2 ** 20).toFixed(0)} MiB at most`,
    );
  tell('before', performance.now());
  let start = performance.now();
  await page.locator('#file-input').setInputFiles(path);
  await page.locator('dialog[open] select').first().waitFor({ timeout: 300_000 });
  tell('looked at', start);
  await page.keyboard.press('Escape');
  const measurement = {
    sinogram: 'large.h5#/exchange/data',
    kind: 'transmission',
    white: 'large.h5#/exchange/data_white',
    dark: 'large.h5#/exchange/data_dark',
    anglesDeg: 'large.h5#/exchange/theta',
  };
  const reconstruct = async (/** @type {string} */ what, /** @type {object} */ chosen, /** @type {object} */ scan) => {
    const experiment = {
      version: 2,
      measurement: { ...measurement, ...chosen },
      scan: { channelSpacingMm: 0.5, ...scan },
      reconstruction: { grid: { pixels: 256, pixelSizeMm: 2 } },
    };
    const json = join(folder, `${what.replaceAll(' ', '-')}.json`);
    writeFileSync(json, JSON.stringify(experiment));
    start = performance.now();
    await page.locator('#file-input').setInputFiles([json, path]);
    await page.waitForFunction(
      (rows) => document.body.innerText.includes('large.h5') && document.body.innerText.includes(rows),
      'rows' in chosen ? '64 rows' : 'large.h5',
      { timeout: 300_000 },
    );
    await rest();
    tell(`${what} reconstructed`, start);
  };
  await reconstruct('one row', { row: 700 }, {});
  await reconstruct('64 rows', { rows: [680, 743], firstRow: 'lowest' }, { geometry: 'parallel-rows' });
  await page.screenshot({ path: join(tmpdir(), 'large-file.png') });
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
