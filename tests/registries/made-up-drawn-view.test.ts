import { afterEach, expect, test, vi } from 'vitest';
import { PRESENT } from '../../src/app/lanes/present.ts';
import { type Layout, slotId, slotsFor, titleOf } from '../../src/app/stage/layout.ts';
import { type PaneToDraw, StandingView } from '../../src/app/stage/standing-view.ts';
import type { View } from '../../src/app/views/any-view.ts';
import type { Drawing, DrawnPlace, DrawnView } from '../../src/app/views/drawn-view.ts';
import { VIEWS } from '../../src/app/views/registry.ts';
import type { Sight } from '../../src/app/views/sights.ts';
import { MissingPartError } from '../../src/errors.ts';
import type { VolumeLook } from '../../src/experiment/volume-look.ts';
import { fetchedPart } from '../../src/fetched-part.ts';
import type { CpuExecutor } from '../../src/operators/cpu/cpu-tasks.ts';
import { newSights, showRun } from './made-up-stage.ts';

const happened: string[] = [];

/** Draws nothing, and says what it was told. */
class Odometer implements Drawing {
  readonly #place: DrawnPlace;
  seen: Sight | null = null;

  constructor(place: DrawnPlace) {
    this.#place = place;
    happened.push('begun');
  }
  show(sight: Sight) {
    this.seen = sight;
    const { sinogram, image } = sight;
    this.#place.describe(`${sinogram?.scan.anglesRad.length ?? 'no'} views, ${image ? 'a slice' : 'no slice'}`);
    this.#place.paintSoon();
  }
  paint() {
    happened.push('painted');
  }
  dispose() {
    happened.push('gone');
  }
}

/** What a folder of a view that draws itself exports; what draws is fetched with it. */
const odometer: View = {
  name: 'odometer',
  needsPhantom: true,
  title: ({ label }) => label ?? 'Odometer',
  draw: async (place) => {
    const Fetched = await fetchedPart(async () => Odometer);
    drawing = new Fetched(place);
    return drawing;
  },
};
let drawing: Odometer | null = null;

/** A pane that remembers what is in it. */
class MadeUpPane implements PaneToDraw {
  readonly element = {} as HTMLElement;
  words = '';
  note: string | null = null;
  fault: string | null = null;
  again: (() => void) | null = null;
  #drawing: Drawing | null = null;
  failed: (error: unknown) => void = () => {};

  paintSoon() {
    this.#drawing?.paint({} as Parameters<Drawing['paint']>[0]);
  }
  setReadout() {}
  setNote(text: string | null) {
    this.note = text;
  }
  describe(words: string) {
    this.words = words;
  }
  setZoomed() {}
  take(taken: Drawing, failed: (error: unknown) => void) {
    this.#drawing = taken;
    this.failed = failed;
  }
  empty(sentence?: string, again?: () => void) {
    this.#drawing = null;
    this.note = null;
    this.fault = sentence ?? null;
    this.again = again ?? null;
  }
}

let remove = () => {};
afterEach(() => {
  remove();
  happened.length = 0;
  drawing = null;
});

const looks: VolumeLook[] = [];
const sights = newSights();
const host = {} as CpuExecutor;
function stand(view: View, lane = PRESENT) {
  const pane = new MadeUpPane();
  const standing = new StandingView(view as DrawnView, lane, pane, {
    sights,
    host,
    lookAt: (look) => looks.push(look),
    lookAtScene: () => undefined,
  });
  return { pane, standing };
}
const fetched = () => new Promise((resolve) => setTimeout(resolve));

