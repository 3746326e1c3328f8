// What is tried in every browser: each check opens the page anew and does what a person does. A check throws where
// something is not as it should be.

import { strict as assert } from 'node:assert';
import { decode } from 'fast-png';
import { KEYS } from './browser.mjs';
import { COURSE_CHECKS } from './course-checks.mjs';
import { offlineCheck } from './offline-check.mjs';
import { npyFile, npyValues, tinyCtSlice } from './sample-files.mjs';

/**
 * @typedef {import('./browser.mjs').Browser} Browser
 * @typedef {object} Figures what the headless command makes of the experiment on the CPU
 * @property {{ rmseHu: number, psnrDb: number, ssim: number }} quality
 * @property {Float32Array} image
 * @typedef {{ hasGpu: boolean, figures: Figures, folder: string }} Given `folder` has the built page
 * @typedef {{ name: string, needsGpu?: boolean, run(browser: Browser, given: Given): Promise<void> }} Check
 */

export const EXPERIMENT = {
  scan: { views: 180, channels: 184, channelSpacingMm: 2 },
  reconstruction: { pixels: 128, pixelSizeMm: 2 },
};

const BODY = { type: 'ellipse', label: 'body', x: 0, y: 0, semiAxisX: 80, semiAxisY: 80, value: 0 };
const PHANTOM = {
  version: 1,
  name: 'my own phantom',
  fieldSizeMm: 200,
  values: 'hounsfield',
  composition: 'replace',
  shapes: [BODY, { type: 'ellipse', x: 40, y: 30, semiAxisX: 12, semiAxisY: 12, value: 500 }],
};

/** @param {number} actual @param {number} expected @param {number} tolerance @param {string} what */
function near(actual, expected, tolerance, what) {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, and ${expected} ± ${tolerance} is right`);
}

/** @param {Browser} browser @param {string} pane @returns {Promise<[number, number]>} */
async function middleOf(browser, pane) {
  const { x, y, width, height } = await browser.box(`#${pane} .pane-picture`);
  return [x + width / 2, y + height / 2];
}

/** @param {Browser} browser @returns {Promise<{ w: number, l: number }>} the slice's window, as its controls say */
async function windowOf(browser) {
  const [w, l] = await browser.run(
    `return ['W, window width', 'L, window level'].map((name) => Number(document.querySelector('[aria-label="' + name + '"]').value))`,
  );
  return { w, l };
}

/** @param {Browser} browser @param {string} title */
const dialog = (browser, title) =>
  browser.until(`document.querySelector('dialog[open][aria-label="${title}"]') !== null`);

/** @param {Browser} browser */
const noDialog = (browser) => browser.until(`document.querySelector('dialog[open]') === null`, 'no dialog');

