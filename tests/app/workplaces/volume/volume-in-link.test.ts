// How a volume is looked at comes back with links, reloads and undo; going somewhere is no step.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SceneLook } from '../../../../src/app/views/scene/scene-look.ts';
import { volumeFromLink, volumeToLink } from '../../../../src/app/workplaces/volume/volume-in-link.ts';
import { FIRST_KEPT, type VolumeKept } from '../../../../src/app/workplaces/volume/volume-kept.ts';
import { besidesFromHash, besidesPart } from '../../../../src/experiment/link.ts';
import { linkTo } from '../../../support/links.ts';
import { sentenceOf } from '../../../support/sentences.ts';
import { type MadeUpPage, madeUpPage } from '../made-up-page.ts';
import { withMadeUpVolumes } from './made-up-volume.ts';

const CONE = {
  ...{ version: 2, phantom: 'shepp-logan-3d' },
  scan: { geometry: 'cone', views: 24, channels: 32, channelSpacingMm: 16, rows: 32, rowSpacingMm: 16 },
  reconstruction: { grid: { pixels: 32, pixelSizeMm: 8, slices: 32 } },
};
const LINK = linkTo(CONE);
const ORBIT = {
  azimuthDeg: 213.456,
  elevationDeg: -12.3456,
  distanceMm: 1234.56,
  target: [1.234, -0.01, 56.78],
} as const;

let volumes: ReturnType<typeof withMadeUpVolumes>;
beforeEach(() => {
  volumes = withMadeUpVolumes();
});
afterEach(() => volumes.end());

async function open(hash: string): Promise<MadeUpPage> {
  const page = await madeUpPage(hash);
  await page.rest();
  return page;
}
const enter = async (page: MadeUpPage, name = 'volume') => {
  await page.area.workplaces.enter(name);
  await page.rest();
};
const kept = () => volumes.newest.room.state().kept;
const hashOf = (href: string) => new URL(href).hash;
const besidesOf = (page: MadeUpPage) => besidesFromHash(hashOf(page.browser.href));

/** Everything is looked at in another way than at first. */
async function lookAround(page: MadeUpPage): Promise<void> {
  const { hand, room } = volumes.newest;
  hand.stop('slice', 5);
  hand.stop('column', 20);
  hand.slab(24, 'max', false);
  hand.lines(false);
  room.lookAt({ ...room.look, view: 7 });
  room.lookAt({ ...room.look, projection: 'signal' });
  const chosen: SceneLook['chosen'] = { mode: 'mip', planes: true, cuts: [0.25, 0, -0.5], isNear: true };
  room.lookAtScene({ chosen, orbit: ORBIT }, { gesture: 'all', moving: false });
  await page.rest();
}

/** As it is kept, with a viewpoint that differs by less than can be seen. */
function likeIt(of: VolumeKept): VolumeKept {
  const near = (value: number, by: number) => expect.closeTo(value, -Math.log10(2 * by)) as number;
  const [x, y, z] = ORBIT.target;
  return {
    ...of,
    scene: {
      ...of.scene,
      orbit: {
        azimuthDeg: near(ORBIT.azimuthDeg, 0.06),
        elevationDeg: near(ORBIT.elevationDeg, 0.06),
        distanceMm: near(ORBIT.distanceMm, 0.6),
        target: [near(x, 0.6), near(y, 0.6), near(z, 0.6)],
      },
    },
  };
}

test('a link and a reload bring back everything of how a volume is looked at', async () => {
  const sender = await open(LINK);
  await enter(sender);
  await lookAround(sender);
  const before = kept();
  const { href, lacks } = sender.address.link;
  expect([sender.browser.href, lacks]).toEqual([href, []]);

  const other = await open(hashOf(href));
  expect([other.workplace, other.told]).toEqual(['volume', []]);
  expect(kept()).toEqual(likeIt(before));
  expect(besidesOf(other)).toEqual(besidesOf(sender));
  // What runs is what is looked at.
  expect(other.device.runs.at(-1)!.options.look).toEqual(volumes.newest.room.look);
});

