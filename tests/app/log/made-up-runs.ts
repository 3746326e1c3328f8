import type { LoggedRun, RunToLog } from '../../../src/app/log/logged-run.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { experimentOf, subject } from '../runs/small-experiments.ts';

/** 20 × 20 pixels of 10 mm: so few that a hand can compute what is in them. */
export const SMALL = {
  version: 2,
  scan: { views: 40, channels: 64 },
  reconstruction: { grid: { pixels: 20, pixelSizeMm: 10 } },
};
export const MU_WATER = 0.02;

/** A run whose slice is the phantom plus an error that is +`error` and −`error` in turn, in 1/mm. */
export function runOf(parts: object, more: Partial<RunToLog> & { readonly error?: number } = {}): RunToLog {
  const experiment = experimentOf({ ...SMALL, ...parts });
  const { rows, columns } = { rows: 20, columns: 20 };
  const truthValues = new Float32Array(rows * columns).fill(MU_WATER);
  const { error = 0.0002, ...rest } = more;
  const image = truthValues.map((value, i) => value + (i % 2 === 0 ? error : -error));
  const figures = { rmse: error, psnrDb: 20, ssim: 0.9 };
  return {
    ...{ experiment, subject, image },
    result: { grid: { rows, columns, pixelSizeMm: 10 }, waterMuPerMm: MU_WATER, truthValues },
    quality: { ...figures, inside: { ...figures, count: 1 } } as unknown as RunToLog['quality'],
    starvedFraction: null,
    times: [{ stage: 'scan', timeMs: 5, kept: false }],
    totalMs: 12,
    ran: 'CPU, 2 threads',
    marked: [],
    ...rest,
  };
}

/** A row as the log keeps it, of numbers by their names. */
export function rowOf(
  number: number,
  experiment: Experiment,
  numbers: Readonly<Record<string, number | null>>,
  unit = 'HU',
): LoggedRun {
  return {
    ...{ number, experiment, subject, changed: [], ran: 'CPU', marked: [] },
    measures: Object.entries(numbers).map(([name, value]) => ({ name, label: name, unit, value })),
    picture: { rows: 1, columns: 1, greys: new Uint8Array(1) },
  };
}
