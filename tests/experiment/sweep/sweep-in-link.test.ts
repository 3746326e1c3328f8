// A sweep in a link: what is written opens as the same, and what is no sweep is refused in a sentence that names its path.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { besidesFromHash, jsonFromHash } from '../../../src/experiment/link.ts';
import { sweepFromLink, sweepHash } from '../../../src/experiment/sweep/sweep-in-link.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const examples = readdirSync(`${root}examples/sweeps`);
const exampleOf = (name: string): object => {
  const { $schema, ...sweep } = JSON.parse(readFileSync(`${root}examples/sweeps/${name}`, 'utf8'));
  return sweep;
};
const SWEEP = {
  experiment: { phantom: 'water-disk' },
  knobs: [{ path: 'scan.views', values: [90, 180] }],
  seeds: [4, 7],
  equalDose: true,
  measures: ['rmse', 'noise'],
  plots: [{ x: 'noise', y: 'rmse', yScale: 'log' }],
};

function opened(hash: string): object {
  const { sweep } = besidesFromHash(hash) as { sweep: unknown };
  return sweepFromLink(sweep, jsonFromHash(hash), 'This link: besides.sweep');
}

test('what is written opens as the same, its experiment being the link’s', () => {
  const hash = sweepHash({ $schema: '../sweep.schema.json', ...SWEEP });
  expect(jsonFromHash(hash)).toEqual(SWEEP.experiment);
  expect(opened(hash)).toEqual(SWEEP);
});

test('a sweep that names no experiment is one of the usual', () => {
  const { experiment, ...rest } = SWEEP;
  expect(opened(sweepHash(rest))).toEqual({ experiment: {}, ...rest });
});

test('docs/sweeps.md lists the link of each example, which opens as what its file says', () => {
  const page = readFileSync(`${root}docs/sweeps.md`, 'utf8');
  const links = page.match(/#experiment=[\w-]+&besides=[\w-]+/g) ?? [];
  // Where this fails, these are the links to be listed.
  expect([...links].sort()).toEqual(examples.map((name) => sweepHash(exampleOf(name))).sort());
  for (const name of examples) {
    const listed = page.slice(page.indexOf(`[${name}]`)).match(/#experiment=[\w&=-]+/)?.[0];
    expect(opened(listed!), name).toEqual(exampleOf(name));
  }
});

describe('what is no sweep is refused in a sentence that names its path', () => {
  const { experiment, ...rest } = SWEEP;
  test.each<[string, unknown, unknown, string]>([
    ['a number', 3, {}, 'must be an object, got 3'],
    ['a list', [rest], {}, 'must be an object, got a list'],
    ['nothing', null, {}, 'must be an object, got null'],
    ['no knobs', { measures: ['rmse'] }, {}, 'knobs: is missing'],
    ['a knob that is none', { ...rest, knobs: [{ path: 'a b', values: [1] }] }, {}, 'knobs[0].path: must be keys'],
    ['an unknown measure', { ...rest, measures: ['beauty'] }, {}, 'measures[0]: must be one of rmse'],
    ['a plot of what is not measured', { ...rest, plots: [{ y: 'ssim' }] }, {}, 'plots[0].y: ssim is not measured'],
    ['an experiment of its own', SWEEP, {}, 'experiment: stands at the beginning of the link'],
    ['a newer version', { ...rest, version: 2 }, {}, 'version: this sweep has version 2, newer than version 1'],
    [
      'more runs than there may be, before any is made',
      {
        ...rest,
        seeds: 1000,
        knobs: ['scan.views', 'scan.channels'].map((path) => ({ path, values: { from: 1, to: 1000, steps: 1000 } })),
      },
      {},
      'knobs: 1000 values × 1000 values × 1000 seeds are 1000000000 runs, but at most 10000 are possible',
    ],
    [
      'an experiment that needs files',
      rest,
      { phantom: { image: 'a.png', values: 'hounsfield', pixelSizeMm: 1 } },
      'needs a.png, which a link cannot contain',
    ],
  ])('%s', (_, json, of, sentence) => {
    const open = () => sweepFromLink(json, of, 'This link: besides.sweep');
    expect(open).toThrow(`This link: besides.sweep: ${sentence}`);
  });
});

describe('no link is made of', () => {
  test.each<[string, object, string]>([
    ['what is no sweep', { ...SWEEP, seeds: 0 }, 'seeds: must be between 1 and 1000, got 0'],
    ['an experiment that is none', { ...SWEEP, experiment: { scan: { views: 0 } } }, 'experiment: scan.views: must be'],
    [
      'opened files',
      { ...SWEEP, experiment: { phantom: { image: 'a.png', values: 'hounsfield', pixelSizeMm: 1 } } },
      'A link cannot contain a.png; save the sweep file and send both instead',
    ],
    [
      'what is too long for an address',
      { ...SWEEP, knobs: [{ path: 'scan.views', values: Array.from({ length: 900 }, (_, i) => 'x'.repeat(60) + i) }] },
      'This sweep is too long for a link; save it as a file instead',
    ],
  ])('%s', (_, json, sentence) => {
    expect(() => sweepHash(json)).toThrow(sentence);
  });
});