test('where nothing was touched a link is as long as it was, and old links open as before', async () => {
  const page = await open(`${LINK}&workplace=volume`);
  expect([page.workplace, kept()]).toEqual(['volume', FIRST_KEPT]);
  expect(besidesOf(page)).toBeNull();
  volumes.newest.hand.stop('slice', 5);
  await page.rest();
  expect(besidesOf(page)).toEqual({ volume: { xMm: 4, yMm: -4, zMm: -84 } });
  // Followed on the same page it leads to where it says, and not to where one is.
  await page.opening.openAddress(`${LINK}&workplace=volume`);
  await page.rest();
  expect(kept()).toEqual(FIRST_KEPT);
});

test('the scan of the slice that a volume was made from is back where a link to the volume leads, too', async () => {
  const sender = await open(linkTo({ version: 2, phantom: 'water-disk', scan: { views: 90 } }));
  const before = sender.present.experiment;
  await enter(sender);
  const other = await open(hashOf(sender.address.link.href));
  expect([other.workplace, other.present.experiment.scan.geometry]).toEqual(['volume', 'cone']);
  await enter(other, 'scan');
  expect(other.present.experiment).toEqual(before);
});

describe('the past', () => {
  test('each choice is a step, a drag of one is one, and going somewhere is none', async () => {
    const page = await open(LINK);
    await enter(page);
    const { hand, room } = volumes.newest;
    const choose = (chosen: SceneLook['chosen']) => {
      const { scene } = kept();
      room.lookAtScene({ ...scene, chosen: { ...scene.chosen, ...chosen } }, { gesture: null, moving: false });
    };
    const ids: number[] = [];
    const step = async (act: () => void) => {
      act();
      await page.rest();
      ids.push(page.present.past.presentId);
    };
    await step(() => undefined);
    await step(() => hand.slab(8, 'mean', true));
    await step(() => hand.slab(16, 'mean', true));
    await step(() => hand.slab(16, 'mean', false));
    await step(() => choose({ mode: 'mip' }));
    await step(() => hand.stop('slice', 5));
    await step(() => room.lookAt({ ...room.look, view: 9 }));
    await step(() => room.lookAtScene({ ...kept().scene, orbit: ORBIT }, null));
    await step(() => room.toggleReduce());
    const [first, slab, , , mode, , , , reduce] = ids as [number, ...number[]];
    expect(ids).toEqual([first, slab, slab, slab, mode, mode, mode, mode, reduce]);

    // The last change is undone, where one is.
    const { xMm, yMm, zMm, view } = room.look;
    const undo = async () => {
      page.undoing.undo();
      await page.rest();
    };
    await undo();
    expect([room.look.reduce, kept().scene.chosen]).toEqual(['mean', { mode: 'mip' }]);
    await undo();
    expect([room.look.thicknessMm, kept().scene.chosen]).toEqual([16, {}]);
    await undo();
    expect(room.look).toEqual({ ...FIRST_KEPT.look, xMm, yMm, zMm, view });
    expect([zMm, view, kept().scene.orbit]).toEqual([-84, 9, ORBIT]);
    expect([page.workplace, page.present.past.canUndo]).toEqual(['volume', false]);
    page.undoing.redo();
    page.undoing.redo();
    await page.rest();
    expect([room.look.thicknessMm, kept().scene.chosen, kept().scene.orbit]).toEqual([16, { mode: 'mip' }, ORBIT]);
  });

  test('turning the scene does not bury the last change of a knob, and undoing that leaves the viewpoint', async () => {
    const page = await open(LINK);
    await enter(page);
    page.succession.turned({ scan: { views: 12 } }, true);
    await page.rest();
    for (let i = 0; i < 50; i++) {
      const orbit = { ...ORBIT, azimuthDeg: 7 * i };
      volumes.newest.room.lookAtScene({ ...kept().scene, orbit }, null);
    }
    page.undoing.undo();
    await page.rest();
    expect([page.present.experiment.scan.views, kept().scene.orbit?.azimuthDeg]).toEqual([24, 343]);
  });

  test('another phantom is looked at in its middle, and the one before where it was', async () => {
    const page = await open(LINK);
    await enter(page);
    await lookAround(page);
    const { look, scene } = kept();
    await page.opening.openPhantom('defrise-disks');
    await page.rest();
    expect(kept().look).toEqual({ ...look, xMm: 0, yMm: 0, zMm: 0, view: 0 });
    expect(kept().scene).toEqual(scene);
    page.undoing.undo();
    await page.rest();
    expect(kept().look).toEqual(look);
  });

  test('a drag that ends where it began is no step', async () => {
    const page = await open(LINK);
    await enter(page);
    const { hand } = volumes.newest;
    hand.slab(8, 'mean', true);
    hand.slab(0, 'mean', true);
    hand.slab(0, 'mean', false);
    await page.rest();
    expect(page.present.past.canUndo).toBe(false);
  });
});

