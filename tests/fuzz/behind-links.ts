// What a link carries behind its experiment: the workplace, what its room is about, A, the windows, and a sweep.

import { isDeepStrictEqual } from 'node:util';
import type { PresentPair } from '../../src/app/present/present-experiment.ts';
import { labFromLink, labToLink } from '../../src/app/workplaces/artefacts/lab-in-link.ts';
import { behindLink, readBehind } from '../../src/app/workplaces/behind-link.ts';
import { compareFromLink, compareToLink } from '../../src/app/workplaces/compare/compare-in-link.ts';
import type { PageBehind } from '../../src/app/workplaces/page-behind.ts';
import { radiographFromLink, radiographToLink } from '../../src/app/workplaces/radiograph/radiograph-in-link.ts';
import { volumeFromLink, volumeToLink } from '../../src/app/workplaces/volume/volume-in-link.ts';
import type { Room } from '../../src/app/workplaces/workplace.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { experimentPart } from '../../src/experiment/link.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { sweepHash } from '../../src/experiment/sweep/sweep-in-link.ts';
import type { Choices } from './choices.ts';
import { type Json, jsonText, mutatedJson } from './mutate-json.ts';
import { SWEEPS } from './samples.ts';

/** Rooms without their elements: what they read in links, and write there. */
const ROOMS: Readonly<Record<string, Pick<Room, 'toLink' | 'fromLink'>>> = {
  artefacts: { toLink: labToLink, fromLink: labFromLink } as Pick<Room, 'toLink' | 'fromLink'>,
  volume: { toLink: volumeToLink, fromLink: volumeFromLink } as Pick<Room, 'toLink' | 'fromLink'>,
  compare: { toLink: compareToLink, fromLink: async (json, _, where) => compareFromLink(json, where) } as Pick<
    Room,
    'toLink' | 'fromLink'
  >,
  radiograph: { toLink: radiographToLink, fromLink: radiographFromLink } as Pick<Room, 'toLink' | 'fromLink'>,
};

const SLICE: Json = { version: 2, scan: { views: 9, channels: 20 }, reconstruction: { grid: { pixels: 32 } } };
const CONE: Json = {
  ...{ version: 2, phantom: 'shepp-logan-3d' },
  scan: { geometry: 'cone', views: 9, channels: 20, rows: 8 },
  reconstruction: { grid: { pixels: 16, slices: 8 } },
};
const KEPT: Json = { scan: { views: 3 }, reconstruction: { filter: 'hann' } };
const WINDOWS: Json = { sinogram: { width: 4, level: 2 }, difference: { width: 90, level: 0 }, inverted: true };

/** An experiment, and what may stand behind it. */
type Sample = readonly [experiment: Json, workplace: string, besides: Json];

const SAMPLES: readonly Sample[] = [
  [
    { version: 2, phantom: 'shepp-logan-3d', scan: { geometry: 'cone', views: 1 } },
    'radiograph',
    { radiograph: { projection: 'line-integrals', regions: { a: { u: 1, v: 2 }, b: { u: -3.5, v: 0 } } } },
  ],
  [SLICE, 'scan', { windows: WINDOWS }],
  ...SWEEPS.map((sweep): Sample => [SLICE, 'scan', { sweep }]),
  [SLICE, 'compare', { kept: KEPT, windows: WINDOWS }],
  [
    SLICE,
    'compare',
    {
      kept: [null, KEPT, { phantom: 'thorax' }],
      compare: { way: 'blink', first: 'B', second: 'current', divider: 0.25, changesPerSecond: 2 },
    },
  ],
  [
    SLICE,
    'artefacts',
    {
      artefacts: {
        ...{ artefact: 'rings', strength: 0.7, beside: 'cured' },
        ...{ over: { scan: { views: 12 } }, before: { phantom: 'thorax' } },
      },
      kept: { phantom: 'water-disk', seed: 4 },
    },
  ],
  [
    CONE,
    'volume',
    {
      volume: {
        ...{ xMm: 12.5, yMm: -3, zMm: 40, thicknessMm: 8, reduce: 'max', view: 5, projection: 'signal' },
        ...{ crosshair: false, mode: 'bone', planes: true, near: true, cut: { x: 0.25, z: -0.5 } },
        seen: { azimuthDeg: 200, elevationDeg: -10.5, distanceMm: 900, xMm: 3, zMm: -20 },
        before: { scan: null, reconstruction: null },
      },
      kept: KEPT,
      windows: WINDOWS,
    },
  ],
];

/** Brings what a link has behind its experiment, digits and all. */
export function bringBehindLink(choices: Choices): () => Promise<void> {
  const [experiment, workplace, besides] = choices.of(SAMPLES);
  const json = jsonText(choices.chance(0.95) ? mutatedJson(besides, choices) : besides, choices);
  const digits = Buffer.from(json).toString('base64url');
  const named = choices.chance(0.95)
    ? workplace
    : choices.of(['scan', 'volume', 'radiograph', 'artefacts', choices.text()]);
  const tail = choices.chance(0.9) ? '' : choices.of(['.', ')', '&utm_source=a', '%0A', choices.text()]);
  const hash = `${experimentPart(experiment)}&workplace=${named}&besides=${digits}${tail}`;
  return async () => {
    const input = parseExperimentInput(experiment);
    const subject = await loadSubject(input, () => Promise.reject(new Error('the samples need no files')));
    const present = { experiment: resolveExperiment(input, subject), subject };
    const read = (of: string) =>
      readBehind(of, present, 'This link', async (name) => (ROOMS[name] ?? {}) as unknown as Room);
    const behind = await read(hash);
    if (behind.sweep) await mustOpenAgain(behind.sweep, read);
    const text = written(behind, present);
    // What is read is rounded when it is written, and stays as it is from then on.
    const again = written(await read(text), present);
    if (again !== text) throw new Error(`what was written behind a link opens otherwise: ${text} became ${again}`);
  };
}

/** A sweep that was read is written, and opens as the same. */
async function mustOpenAgain(sweep: object, read: (hash: string) => Promise<PageBehind>): Promise<void> {
  const again = (await read(sweepHash(sweep))).sweep;
  if (!isDeepStrictEqual(asWritten(again), asWritten(sweep))) {
    throw new Error(`a sweep in a link opens otherwise: ${JSON.stringify(sweep)} became ${JSON.stringify(again)}`);
  }
}

/** Without what JSON has no word for: too large a number is written as `null`. */
function asWritten(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json));
}

function written(behind: PageBehind, present: PresentPair): string {
  const room = (ROOMS[behind.workplace] ?? null) as unknown as Room | null;
  return `#experiment=e30${behindLink(behind, room, present)(60_000).text}`;
}
