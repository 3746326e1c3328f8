// docs/iterative.md and docs/volumes.md tell what iterative methods come to, and list links that show it. Each opens as what
// its files in examples/iterations say, and what is quick to make comes out as it is told.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pairFromPatch } from '../../../src/app/present/pair-from-patch.ts';
import { patchTo } from '../../../src/app/present/pair-in-link.ts';
import { addressPart, workplaceIn } from '../../../src/app/workplaces/workplace-in-address.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { besidesFromHash, besidesPart, experimentPart, jsonFromHash } from '../../../src/experiment/link.ts';
import { finish } from '../../../src/experiment/run-steps.ts';
import { Session } from '../../../src/experiment/session.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { CpuOperators } from '../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { WATER_MU_PER_MM } from '../../../src/phantom/attenuation.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const text = (path: string) => readFileSync(`${root}${path}`, 'utf8');

interface LinkedExample {
  readonly doc: string;
  readonly workplace: string;
  /** What the present experiment is compared with, as A and B. */
  readonly kept?: readonly string[];
  readonly besides?: object;
}

const LINKS: Readonly<Record<string, LinkedExample>> = {
  'semi-convergence': {
    doc: 'docs/iterative.md',
    workplace: 'measure',
    besides: { measure: { analysis: 'convergence' } },
  },
  'total-variation-22-views': {
    doc: 'docs/iterative.md',
    workplace: 'compare',
    kept: ['total-variation-16-views'],
  },
  'pwls-tenth-dose': { doc: 'docs/iterative.md', workplace: 'compare', kept: ['fbp-tenth-dose', 'fbp-full-dose'] },
  'defrise-os-sart': { doc: 'docs/volumes.md', workplace: 'compare', kept: ['defrise-feldkamp'] },
  'tomosynthesis-sirt': {
    doc: 'docs/volumes.md',
    workplace: 'compare',
    kept: ['tomosynthesis-fbp', 'tomosynthesis-shift-and-add'],
  },
};

const written = (name: string): Record<string, unknown> => {
  const { $schema: _, ...json } = JSON.parse(text(`examples/iterations/${name}.json`));
  return json;
};

async function pairOf(name: string, change: object = {}) {
  const { reconstruction, ...rest } = written(name);
  const json = { ...rest, reconstruction: { ...(reconstruction as object), ...change } };
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
  return { experiment: resolveExperiment(input, subject), subject };
}

/** As the page writes it: what several were compared with is a list, one alone is not. */
async function linkOf(name: string): Promise<string> {
  const { workplace, kept = [], besides = {} } = LINKS[name]!;
  const way = kept.length > 1 ? { compare: { way: 'beside' } } : {};
  const present = await pairOf(name);
  const patches = await Promise.all(
    kept.map(async (one) => patchTo((await pairOf(one)).experiment, present.experiment)),
  );
  const more = { ...besides, ...way, ...(kept.length > 0 && { kept: kept.length === 1 ? patches[0] : patches }) };
  return `${experimentPart(written(name))}${addressPart(workplace)}${besidesPart(more)}`;
}