describe('what no link should say of a volume', () => {
  const cases: readonly (readonly [what: string, json: object, sentence: RegExp])[] = [
    [
      'a place that is none',
      { xMm: 'left' },
      /^This link: besides\.volume: xMm: must be a number, got the text "left"$/,
    ],
    ['a view that is none', { view: 0.5 }, /: view: must be a whole number, got 0\.5$/],
    ['an unknown mode', { mode: 'x-ray' }, /: mode: must be one of none, window, surface, mip/],
    ['all cut away', { cut: { x: 1 } }, /: cut\.x: must be between -0\.99 and 0\.99, got 1$/],
    [
      'from straight above',
      { seen: { azimuthDeg: 0, elevationDeg: 90, distanceMm: 9 } },
      /seen\.elevationDeg: must be/,
    ],
    ['from nowhere', { seen: { azimuthDeg: 0, elevationDeg: 9 } }, /: seen\.distanceMm: is missing$/],
    ['an unknown key', { colour: 'blue' }, /: colour: unknown key; the known keys here are xMm, yMm/],
    ['a scan before that cannot be', { before: { scan: { views: 0 } } }, /besides\.volume\.before: .*views: must be/],
  ];
  test.each(cases)('%s is told in a sentence, and what is on the page stays', async (_, json, sentence) => {
    const page = await open(linkTo({ ...CONE, scan: { ...CONE.scan, views: 12 } }));
    await page.opening.openAddress(`${LINK}&workplace=volume${besidesPart({ volume: json })}`);
    await page.rest();
    expect(page.told).toEqual([expect.stringMatching(sentence)]);
    expect([page.workplace, page.present.experiment.scan.views]).toEqual(['scan', 12]);
  });

  test('a look into a slice', async () => {
    const { pair } = (await open(linkTo({ version: 2, scan: { views: 9 } }))).present;
    expect(await sentenceOf(() => volumeFromLink({}, pair, 'This link: besides.volume'))).toBe(
      'This link: besides.volume: needs a scan that makes a volume, and this one makes a slice',
    );
    expect(volumeToLink({ kept: FIRST_KEPT, before: null }, pair)).toBeNull();
  });

  test('places far outside, and views that there are not, are looked at as near as can be', async () => {
    const json = { xMm: 9e5, zMm: -9e5, view: 9999, thicknessMm: 1e6 };
    const page = await open(`${LINK}&workplace=volume${besidesPart({ volume: json })}`);
    expect(page.told).toEqual([]);
    const { stops, remarks } = volumes.newest.shown;
    expect([stops.column.at, stops.slice.at, remarks.length]).toEqual([31, 0, 1]);
  });
});
