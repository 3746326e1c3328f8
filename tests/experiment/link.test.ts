import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILTERS } from '../../src/experiment/choices.ts';
import { resolveExperiment, experimentJson as toJson } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { jsonFromHash, linkHash } from '../../src/experiment/link.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { npyBytes } from '../support/npy.ts';
import { isAcceptedOrRefused, sentenceOf } from '../support/sentences.ts';
import { uniform } from '../support/uniform.ts';

// JSON knows no −0; adding 0 makes it 0.
const number = (min: number, max: number) => uniform(min, max).map((value) => value + 0);
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('Schädel', '頭部ファントム', '🦷', '"#%&', '\ud800'),
);
const shape = fc.oneof(
  fc.record({
    type: fc.constant('ellipse'),
    label: name,
    x: number(-100, 100),
    y: number(-100, 100),
    semiAxisX: number(0.1, 50),
    semiAxisY: number(0.1, 50),
    angleDeg: number(-180, 180),
    value: number(-2, 2),
  }),
  fc.record({
    type: fc.constant('polygon'),
    points: fc.constant([
      [0, 0],
      [10, 0],
      [3, 7],
    ]),
    value: number(-2, 2),
  }),
);
const phantomFile = fc.record({
  version: fc.constant(1),
  name,
  fieldSizeMm: number(1, 500),
  values: fc.constantFrom('arbitrary', 'relative-to-water', 'attenuation-per-mm'),
  composition: fc.constantFrom('add', 'replace'),
  shapes: fc.array(shape, { maxLength: 4 }),
});
const experimentJson = fc.record(
  {
    version: fc.constant(1),
    phantom: fc.oneof(fc.constantFrom(...PHANTOM_NAMES), phantomFile),
    scan: fc.record(
      {
        views: fc.integer({ min: 1, max: 8192 }),
        startDeg: number(-360, 360),
        arcDeg: number(1, 360),
        // Views of twice the density are bounded too.
        channels: fc.integer({ min: 1, max: 8191 }),
        channelSpacingMm: number(1e-4, 10),
        offset: number(-100, 100),
      },
      { requiredKeys: [] },
    ),
    reconstruction: fc.record(
      {
        filter: fc.constantFrom(...FILTERS),
        cutoff: number(0.01, 1),
        interpolation: fc.constantFrom('linear', 'smooth'),
        pixels: fc.integer({ min: 1, max: 4096 }),
        pixelSizeMm: number(1e-4, 10),
      },
      { requiredKeys: [] },
    ),
    display: fc.record({ width: number(1e-6, 4000), level: number(-1000, 3000) }, { requiredKeys: [] }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  },
  { requiredKeys: [] },
);

async function resolved(json: unknown) {
  const input = parseExperimentInput(json);
  return resolveExperiment(input, await loadSubject(input, () => Promise.reject(new Error('no files'))));
}

test('every experiment comes back from its link as it was', async () => {
  await fc.assert(
    fc.asyncProperty(experimentJson, async (json) => {
      const experiment = await resolved(json);
      const hash = linkHash(experiment);
      expect(hash).toMatch(/^#experiment=[\w-]+$/);
      expect(await resolved(jsonFromHash(hash))).toEqual(experiment);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('so does one of measured data, whose window follows the data', async () => {
  const json = { measurement: { sinogram: 's.npy' }, scan: { offset: -23.5 } };
  const resolve = async (given: unknown) => {
    const input = parseExperimentInput(given);
    return resolveExperiment(input, await loadSubject(input, async () => npyBytes(new Float32Array(6), [2, 3])));
  };
  const experiment = await resolve(json);
  expect(await resolve(jsonFromHash(linkHash(experiment)))).toEqual(experiment);
});

test('a link is base64 with the address-safe alphabet, of UTF-8', async () => {
  const experiment = await resolved({ phantom: 'point' });
  const digits = linkHash(experiment).slice('#experiment='.length);
  expect(JSON.parse(Buffer.from(digits, 'base64url').toString('utf8'))).toEqual(toJson(experiment));
  expect(digits).toBe(Buffer.from(JSON.stringify(toJson(experiment))).toString('base64url'));
});

describe('a link as mail and chat hand it on', () => {
  const tails = [
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    ')',
    ').',
    ']',
    '}',
    '>',
    '"',
    "'",
    '*',
    '**',
    '_',
    '__',
    '-',
    '`',
    '|label',
    '»',
    '”',
    '…',
    '\\',
    '==',
    '=',
    '%20',
    ' ',
    '\n',
    '%0A',
    '%0D%0A',
    '&v=3',
    '&amp;v=3',
    '?utm_source=x',
    '&utm_source=news&utm_medium=mail',
    '#top',
    '/',
    '%3E',
    '%29.',
    ' and look at the rim',
    '%20and%20look%20at%20the%20rim',
    '%',
    '%2',
    '%E2%80',
    '%FF',
  ]; // prettier-ignore

  test.each(tails)('opens with %j behind it', async (tail) => {
    for (const phantom of ['point', 'ct-number-module', 'forbild-head']) {
      const experiment = await resolved({ phantom, seed: 7 });
      expect(await resolved(jsonFromHash(linkHash(experiment) + tail))).toEqual(experiment);
    }
  });

  test('opens with other characters for its own', async () => {
    const experiment = await resolved({ phantom: 'point' });
    const hash = linkHash(experiment);
    const written = [
      hash.replace('=', '%3D'),
      hash.replace('=', '%3d'),
      hash.replace('=', '%253D'),
      hash.replace('=', '=3D'),
      hash.replace('#', '#/'),
      hash.replace('#', '#?'),
      hash.replace('experiment', 'Experiment'),
      `#${[...hash.slice(1)].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')}`,
      // A line broken in the middle, as it is and as browsers write it.
      `${hash.slice(0, 76)}\r\n ${hash.slice(76)}`,
      `${hash.slice(0, 76)}%20${hash.slice(76, 152)}%20${hash.slice(152)}.`,
      `${hash.slice(0, 75)}=\r\n${hash.slice(75)}`,
    ];
    for (const text of written) expect(await resolved(jsonFromHash(text))).toEqual(experiment);
  });
});

describe('a bad link', () => {
  test('no link at all is none', () => {
    expect([jsonFromHash(''), jsonFromHash('#')]).toEqual([null, null]);
  });

  test("one that is not the sandbox's says so", async () => {
    expect(await sentenceOf(() => jsonFromHash('#about'))).toMatch(/^This is not a sandbox link/);
  });

  test('one cut short anywhere says so', async () => {
    const ellipse = {
      type: 'ellipse',
      x: 0,
      y: -1.5e-3,
      semiAxisX: 1,
      semiAxisY: 1,
      value: 1,
      label: 'Schädel "\\" 頭部',
    };
    const phantom = {
      version: 1,
      name: 'one, two: [three}',
      fieldSizeMm: 10,
      values: 'arbitrary',
      composition: 'add',
      shapes: [ellipse, ellipse],
    };
    for (const json of [{ phantom: 'point' }, { phantom }]) {
      const hash = linkHash(await resolved(json));
      for (let length = 2; length < hash.length; length++) {
        for (const tail of ['', '…', '...', '%E2%80%A6', '&utm_source=x'].slice(0, length % 7 ? 1 : 5)) {
          expect(await sentenceOf(() => jsonFromHash(hash.slice(0, length) + tail))).toMatch(
            tail && length < '#experiment='.length ? /^This is not/ : /^This link was cut short on the way/,
          );
        }
      }
    }
  });

  test('one with a character lost or changed in its middle is called damaged', async () => {
    const hash = linkHash(await resolved({ phantom: 'point' }));
    for (let at = 20; at < hash.length - 40; at += 9) {
      const changed = `${hash.slice(0, at)}*${hash.slice(at + 1)}`;
      expect(await sentenceOf(() => jsonFromHash(changed))).toMatch(/^This link is damaged/);
    }
  });

  test('one changed anywhere is refused or is another experiment', async () => {
    const hash = linkHash(await resolved({}));
    const damage = fc.tuple(fc.nat(hash.length), fc.nat(30), fc.string({ unit: 'binary', maxLength: 6 }));
    fc.assert(
      fc.property(damage, ([at, removed, inserted]) => {
        isAcceptedOrRefused(() => {
          const json = jsonFromHash(hash.slice(0, at) + inserted + hash.slice(at + removed));
          if (json !== null) parseExperimentInput(json);
        });
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('any text at all is refused or read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webFragments(), fc.base64String()), fc.boolean(), (text, ours) => {
        isAcceptedOrRefused(() => {
          const json = jsonFromHash(`#${ours ? 'experiment=' : ''}${text}`);
          if (json !== null) parseExperimentInput(json);
        });
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('JSON in it that is no experiment is refused like any other', async () => {
    const hash = (json: string) => `#experiment=${Buffer.from(json).toString('base64url')}`;
    const parse = (json: string) => sentenceOf(() => parseExperimentInput(jsonFromHash(hash(json))));
    expect(await parse('{"scan":{"views":0}}')).toBe('scan.views: must be between 1 and 16384, got 0');
    expect(await parse('3')).toBe('must be an object, got 3');
  });

  test('an experiment too long for an address is refused before the link is made', async () => {
    const ellipse = { type: 'ellipse', x: 0, y: 0, semiAxisX: 1, semiAxisY: 1, value: 1, label: 'x'.repeat(100) };
    const phantom = {
      version: 1,
      name: 'many',
      fieldSizeMm: 10,
      values: 'arbitrary',
      composition: 'add',
      shapes: Array(500).fill(ellipse),
    };
    const experiment = await resolved({ phantom });
    expect(await sentenceOf(() => linkHash(experiment))).toMatch(/^This phantom has too many shapes for a link/);
  });
});
