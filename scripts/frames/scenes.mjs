// What is dragged: controls of the page, the window on a picture, and beside them a page that does next to nothing.

import { BARE_PAGE, BUSY_BARE_PAGE } from './bare-page.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {object} Scene
 * @property {string} name
 * @property {boolean} [isBare] it has nothing to do with a build
 * @property {(page: Page, address: string) => Promise<import('./drag.mjs').Handle>} open
 */

/** @param {object} experiment of version 1, as links have it */
const hashOf = (experiment) => `#experiment=${Buffer.from(JSON.stringify(experiment)).toString('base64url')}`;

/**
 * @param {Page} page
 * @param {string} address
 * @param {object} [experiment]
 */
async function openAtRest(page, address, experiment) {
  await page.goto(`${address}${experiment ? hashOf(experiment) : ''}`);
  await page.waitForSelector('#stage[aria-busy="false"]');
  // Image quality is measured after that.
  await page.waitForTimeout(700);
  for (const dismiss of await page.getByRole('button', { name: 'Dismiss' }).all()) await dismiss.click();
}

/**
 * From one end of a slider to the other.
 *
 * @param {Page} page
 * @param {string} name
 */
async function slider(page, name) {
  const element = page.getByRole('slider', { name, exact: true });
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error(`there is no slider ${name}`);
  const y = box.y + box.height / 2;
  // Half a thumb off either end.
  return { from: { x: box.x + box.width - 8, y }, to: { x: box.x + 8, y } };
}

/**
 * @param {string} name
 * @param {string} control
 * @param {object} [experiment]
 * @param {string} [folder] that is closed at first
 * @returns {Scene}
 */
function knob(name, control, experiment, folder) {
  return {
    name,
    async open(page, address) {
      await openAtRest(page, address, experiment);
      if (folder) await page.getByRole('button', { name: folder }).click();
      return slider(page, control);
    },
  };
}

/**
 * @param {string} name
 * @param {string} html
 * @returns {Scene}
 */
function bare(name, html) {
  return {
    name,
    isBare: true,
    async open(page) {
      await page.setContent(html);
      await page.waitForTimeout(500);
      return slider(page, 'Bare');
    },
  };
}

/** @type {readonly Scene[]} */
export const SCENES = [
  knob('projections', 'Projections'),
  knob('cutoff', 'Cutoff'),
  knob('photons', 'Photons', { physics: { photons: 1e5 } }, 'Beam and detector'),
  knob('fan', 'Projections', {
    scan: {
      geometry: 'fan',
      detector: 'flat',
      sourceToIsocenterMm: 570,
      sourceToDetectorMm: 1040,
      arcDeg: 360,
      channelSpacingMm: 0.9,
    },
  }),
  {
    name: 'window',
    async open(page, address) {
      await openAtRest(page, address);
      const box = await page.locator('#slice .pane-picture').boundingBox();
      if (!box) throw new Error('there is no slice');
      const y = box.y + box.height / 2;
      return { from: { x: box.x + 0.2 * box.width, y }, to: { x: box.x + 0.8 * box.width, y: y + 0.2 * box.height } };
    },
  },
  bare('bare', BARE_PAGE),
  bare('bare-busy', BUSY_BARE_PAGE),
];
