// Each phantom of the library is seen in the window that it is first shown in: neither black nor white from edge to edge.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { windowOfDifference } from '../../src/experiment/automatic-window.ts';
import { displayUnitOf, resolveExperiment, toDisplayUnit } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { HostArray } from '../../src/operators/cpu/cpu-operators.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { SOLID_ENTRIES } from '../../src/phantom/solids/solid-library.ts';

let session: Session<HostArray>;
let operators: CpuOperators;
beforeAll(() => {
  const executor = new InPlaceExecutor(cpuTasks);
  operators = new CpuOperators(executor);
  session = new Session(operators, executor);
});
afterAll(() => {
  session.release();
});

/** How many of sixteen greys are seen. */
function greysSeen(values: Float32Array, { width, level }: { width: number; level: number }): number {
  const greys = values.map((value) => Math.floor(16 * Math.min(0.999, Math.max(0, (value - level) / width + 0.5))));
  return new Set(greys).size;
}

test.each([...PHANTOM_NAMES, ...SOLID_ENTRIES.map(({ name }) => name)])('%s', async (phantom) => {
  const input = parseExperimentInput({
    phantom,
    scan: { views: 180 },
    reconstruction: { grid: { pixels: 256, pixelSizeMm: 1 } },
  });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const experiment = resolveExperiment(input, subject);
  const { result } = await finish(session.run(experiment, subject));
  const display = (values: Float32Array) =>
    values.map((value) => toDisplayUnit(value, displayUnitOf(subject), result.waterMuPerMm));
  const slice = display(await operators.read(result.image));
  const truth = display(result.truthValues!);
  expect(greysSeen(truth, experiment.display!)).toBeGreaterThan(1);
  expect(greysSeen(slice, experiment.display!)).toBeGreaterThan(1);
  const difference = slice.map((value, i) => value - truth[i]!);
  const window = windowOfDifference(difference, (value) => value)!;
  // It is nowhere the same, however small it is.
  expect(greysSeen(difference, window)).toBeGreaterThan(7);
});
