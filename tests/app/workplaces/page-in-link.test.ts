// What of the page a link carries behind the experiment: the workplace, the artefact that is on, and the experiment kept as A.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { experimentKeptWith } from '../../../src/app/present/page-address.ts';
import { besidesFromHash, besidesPart, jsonFromHash, linkHash } from '../../../src/experiment/link.ts';
import { sweepHash } from '../../../src/experiment/sweep/sweep-in-link.ts';
import { ellipseSinogram } from '../../support/ellipse-sinogram.ts';
import { linkTo } from '../../support/links.ts';
import { npyBytes } from '../../support/npy.ts';
import { isAcceptedOrRefused } from '../../support/sentences.ts';
import { settled } from '../runs/made-up-engine.ts';
import { type MadeUpPage, madeUpPage } from './made-up-page.ts';
import { withMadeUpRooms } from './made-up-rooms.ts';

const SMALL = {
  version: 2,
  scan: { views: 210, channels: 184, channelSpacingMm: 2 },
  reconstruction: { grid: { pixels: 128, pixelSizeMm: 2 } },
};
const linkOf = (parts: object = {}) => linkTo({ ...SMALL, ...parts });
const withViews = (views: number) => linkOf({ scan: { ...SMALL.scan, views } });
const hashOf = (href: string) => new URL(href).hash;

let rooms: ReturnType<typeof withMadeUpRooms>;
beforeEach(() => {
  rooms = withMadeUpRooms();
});
afterEach(() => rooms.end());

async function open(hash: string, beforeReload: Parameters<typeof madeUpPage>[1] = null): Promise<MadeUpPage> {
  const page = await madeUpPage(hash, beforeReload);
  await page.rest();
  return page;
}
/** What follows, once it has come. */
async function restOf(page: MadeUpPage, action: unknown): Promise<void> {
  await action;
  await vi.waitFor(() => expect(page.device.runs.some((run) => !run.isOver)).toBe(true));
  await page.rest();
}
const turn = (page: MadeUpPage, views: number) => {
  page.succession.turned({ scan: { views } }, true);
  return page.rest();
};
/** Whoever follows the page's link, somewhere else. */
const follow = (page: MadeUpPage) => open(hashOf(page.address.link.href));

