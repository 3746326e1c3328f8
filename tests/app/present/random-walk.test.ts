// Undo of everything: whatever changes the experiment is undone to the first picture, bit for bit, and redone.

import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { EditedPhantom } from '../../../src/app/editor/edited-phantom.ts';
import { moved } from '../../../src/app/editor/reshape.ts';
import { withNewShape, withoutShape } from '../../../src/app/editor/shape-list.ts';
import type { ExperimentChanges } from '../../../src/app/present/changed-experiment.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import { CORRECTIONS } from '../../../src/corrections/registry.ts';
import { InputError } from '../../../src/errors.ts';
import type { Acquisition } from '../../../src/experiment/acquisition-schema.ts';
import { geometryChoices, inGeometry } from '../../../src/experiment/change-geometry.ts';
import { FILTERS } from '../../../src/experiment/choices.ts';
import { whyIdle } from '../../../src/experiment/correction-fit.ts';
import { withCorrection, withoutCorrection } from '../../../src/experiment/correction-list.ts';
import {
  defaultDisplay,
  type Experiment,
  experimentJson,
  resolveExperiment,
} from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { Session } from '../../../src/experiment/session.ts';
import { METHODS } from '../../../src/methods/registry.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { type PhantomFile, shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { ellipseSinogram } from '../../support/ellipse-sinogram.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';
import { linkTo } from '../../support/links.ts';
import { npyBytes } from '../../support/npy.ts';
import { seededRandom } from '../../support/random.ts';
import { cpuOperators } from '../../support/walk.ts';
import { disk, phantomOf } from '../editor/shapes.ts';
import { pageParts } from './page-parts.ts';

const STEPS = 500;
/** Every so many a picture is computed. */
const PICTURE_EVERY = 25;

const SMALL_SCAN = { views: 20, channels: 29, channelSpacingMm: 8 };
const SMALL_GRID = { pixels: 16, pixelSizeMm: 14 };
const LINK = linkTo({ version: 2, scan: SMALL_SCAN, reconstruction: { grid: SMALL_GRID } });

const isSmall = ({ scan, reconstruction }: Experiment) => scan.channels < 50 && reconstruction.grid.pixels < 25;

