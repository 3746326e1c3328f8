// The knobs: what each changes, what it leaves alone, and what it says to a value that cannot be.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Pixels } from './support/page.ts';
import {
  changesOf,
  describeWorlds,
  errorNotice,
  field,
  greyOfValue,
  numbers,
  type PaneId,
  paneGreys,
  picture,
  pictureLabel,
  picturesSeen,
  SMALL,
  setWindow,
  slider,
  type,
  unfocus,
  untilAtRest,
  untilPainted,
  workplace,
  workSoFar,
} from './support/sandbox.ts';

const look = (page: Page) => picturesSeen(page);

/** The panes whose pictures are not the same. */
const changed = (...looks: [Record<PaneId, Pixels>, Record<PaneId, Pixels>]) =>
  changesOf(...looks).map((change) => change.split(':')[0]);

/** Width and level as the fields show them. */
async function shownWindow(page: Page) {
  return {
    width: Number(await field(page, 'W, window width').inputValue()),
    level: Number(await field(page, 'L, window level').inputValue()),
  };
}

/** Where a slider's thumb is, for a hand. */
async function thumbOf(page: Page, name: string) {
  const box = (await slider(page, name).boundingBox())!;
  const part = (await slider(page, name).evaluate((input: HTMLInputElement) => Number(input.value))) / 1000;
  const thumb = 16;
  return { x: box.x + thumb / 2 + part * (box.width - thumb), y: box.y + box.height / 2 };
}

/** Notes in every frame where the parts of the numbers column are. @returns tells the places so far, each once */
async function watchNumbers(page: Page): Promise<() => Promise<string[]>> {
  const seen = await page.evaluateHandle(() => {
    const places = new Set<string>();
    const look = () => {
      const parts = document.querySelectorAll<HTMLElement>('#numbers > *');
      places.add(Array.from(parts, ({ id, offsetTop, offsetHeight }) => `${id} ${offsetTop} ${offsetHeight}`).join());
      requestAnimationFrame(look);
    };
    look();
    return places;
  });
  return () => seen.evaluate((places) => [...places]);
}

