import { histogram } from '../../../../measure/histogram.ts';
import { allPixels, regionPixels } from '../../../../measure/region-pixels.ts';
import { pixelStatistics } from '../../../../measure/region-statistics.ts';
import { isRegion } from '../../../marks/mark.ts';
import type { AnalysisContext, AnalysisResult, PictureContext } from '../analysis.ts';

const MOST_BINS = 256;

/**
 * Of the chosen region, or of the slice where none is chosen.
 *
 * @param run that is over, whose slice need not be on the stage
 */
export async function measureHistogram(
  context: PictureContext,
  run: Pick<AnalysisContext, 'slice' | 'unit'> | null,
): Promise<AnalysisResult> {
  const { chosen } = context;
  const region = chosen && isRegion(chosen.form) ? { name: chosen.name, plane: chosen.plane, form: chosen.form } : null;
  const picture = await context.picture(region?.plane ?? 'slice');
  const plane = picture?.measured ?? (region ? null : run?.slice);
  const ofUnit = picture?.scale.unit ?? run?.unit ?? '';
  if (!plane) {
    const what = region ? `The image that ${region.name} is drawn on` : 'The slice';
    return { plot: null, numbers: [], words: `${what} is not shown here.` };
  }
  const pixels = region ? regionPixels(plane, region.form) : allPixels(plane);
  const statistics = pixelStatistics(plane, pixels);
  if (!statistics) return { plot: null, numbers: [], words: `No pixel has its centre in ${region?.name}.` };
  const { least, most, mean, standardDeviation, count } = statistics;
  const bins = Math.min(MOST_BINS, Math.max(16, Math.ceil(2 * Math.cbrt(count))));
  // One value in all of them is a bin of its own.
  const [from, to] = most > least ? [least, most] : [least - 0.5, least + 0.5];
  const { edges, counts, withoutNumber } = histogram(plane, { from, to, bins }, pixels);
  const what = region ? `region ${region.name}` : 'the slice';
  return {
    plot: {
      title: `Histogram of ${what}`,
      horizontal: { label: 'value', unit: ofUnit, scale: 'linear' },
      vertical: { label: 'pixels', unit: '', scale: region ? 'linear' : 'log' },
      series: [{ name: what, kind: 'steps', x: [...edges], y: [...counts, 0] }],
    },
    ...(picture && { window: picture.window }),
    numbers: [
      { label: 'Mean', value: mean, unit: ofUnit },
      { label: 'SD', value: standardDeviation, unit: ofUnit },
      { label: 'Minimum', value: least, unit: ofUnit },
      { label: 'Maximum', value: most, unit: ofUnit },
      { label: 'Pixels', value: count, unit: '' },
    ],
    words: [
      `${bins} bins of equal width from the minimum to the maximum.`,
      region ? '' : 'Choose a region to see that alone.',
      picture ? 'The band is the display window: drag it, or its edges.' : '',
      withoutNumber > 0 ? `${withoutNumber} pixels have no value.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  };
}
