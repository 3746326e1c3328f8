import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../src/compute/device.ts';
import { artefactScans, measuredRadiusMm } from '../../src/experiment/artefact-scans.ts';
import type { Artefact } from '../../src/experiment/artefacts.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { softTissueDeparture } from '../../src/experiment/soft-tissue-departure.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

interface ArtefactGrid {
  readonly pixels: number;
  readonly pixelSizeMm: number;
  readonly scan: object;
}

/** The measured number of an artefact in HU at each strength of its cause, and the same with its cure. */
export async function artefactDepartures(
  operators: Operators,
  artefact: Artefact,
  { pixels, pixelSizeMm, scan }: ArtefactGrid,
  strengths: readonly number[],
): Promise<{ readonly disturbed: readonly number[]; readonly cured: readonly number[] }> {
  const input = parseExperimentInput({
    phantom: artefact.phantom ?? 'shepp-logan-1974',
    scan,
    reconstruction: { pixels, pixelSizeMm },
    seed: 7,
  });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const present = resolveExperiment(input, subject);
  const session = new Session<DeviceArray>(operators, new InPlaceExecutor(cpuTasks));
  const sliceOf = async (json: unknown) => {
    const experiment = resolveExperiment(parseExperimentInput(json), subject);
    const { image, truthValues, waterMuPerMm } = (await finish(session.run(experiment, subject))).result;
    const toHu = (values: Float32Array) => values.map((value) => 1000 * (value / waterMuPerMm - 1));
    return { experiment, hu: toHu(await operators.read(image)), truthHu: toHu(truthValues!) };
  };
  try {
    const clean = await sliceOf(artefactScans(present, artefact, 1).undisturbed);
    const disturbed: number[] = [];
    const cured: number[] = [];
    for (const strength of strengths) {
      const scans = artefactScans(present, artefact, strength);
      const slice = await sliceOf(scans.disturbed);
      const within = measuredRadiusMm(artefact, slice.experiment, subject) / pixelSizeMm;
      const departure = ({ hu }: typeof slice) => softTissueDeparture(hu, clean.hu, clean.truthHu, undefined, within);
      disturbed.push(departure(slice));
      cured.push(departure(await sliceOf(scans.cured)));
    }
    return { disturbed, cured };
  } finally {
    session.release();
  }
}
