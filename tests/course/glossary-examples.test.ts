// What "Show me" puts on the page: each example is an experiment that resolves, with a workplace that opens what stands
// behind it; those of a slice are run, small.

import { describe, expect, test } from 'vitest';
import { marksFromLink } from '../../src/app/marks/marks-from-link.ts';
import { pairFromPatch } from '../../src/app/present/pair-from-patch.ts';
import { windowsFromLink } from '../../src/app/views/windows-from-link.ts';
import { labFromLink } from '../../src/app/workplaces/artefacts/lab-in-link.ts';
import { compareFromLink } from '../../src/app/workplaces/compare/compare-in-link.ts';
import { measureFromLink } from '../../src/app/workplaces/measure/measure-in-link.ts';
import { WORKPLACES } from '../../src/app/workplaces/registry.ts';
import { volumeFromLink } from '../../src/app/workplaces/volume/volume-in-link.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { GLOSSARY } from '../../src/course/glossary.ts';
import { exampleOf } from '../../src/course/shown-experiment.ts';
import { type Experiment, experimentJson, resolveExperiment } from '../../src/experiment/experiment.ts';
import { patched } from '../../src/experiment/experiment-patch.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { isRadiograph } from '../../src/experiment/in-radiograph.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import { geometryNamed } from '../../src/geometry/scan.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

interface Pair {
  readonly experiment: Experiment;
  readonly subject: Subject;
}

const examples = GLOSSARY.flatMap(({ id, show }) => (show && show.kind !== 'dialog' ? [[id, show] as const] : []));

const pairOf = async (json: unknown): Promise<Pair> => {
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, () => Promise.reject(new Error('examples need no file')));
  return { experiment: resolveExperiment(input, subject), subject };
};

/** What each room takes from a link; a room that is not here takes nothing. */
const READ: Readonly<Record<string, (json: unknown, pair: Pair, where: string) => unknown>> = {
  artefacts: labFromLink,
  compare: (json, _, where) => compareFromLink(json, where),
  measure: (json, _, where) => measureFromLink(json, where),
  volume: volumeFromLink,
  marks: (json, _, where) => marksFromLink(json, where),
  windows: (json, _, where) => windowsFromLink(json, where),
  kept: pairFromPatch,
};

test('every example resolves, in a workplace that there is, and its room takes what stands behind it', async () => {
  const faults: string[] = [];
  for (const [id, show] of examples) {
    try {
      const { experiment, workplace, besides } = await exampleOf(show);
      const pair = await pairOf(experiment);
      if (workplace !== null) WORKPLACES.get(workplace);
      for (const [name, json] of Object.entries(besides ?? {})) {
        const read = READ[name];
        if (!read || (name in WORKPLACES && name !== workplace)) faults.push(`${id}: nobody takes ${name}`);
        else await read(json, pair, name);
      }
      const { makesVolumes } = geometryNamed(pair.experiment.scan.geometry);
      if (makesVolumes !== (workplace === 'volume' || workplace === 'radiograph'))
        faults.push(`${id}: wrong workplace`);
      if (isRadiograph(pair.experiment) !== (workplace === 'radiograph')) faults.push(`${id}: no radiograph`);
    } catch (error) {
      faults.push(`${id}: ${(error as Error).message}`);
    }
  }
  expect(faults).toEqual([]);
  expect(examples.length).toBeGreaterThan(120);
});

/** One in so many is run. */
const SAMPLED = 5;

describe('an example of a slice', () => {
  test('is run to its end, as coarse as can be', async () => {
    const faults: string[] = [];
    let runs = 0;
    for (const [id, show] of examples.filter((_, i) => i % SAMPLED === 0)) {
      const { experiment } = await exampleOf(show);
      const whole = await pairOf(experiment);
      if (geometryNamed(whole.experiment.scan.geometry).makesVolumes) continue;
      const { grid } = whole.experiment.reconstruction;
      const small = {
        scan: { views: Math.min(24, whole.experiment.scan.views) },
        reconstruction: { grid: { pixels: 32, pixelSizeMm: (grid.pixels * grid.pixelSizeMm) / 32 } },
      };
      const pair = await pairOf(patched(experimentJson(whole.experiment), small));
      const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
      const session = new Session(operators, new InPlaceExecutor(cpuTasks));
      const { result } = await finish(session.run(pair.experiment, pair.subject));
      const image = await operators.read(result.image);
      if (!image.every(Number.isFinite) || !image.some((value) => value !== 0)) faults.push(id);
      session.release();
      runs++;
    }
    expect(faults).toEqual([]);
    expect(runs).toBeGreaterThan(15);
  });
});