/** What a hand may do on the page, with values that chance chooses. */
async function madeUpHand(seed: number) {
  const page = await pageParts(LINK);
  const { present, knobs, windows, opening } = page;
  const random = seededRandom(seed);
  const from = <Item>(list: readonly Item[]) => list[Math.floor(list.length * random())]!;
  const between = (least: number, most: number) => least + random() * (most - least);
  const whole = (least: number, most: number) => Math.round(between(least, most));

  /** A slider is dragged over some places and let go at the last. */
  const drag = (changes: () => ExperimentChanges) => {
    for (let place = 0; place < 2; place++) knobs.turn(changes(), false);
    const last = changes();
    knobs.turn(last, false);
    knobs.turn(last, true);
  };
  const choose = (changes: ExperimentChanges) => knobs.turn(changes, true);
  const isMeasured = () => present.subject.kind === 'measurement';
  const beam = (): Acquisition =>
    isMeasured() || random() < 0.3
      ? { modality: 'ct', beam: { kind: 'exact' } }
      : {
          modality: 'ct',
          beam:
            random() < 0.5
              ? { kind: 'monochromatic', energyKeV: whole(50, 90) }
              : { kind: 'tube', voltageKV: from([80, 120]), filtrationMmAluminium: 6, filtrationMmCopper: 0 },
          ...(random() < 0.6 && { noise: { photons: whole(500, 5000), electronicNoise: whole(0, 5) } }),
          focalSpotMm: 0,
          channelAperture: from([0, 0, 0.5]),
          crosstalk: from([0, 0.1]),
          deadChannels: from([[], [3, 11]]),
          gainDrift: from([0, 0.02]),
          scatterToPrimary: from([0, 0.2]),
          detectorShift: 0,
          motion: from([{ kind: 'none' as const }, { kind: 'breathing' as const, amplitudeMm: 3, cycles: 1.5 }]),
        };

  const edit = (change: (phantom: EditedPhantom) => void) => {
    const { experiment, subject } = present;
    if (subject.kind !== 'shapes') return;
    const { phantom } = experiment;
    const isNamed = typeof phantom === 'string';
    const edited = new EditedPhantom(
      isNamed ? libraryPhantom(phantom) : (phantom as PhantomFile),
      isNamed ? phantom : null,
    );
    change(edited);
    const { file, reference, gesture } = edited;
    if (file.shapes.length === 0) return;
    present.open({ ...experiment, phantom: reference }, shapePhantom(file), { gesture, moving: false });
  };
  const open = (files: readonly File[]) => opening.openFiles(files);
  const json = (value: unknown) => new File([JSON.stringify(value)], 'given.json');
  const bytes = (values: Float32Array, shape: number[]) => npyBytes(values, shape) as Uint8Array<ArrayBuffer>;

  /** A default takes its time to compute. */
  const smaller = () => choose({ scan: SMALL_SCAN, reconstruction: { grid: SMALL_GRID } });

  const acts: Readonly<Record<string, () => unknown>> = {
    views: () => drag(() => ({ scan: { views: whole(10, 24) } })),
    'views, to and fro': () => drag(() => ({ scan: { views: present.experiment.scan.views } })),
    start: () => drag(() => ({ scan: { startDeg: whole(-90, 90) } })),
    arc: () => drag(() => ({ scan: { arcDeg: whole(120, 360) } })),
    channels: () => drag(() => ({ scan: { channels: whole(21, 33) } })),
    spacing: () => drag(() => ({ scan: { channelSpacingMm: between(6, 12) } })),
    offset: () => drag(() => ({ scan: { offset: between(-2, 2) } })),
    geometry: () => choose({ scan: inGeometry(present.experiment.scan, from(geometryChoices()).name, isMeasured()) }),
    filter: () => {
      choose({ reconstruction: { filter: from(FILTERS) } });
      windows.forgetUnfiltered();
    },
    method: () => choose({ reconstruction: { method: from(METHODS.names) as 'fbp' } }),
    cutoff: () => drag(() => ({ reconstruction: { cutoff: between(0.3, 1) } })),
    rebinning: () => {
      const { reconstruction, scan } = present.experiment;
      if ('rebin' in reconstruction && scan.geometry === 'fan')
        choose({ reconstruction: { rebin: !reconstruction.rebin } });
    },
    interpolation: () => choose({ reconstruction: { interpolation: from(['linear', 'smooth']) } }),
    grid: () => drag(() => ({ reconstruction: { grid: { pixels: whole(12, 20) } } })),
    beam: () => choose({ acquisition: beam() }),
    noise: () => choose({ seed: present.experiment.seed + 1 }),
    correction: () => {
      const { experiment, subject } = present;
      const name = from(CORRECTIONS.names);
      if (whyIdle(name, experiment, subject) !== null) return;
      choose({ corrections: (random() < 0.6 ? withCorrection : withoutCorrection)(experiment.corrections, name) });
    },
    window: () => {
      const kind = from(['slice', 'unfiltered', 'sinogram', 'difference'] as const);
      for (const finished of [false, false, true])
        windows.turn(kind, { width: whole(100, 1000), level: whole(-100, 100) }, finished);
    },
    'black and white': () => windows.invert(!windows.inverted),
    'windows as at first': () => windows.reset(defaultDisplay(present.subject)),
    'a new shape': () =>
      edit((phantom) => phantom.edit(withNewShape(phantom.state, disk(whole(-3, 3), whole(-3, 3), 2, 1)))),
    'a moved shape': () =>
      edit((phantom) => {
        const gesture = {};
        phantom.select(whole(0, phantom.file.shapes.length - 1));
        for (let place = 0; place < 3; place++) {
          phantom.editShape(moved(phantom.shape!, between(-0.1, 0.1), 0, 0.001), gesture);
        }
      }),
    'a shape less': () => edit((phantom) => phantom.edit(withoutShape(phantom.state, 0))),
    phantom: () => opening.openPhantom(from(['water-disk', 'thorax', 'shepp-logan-1974', 'ct-number-module'])),
    'a phantom file': () => open([json({ ...phantomOf(disk(whole(-9, 9), 5, 60, 30)), name: `mine ${whole(1, 9)}` })]),
    'an image': () =>
      open([
        json({ image: 'picture.npy', values: 'relative-to-water', pixelSizeMm: 14 }),
        new File([bytes(new Float32Array(16 * 16).map(random), [16, 16])], 'picture.npy'),
      ]),
    'a measurement': () =>
      open([
        json({
          version: 2,
          measurement: { sinogram: 'scan.npy' },
          scan: { channelSpacingMm: 6, ...(random() < 0.5 && { offset: 0.5 }) },
          reconstruction: { grid: SMALL_GRID },
        }),
        new File([bytes(ellipseSinogram({ views: 20, channels: 32, spacingMm: 6 }), [20, 32])], 'scan.npy'),
      ]),
    link: () => opening.openAddress(LINK),
    reset: () => opening.reset(),
  };
  const act = async () => {
    const [name, does] = isSmall(present.experiment) ? from(Object.entries(acts)) : ['smaller', smaller];
    try {
      await does();
    } catch (error) {
      // Refused, as a fan is that opens too wide.
      if (!(error instanceof InputError)) throw error;
    }
    return name;
  };
  return { ...page, act };
}