describe('an artefact', () => {
  async function withArtefact(name: 'rings' | 'beam-hardening') {
    const page = await open(withViews(12));
    await restOf(page, page.area.workplaces.enter('artefacts'));
    await restOf(page, rooms.face().choose(name));
    rooms.face().hand.turn(0.4, true);
    rooms.face().hand.putBeside('cured');
    await page.rest();
    return page;
  }

  test.each(['rings', 'beam-hardening'] as const)(
    '%s is on where its link leads, as strong, with the same beside it',
    async (name) => {
      const sender = await withArtefact(name);
      const shown = rooms.face().shown;
      const other = await follow(sender);
      expect([other.workplace, other.seen, other.told]).toEqual(['artefacts', sender.seen, []]);
      expect(rooms.face().shown).toEqual(shown);
      expect(other.present.experiment).toEqual(sender.present.experiment);
      expect(other.address.link.href).toBe(sender.address.link.href);

      // And closing it brings back what was there before, wherever that is done.
      rooms.face().hand.close();
      await other.rest();
      expect(other.seen.Reconstruction).toBe('shepp-logan-1974, 12 views');
      expect([jsonFromHash(hashOf(other.browser.href)), besidesFromHash(hashOf(other.browser.href))]).toMatchObject([
        { scan: { views: 12 } },
        null,
      ]);
    },
  );

  test('is turned on from there, undone to there, and the way back leads there', async () => {
    const other = await follow(await withArtefact('rings'));
    rooms.face().hand.turn(0.9, true);
    await other.rest();
    expect(other.seen['With rings']).toBe('shepp-logan-1974, 720 views, gainDrift 0.036');
    await restOf(other, other.opening.openPhantom('thorax'));
    expect(rooms.face().chosen).toBeNull();
    other.undoing.undo();
    other.undoing.undo();
    await other.rest();
    expect([rooms.face().chosen, rooms.face().shown?.strength]).toEqual(['rings', 0.4]);
    expect(other.seen['With rings']).toBe('shepp-logan-1974, 720 views, gainDrift 0.016');
  });

  test('is off where another link leads', async () => {
    const page = await withArtefact('rings');
    await restOf(page, page.opening.openAddress(withViews(77)));
    expect([page.workplace, page.seen.Reconstruction]).toEqual(['scan', 'shepp-logan-1974, 77 views']);
    await restOf(page, page.area.workplaces.enter('artefacts'));
    expect([rooms.face().chosen, page.present.experiment.scan.views]).toEqual([null, 77]);
  });

  test('is another where another link says so, whatever is on', async () => {
    const link = hashOf((await withArtefact('beam-hardening')).address.link.href);
    const page = await withArtefact('rings');
    await restOf(page, page.opening.openAddress(link));
    expect(rooms.face().chosen).toBe('beam-hardening');
    rooms.face().hand.close();
    await page.rest();
    expect(page.seen.Reconstruction).toBe('shepp-logan-1974, 12 views');
  });

  test('costs a link of the default scan a few hundred characters', async () => {
    const sender = await withArtefact('rings');
    const { href } = sender.address.link;
    expect(href.length - linkHash(sender.present.experiment).length).toBeLessThan(700);
  });

  test('over what was a file says that closing it does not bring that back', async () => {
    const page = await open(linkOf());
    await restOf(page, page.opening.openFiles(measured()));
    await restOf(page, page.area.workplaces.enter('artefacts'));
    await restOf(page, rooms.face().choose('rings'));
    expect(page.address.link.lacks).toEqual([
      'what was there before the artefact, because a link cannot contain sino.npy',
    ]);
    const other = await follow(page);
    expect(rooms.face().chosen).toBe('rings');
    rooms.face().hand.close();
    await other.rest();
    expect(other.seen.Reconstruction).toBe('shepp-logan-1974, 720 views');
  });
});

