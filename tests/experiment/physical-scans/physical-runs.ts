import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import type { RunResult } from '../../../src/experiment/run-result.ts';
import { finish } from '../../../src/experiment/run-steps.ts';
import { Session } from '../../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../../src/experiment/subject.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { rmsDifference } from '../../support/walk.ts';

/** What came out of an experiment. */
export interface Outcome {
  readonly sinogram: Float32Array;
  readonly image: Float32Array;
  readonly truth: Float32Array;
  readonly waterMuPerMm: number;
  readonly effectiveEnergyKeV: number | null;
  readonly starvedFraction: number | null;
  readonly findings: RunResult['findings'];
}

/** An experiment as a file has it. */
export type Json = { readonly phantom: unknown } & Readonly<Record<string, unknown>>;

/** A phantom file of one cylinder about the axis. */
export const cylinder = (
  radiusMm: number,
  values: object = { values: 'relative-to-water' },
  fill: object = { value: 1 },
) => ({
  version: 1,
  name: `a cylinder of ${radiusMm} mm`,
  fieldSizeMm: 3 * radiusMm,
  composition: 'replace',
  ...values,
  shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: radiusMm, semiAxisY: radiusMm, ...fill }],
});

/** Pixels along each side of the grid on which these are reconstructed. */
export const PIXELS = 64;
export const scan = { views: 96, channels: 129, channelSpacingMm: 2 };
export const reconstruction = { pixels: PIXELS, pixelSizeMm: 4 };
/** A cylinder of water with a radius of 100 mm. */
export const water = { phantom: cylinder(100), scan, reconstruction };
/** CT numbers of a slice. */
export const hounsfield = ({ image, waterMuPerMm }: Outcome) => image.map((mu) => 1000 * (mu / waterMuPerMm - 1));
/** Mean over the pixels between two distances from a point, in mm. */
export const meanAt = (
  values: Float32Array,
  from: number,
  to: number,
  x = 0,
  y = 0,
  pixels = PIXELS,
  pixelSizeMm = 4,
) => {
  let [sum, count] = [0, 0];
  values.forEach((value, i) => {
    const px = ((i % pixels) - (pixels - 1) / 2) * pixelSizeMm;
    const py = ((pixels - 1) / 2 - Math.floor(i / pixels)) * pixelSizeMm;
    const distance = Math.hypot(px - x, py - y);
    if (distance < from || distance >= to) return;
    sum += value;
    count++;
  });
  return sum / count;
};
/** RMS of the difference of two slices in HU. */
export const difference = (a: Outcome, b: Outcome) => rmsDifference(hounsfield(a), hounsfield(b));
export const tube = { voltageKV: 120, filtrationMmAluminium: 6 };

/** Experiments run on the operators of one device. */
export interface PhysicalRuns {
  readonly operatorsOf: () => Operators;
  readonly sessionOf: () => Session<DeviceArray>;
  /** Runs an experiment in a session that has run others before. */
  readonly runIn: (session: Session<DeviceArray>, json: Json) => Promise<Outcome>;
  /** Runs an experiment in a session of its own. */
  readonly run: (json: Json) => Promise<Outcome>;
}

/** @param operatorsOf asked when a test runs: a GPU comes after the tests have been declared */
export function physicalRuns(operatorsOf: () => Operators): PhysicalRuns {
  const sessionOf = () => new Session<DeviceArray>(operatorsOf(), new InPlaceExecutor(cpuTasks));

  const subjects = new Map<unknown, Subject>();

  async function runIn(session: Session<DeviceArray>, json: Json): Promise<Outcome> {
    const input = parseExperimentInput(json);
    // A session knows a subject again by its identity.
    const subject = subjects.get(json.phantom) ?? (await loadSubject(input, async () => new Uint8Array()));
    subjects.set(json.phantom, subject);
    const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
    return {
      sinogram: await session.operators.read(result.sinogram),
      image: await session.operators.read(result.image),
      truth: result.truthValues!,
      waterMuPerMm: result.waterMuPerMm,
      effectiveEnergyKeV: result.effectiveEnergyKeV,
      starvedFraction: await result.starvedFraction(),
      findings: result.findings,
    };
  }
  async function run(json: Json): Promise<Outcome> {
    const session = sessionOf();
    const outcome = await runIn(session, json);
    session.release();
    return outcome;
  }

  return { operatorsOf, sessionOf, runIn, run };
}
