import type { DeviceArray } from '../../compute/device.ts';
import type { DisplaySettings, Experiment } from '../experiment.ts';
import { greySlice, windowOfSlice } from '../grey-slice.ts';
import { readMeasuredRun } from '../run-measures/measured-run.ts';
import { isTime, type RunMeasure } from '../run-measures/run-measure.ts';
import type { RunStep } from '../run-steps.ts';
import type { Session } from '../session.ts';
import type { PreparedRun } from './prepared-run.ts';

/** A measured number, `null` where the run has none. */
export interface MeasuredValue {
  readonly value: number | null;
  readonly unit: string;
}

/** What a run of a sweep came to. */
export interface RunOutcome {
  readonly measures: Readonly<Record<string, MeasuredValue>>;
  /** `null` where nothing was reconstructed. */
  readonly slice: SlicePicture | null;
}

/** A slice as a sheet of many shows it: small. */
export interface SlicePicture {
  readonly rows: number;
  readonly columns: number;
  /** Its own. */
  readonly window: DisplaySettings;
  /** As 8-bit grey at a window, row after row. */
  greyAt(window: DisplaySettings): Uint8Array<ArrayBuffer>;
}

/** A sheet shows no more pixels of a slice to a side. */
export const MOST_PICTURE_PIXELS = 256;

/**
 * Runs one experiment of a sweep and measures it. What the session has of the run before is used again, but where times are
 * measured: then every run begins from nothing.
 *
 * @throws whatever the run throws, and the signal's reason
 */
export async function runOf<A extends DeviceArray>(
  { experiment, subject }: PreparedRun,
  measures: readonly RunMeasure[],
  session: Session<A>,
  options: { readonly signal?: AbortSignal; readonly onStep?: (step: RunStep<A>) => void } = {},
): Promise<RunOutcome> {
  const { signal, onStep } = options;
  const timeStages = measures.some(isTime);
  if (timeStages) session.release();
  for await (const step of session.run(experiment, subject, { timeStages, ...(signal && { signal }) })) {
    onStep?.(step);
    if (step.kind !== 'finished') continue;
    let copy: Float32Array | null = null;
    const run = await readMeasuredRun(step, experiment, subject, async (array) => {
      copy = await session.operators.read(array);
      return copy;
    });
    return {
      measures: Object.fromEntries(
        measures.map((measure) => [measure.name, { value: measure.of(run), unit: measure.unit(run) }]),
      ),
      slice: copy && pictureOf(copy, experiment, subject, step.result),
    };
  }
  throw new Error('a run ended without its last step');
}

function pictureOf(
  image: Float32Array,
  experiment: Experiment,
  subject: PreparedRun['subject'],
  {
    grid,
    waterMuPerMm,
  }: { readonly grid: { readonly rows: number; readonly columns: number }; readonly waterMuPerMm: number },
): SlicePicture {
  const window = windowOfSlice(experiment, subject, image, waterMuPerMm);
  const step = Math.ceil(Math.max(grid.rows, grid.columns) / MOST_PICTURE_PIXELS);
  const small = step === 1 ? { values: image, ...grid } : averaged(image, grid, step);
  return {
    ...{ rows: small.rows, columns: small.columns, window },
    greyAt: (other) => greySlice(small.values, experiment, subject, other, waterMuPerMm),
  };
}

/** The means of squares of so many pixels; those at the right and lower edges may be smaller. */
function averaged(values: Float32Array, grid: { readonly rows: number; readonly columns: number }, step: number) {
  const [rows, columns] = [Math.ceil(grid.rows / step), Math.ceil(grid.columns / step)];
  const means = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      let count = 0;
      for (let y = row * step; y < Math.min(grid.rows, (row + 1) * step); y++) {
        for (let x = column * step; x < Math.min(grid.columns, (column + 1) * step); x++) {
          sum += values[y * grid.columns + x]!;
          count++;
        }
      }
      means[row * columns + column] = sum / count;
    }
  }
  return { values: means, rows, columns };
}
