import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { finish } from '../../../src/experiment/run-steps.ts';
import { readingsShape, scriptFiles } from '../../../src/experiment/scripts/script-files.ts';
import { TOOLBOXES } from '../../../src/experiment/scripts/toolboxes.ts';
import { Session } from '../../../src/experiment/session.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import type { Scan } from '../../../src/geometry/scan.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { npyBytes } from '../../support/npy.ts';

/** A head of 240 mm, seen by few and wide channels. */
export const small = {
  phantom: 'shepp-logan-modified',
  scan: { views: 90, startDeg: 17.3, channels: 96, channelSpacingMm: 4 },
  reconstruction: { grid: { pixels: 64, pixelSizeMm: 4 } },
};
export const fan = { geometry: 'fan', detector: 'flat', views: 120, channelSpacingMm: 7.3, arcDeg: 360 };
export const cone = { ...fan, geometry: 'cone', views: 60, rows: 10, rowSpacingMm: 7.3 };
export const fewSlices = { pixels: 32, pixelSizeMm: 8, slices: 3, sliceSpacingMm: 10, centreZMm: 4 };

export interface Changes {
  readonly scan?: object;
  readonly reconstruction?: object;
  readonly [key: string]: unknown;
}

async function resolved({ scan, reconstruction, ...others }: Changes, files: Readonly<Record<string, Uint8Array>>) {
  const input = parseExperimentInput({
    ...{ version: 2, ...small, ...others },
    scan: { ...small.scan, ...scan },
    reconstruction: { ...small.reconstruction, ...reconstruction },
  });
  const subject = await loadSubject(input, async (name) => files[name]!);
  return { experiment: resolveExperiment(input, subject), subject };
}

/** What is saved of a run beside its readings, and what of it scripts are compared with. */
export async function scriptedRun(
  operators: Operators,
  changes: Changes,
  toolbox: string,
  files: Readonly<Record<string, Uint8Array>> = {},
) {
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  try {
    const { experiment, subject } = await resolved(changes, files);
    const { result } = await finish(session.run(experiment, subject));
    const written = scriptFiles(TOOLBOXES.get(toolbox), { experiment, subject, result });
    const [script, angles] = written;
    return {
      name: script!.name,
      text: script!.text,
      angles: angles?.text ?? null,
      scan: result.scan as Scan,
      readings: npyBytes(await operators.read(result.readings), readingsShape(result)),
      image: await operators.read(result.volume),
    };
  } finally {
    session.release();
  }
}
