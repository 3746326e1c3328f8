import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

/** Every fault of a detector at once, in a beam of many energies. */
export const everything = {
  beam: { kind: 'tube', voltageKV: 100 },
  noise: { photons: 5000, electronicNoise: 8 },
  ...{ focalSpotMm: 1.2, channelAperture: 0.9, crosstalk: 0.05, deadChannels: [11], gainDrift: 0.01 },
  ...{ scatterToPrimary: 0.2, detectorShift: 0.3, motion: { kind: 'breathing', amplitudeMm: 1, cycles: 1.5 } },
};

/** A run of an experiment, and what is read of it. */
export async function runOf(operators: Operators, json: object, files: Readonly<Record<string, Uint8Array>> = {}) {
  const input = parseExperimentInput({ version: 2, reconstruction: { grid: { pixels: 16, pixelSizeMm: 3 } }, ...json });
  const subject = await loadSubject(input, async (name) => {
    const file = files[name];
    if (!file) throw new Error(`there is no ${name}`);
    return file;
  });
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  try {
    const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
    const { measured, signalFactor, volume, waterMuPerMm, findings, readings } = result;
    return {
      values: await operators.read(measured),
      signalFactor,
      waterMuPerMm,
      findings,
      readings: await operators.read(readings),
      volume: await operators.read(volume),
      truth: result.truthValues,
      starved: await result.starvedFraction(),
    };
  } finally {
    session.release();
  }
}