describe.each(Object.keys(LINKS))('the link to %s', (name) => {
  const { doc, workplace, kept = [] } = LINKS[name]!;

  test('is listed', async () => {
    const page = text(doc);
    const listed = page.slice(page.indexOf(`[${name}.json]`)).match(/#experiment=[\w&=-]+/)?.[0];
    // Where this fails, this is the link to be listed.
    expect(listed).toBe(await linkOf(name));
  });

  test('opens as what its files say', async () => {
    const hash = await linkOf(name);
    expect(workplaceIn(hash)).toBe(workplace);
    const { experiment, subject } = await pairOf(name);
    expect(resolveExperiment(parseExperimentInput(jsonFromHash(hash)), subject)).toEqual(experiment);
    const { kept: given } = (besidesFromHash(hash) ?? {}) as { kept?: unknown };
    const patches = kept.length === 1 ? [given] : ((given ?? []) as unknown[]);
    expect(patches).toHaveLength(kept.length);
    for (const [i, patch] of patches.entries()) {
      const opened = await pairFromPatch(patch, { experiment, subject }, 'kept');
      expect(opened.experiment).toEqual((await pairOf(kept[i]!)).experiment);
    }
  });
});

async function run(name: string, change: object = {}) {
  const { experiment, subject } = await pairOf(name, change);
  const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const { result } = await finish(session.run(experiment, subject));
  const values = (await operators.read(result.volume)).slice();
  const points = [...(result.iterations?.points ?? [])];
  const truth = result.truthValues;
  const { grid } = experiment.reconstruction;
  session.release();
  /** The mean about a place of a volume, in pixels to each side. */
  const mean = (slice: number, column: number, reach: number) => {
    const { pixels } = grid;
    const middle = (pixels - 1) / 2;
    const inside = values.filter((_, i) => {
      const [s, r, c] = [Math.floor(i / pixels ** 2), Math.floor(i / pixels) % pixels, i % pixels];
      return s === slice && Math.abs(r - middle) <= reach && Math.abs(c - middle - column) <= reach;
    });
    return inside.reduce((sum, value) => sum + value, 0) / inside.length;
  };
  return { values, truth, points, mean };
}

const hu = (mu: number) => (1000 * mu) / WATER_MU_PER_MM;

test('a noisy head is nearest to the truth after a few iterations of CGLS, and farther from it afterwards', async () => {
  const { points } = await run('semi-convergence');
  const errors = points.map(({ rmse }) => hu(rmse!));
  const best = errors.indexOf(Math.min(...errors));
  expect([best, Math.round(errors[best]!), Math.round(errors[40]!)]).toEqual([10, 71, 179]);
});

test('views for total variation are those of the table, and nothing else differs', () => {
  const [many, few] = [written('total-variation-22-views'), written('total-variation-16-views')];
  expect(many).toEqual({ ...few, scan: { ...(few.scan as object), views: 22 } });
  expect(few.scan).toMatchObject({ views: 16, channels: 364 });
});

test('at a tenth of the dose PWLS is nearer to the head than FBP with a smooth filter', async () => {
  const [pwls, smooth, full] = [await run('pwls-tenth-dose'), await run('fbp-tenth-dose'), await run('fbp-full-dose')];
  const inBrain = ({ values, truth }: typeof pwls) => {
    const even = (i: number) => [-258, -256, -254, -2, 0, 2, 254, 256, 258].every((d) => truth![i + d] === truth![i]);
    const squares = [...values].flatMap((value, i) => {
      const of = hu(truth![i] ?? 0) - 1000;
      return of > -50 && of < 50 && even(i) ? [hu(value - truth![i]!) ** 2] : [];
    });
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  };
  expect([inBrain(pwls), inBrain(smooth), inBrain(full)].map((error) => Number(error.toFixed(1)))).toEqual([
    4.8, 7.7, 12.6,
  ]);
});

test('the disk at 50 mm of a Defrise stack is a dark gap by Feldkamp’s algorithm, and comes back with iterations', async () => {
  const [feldkamp, iterated] = [await run('defrise-feldkamp'), await run('defrise-os-sart', { iterations: 3 })];
  // The two slices about z = 50.
  const disk = ({ mean }: typeof feldkamp) => hu((mean(55, 0, 1.5) + mean(56, 0, 1.5)) / 2) - 1000;
  expect(disk(feldkamp)).toBeCloseTo(-683, -1);
  expect(disk(iterated)).toBeCloseTo(-388, -1);
});

test('SIRT leaves nothing of a disk 6 mm above, where shift-and-add and FBP show its shadow', async () => {
  const runs = [
    await run('tomosynthesis-shift-and-add'),
    await run('tomosynthesis-fbp'),
    await run('tomosynthesis-sirt'),
  ];
  // In focus at z = 0, x = −5 mm; the other at z = 6 mm, x = 5 mm.
  const told = runs.map(({ mean }) => [mean(15, -10, 1) / 0.05, mean(15, 10, 1) / mean(21, 10, 1)]);
  expect(told.map((two) => two.map((part) => Number(part.toFixed(2))))).toEqual([
    [0.03, 0.45],
    [0.1, 0.13],
    [0.18, 0],
  ]);
});