describe('an experiment that is kept as A', () => {
  test('is A where the link leads, whatever the workplace', async () => {
    for (const name of ['scan', 'compare']) {
      const sender = await open(withViews(90));
      sender.area.keep();
      await sender.rest();
      await turn(sender, 30);
      await sender.area.workplaces.enter(name);
      await sender.rest();
      const other = await follow(sender);
      expect([other.workplace, other.seen]).toEqual([name, sender.seen]);
      await other.area.workplaces.enter('compare');
      await other.rest();
      expect(other.seen.A).toBe('shepp-logan-1974, 90 views');
      expect(other.seen.Current).toBe('shepp-logan-1974, 30 views');
    }
  });

  test('costs what differs: a few dozen characters for another number, and of a drawing nothing', async () => {
    const shapes = Array.from({ length: 60 }, (_, i) => ({
      ...{ type: 'ellipse', x: i, y: 0, semiAxisX: 20, semiAxisY: 20, value: 10, label: `shape ${i}` },
    }));
    const file = { version: 1, name: 'mine', fieldSizeMm: 256, values: 'hounsfield', composition: 'replace', shapes };
    const sender = await open(linkOf({ phantom: file }));
    sender.area.keep();
    await turn(sender, 30);
    const { href } = sender.address.link;
    expect(href.length).toBeGreaterThan(4000);
    expect(href.length - linkHash(sender.present.experiment).length - 'https://ct.example/page'.length).toBeLessThan(
      90,
    );
    const other = await follow(sender);
    await other.area.workplaces.enter('compare');
    await other.rest();
    expect(other.seen.A).toBe('own, 210 views');
  });

  test('of another phantom is of that phantom', async () => {
    const sender = await open(linkOf());
    sender.area.keep();
    await restOf(sender, sender.opening.openPhantom('water-disk'));
    const other = await follow(sender);
    await other.area.workplaces.enter('compare');
    await other.rest();
    expect(other.seen).toMatchObject({ A: 'shepp-logan-1974, 210 views', Current: 'water-disk, 210 views' });
  });

  test('stays where a link without one leads', async () => {
    const page = await open(withViews(90));
    page.area.keep();
    await restOf(page, page.opening.openAddress(`${withViews(30)}&workplace=compare`));
    expect(page.seen).toMatchObject({
      A: 'shepp-logan-1974, 90 views',
      Current: 'shepp-logan-1974, 30 views',
    });
  });

  test('of a file is said to be missing, and the rest opens', async () => {
    const sender = await open(linkOf());
    await restOf(sender, sender.opening.openFiles(measured()));
    sender.area.keep();
    await restOf(sender, sender.opening.openPhantom('water-disk'));
    expect(sender.address.link.lacks).toEqual(['A, because a link cannot contain sino.npy']);
    const other = await follow(sender);
    expect([other.seen.Reconstruction, other.told]).toEqual([sender.seen.Reconstruction, []]);
  });

  test('of the file that is open comes back with it after a reload', async () => {
    const before = await open(linkOf());
    await restOf(before, before.opening.openFiles(measured()));
    before.area.keep();
    await turn(before, 12);
    before.succession.turned({ reconstruction: { filter: 'hann' } }, true);
    await before.area.workplaces.enter('compare');
    await before.rest();
    const kept = experimentKeptWith(before.browser.state);
    expect(kept?.behind).toMatch(/^&workplace=compare&besides=/);

    const after = await open('', kept);
    await restOf(after, after.opening.openFiles(measured().slice(1)));
    expect(after.present.subject.kind).toBe('measurement');
    expect([after.workplace, after.present.experiment.reconstruction.filter]).toEqual(['compare', 'hann']);
    const a = after.device.runs.filter(({ of }) => of === 'a').at(-1)!;
    expect([a.experiment.reconstruction.filter, a.subject]).toEqual(['ram-lak', after.present.subject]);
  });

  test('that makes a link too long is left out, and that is said', async () => {
    const drawing = (name: string) => ({
      ...{ version: 1, name, fieldSizeMm: 256, values: 'hounsfield', composition: 'replace' },
      shapes: Array.from({ length: 330 }, (_, i) => ({
        ...{ type: 'ellipse', x: i % 99, y: 0, semiAxisX: 2, semiAxisY: 2, value: 10, label: `${name} ${i}` },
      })),
    });
    const page = await open(linkOf({ phantom: drawing('one') }));
    page.area.keep();
    expect(page.address.link.lacks).toEqual([]);
    await restOf(page, page.opening.openPhantom(drawing('another')));
    const { href, lacks } = page.address.link;
    expect(lacks).toEqual(['A, which does not fit in a link']);
    expect(hashOf(href).length).toBeLessThan(60_000);
    expect((await open(hashOf(href))).seen.Reconstruction).toBe('own, 210 views');
  });
});

describe('the address', () => {
  test('follows at once, so that a reload brings everything back', async () => {
    const page = await open(linkOf());
    page.area.keep();
    await restOf(page, page.area.workplaces.enter('artefacts'));
    await restOf(page, rooms.face().choose('rings'));
    rooms.face().hand.putBeside('cured');
    await page.rest();
    expect(page.browser.href).toBe(page.address.link.href);
    const again = await open(hashOf(page.browser.href));
    expect(again.seen).toEqual(page.seen);
  });

  test('that is left for another one keeps what belonged to it', async () => {
    const page = await open(linkOf());
    await restOf(page, page.area.workplaces.enter('artefacts'));
    await restOf(page, rooms.face().choose('rings'));
    const seen = page.seen;
    await restOf(page, page.opening.openPhantom('thorax'));
    const hrefs = page.browser.entries.map(({ href }) => href);
    expect(hrefs.map((href) => besidesFromHash(hashOf(href)) !== null)).toEqual([false, true, false]);
    expect((await open(hashOf(hrefs[1]!))).seen).toEqual(seen);
  });

  test('has nothing behind an experiment where there is nothing to say, and old links lead to the same', async () => {
    const page = await open(linkOf());
    expect(hashOf(page.browser.href)).toBe(linkHash(page.present.experiment));
    const compare = await open(`${linkOf()}&workplace=compare`);
    expect([compare.workplace, compare.told]).toEqual(['compare', []]);
  });
});