test('a view that draws itself needs its spec and its registration, and stands in slots like any other', async () => {
  remove = VIEWS.add(odometer);
  const slots: Layout = ['odometer', 'slice'].map((name) => ({ view: VIEWS.get(name), lane: PRESENT }));
  expect(slots.map(slotId)).toEqual(['odometer', 'slice']);
  expect(slots.map(titleOf)).toEqual(['Odometer', 'Reconstruction']);
  expect(slotsFor(slots, false).map(slotId)).toEqual(['slice']);

  const { pane, standing } = stand(VIEWS.get('odometer'));
  expect(pane.note).toBe('loading…');
  await fetched();
  expect(pane.note).toBeNull();
  const shown = await showRun(slots, PRESENT, sights);
  // Arrays go into the panes of the other views alone.
  expect([...shown.keys()]).toEqual(['slice']);
  expect(pane.words).toBe('12 views, a slice');
  const { image, truth, planes, experiment, values } = drawing!.seen!;
  expect([experiment.scan.views, truth!.kind, planes]).toEqual([12, 'truth', null]);
  expect((await values(image!.image)).length).toBe(256);
  const painted = happened.filter((what) => what === 'painted').length;
  sights.play(3);
  sights.point({ plane: 'sinogram', hover: { row: 4, column: 5, horizontalValue: 5, verticalValue: 60 } });
  const window = { width: 400, level: 40 };
  const others = { unfiltered: window, sinogram: window, difference: window, similarity: window, radiograph: window };
  sights.turn({ slice: window, ...others }, true);
  expect(drawing!.seen).toMatchObject({ playedViews: 3, pointer: { plane: 'sinogram' }, isInverted: true });
  expect(happened.filter((what) => what === 'painted').length).toBe(painted + 3);

  // One that comes later sees at once what there is.
  const later = stand(VIEWS.get('odometer'));
  await fetched();
  expect(later.pane.words).toBe('12 views, a slice');

  standing.dispose();
  expect(happened.at(-1)).toBe('gone');
  sights.play(4);
  expect(happened.at(-1)).toBe('painted');
  later.standing.dispose();
  sights.play(5);
  expect(happened.at(-1)).toBe('gone');
});

test('what a run had and the next has not is not kept', async () => {
  const { standing } = stand(odometer);
  await fetched();
  await showRun([], PRESENT, sights);
  const run = { ...drawing!.seen!, engine: {} as never };
  const planes = { kind: 'planes' } as never;
  sights.step(PRESENT, { ...run, experiment: { ...run.experiment } }, planes);
  expect(drawing!.seen!.planes).toBe(planes);
  await showRun([], PRESENT, sights);
  expect(drawing!.seen!.planes).toBeNull();
  await expect(drawing!.seen!.values({ rows: 1, columns: 1 })).rejects.toThrow('array that no step has');
  standing.dispose();
});

test('one that cannot be fetched, or fails, says so in its place, and begins anew when asked to', async () => {
  let isThere = false;
  const unsteady: DrawnView = {
    name: 'unsteady',
    needsPhantom: false,
    title: () => 'Unsteady',
    draw: async (place) => {
      if (!isThere) throw new MissingPartError('The odometer could not be loaded');
      return new Odometer(place);
    },
  };
  const { pane, standing } = stand(unsteady);
  await fetched();
  expect([pane.fault, pane.note]).toEqual(['The odometer could not be loaded', null]);
  isThere = true;
  pane.again!();
  await fetched();
  expect([pane.fault, happened[0]]).toEqual([null, 'begun']);
  // A graphics context is lost, or painting throws.
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  pane.failed(new Error('context lost'));
  expect(pane.fault).toMatch(/^Something went wrong/);
  silent.mockRestore();
  expect(happened.at(-1)).toBe('gone');
  standing.dispose();
});

test('one that has left before it was fetched is disposed of when it comes', async () => {
  const { pane, standing } = stand(odometer);
  standing.dispose();
  await fetched();
  expect([happened, pane.note]).toEqual([['begun', 'gone'], null]);
});

test('asks for another look at the volume', async () => {
  const look = { xMm: 0, yMm: 0, zMm: 3 } as VolumeLook;
  let ask = (_look: VolumeLook) => {};
  const asking: DrawnView = {
    name: 'asking',
    needsPhantom: false,
    title: () => 'Asking',
    draw: (place) => {
      ask = place.lookAt;
      return new Odometer(place);
    },
  };
  const { standing } = stand(asking);
  await fetched();
  ask(look);
  standing.dispose();
  ask(look);
  expect(looks).toEqual([look]);
});