/** @type {readonly Check[]} */
export const CHECKS = [
  {
    name: 'the first picture, and its numbers are those of the CPU',
    async run(browser, { figures, hasGpu }) {
      await browser.open(EXPERIMENT);
      const { RMSE = '', PSNR = '', SSIM = '' } = await browser.numbers();
      near(Number.parseFloat(RMSE), figures.quality.rmseHu, 0.1, 'RMSE in HU');
      near(Number.parseFloat(PSNR), figures.quality.psnrDb, 0.02, 'PSNR in dB');
      near(Number(SSIM), figures.quality.ssim, 0.0002, 'SSIM');
      assert.match(await browser.text('#backend-badge'), hasGpu ? /^WebGPU/ : /^CPU, \d+ threads?$/);
      for (const pane of ['phantom', 'slice']) {
        const [brain = 0, skull = 0, air = 0] = await browser.greys(pane, [
          [0.15, -0.3],
          [0, 0.443],
          [0.45, 0.45],
        ]);
        // 20 HU in a window of 400 about 40: views and channels are few, so the slice is not quite that.
        near(brain, 114.75, pane === 'phantom' ? 2 : 16, `the grey of brain in the ${pane}`);
        near(skull, 255, 0, `the grey of bone in the ${pane}`);
        assert.ok(air < 16, `the grey of air in the ${pane} is ${air}`);
      }
    },
  },
  {
    name: 'the slice, saved as NPY, is the CPU’s; a pane is saved as PNG; the experiment as JSON',
    async run(browser, { figures }) {
      await browser.open(EXPERIMENT);
      for (const button of ['Reconstruction as NPY array', 'Reconstruction as PNG', 'JSON file']) {
        await browser.keys('s');
        await dialog(browser, 'Save');
        await browser.press(button, 'dialog');
        await noDialog(browser);
      }
      const image = npyValues((await browser.saved('.npy')).bytes);
      assert.equal(image.length, figures.image.length);
      let errors = 0;
      let squares = 0;
      figures.image.forEach((value, i) => {
        errors += (value - /** @type {number} */ (image[i])) ** 2;
        squares += value ** 2;
      });
      assert.ok(Math.sqrt(errors / squares) < 1e-4, `the slice is off by ${Math.sqrt(errors / squares)} of its RMS`);
      const png = decode((await browser.saved('.png')).bytes);
      assert.ok(png.width >= 1200, `a PNG ${png.width} wide`);
      const saved = JSON.parse((await browser.saved('.json')).bytes.toString());
      assert.equal(saved.scan.views, EXPERIMENT.scan.views);
    },
  },
  {
    name: 'the hand drags Projections, and the sinogram follows',
    async run(browser) {
      await browser.open(EXPERIMENT);
      const slider = await browser.numberField('Projections', 'range');
      const { x, y, width, height } = await browser.box(slider);
      const before = await browser.label('sinogram');
      const part = await browser.run(
        'const s = document.querySelector(args[0]); return (s.value - s.min) / (s.max - s.min)',
        slider,
      );
      const at = x + 8 + part * (width - 16);
      await browser.after(() => browser.drag([at, y + height / 2], [x + 12, y + height / 2]));
      const after = await browser.label('sinogram');
      assert.notEqual(after, before);
      const views = Number(/(\d+) views?/.exec(after)?.[1]);
      assert.ok(views < 30, after);
      const field = await browser.numberField('Projections');
      assert.equal(await browser.run('return document.querySelector(args[0]).value', field), String(views));
    },
  },
  {
    name: 'a number typed, arrow keys on a slider',
    async run(browser) {
      await browser.open(EXPERIMENT);
      await browser.after(() => browser.type('Projections', '37'));
      assert.match(await browser.label('sinogram'), /^Sinogram: 37 views/);
      const slider = await browser.numberField('Projections', 'range');
      await browser.run('document.querySelector(args[0]).focus()', slider);
      await browser.after(() => browser.keys(KEYS.ArrowRight));
      assert.match(await browser.label('sinogram'), /^Sinogram: 38 views/);
    },
  },
  {
    name: 'the left button turns the window, digits set presets, I inverts, Space resets',
    async run(browser) {
      await browser.open(EXPERIMENT);
      const [x, y] = await middleOf(browser, 'slice');
      await browser.drag([x, y], [x + 40, y - 30]);
      const dragged = await windowOf(browser);
      assert.ok(dragged.w > 400 && dragged.l !== 40, `dragged to ${JSON.stringify(dragged)}`);
      await browser.keys('2');
      assert.deepEqual(await windowOf(browser), { w: 80, l: 40 });
      // By their place: on a French keyboard the key of the digit 3 gives a quotation mark.
      await browser.run(
        `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '"', code: 'Digit3', bubbles: true, cancelable: true }))`,
      );
      assert.deepEqual(await windowOf(browser), { w: 1800, l: 400 });
      await browser.keys('i');
      await browser.until(
        `document.querySelector('.window-readout-invert').ariaPressed === 'true'`,
        'the window inverted',
      );
      await browser.keys(' ');
      await browser.until(`document.querySelector('.window-readout-invert').ariaPressed === 'false'`, 'all reset');
      assert.deepEqual(await windowOf(browser), { w: 400, l: 40 });
    },
  },
  {
    name: 'the wheel zooms about the pointer, a finger turns the window',
    async run(browser) {
      await browser.open({ ...EXPERIMENT, phantom: 'ct-number-module', display: { width: 2500, level: 0 } });
      const { x, y, width, height } = await browser.box('#slice .pane-picture');
      // Over the +990 HU insert at (−40, −40) mm of 256; it stays where it is and becomes larger.
      const insert = /** @type {[number, number]} */ ([-40.3 / 256, -40.3 / 256]);
      const beside = /** @type {[number, number]} */ ([insert[0] + 9 / 256, insert[1]]);
      const [before = 0] = await browser.greys('slice', [beside]);
      for (let notch = 0; notch < 4; notch++) {
        await browser.wheel([x + width * (0.5 + insert[0]), y + height * (0.5 - insert[1])], -300);
      }
      await browser.run('await new Promise((resolve) => setTimeout(resolve, 300))');
      const [inside = 0, larger = 0] = await browser.greys('slice', [insert, beside]);
      assert.ok(inside > 190, `the insert has a grey of ${inside}`);
      // How far a notch goes is the browser's.
      assert.ok(before < 150 && larger > before + 40, `beside it: ${before} before and ${larger} zoomed`);
      await browser.keys(' ');
      const [x0, y0] = await middleOf(browser, 'slice');
      await browser.drag([x0, y0], [x0 + 40, y0], { pointerType: 'touch' });
      assert.notEqual((await windowOf(browser)).w, 2500);
    },
  },
  {
    name: 'F and double-click let a pane fill the stage, Escape brings the others back',
    async run(browser) {
      await browser.open(EXPERIMENT);
      const count = `Array.from(document.querySelectorAll('#stage .pane')).filter((pane) => pane.getClientRects().length > 0).length`;
      await browser.keys('f');
      await browser.until(`${count} === 1`, 'one pane alone');
      await browser.keys(KEYS.Escape);
      await browser.until(`${count} === 4`, 'four panes');
    },
  },
  {
    name: 'GPU and CPU agree, and times are not those of a timer',
    needsGpu: true,
    async run(browser) {
      await browser.open(EXPERIMENT);
      await browser.keys('g');
      await dialog(browser, 'GPU against CPU');
      await browser.until(`document.querySelector('.compare-verdict') !== null`, 'a verdict');
      assert.match(await browser.text('.compare-verdict'), /^GPU and CPU agree/);
      const times = /** @type {string[]} */ (
        await browser.run(
          `return Array.from(document.querySelectorAll('.compare-table tbody tr'), (row) => row.children[1].textContent)`,
        )
      );
      const stages = times.slice(0, 3).map((text) => Number.parseFloat(text));
      assert.ok(
        stages.some((ms) => Math.abs(ms - 100) > 5),
        `every stage took 100 ms: ${stages}`,
      );
      await browser.after(() => browser.keys(KEYS.Escape));
      await noDialog(browser);
    },
  },
  {
    name: 'a phantom, a DICOM slice and an array are dropped and scanned',
    async run(browser) {
      await browser.open(EXPERIMENT);
      const text = Buffer.from(JSON.stringify(PHANTOM));
      await browser.after(() => browser.drop({ 'mine.json': text }));
      assert.equal(
        await browser.run(`return document.querySelector('#phantom-select').selectedOptions[0].textContent`),
        'my own phantom',
      );
      const [bright = 0, water = 0] = await browser.greys('slice', [
        [0.2, 0.15],
        [-0.2, 0.15],
      ]);
      assert.ok(bright > 250, `500 HU have a grey of ${bright}`);
      near(water, 102, 8, 'the grey of water');

      await browser.after(() => browser.drop({ 'slice.dcm': tinyCtSlice(64, 3) }));
      assert.match(await browser.text('#stage'), /Reconstruction/);
      assert.equal(await browser.text('.notice-error'), '');

      const values = new Float32Array(48 * 48);
      for (let row = 8; row < 40; row++) values.fill(0.8, row * 48 + 8, row * 48 + 40);
      await browser.drop({ 'square.npy': npyFile(values, [48, 48]) });
      await browser.until(`document.querySelector('dialog[open]') !== null`, 'the question what the array is');
      await browser.after(() => browser.press('Open', 'dialog'));
      await noDialog(browser);
      assert.equal(await browser.text('.notice-error'), '');
      const [inside = 0, outside = 0] = await browser.greys('phantom', [
        [0, 0],
        [0.45, 0.45],
      ]);
      assert.ok(inside > outside + 100, `a square of ${inside} on ${outside}`);
    },
  },
  {
    name: 'a link brings the experiment back',
    async run(browser) {
      await browser.open(EXPERIMENT);
      await browser.after(() => browser.type('Projections', '45'));
      await browser.press('Share');
      await browser.press('Copy link');
      await browser.until(`/link/i.test(document.querySelector('.notices').textContent)`, 'a word on the link');
      await browser.until(`location.hash.startsWith('#experiment=')`, 'the experiment in the address');
      const { RMSE } = await browser.numbers();
      await browser.openAddress(await browser.run('return location.href'));
      assert.match(await browser.label('sinogram'), /^Sinogram: 45 views/);
      assert.equal((await browser.numbers()).RMSE, RMSE);
    },
  },
  {
    name: 'an artefact is switched on, measured, and taken off',
    async run(browser) {
      await browser.open(EXPERIMENT);
      const { RMSE } = await browser.numbers();
      await browser.keys('a');
      await browser.press('Rings', '.lab');
      await browser.until(
        `/HU[^]*HU/.test(Array.from(document.querySelectorAll('.lab .numbers-list dd'), (cell) => cell.textContent).join())`,
        'how far the artefact and its cure are off',
      );
      await browser.atRest();
      await browser.press('Close', '.lab');
      await browser.until(`document.querySelector('.lab') === null`, 'the lab closed');
      await browser.atRest();
      assert.equal((await browser.numbers()).RMSE, RMSE);
    },
  },
  {
    name: 'the editor adds a shape, drags it and takes it back',
    async run(browser) {
      await browser.open({ ...EXPERIMENT, phantom: PHANTOM });
      await browser.keys('e');
      await browser.until(`document.querySelector('.editor-tools') !== null`, 'the editor’s tools');
      const count = `document.querySelectorAll('select[aria-label^="Shapes"] option').length`;
      await browser.until(`${count} === 2`, 'two shapes in the list');
      await browser.after(() => browser.press('Add an ellipse'));
      await browser.until(`${count} === 3`, 'three shapes');
      const [x, y] = await middleOf(browser, 'phantom');
      await browser.after(() => browser.drag([x, y], [x + 30, y + 20]));
      const place = await browser.run(
        'return document.querySelector(args[0]).value',
        await browser.numberField('x mm').catch(() => browser.numberField('x')),
      );
      assert.ok(Math.abs(Number(place)) > 2, `dragged to x = ${place}`);
      await browser.after(() => browser.press('Undo'));
      await browser.after(() => browser.press('Undo'));
      await browser.until(`${count} === 2`, 'two shapes again');
      await browser.press('Done');
    },
  },
  {
    name: 'the benchmark measures, and every result is right',
    async run(browser) {
      await browser.open(EXPERIMENT);
      await browser.keys('m');
      await dialog(browser, 'Benchmark');
      await browser.run(
        `for (const box of document.querySelectorAll('dialog input[type="checkbox"]')) {
           if (box.checked !== (box.parentElement.textContent === '64²')) box.click();
         }`,
      );
      await browser.press('Run', 'dialog');
      await browser.until(`document.querySelector('.benchmark-table tbody tr') !== null`, 'a first row');
      await browser.press('Cancel', 'dialog');
      await browser.until(
        `/^(Cancelled|Done: \\d+ measurements, all results correct)/.test(document.querySelector('.benchmark-status').textContent)`,
        'the end of the benchmark',
      );
      assert.doesNotMatch(await browser.text('.benchmark'), /WRONG/);
      await browser.keys(KEYS.Escape);
      await noDialog(browser);
    },
  },
  {
    name: 'views are played one by one, and the slice grows',
    async run(browser) {
      await browser.open(EXPERIMENT);
      await browser.keys('p');
      await browser.until(
        `/^(?!180)\\d+ of 180 views/.test(document.querySelector('.play-text').textContent)`,
        'playing',
      );
      await browser.until(
        `document.querySelector('.play-text').textContent.startsWith('180 of 180 views')`,
        'the last view',
      );
      await browser.atRest();
    },
  },
  {
    name: 'dialogs keep the focus, close on Escape and give it back',
    async run(browser) {
      await browser.open(EXPERIMENT);
      for (const id of ['help-button', 'gallery-button']) {
        await browser.run('document.getElementById(args[0]).focus()', id);
        await browser.keys(KEYS.Enter);
        await browser.until(`document.querySelector('dialog[open]') !== null`, `the dialog of ${id}`);
        // Nothing of the page behind can take it. (Tab may leave for the browser's own buttons, where no key of ours goes.)
        const stays = await browser.run(
          `document.getElementById('edit-button').focus(); return document.activeElement.closest('dialog') !== null`,
        );
        assert.ok(stays, `the page behind the dialog of ${id} takes the focus`);
        await browser.keys(KEYS.Escape);
        await noDialog(browser);
        assert.equal(await browser.run('return document.activeElement.id'), id);
      }
    },
  },
  {
    name: 'nothing sticks out of the window, and the text of every number is seen',
    async run(browser) {
      await browser.open(EXPERIMENT);
      const cut = await browser.run(
        `return Array.from(document.querySelectorAll('#numbers dd, #numbers dt, .bar > *, .play > *, #panel .lil-controller'))
           .filter((element) => element.getClientRects().length > 0)
           .filter((element) => {
             const { left, right } = element.getBoundingClientRect();
             const holder = element.closest('#numbers, #panel') ?? document.documentElement;
             const bounds = holder.getBoundingClientRect();
             const inner = bounds.left + holder.clientLeft + holder.clientWidth;
             return left < bounds.left - 1 || right > inner + 1;
           })
           .map((element) => element.textContent.trim().slice(0, 40))`,
      );
      assert.deepEqual(cut, []);
    },
  },
  ...COURSE_CHECKS,
  offlineCheck,
];