test('a random walk of 500 changes is undone to the first picture, bit for bit, and redone', async () => {
  const { present, windows, act, told } = await madeUpHand(5);
  const { past } = present;
  const operators = cpuOperators();
  const session = new Session<DeviceArray>(operators, new InPlaceExecutor(cpuTasks));
  const bits = async (array: DeviceArray) => Buffer.from((await operators.read(array)).slice().buffer).toString('hex');
  const picture = async () => {
    const { experiment, subject } = present;
    for await (const step of session.run(experiment, subject)) {
      if (step.kind !== 'finished') continue;
      const { sinogram, image, difference } = step.result;
      return {
        sinogram: await bits(sinogram),
        slice: await bits(image),
        difference: difference && (await bits(difference)),
        window: experiment.display,
      };
    }
    throw new Error('a run ended without its result');
  };

  const moments = [present.pair];
  const turned = [windows.state()];
  const pictures = new Map([[0, await picture()]]);
  const done = new Map<string, number>();
  while (moments.length <= STEPS) {
    const { presentId } = past;
    const name = await act();
    if (past.presentId === presentId) continue;
    done.set(name, (done.get(name) ?? 0) + 1);
    const at = moments.push(present.pair) - 1;
    turned.push(windows.state());
    const isDue = at - [...pictures.keys()].at(-1)! >= PICTURE_EVERY || at === STEPS;
    if (isDue && isSmall(present.experiment)) pictures.set(at, await picture());
  }
  const last = moments.length - 1;
  expect(told).toEqual([]);
  expect(past.hasForgotten).toBe(false);
  // Each of them has been a step several times.
  expect([...done].filter(([, times]) => times < 2)).toEqual([]);
  expect(done.size).toBeGreaterThan(25);

  const compare = async (at: number) => {
    const isThere = isDeepStrictEqual(present.experiment, moments[at]!.experiment);
    expect([at, isThere, present.subject === moments[at]!.subject]).toEqual([at, true, true]);
    expect([at, windows.state()]).toEqual([at, turned[at]]);
    const seen = pictures.get(at);
    if (seen) expect([at, await picture()]).toEqual([at, seen]);
  };
  for (let at = last - 1; at >= 0; at--) {
    past.undo();
    present.bringParts();
    await compare(at);
  }
  expect(past.canUndo).toBe(false);
  for (let at = 1; at <= last; at++) {
    past.redo();
    present.bringParts();
    await compare(at);
  }
  expect(past.canRedo).toBe(false);

  // Nothing on the way was made of more than the experiment says: in a session of its own it is the same.
  session.release();
  await compare(last);
  while (past.canUndo) past.undo();
  present.bringParts();
  await compare(0);
  for (const { experiment, subject } of moments) {
    expect(() => resolveExperiment(parseExperimentInput(experimentJson(experiment)), subject)).not.toThrow();
  }
});
