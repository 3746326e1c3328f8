import { InputError } from '../../../../errors.ts';
import type { FilteredView } from '../../../../experiment/stages/views.ts';
import { type FilterCurve, filterCurve } from '../../../../reconstruction/filter-curve.ts';
import { WINDOW_LABELS } from '../../../../reconstruction/ramp-windows.ts';
import type { AnalysisContext, AnalysisResult } from '../analysis.ts';
import { oneView } from '../filtered-view/one-view.ts';

/** The curve of the filter that the slice was made with. @throws InputError where there was none */
export async function measureFilterCurve(context: AnalysisContext, signal: AbortSignal): Promise<AnalysisResult> {
  const { filter, cutoff } = context.experiment.reconstruction;
  if (filter === 'none') throw new InputError('There is no filter.');
  // A fan that is rebinned is filtered with other channels than it was measured with.
  const { scan }: Pick<FilteredView, 'scan'> = await oneView(context, 0, signal);
  return describeFilterCurve(filterCurve(scan, filter, cutoff), WINDOW_LABELS[filter], cutoff);
}

/** The curve as a plot over the plain ramp, with what can be read off it. */
export function describeFilterCurve(curve: FilterCurve, label: string, cutoff: number): AnalysisResult {
  const { perMm, response, ramp, formula, nyquistPerMm, endPerMm } = curve;
  const peak = response.reduce((highest, value, i) => (value > response[highest]! ? i : highest), 0);
  const ends = cutoff < 1 ? `, which ends at ${Number((100 * cutoff).toPrecision(3))} % of that` : '';
  return {
    plot: {
      title: 'Filter over frequency',
      horizontal: { label: 'frequency', unit: '1/mm', scale: 'linear' },
      vertical: { label: 'multiplied by', unit: '', scale: 'linear' },
      series: [
        { name: label, kind: 'line', x: [...perMm], y: [...response] },
        { name: 'ramp × window', kind: 'line', isTheory: true, x: [...perMm], y: [...formula] },
        { name: 'plain ramp |f|', kind: 'line', isTheory: true, x: [...perMm], y: [...ramp] },
      ],
      marks: [...(cutoff < 1 ? [{ x: endPerMm, label: 'window ends' }] : []), { x: nyquistPerMm, label: 'Nyquist' }],
    },
    numbers: [
      { label: 'Nyquist frequency', value: nyquistPerMm, unit: '1/mm' },
      { label: 'Window ends at', value: endPerMm, unit: '1/mm' },
      { label: 'Largest', value: response[peak]!, unit: '' },
      { label: 'Largest at', value: perMm[peak]!, unit: '1/mm' },
      { label: 'At frequency 0', value: response[0]!, unit: '' },
    ],
    words: `What each frequency of a view is multiplied by, where the plain ramp is 1 at the Nyquist frequency, the highest that the channels can tell apart${ends}. At frequency 0 it is small, but not 0: the ramp is sampled in space, which keeps the mean of the slice right.`,
  };
}
