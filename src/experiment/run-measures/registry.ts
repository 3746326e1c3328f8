import { centralNoise } from '../../measure/central-noise.ts';
import type { IterationPoint } from '../../methods/iterative/iterating.ts';
import type { Phase } from '../../pipeline/stage.ts';
import { Registry } from '../../registry.ts';
import type { MeasuredRun } from './measured-run.ts';
import type { RunMeasure } from './run-measure.ts';

const none = () => '';
const ofValues = ({ unit }: Pick<MeasuredRun, 'unit'>) => unit;
const milliseconds = () => 'ms';

/** The numbers of a run for which nothing has to be marked: how close, how noisy, how much dose, how fast. */
export const RUN_MEASURES = new Registry<RunMeasure>('measures of a run', [
  { name: 'rmse', label: 'RMSE', unit: ofValues, of: ({ quality }) => finite(quality?.rmse) },
  { name: 'psnr', label: 'PSNR', unit: () => 'dB', of: ({ quality }) => finite(quality?.psnrDb) },
  { name: 'ssim', label: 'SSIM', unit: none, of: ({ quality }) => finite(quality?.ssim) },
  {
    name: 'rmseInside',
    label: 'RMSE in the object',
    unit: ofValues,
    of: ({ quality }) => finite(quality?.inside?.rmse),
  },
  {
    name: 'psnrInside',
    label: 'PSNR in the object',
    unit: () => 'dB',
    of: ({ quality }) => finite(quality?.inside?.psnrDb),
  },
  { name: 'ssimInside', label: 'SSIM in the object', unit: none, of: ({ quality }) => finite(quality?.inside?.ssim) },
  { name: 'noise', label: 'Central noise', unit: ofValues, of: noiseOf },
  { name: 'relativeDose', label: 'Relative dose', unit: none, of: ({ dose }) => finite(dose?.relative) },
  { name: 'ctdiVol', label: 'CTDIvol', unit: () => 'mGy', of: ({ dose }) => finite(dose?.ctdiVolMGy) },
  {
    name: 'starved',
    label: 'Starved readings',
    unit: () => '%',
    of: ({ starvedFraction }) => starvedFraction && 100 * starvedFraction,
  },
  {
    name: 'iterations',
    label: 'Iterations made',
    unit: none,
    isCount: true,
    of: ({ iterations }) => last(iterations)?.iteration ?? null,
  },
  { name: 'residual', label: 'Residual', unit: none, of: ({ iterations }) => finite(last(iterations)?.residual) },
  { name: 'change', label: 'Change', unit: none, of: ({ iterations }) => finite(last(iterations)?.change) },
  {
    name: 'totalVariation',
    label: 'Total variation',
    unit: none,
    of: ({ iterations }) => finite(last(iterations)?.totalVariation),
  },
  {
    name: 'bestIteration',
    label: 'Iteration of least RMSE',
    unit: none,
    isCount: true,
    of: ({ iterations }) => best(iterations)?.iteration ?? null,
  },
  timeOf('scanMs', 'Time of the scan', 'scan'),
  timeOf('filterMs', 'Time of the filter', 'filter'),
  timeOf('backProjectMs', 'Time of the reconstruction', 'back-project'),
  { name: 'totalMs', label: 'Time of the run', unit: milliseconds, of: ({ totalMs }) => totalMs },
]);

/** A stage whose result was there before took no time that could be told. */
function timeOf(name: string, label: string, stage: Phase): RunMeasure {
  return {
    ...{ name, label, unit: milliseconds },
    of: ({ times }) => finite(times?.find((time) => time.stage === stage && !time.kept)?.timeMs),
  };
}

function noiseOf({ slice, truth }: MeasuredRun): number | null {
  if (!slice || !truth) return null;
  return centralNoise(slice.values, truth.values, slice.rows, slice.columns);
}

function last(points: MeasuredRun['iterations']): IterationPoint | undefined {
  return points?.at(-1);
}

/** The first of those that are nearest to the truth; `undefined` where no truth is known. */
function best(points: MeasuredRun['iterations']): IterationPoint | undefined {
  const known = (points ?? []).filter(({ rmse }) => rmse !== undefined);
  return known.reduce<IterationPoint | undefined>(
    (nearest, point) => (nearest && nearest.rmse! <= point.rmse! ? nearest : point),
    undefined,
  );
}

/** Not a number stands for what there is none of, such as SSIM of a grid that is too small. */
function finite(value: number | null | undefined): number | null {
  return value === undefined || value === null || !Number.isFinite(value) ? null : value;
}
