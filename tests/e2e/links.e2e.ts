// The address holds the experiment, and brings it back.

import { expect, test } from 'vitest';
import { pageOrigin } from './support/page.ts';
import {
  changesOf,
  chooseFrom,
  describeWorlds,
  differenceOf,
  type ExperimentParts,
  errorNotice,
  field,
  hashOf,
  pictureLabel,
  pictureSeen,
  picturesSeen,
  SMALL,
  setWindow,
  slider,
  type,
  untilAtRest,
} from './support/sandbox.ts';

const inAddress = (address: string) =>
  JSON.parse(Buffer.from(address.split('#experiment=')[1]!, 'base64url').toString());

describeWorlds(
  'links',
  ({ open }) => {
    test('the address follows, and opens the same in another browser', async () => {
      const { page, after } = await open();
      await after(() => type(page, 'Projections', '37'));
      await after(() => type(page, 'Arc °', '120'));
      await after(() => page.getByRole('combobox', { name: 'Filter' }).selectOption({ label: 'Cosine' }));
      await after(() => page.getByRole('combobox', { name: 'Interpolation' }).selectOption({ label: 'Smooth' }));
      await setWindow(page, { width: 250, level: -20 });
      await expect.poll(() => inAddress(page.url()).display).toEqual({ width: 250, level: -20 });
      const held = inAddress(page.url());
      expect(held.scan.views).toBe(37);
      expect(held.reconstruction.filter).toBe('cosine');
      expect(held.reconstruction.interpolation).toBe('smooth');

      const fresh = await open(null, { hash: page.url().split('#')[1]! });
      for (const name of ['Projections', 'Arc °', 'Channels', 'Grid px', 'W, window width', 'L, window level']) {
        expect([name, await field(fresh.page, name).inputValue()]).toEqual([
          name,
          await field(page, name).inputValue(),
        ]);
      }
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      expect(changesOf(await picturesSeen(page), await picturesSeen(fresh.page))).toEqual([]);
    });
  },
  [false],
);

describeWorlds(
  'links that cannot be opened',
  ({ open }) => {
    const wrong: [what: string, hash: string, sentence: RegExp][] = [
      [
        'damaged',
        `${hashOf(SMALL).slice(0, 40)}*${hashOf(SMALL).slice(41)}`,
        /This link is damaged: part of it was lost or changed on the way/,
      ],
      ['cut short', hashOf(SMALL).slice(0, 60), /This link was cut short on the way: its end is missing/],
      ['not one of the sandbox’s', '#chapter-3', /This is not a sandbox link/],
      [
        'of a newer version',
        hashOf({ ...SMALL, version: 3 }),
        /This link: version: this experiment has version 3, newer than version 2, which this program reads/,
      ],
      [
        'with an unknown phantom',
        hashOf({ ...SMALL, phantom: 'loch-ness' }),
        /there is no phantom named "loch-ness"; the library has shepp-logan-1974, /,
      ],
      [
        'with an unknown key',
        hashOf({ ...SMALL, colour: 'blue' } as ExperimentParts),
        /This link: colour: unknown key/,
      ],
      [
        'with a value out of range',
        hashOf({ scan: { views: 0 } }),
        /This link: scan\.views: must be between 1 and 16384, got 0/,
      ],
    ];
    test('a link that cannot be opened gets one sentence, and the page goes on', async () => {
      // In one page, for each leaves all as it was.
      const { page } = await open();
      const before = await pictureSeen(page, 'slice');
      for (const [what, hash, sentence] of wrong) {
        await page.evaluate((wrongHash) => {
          location.hash = wrongHash;
        }, hash);
        await expect
          .poll(() => errorNotice(page).allTextContents(), { message: what })
          .toEqual([expect.stringMatching(sentence)]);
        await errorNotice(page).getByRole('button', { name: 'Dismiss' }).click();
        expect([what, differenceOf(before, await pictureSeen(page, 'slice'))]).toEqual([what, '']);
      }
      // One that names files waits for them.
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        hashOf({ measurement: { sinogram: 'mine.npy' } }),
      );
      await page.locator('.notice-calm', { hasText: 'This link also needs mine.npy' }).waitFor();
      expect(await errorNotice(page).count()).toBe(0);
      expect(differenceOf(before, await pictureSeen(page, 'slice'))).toBe('');
    });

    test('a page opened with such a link shows the default head', async () => {
      const { page } = await open(null, { hash: wrong[0]![1] });
      expect(await errorNotice(page).allTextContents()).toEqual([expect.stringMatching(wrong[0]![2])]);
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 720 views × 736 channels');
      expect(await slider(page, 'Projections').count()).toBe(1);
    });
  },
  [false],
);

describeWorlds(
  'links, whoever computes',
  ({ open, share }) => {
    test('another address in the same page is opened too', async () => {
      const { page, after } = await share();
      await after(() =>
        page.evaluate(
          (hash) => {
            location.hash = hash;
          },
          // As a chat that closes a bracket behind it hands it on.
          `${hashOf({ ...SMALL, phantom: 'ct-number-module' })}).`,
        ),
      );
      expect(await page.locator('#phantom-select').inputValue()).toBe('ct-number-module');
    });

    test('what was asked for last is what comes, however late the rest', async () => {
      const { page, after } = await open();
      const menu = page.locator('#phantom-select');
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await page.route(/thorax/, async (route) => {
        await held;
        await route.continue();
      });
      const asked = page.waitForRequest(/thorax/);
      await menu.selectOption('thorax');
      await asked;
      await after(() => menu.selectOption('water-disk'));
      const seen = await pictureSeen(page, 'slice');
      const came = page.waitForResponse(/thorax/);
      letGo();
      await came;
      await page.waitForTimeout(200);
      await untilAtRest(page);
      expect(await menu.inputValue()).toBe('water-disk');
      expect(inAddress(page.url()).phantom).toBe('water-disk');
      expect(differenceOf(seen, await pictureSeen(page, 'slice'))).toBe('');
      await after(() => menu.selectOption('thorax'));
      expect(inAddress(page.url()).phantom).toBe('thorax');
    });

    test('Copy link puts the address on the clipboard', async () => {
      const { page } = await share();
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: pageOrigin });
      await chooseFrom(page, 'Share', 'Copy link');
      await page.locator('.notice-done').waitFor();
      expect(await page.locator('.notice-done').textContent()).toMatch(/^Link copied\./);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
      expect(inAddress(page.url()).scan.views).toBe(90);
    });
  },
  [false],
);
