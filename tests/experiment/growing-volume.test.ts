// A volume that grows before somebody's eyes: planes of the views so far, at whatever place is looked at meanwhile.

import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { PlanesStep, RunOptions, RunStep } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { FIRST_LOOK } from '../../src/experiment/volume-look.ts';
import type { HostArray } from '../../src/operators/cpu/cpu-operators.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { WatchedOperators } from '../support/watched-operators.ts';

const VIEWS = 12;
const LOOK = { ...FIRST_LOOK, xMm: 12, yMm: -12, zMm: 20, thicknessMm: 16 };

async function opened(scan: object = {}, reconstruction: object = {}) {
  const input = parseExperimentInput({
    ...{ version: 2, phantom: 'shepp-logan-3d' },
    scan: {
      ...{ geometry: 'cone', views: VIEWS, channels: 24, channelSpacingMm: 22, rows: 20, rowSpacingMm: 22 },
      ...scan,
    },
    reconstruction: { grid: { pixels: 16, pixelSizeMm: 16, slices: 12 }, ...reconstruction },
  });
  const subject = await loadSubject(input, () => Promise.reject(new Error('no file')));
  const operators = new WatchedOperators<HostArray>(new CpuOperators(new InPlaceExecutor(cpuTasks)), 5);
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const run = (options: RunOptions) => session.run(resolveExperiment(input, subject), subject, options);
  return { run, session, operators };
}

type Seen = Readonly<Record<'axial' | 'coronal' | 'sagittal' | 'projection', number[]>>;
const seenIn = (step: PlanesStep<HostArray>): Seen => {
  const { axial, coronal, sagittal, projection } = step;
  const [a, c, s, p] = [axial, coronal, sagittal, projection].map(({ data }) => [...data]);
  return { axial: a!, coronal: c!, sagittal: s!, projection: p! };
};
const isPlanes = (step: RunStep): step is PlanesStep<HostArray> => step.kind === 'planes';

async function wholePlanes(run: Awaited<ReturnType<typeof opened>>['run'], look = LOOK): Promise<Seen> {
  let seen: Seen | null = null;
  for await (const step of run({ look })) if (isPlanes(step)) seen = seenIn(step);
  return seen!;
}
const near = (values: number[]) => values.map((value) => expect.closeTo(value, 6));

test.each([
  ['a circle', {}, {}],
  ['a helix', { pitchMm: 200, arcDeg: 720, startZMm: -200 }, {}],
  ['a helix that is made slice by slice', { pitchMm: 200, arcDeg: 900, startZMm: -250 }, { method: '180-li' }],
  ['tomosynthesis', { geometry: 'tomosynthesis', sourceToDetectorMm: 800 }, { method: 'shift-and-add' }],
])(
  'of %s every step adds its views to the planes, and in the end they are those of the whole',
  async (_, scan, way) => {
    const { run } = await opened(scan, way);
    const pace = [3, 4, 2, 3];
    const seen: Seen[] = [];
    const growth: unknown[] = [];
    const options = {
      look: LOOK,
      viewsPerStep: () => pace.shift() ?? 1,
      lookNow: (views: number) => ({ ...LOOK, view: views - 1 }),
    };
    for await (const step of run(options)) {
      if (!isPlanes(step) || !step.growth) continue;
      const { views, of } = step.growth;
      growth.push([views, of, step.look.view]);
      seen.push(seenIn(step));
    }
    expect(growth).toEqual([3, 7, 9, 12].map((views) => [views, VIEWS, views - 1]));
    const plain = await opened(scan, { ...way, method: 'fbp' });
    const whole = await wholePlanes(plain.run, { ...LOOK, view: VIEWS - 1 });
    for (const plane of ['axial', 'coronal', 'sagittal', 'projection'] as const) {
      expect(seen.at(-1)![plane], plane).toEqual(near(whole[plane]));
      expect(seen[0]![plane], plane).not.toEqual(seen[1]![plane]);
    }
  },
);

test('a step of no view shows another place of the same volume, and nothing of it all is left behind', async () => {
  const { run, session, operators } = await opened();
  const steps = [5, 0, 0];
  let look = LOOK;
  const seen: { readonly views: number; readonly seen: Seen }[] = [];
  const running = run({ look, viewsPerStep: () => steps.shift() ?? 99, lookNow: () => look });
  for await (const step of running) {
    if (isPlanes(step) && step.growth) seen.push({ views: step.growth.views, seen: seenIn(step) });
    if (isPlanes(step)) look = { ...LOOK, xMm: -60, view: 4, projection: 'signal' } as typeof LOOK;
  }
  const [first, other, again, whole] = seen.map((of) => of.seen) as [Seen, Seen, Seen, Seen];
  expect(seen.map(({ views }) => views)).toEqual([5, 5, 5, VIEWS]);
  expect([other.axial, other.coronal]).toEqual([first.axial, first.coronal]);
  expect(other.sagittal).not.toEqual(first.sagittal);
  expect(Math.max(...other.projection)).toBeCloseTo(1, 6);
  expect(again).toEqual(other);
  expect(whole.axial).not.toEqual(first.axial);

  // A run that is given up midway gives its arrays back with the session.
  const givenUp = run({ look, viewsPerStep: () => 2, lookNow: () => look });
  for await (const step of givenUp) if (isPlanes(step)) break;
  await wholePlanes(run);
  const alive = operators.alive.size;
  for (let i = 0; i < 3; i++) {
    for await (const step of run({ look, viewsPerStep: () => 2, lookNow: () => look })) if (isPlanes(step)) break;
    await wholePlanes(run);
  }
  expect(operators.alive.size).toBe(alive);
  session.release();
  expect(operators.alive.size).toBe(0);
});

test('where one slice is shown it grows alone, and of a volume nobody looks at no plane is cut', async () => {
  const { run, operators } = await opened();
  const kinds: string[] = [];
  for await (const step of run({ viewsPerStep: () => 6 })) {
    if (step.kind === 'image') kinds.push(`${step.views} in ${step.image.rows} × ${step.image.columns}`);
    else kinds.push(step.kind);
  }
  expect(kinds).toEqual(['sinogram', '6 in 16 × 16', '12 in 16 × 16', '12 in 16 × 16', 'truth', 'finished']);
  // The row of the sinogram.
  expect(operators.count('takePlane')).toBe(1);
});