describe('a sweep', () => {
  const SWEEP = { knobs: [{ path: 'scan.views', values: [12, 24] }], measures: ['rmse'], seeds: 3 };
  const EXPERIMENT = { phantom: 'water-disk', scan: { views: 12, channels: 24, channelSpacingMm: 12 } };

  test('is shown with the experiment as the link wrote it, which is on the page too, and is not run', async () => {
    const page = await open(sweepHash({ ...SWEEP, experiment: EXPERIMENT }));
    expect([page.told, page.sweeps]).toEqual([[], [{ ...SWEEP, experiment: EXPERIMENT }]]);
    expect(page.present.experiment).toMatchObject(EXPERIMENT);
    // The slice on the stage, once.
    expect(page.device.runs).toHaveLength(1);
  });

  test('is shown again where its link is followed on the page, and links without one show none', async () => {
    const page = await open(withViews(12));
    expect(page.sweeps).toEqual([]);
    for (const count of [1, 2]) {
      await page.opening.openAddress(sweepHash(SWEEP));
      await page.rest();
      expect(page.sweeps).toEqual(Array.from({ length: count }, () => ({ ...SWEEP, experiment: {} })));
    }
    await page.opening.openAddress(withViews(13));
    await page.rest();
    expect(page.sweeps).toHaveLength(2);
  });
});

