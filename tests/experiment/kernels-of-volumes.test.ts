import { expect, test, vi } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { BackendDescription } from '../../src/compute/device.ts';
import { descriptionFor } from '../../src/experiment/description-for.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { ball } from '../support/tomosynthesis-images.ts';
import { cpuOperators } from '../support/walk.ts';

const phantom = {
  ...{ version: 1, name: 'a ball', dimensions: 3, fieldSizeMm: 40, heightMm: 21, values: 'attenuation-per-mm' },
  ...{ composition: 'add', solids: [ball(1, 2, 3)] },
};
const machine = { sourceToIsocenterMm: 300, sourceToDetectorMm: 325, channels: 20, rows: 12, channelSpacingMm: 3 };
const cone = { ...machine, geometry: 'cone', views: 40 };

async function runs(scan: object, method: object) {
  const grid = { pixels: 8, pixelSizeMm: 4, slices: 3 };
  const input = parseExperimentInput({ version: 2, phantom, scan, reconstruction: { ...method, grid } });
  const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
  const operators = cpuOperators();
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const experiment = resolveExperiment(input, subject);
  const calls = vi.spyOn(operators, 'backProjectVolume');
  const by = async (backProjection: string, ofVolumes: string) => {
    const { description } = cpuOperators();
    const described = { ...description, backProjection, ofVolumes: { backProjection: ofVolumes } };
    Object.defineProperty(operators, 'description', { value: described, configurable: true });
    calls.mockClear();
    await finish(session.run(experiment, subject));
    return calls.mock.calls.length > 0;
  };
  return { by, experiment };
}

test.each([
  ['fbp', cone, { method: 'fbp' }],
  ['180° LI', { ...cone, pitchMm: 10, arcDeg: 720, startZMm: -10 }, { method: '180-li' }],
  ['shift and add', { ...machine, geometry: 'tomosynthesis', views: 3 }, { method: 'shift-and-add' }],
])('a volume by %s is made anew where another kernel back-projects volumes', async (_, scan, method) => {
  const { by } = await runs(scan, method);
  expect([await by('tile', 'gather'), await by('tile', 'gather'), await by('tile', 'texture')]).toEqual([
    true,
    false,
    true,
  ]);
});

test('what runs a volume is described by the kernel for volumes, and a slice by that for slices', async () => {
  const { experiment } = await runs(cone, {});
  const described = (ofSlices: object, ofVolumes: object) =>
    ({ backend: 'gpu', name: 'a GPU', isSoftware: false, ...ofSlices, ofVolumes }) as BackendDescription;
  const rough = { backProjection: 'texture', approximation: 'few bits' };
  const gpu = { backend: 'gpu', name: 'a GPU', isSoftware: false };
  expect(descriptionFor(experiment, described(rough, { backProjection: 'gather' }))).toEqual({
    ...gpu,
    backProjection: 'gather',
  });
  const mixed = described({ backProjection: 'tile' }, rough);
  expect(descriptionFor(experiment, mixed)).toEqual({ ...gpu, ...rough });
  const slice = { ...experiment, scan: { ...experiment.scan, geometry: 'parallel' } } as typeof experiment;
  expect(descriptionFor(slice, mixed)).toBe(mixed);
});
