import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

const SIDE = 33;
const SLICES = 21;
const scan = {
  ...{ geometry: 'tomosynthesis', sourceToIsocenterMm: 300, sourceToDetectorMm: 325 },
  ...{ channels: 96, channelSpacingMm: 0.8, rows: 64, rowSpacingMm: 0.8 },
};
const grid = { pixels: SIDE, pixelSizeMm: 1, slices: SLICES };
const solids = (those: readonly object[]) => ({
  ...{ version: 1, name: 'solids', dimensions: 3, fieldSizeMm: 40, heightMm: 21, values: 'attenuation-per-mm' },
  ...{ composition: 'add', solids: those },
});
export const ball = (x: number, y: number, z: number) => ({ type: 'sphere', x, y, z, radius: 1.6, value: 0.05 });
export const slab = { type: 'cylinder', x: 0, y: 0, z: 0, semiAxisX: 40, semiAxisY: 40, length: 21, value: 0.02 };

export type Volume = (xMm: number, yMm: number, zMm: number) => number;

/** The volume of a tomosynthesis scan of solids, by its places. */
export async function tomosynthesisVolume(
  operators: Operators,
  those: readonly object[],
  ofScan: object = {},
  reconstruction: object = {},
): Promise<{ readonly values: Float32Array; readonly at: Volume }> {
  const input = parseExperimentInput({
    ...{ version: 2, phantom: solids(those), scan: { ...scan, ...ofScan } },
    reconstruction: {
      ...reconstruction,
      grid: { ...grid, ...('grid' in reconstruction && (reconstruction.grid as object)) },
    },
  });
  const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
  const session = new Session(operators, new InPlaceExecutor(cpuTasks));
  const { result } = await finish(session.run(resolveExperiment(input, subject), subject));
  const values = await operators.read(result.volume);
  const { pixelSizeMm, rows, columns, slices = 1, sliceSpacingMm = pixelSizeMm } = result.volumeGrid;
  session.release();
  const at: Volume = (xMm, yMm, zMm) => {
    const column = Math.round(xMm / pixelSizeMm + (columns - 1) / 2);
    const row = Math.round((rows - 1) / 2 - yMm / pixelSizeMm);
    const slice = Math.round(zMm / sliceSpacingMm + (slices - 1) / 2);
    return values[(slice * rows + row) * columns + column]!;
  };
  return { values, at };
}