describeWorlds('the controls', ({ open, once, share }) => {
  test('Projections answers while the hand moves, and in full when it lets go', async () => {
    const { page, after } = await open({ ...SMALL, scan: { ...SMALL.scan, views: 360 } });
    const before = await look(page);
    const thumb = await thumbOf(page, 'Projections');
    const places = await watchNumbers(page);
    await page.mouse.move(thumb.x, thumb.y);
    await page.mouse.down();
    await page.mouse.move(thumb.x - 20, thumb.y);
    await page.mouse.move(thumb.x - 45, thumb.y, { steps: 4 });
    // The button is still down.
    const views = Number(await field(page, 'Projections').inputValue());
    expect(views).toBeLessThan(100);
    await expect.poll(() => pictureLabel(page, 'sinogram')).toMatch(new RegExp(`^Sinogram: ${views} views`));
    await expect
      .poll(async () => changed(before, await look(page)), { interval: 100, timeout: 10_000 })
      .toEqual(expect.arrayContaining(['sinogram', 'slice']));

    await after(() => page.mouse.up());
    expect(await field(page, 'Projections').inputValue()).toBe(String(views));
    expect(await pictureLabel(page, 'sinogram')).toBe(`Sinogram: ${views} views × 184 channels`);
    expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 128 × 128 pixels of 2 mm');
    expect(await page.locator('.pane-note:visible').count()).toBe(0);
    // The phantom is what it was: nobody has touched it.
    const released = await look(page);
    expect(changed(before, released)).toEqual(['sinogram', 'slice', 'difference']);
    expect((await numbers(page)).RMSE).toMatch(/HU$/);
    // Values have changed, and nothing has moved: neither while the hand did nor afterwards.
    expect(await places()).toHaveLength(1);

    // A page opened at that number shows the very same.
    const fresh = await open({ ...SMALL, scan: { ...SMALL.scan, views } });
    expect(changed(released, await look(fresh.page))).toEqual([]);
  });

  once('filter and interpolation change the slice and neither phantom nor sinogram', async () => {
    const { page, after } = await share();
    const before = await look(page);
    await after(() => page.getByRole('combobox', { name: 'Filter' }).selectOption({ label: 'Hann' }));
    expect(changed(before, await look(page))).toEqual(['slice', 'difference']);
    const { Scan } = await numbers(page);
    expect(Scan).toBe('reused');

    await after(() => page.getByRole('combobox', { name: 'Filter' }).selectOption({ label: 'Ram–Lak (ramp)' }));
    expect(changed(before, await look(page))).toEqual([]);

    // Nearer to the phantom: see docs/accuracy.md.
    const linear = Number((await numbers(page)).RMSE!.replace(/[^\d.]/g, ''));
    await after(() => page.getByRole('combobox', { name: 'Interpolation' }).selectOption({ label: 'Smooth' }));
    expect(changed(before, await look(page))).toEqual(['slice', 'difference']);
    expect(Number((await numbers(page)).RMSE!.replace(/[^\d.]/g, ''))).toBeLessThan(linear);
  });

  once('without a filter the slice is a smear on a scale of its own', async () => {
    const { page, after } = await share();
    await after(() =>
      page.getByRole('combobox', { name: 'Filter' }).selectOption({ label: 'None (plain back-projection)' }),
    );
    const slice = await paneGreys(page, 'slice');
    // Bright in the middle, fading outwards, nowhere near flat.
    expect(slice.disk(0.1, -0.2, 0.05)).toBeGreaterThan(150);
    expect(slice.disk(0.44, 0.44, 0.03)).toBeLessThan(100);
    expect(await page.locator('#slice .pane-note:visible').count()).toBe(0);
    expect(await page.locator('#difference .pane-note').textContent()).toMatch(/not on the phantom.s scale/);
    expect((await numbers(page)).RMSE).toBe('—');
  });

  once('window and level change greys alone, and run nothing', async () => {
    const { page } = await share();
    const before = await look(page);
    const work = await workSoFar(page);
    const times = await numbers(page);

    // 100 pixels to the right and 60 down on the slice.
    const box = (await picture(page, 'slice').boundingBox())!;
    const [x, y] = [box.x + 60, box.y + 60];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 100, y + 60, { steps: 5 });
    await page.mouse.up();
    const dragged = await shownWindow(page);
    expect(dragged.width).toBeGreaterThan(400);
    expect(dragged.level).toBeGreaterThan(40);
    await page.mouse.move(5, 5);
    // The difference's window follows the difference.
    expect(changed(before, await look(page))).toEqual(['phantom', 'slice']);
    const grey = (await paneGreys(page, 'phantom')).disk(0.15, -0.3, 0.03);
    expect(Math.abs(grey - greyOfValue(20, dragged))).toBeLessThanOrEqual(0.51);

    // Left narrows, up lowers.
    await page.mouse.move(x + 100, y + 60);
    await page.mouse.down();
    await page.mouse.move(x, y, { steps: 5 });
    await page.mouse.up();
    const back = await shownWindow(page);
    expect(back.width).toBeLessThan(dragged.width);
    expect(back.level).toBeLessThan(dragged.level);

    await setWindow(page, { width: 80, level: 35 });
    const typed = await paneGreys(page, 'phantom');
    expect(Math.abs(typed.disk(0.15, -0.3, 0.03) - greyOfValue(20, { width: 80, level: 35 }))).toBeLessThanOrEqual(
      0.51,
    );

    const { Scan, Filter, 'Back-project': backProject, Total } = await numbers(page);
    expect([Scan, Filter, backProject, Total]).toEqual([times.Scan, times.Filter, times['Back-project'], times.Total]);
    expect(await workSoFar(page)).toBe(work);
  });

  once('number keys set the presets, I inverts, Space resets', async () => {
    const { page } = await share();
    const work = await workSoFar(page);
    const before = await look(page);
    // Level and width as radiology knows them.
    const presets: [string, number, number][] = [
      ['1', 20, 100],
      ['2', 40, 80],
      ['3', 400, 1800],
      ['4', -600, 1500],
      ['5', 40, 400],
      ['6', 50, 400],
      ['7', 50, 350],
      ['8', 30, 150],
      ['9', 75, 215],
    ];
    const offered = await page.getByRole('option', { name: /^Lung/ }).first().textContent();
    expect(offered).toContain(' · L −600 W 1500');
    for (const [key, level, width] of presets) {
      await page.keyboard.press(key);
      expect([key, await shownWindow(page)]).toEqual([key, { width, level }]);
      const grey = (await paneGreys(page, 'phantom')).disk(0.15, -0.3, 0.03);
      expect([key, Math.abs(grey - greyOfValue(20, { width, level })) <= 0.51]).toEqual([key, true]);
    }
    // A French keyboard: é and 2 lie on one key, and the numeric pad types digits.
    const presses: [key: string, code: string, shiftKey: boolean, level: number, width: number][] = [
      ['é', 'Digit2', false, 40, 80],
      ['3', 'Digit3', true, 400, 1800],
      ['4', 'Numpad4', false, -600, 1500],
    ];
    for (const [key, code, shiftKey, level, width] of presses) {
      await page.evaluate(
        (init) =>
          document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })),
        { key, code, shiftKey },
      );
      expect([key, await shownWindow(page)]).toEqual([key, { width, level }]);
    }
    await page.keyboard.press('1');
    await page.keyboard.press('i');
    const inverted = await paneGreys(page, 'phantom');
    expect(Math.abs(inverted.disk(0.15, -0.3, 0.03) - 127.5)).toBeLessThanOrEqual(0.51);
    expect(inverted.disk(0.44, 0.44, 0.02)).toBe(255);
    expect(inverted.disk(0, 0.443, 0.005)).toBe(0);
    expect(await page.getByRole('button', { name: 'Invert' }).getAttribute('aria-pressed')).toBe('true');

    await page.keyboard.press('Space');
    expect(await shownWindow(page)).toEqual({ width: 400, level: 40 });
    expect(changed(before, await look(page))).toEqual([]);
    expect(await workSoFar(page)).toBe(work);
  });
});

