import { InputError } from '../../../../errors.ts';
import { displayUnitOf } from '../../../../experiment/experiment.ts';
import { histogram } from '../../../../measure/histogram.ts';
import type { Closeness } from '../../../../measure/image-quality.ts';
import type { MeasuredPlane } from '../../../../measure/plane.ts';
import { allPixels, type RegionPixels, regionPixels } from '../../../../measure/region-pixels.ts';
import { pixelStatistics } from '../../../../measure/region-statistics.ts';
import { isRegion, type Mark } from '../../../marks/mark.ts';
import { errorInDisplayUnit } from '../../../views/display-units.ts';
import type { AnalysisContext, AnalysisResult, MeasuredNumber } from '../analysis.ts';

const BINS = 128;

/**
 * RMSE, PSNR and SSIM in the chosen region of the slice, or everywhere, and how often errors of each size are.
 *
 * @throws InputError for a region without a pixel
 */
export async function measureCloseness(context: AnalysisContext, signal: AbortSignal): Promise<AnalysisResult> {
  const { engine, result, subject, slice, truth, unit } = context;
  const region = regionOf(context);
  const pixels = region ? regionPixels(slice, region.form) : allPixels(slice);
  const image = engine.hostValues(result.image) ?? (await engine.operators.read(result.image));
  signal.throwIfAborted();
  const close = await result.qualityIn(image, pixels);
  const error = { ...slice, values: Float32Array.from(slice.values, (value, i) => value - truth!.values[i]!) };
  const statistics = pixelStatistics(error, pixels);
  if (!close || !statistics) throw new InputError(`No pixel has its centre in region ${region?.name}.`);
  const rmse = errorInDisplayUnit(close.rmse, displayUnitOf(subject), result.waterMuPerMm);
  const where = region ? `region ${region.name}` : 'the slice';
  const most = Math.max(Math.abs(statistics.least), Math.abs(statistics.most));
  return {
    plot: most > 0 ? errorPlot(error, pixels, most, where, unit) : null,
    numbers: numbersOf(close, rmse, statistics, unit),
    words: [
      region
        ? `Of the ${pixels.count} pixels of region ${region.name}.`
        : 'Of the whole slice. Draw a region to see that alone.',
      Number.isNaN(close.ssim) ? 'SSIM needs 5 pixels on every side, which none of these has.' : '',
      most > 0 ? '' : 'Every pixel has the value of the phantom.',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function numbersOf(
  { psnrDb, ssim }: Closeness,
  rmse: number,
  { mean, least, most }: { readonly mean: number; readonly least: number; readonly most: number },
  unit: string,
): MeasuredNumber[] {
  return [
    { label: 'RMSE', value: rmse, unit },
    { label: 'PSNR', value: psnrDb, unit: 'dB' },
    { label: 'SSIM', value: ssim, unit: '' },
    { label: 'Mean error', value: mean, unit },
    { label: 'Minimum', value: least, unit },
    { label: 'Maximum', value: most, unit },
  ];
}

function errorPlot(error: MeasuredPlane, pixels: RegionPixels, most: number, where: string, unit: string) {
  const { edges, counts } = histogram(error, { from: -most, to: most, bins: BINS }, pixels);
  return {
    title: `Errors in ${where}`,
    horizontal: { label: 'slice − phantom', unit, scale: 'linear' },
    vertical: { label: 'pixels', unit: '', scale: 'log' },
    series: [{ name: where, kind: 'steps', x: [...edges], y: [...counts, 0] }],
  } as const;
}

/** The chosen region of the slice, or else the one made last. */
function regionOf({ marks, chosen }: AnalysisContext) {
  const isOf = (mark: Mark) => mark.plane === 'slice' && isRegion(mark.form);
  const mark = chosen && isOf(chosen) ? chosen : marks.findLast(isOf);
  return mark && isRegion(mark.form) ? { name: mark.name, form: mark.form } : null;
}
