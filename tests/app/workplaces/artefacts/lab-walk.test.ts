// The laboratory under a hand that does anything at any time, while runs end, fail or go on: whenever all has come to rest,
// the screen shows what the page is about, a link leads to the same, and leaving brings back what was there before.

import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LabMoment } from '../../../../src/app/workplaces/artefacts/lab-moment.ts';
import { ARTEFACTS } from '../../../../src/experiment/artefacts.ts';
import { loadLibraryPhantom, PHANTOM_NAMES } from '../../../../src/phantom/library.ts';
import { linkTo } from '../../../support/links.ts';
import { seededRandom } from '../../../support/random.ts';
import { settled } from '../../runs/made-up-engine.ts';
import { type MadeUpPage, madeUpPage, tellScan } from '../made-up-page.ts';
import { withMadeUpRooms } from '../made-up-rooms.ts';

const STEPS = 40;
const LINK = linkTo({
  version: 2,
  scan: { views: 24, channels: 184, channelSpacingMm: 2 },
  reconstruction: { grid: { pixels: 128, pixelSizeMm: 2 } },
});

let rooms: ReturnType<typeof withMadeUpRooms>;
/** Fetched once, so that they come at once, and every walk is the same each time. */
beforeAll(async () => {
  await Promise.all(PHANTOM_NAMES.map(loadLibraryPhantom));
});
beforeEach(() => {
  rooms = withMadeUpRooms();
});
afterEach(() => rooms.end());

/** What stands over and in the panes where the page is at rest. */
function expected(page: MadeUpPage): Record<string, string> {
  const present = tellScan(page.present.experiment);
  const state = page.area.room?.state?.() as LabMoment | null | undefined;
  if (!state) return { Phantom: present, Sinogram: present, Reconstruction: present, Difference: present };
  const [, , one, other] = page.area.workplaces.layout;
  return {
    ...{ Phantom: present, Sinogram: present, [one!.title!]: present },
    [other!.title ?? other!.view.title(other!.lane)]: tellScan(state.scans[state.beside]!.experiment),
  };
}

/** Phantoms that are on their way come, the hand lets go, and all that runs ends. */
async function comesToRest(page: MadeUpPage): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await page.opening.settled();
    await page.rest();
  }
  page.succession.turned({}, true);
  await page.rest();
}

test.each([18, 41, 3, 4, 5])(
  'walk %i',
  async (seed) => {
    const random = seededRandom(seed);
    const from = <Item>(list: readonly Item[]) => list[Math.floor(list.length * random())]!;
    const page = await madeUpPage(LINK);
    await page.rest();
    const face = () => rooms.face();
    const { workplaces } = page.area;
    await workplaces.enter('artefacts');
    const inLab = (act: () => unknown) => () =>
      workplaces.present.name === 'artefacts' ? act() : workplaces.enter('artefacts');
    const acts: (() => unknown)[] = [
      inLab(() => face().choose(from(ARTEFACTS).name)),
      inLab(() => face().choose(from(['rings', 'metal', 'noise', 'limited-arc'] as const))),
      inLab(() => face().hand.turn(from([0.1, 0.5, 0.9]), random() < 0.5)),
      inLab(() => face().hand.putBeside(from(['undisturbed', 'cured', 'iterated']))),
      () => page.undoing.undo(),
      () => page.undoing.undo(),
      () => page.undoing.redo(),
      () => workplaces.toggle('artefacts'),
      () => page.opening.openPhantom(from(['thorax', 'water-disk', 'shepp-logan-modified'])),
      // The controls are not there in the laboratory.
      () =>
        workplaces.present.name === 'scan' &&
        page.succession.turned({ scan: { views: from([12, 90, 800]) } }, random() < 0.7),
    ];
    /** What runs may do meanwhile. */
    const meanwhile: (() => unknown)[] = [
      () => undefined,
      () => settled(),
      () => page.rest(),
      async () => {
        await settled();
        const open = page.device.runs.filter((run) => !run.isOver);
        for (const run of open) await (run.isGivenUp ? run.endStep() : page.finish(random() * 50, run));
      },
    ];
    for (let step = 0; step < STEPS; step++) {
      void from(acts)();
      await from(meanwhile)();
      if (random() < 0.7) continue;
      await comesToRest(page);
      expect([step, page.seen]).toEqual([step, expected(page)]);
      const state = page.area.room?.state?.() as LabMoment | null | undefined;
      if (!state || random() < 0.5) continue;
      const { before } = state;
      await workplaces.enterFirst();
      await page.rest();
      expect(tellScan(page.present.experiment)).toBe(tellScan(before.experiment));
      expect(page.present.subject).toBe(before.subject);
      page.undoing.undo();
      await page.rest();
      expect([step, page.seen]).toEqual([step, expected(page)]);
    }
    expect(page.told).toEqual([]);

    await comesToRest(page);
    const other = await madeUpPage(new URL(page.address.link.href).hash);
    await comesToRest(other);
    expect(other.seen).toEqual(page.seen);
  },
  30_000,
);