describeWorlds(
  'the controls, whoever computes',
  ({ share }) => {
    test('each other knob of scan and grid does what it says', async () => {
      const { page, after } = await share();
      await after(() => type(page, 'Channels', '91'));
      expect(await pictureLabel(page, 'sinogram')).toBe('Sinogram: 90 views × 91 channels');
      await after(() => type(page, 'Channels', '184'));
      const whole = await look(page);
      // Scan and reconstruction know of the same offset: the sinogram moves, the slice stays.
      await after(() => type(page, 'Offset ch', '4'));
      expect(changed(whole, await look(page))).toEqual(expect.arrayContaining(['sinogram']));
      expect((await paneGreys(page, 'slice')).disk(0, 0.443, 0.005)).toBe(255);
      await after(() => type(page, 'Offset ch', '0'));
      await after(() => type(page, 'Arc °', '90'));
      expect(changed(whole, await look(page))).toEqual(['sinogram', 'slice', 'difference']);
      await after(() => type(page, 'Arc °', '180'));
      expect(changed(whole, await look(page))).toEqual([]);
      await after(() => type(page, 'Grid px', '64'));
      expect(await pictureLabel(page, 'slice')).toBe('Reconstruction: 64 × 64 pixels of 2 mm');
    });

    test('keys are letters and digits again while somebody types', async () => {
      const { page } = await share();
      const before = await shownWindow(page);
      const projections = field(page, 'Projections');
      await projections.focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('12');
      await page.keyboard.press('i');
      await page.keyboard.press('b');
      await page.keyboard.press('Tab');
      await untilAtRest(page);
      expect(await projections.inputValue()).toBe('12');
      expect(await shownWindow(page)).toEqual(before);
      expect(await page.getByRole('button', { name: 'Invert' }).getAttribute('aria-pressed')).toBe('false');
    });

    test('after Enter in a field, and on a slider, letters are keys of the page; digits stay the field’s', async () => {
      const { page, after } = await share();
      const views = field(page, 'Projections');
      const isIn = (name: string) => workplace(page, name).getAttribute('aria-selected');
      await views.fill('45');
      await page.keyboard.press('v');
      expect([await isIn('Scan'), await views.inputValue()]).toEqual(['true', '45']);
      await after(() => page.keyboard.press('Enter'));
      await after(() => page.keyboard.press('u'));
      expect(await isIn('Measure')).toBe('true');
      await page.keyboard.press('End');
      await page.keyboard.press('0');
      expect(await views.inputValue()).toBe('450');
      // That began another number, of which nothing is finished.
      await page.keyboard.press('u');
      expect(await isIn('Measure')).toBe('true');
      await after(() => page.keyboard.press('Enter'));
      await slider(page, 'Projections').focus();
      await after(() => page.keyboard.press('u'));
      expect(await isIn('Scan')).toBe('true');
      expect(await field(page, 'Projections').inputValue()).toBe('450');
    });

    test('a number that cannot be gets a sentence, and the old value stays', async () => {
      const { page } = await share();
      const before = await look(page);
      const work = await workSoFar(page);
      const refusals: [name: string, text: string, sentence: RegExp, old: string][] = [
        ['Projections', '0', /^Projections: must be between 1 and 16384, got 0\. Kept at 90\.$/, '90'],
        ['Projections', '99999', /^Projections: must be between 1 and 16384, got 99999\. Kept at 90\.$/, '90'],
        ['Projections', '7.5', /^Projections: must be a whole number, got 7\.5\. Kept at 90\.$/, '90'],
        ['Cutoff', '2', /^Cutoff: must be between 0\.01 and 1, got 2\. Kept at 1\.$/, '1'],
        ['Grid px', '-3', /^Grid: must be between 1 and 4096, got -3\. Kept at 128\.$/, '128'],
      ];
      for (const [name, text, sentence, old] of refusals) {
        await field(page, name).fill(text);
        await expect
          .poll(() => page.locator('.number-control-error:visible').allTextContents())
          .toEqual([expect.stringMatching(sentence)]);
        expect(await field(page, name).getAttribute('aria-invalid')).toBe('true');
        await field(page, name).press('Escape');
        expect(await field(page, name).inputValue()).toBe(old);
        expect(await page.locator('.number-control-error:visible').count()).toBe(0);
      }
      await field(page, 'W, window width').fill('-5');
      await expect
        .poll(() => page.locator('.window-readout-error:visible').allTextContents())
        .toEqual([expect.stringMatching(/^Window width: .*Kept at 400\.$/)]);
      await field(page, 'W, window width').press('Escape');
      await unfocus(page);
      await untilPainted(page);
      expect(changed(before, await look(page))).toEqual([]);
      expect(await workSoFar(page)).toBe(work);
      expect(await errorNotice(page).count()).toBe(0);
    });

    test('an arc of nothing is refused with a sentence, and the knob goes back', async () => {
      const { page } = await share();
      const before = await look(page);
      await type(page, 'Arc °', '0');
      await expect
        .poll(() => page.locator('[role="alert"]:visible, .notice-error').allTextContents())
        .toEqual([expect.stringMatching(/arc/i)]);
      expect(await field(page, 'Arc °').inputValue()).toBe('180');
      expect(changed(before, await look(page))).toEqual([]);
      // What is done next takes the place of what was not.
      expect(await errorNotice(page).count()).toBe(1);
      await type(page, 'Arc °', '170');
      await expect.poll(() => errorNotice(page).count()).toBe(0);
    });

    test('arrow keys on a slider take steps', async () => {
      const { page, after } = await share(SMALL);
      await slider(page, 'Projections').focus();
      await after(() => page.keyboard.press('ArrowLeft'));
      const one = Number(await field(page, 'Projections').inputValue());
      expect(one).toBeLessThan(90);
      expect(one).toBeGreaterThanOrEqual(85);
      expect(await pictureLabel(page, 'sinogram')).toBe(`Sinogram: ${one} views × 184 channels`);
      expect(await slider(page, 'Projections').getAttribute('aria-valuetext')).toBe(String(one));
    });
  },
  [false],
);