describe('what no link should say', () => {
  const RINGS = { artefact: 'rings', strength: 0.7 };
  const wrong: [what: string, behind: string, sentence: RegExp | string][] = [
    [
      'an unknown artefact',
      besides({ ...RINGS, artefact: 'gremlins' }),
      /^This link: besides\.artefacts: artefact: must be one of undersampling, .*, got "gremlins"$/,
    ],
    ['no artefact', besides({ strength: 1 }), /^This link: besides\.artefacts: artefact: is missing$/],
    ['too strong', besides({ ...RINGS, strength: 2 }), /: strength: must be between 0\.01 and 1, got 2$/],
    [
      'beside it something else',
      besides({ ...RINGS, beside: 'twins' }),
      /: beside: must be one of undisturbed, cured, iterated, got "twins"$/,
    ],
    ['an unknown key', besides({ ...RINGS, colour: 'blue' }), /: colour: unknown key; the known keys here are/],
    [
      'a scan that cannot be',
      besides({ ...RINGS, over: { scan: { views: 0 } } }),
      /^This link: besides\.artefacts\.over: scan\.views: must be between 1 and 16384, got 0$/,
    ],
    [
      'a scan of another phantom',
      besides({ ...RINGS, over: { phantom: 'thorax' } }),
      /\.over: must be a scan of the same phantom$/,
    ],
    [
      'a scan of a file',
      besides({ ...RINGS, before: { phantom: { image: 'a.png', values: 'hounsfield' } } }),
      /\.before: needs a\.png, which a link cannot contain$/,
    ],
    [
      'a state of another workplace',
      besidesPart({ artefacts: RINGS }),
      /^This link: besides: "artefacts" cannot be opened by the workplace scan$/,
    ],
    [
      'a state that a workplace has not',
      besidesPart({ scan: {} }),
      /besides\.scan: cannot be opened by this workplace$/,
    ],
    [
      'A that cannot be',
      besidesPart({ kept: { scan: { geometry: 'spiral' } } }),
      /^This link: besides\.kept: scan\.geometry: must be one of parallel, fan/,
    ],
    [
      'A of a file',
      besidesPart({ kept: { phantom: null, measurement: { sinogram: 's.npy' } } }),
      /besides\.kept: needs s\.npy, which a link cannot contain$/,
    ],
    [
      'more than three that were kept',
      besidesPart({ kept: [{}, {}, {}, {}] }),
      /^This link: besides\.kept: must have at most 3 experiments, got 4$/,
    ],
    [
      'B that cannot be',
      besidesPart({ kept: [null, { scan: { views: -3 } }] }),
      /besides\.kept\[1\]: scan\.views: must be between 1 and 16384, got -3$/,
    ],
    [
      'a way to compare that nobody knows',
      `&workplace=compare${besidesPart({ compare: { way: 'guess' } })}`,
      /besides\.compare: way: must be one of /,
    ],
    ['A that is no object', besidesPart({ kept: 3 }), /besides\.kept: must be an object$/],
    ['a sweep that is no object', besidesPart({ sweep: 3 }), /^This link: besides\.sweep: must be an object, got 3$/],
    [
      'a sweep of no knobs',
      besidesPart({ sweep: { knobs: [], measures: ['rmse'] } }),
      /^This link: besides\.sweep: knobs: must have between 1 and 2 knobs, got 0$/,
    ],
    [
      'lists in lists in lists',
      `&besides=${Buffer.from(`{"sweep":${'['.repeat(5000)}${']'.repeat(5000)}}`).toString('base64url')}`,
      /^This link: besides: has lists or objects nested more than 32 deep$/,
    ],
    ['a list', besidesPart([]), /^This link: besides: must be an object, got a list$/],
    ['nothing that is JSON', '&besides=eyJhIjo*xfQ', /^This link (is damaged|was cut short)/],
    ['a part of it', besides(RINGS).slice(0, -9), /^This link was cut short on the way/],
  ];
  function besides(of: object): string {
    return `&workplace=artefacts${besidesPart({ artefacts: of })}`;
  }

  test.each(wrong)('%s is told in a sentence, and what is on the page stays', async (_, behind, sentence) => {
    const page = await open(withViews(77));
    await page.opening.openAddress(`${linkOf()}${behind}`);
    await settled();
    expect(page.told).toEqual([expect.stringMatching(sentence)]);
    expect([page.workplace, page.present.experiment.scan.views, page.runs]).toEqual(['scan', 77, []]);
  });

  test('an artefact over what has no CT numbers', async () => {
    const page = await open(withViews(77));
    await page.opening.openAddress(`${linkOf({ phantom: 'shepp-logan-modified' })}${besides(RINGS)}`);
    expect(page.told).toEqual([expect.stringMatching(/artefacts need a phantom with CT numbers, which Shepp/)]);
  });

  test('any other JSON is refused or read', async () => {
    const page = await open(linkOf());
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.constantFrom('kept', 'artefacts', 'sweep'), async (json, name) => {
        const part = { [name]: JSON.parse(json) as unknown };
        const hash = `${linkOf()}&workplace=artefacts${besidesPart(part)}`;
        const read = () => page.area.readBehind(hash, page.present.pair, 'This link');
        let outcome: unknown = null;
        await read().catch((error: unknown) => {
          outcome = error;
        });
        isAcceptedOrRefused(() => {
          if (outcome !== null) throw outcome;
        });
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  test('as mail and chat hand it on it opens all the same', async () => {
    for (const tail of ['.', ').', '**', '&utm_source=x', ' and look', '%20and', '\r\n']) {
      const page = await open(`${linkOf()}${besidesPart({ kept: { scan: { views: 33 } } })}${tail}`);
      page.told.length = 0;
      await page.area.workplaces.enter('compare');
      await page.rest();
      expect([tail, page.seen.A]).toEqual([tail, 'shepp-logan-1974, 33 views']);
    }
  });
});

/** A measurement: its experiment, and the array that it names. */
function measured(): File[] {
  const values = ellipseSinogram({ views: 12, channels: 16, spacingMm: 12 });
  return [
    new File([JSON.stringify({ measurement: { sinogram: 'sino.npy' }, scan: { offset: 0 } })], 'mine.json'),
    new File([npyBytes(values, [12, 16]) as Uint8Array<ArrayBuffer>], 'sino.npy'),
  ];
}
