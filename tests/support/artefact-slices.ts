import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../src/compute/device.ts';
import { type ArtefactScans, artefactScans } from '../../src/experiment/artefact-scans.ts';
import type { Artefact } from '../../src/experiment/artefacts.ts';
import { type Experiment, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

export interface ArtefactGrid {
  readonly pixels: number;
  readonly pixelSizeMm: number;
  readonly scan: object;
}

export interface ArtefactSlice {
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly hu: Float32Array;
  readonly truthHu: Float32Array;
  readonly starvedFraction: number | null;
}

/** Makes slices of an artefact's scans; released when all is done. */
export async function artefactSlicer(
  operators: Operators,
  artefact: Artefact,
  { pixels, pixelSizeMm, scan }: ArtefactGrid,
) {
  const input = parseExperimentInput({
    phantom: artefact.phantom ?? 'shepp-logan-1974',
    scan,
    reconstruction: { pixels, pixelSizeMm },
    seed: 7,
  });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const present = resolveExperiment(input, subject);
  const session = new Session<DeviceArray>(operators, new InPlaceExecutor(cpuTasks));
  return {
    async slice(which: keyof ArtefactScans, strength: number): Promise<ArtefactSlice> {
      const json = artefactScans(present, artefact, strength)[which];
      if (json === null) throw new Error(`${artefact.name} has no slice that is ${which}`);
      const experiment = resolveExperiment(parseExperimentInput(json), subject);
      const { result } = await finish(session.run(experiment, subject));
      const toHu = (values: Float32Array) => values.map((value) => 1000 * (value / result.waterMuPerMm - 1));
      return {
        ...{ experiment, subject, hu: toHu(await operators.read(result.image)), truthHu: toHu(result.truthValues!) },
        starvedFraction: await result.starvedFraction(),
      };
    },
    release: () => session.release(),
  };
}
