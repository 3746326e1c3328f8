// What a page in Firefox learns of its GPU's speed, and what it shows while a control moves.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { previewOf } from '../../../src/app/runs/preview.ts';
import { RunCost, workOf } from '../../../src/app/runs/run-cost.ts';
import { DeviceClock } from '../../../src/compute/gpu/device-clock.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import type { StageTime } from '../../../src/experiment/stage-clock.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import type { Phase } from '../../../src/pipeline/stage.ts';
import { PolledDevice } from '../../support/polled-device.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const input = parseExperimentInput({});
const subject = await loadSubject(input, () => Promise.reject(new Error('the default names no file')));
const experiment = resolveExperiment(input, subject);

/** The pixels of the preview after some whole runs, and after some that were timed as a whole while a control moved. */
async function previewPixels(stagesMs: Readonly<Record<Phase, number>>, hasStamps: boolean) {
  const device = new PolledDevice({ pollMs: 100, hasStamps });
  const clock = await DeviceClock.of(device.gpu);
  const finished = () => clock.toldAt(device.gpu.queue.onSubmittedWorkDone());
  const cost = new RunCost({ backend: 'gpu', name: 'a GPU', isSoftware: false });
  const stages = ['scan', 'filter', 'back-project'] as const;
  const learned: number[] = [];
  for (const timeStages of [true, true, true, true, false, false, false]) {
    const laps = clock.startLaps({ finished });
    const times: StageTime[] = [];
    for (const stage of stages) {
      device.queue(stagesMs[stage], clock.nextPass());
      if (timeStages) times.push({ stage, kept: false, timeMs: await laps.lap() });
    }
    const totalMs = times.reduce((sum, { timeMs }) => sum + timeMs, 0) + (await laps.lap());
    cost.learn(workOf(experiment, subject), timeStages ? times : null, totalMs);
    learned.push(previewOf(experiment, subject, cost).reconstruction.grid.pixels);
  }
  return learned;
}

describe('a browser that tells every 100 ms that work is done', () => {
  test('a GPU that keeps up shows the whole grid while a control moves', async () => {
    const learned = await previewPixels({ scan: 1, filter: 0.7, 'back-project': 3 }, true);
    expect(learned.slice(-4)).toEqual([512, 512, 512, 512]);
  });

  test('without stamps too: 100 ms pass in any case', async () => {
    const learned = await previewPixels({ scan: 1, filter: 0.7, 'back-project': 3 }, false);
    // A stage that seems to take no time teaches nothing; none is taken for 100 ms.
    expect(Math.min(...learned.slice(3))).toBe(Math.max(...learned));
  });

  test('a GPU that does not keep up shows a coarser one', async () => {
    const learned = await previewPixels({ scan: 8, filter: 4, 'back-project': 220 }, true);
    expect(learned.at(-1)).toBeLessThan(512);
  });
});
