import { InputError } from '../../../../errors.ts';
import { type DisplayUnit, displayUnitOf } from '../../../../experiment/experiment.ts';
import type { FilteredView } from '../../../../experiment/stages/views.ts';
import { detectorRowsOf, geometryOf, type Scan } from '../../../../geometry/scan.ts';
import { pixelOf } from '../../../../measure/plane.ts';
import { fixedText } from '../../../../number-text.ts';
import type { Mark } from '../../../marks/mark.ts';
import type { AnalysisContext, AnalysisResult } from '../analysis.ts';
import { oneView } from './one-view.ts';

/** The view that is marked in the sinogram, before and after its filter; the first where none is marked. */
export async function measureFilteredView(context: AnalysisContext, signal: AbortSignal): Promise<AnalysisResult> {
  const mark = markOnSinogram(context);
  const sinogram = mark && (await context.picture('sinogram'));
  signal.throwIfAborted();
  const row = sinogram ? pixelOf(sinogram.measured, placeOf(mark)).row : 0;
  const view = await oneView(context, Math.round(row), signal);
  const { words, ...rest } = describeFilteredView(view, context.result.scan, displayUnitOf(context.subject));
  const other = mark ? '' : ' Put a pin on the sinogram to see another view.';
  return { ...rest, words: words + other };
}

/**
 * A view before and after its filter over the distance from the axis, in one plot, with what can be read off it.
 *
 * @param measured the scan as it was measured
 * @param unit of the slice: line integrals of a phantom in its own units have these times mm
 * @throws InputError where the method takes views as they are
 */
export function describeFilteredView(of: FilteredView, measured: Scan, unit: DisplayUnit): AnalysisResult {
  const { scan, view, detectorRow, lines, filtered: raw, filteredScan } = of;
  if (!raw) throw new InputError('The method does not filter its views one by one.');
  // A detector on an arc has values that are divided by the square of the distance from the source, here that of the axis.
  const geometry = geometryOf(scan);
  const perSquare = geometry.ramp(scan).arcStepRad > 0 ? geometry.sourceRadiusMm(scan) ** -2 : 1;
  const filtered = Array.from(raw, (value) => value * perSquare);
  const units = unit === 'arbitrary' ? { lines: 'mm', filtered: '' } : { lines: '', filtered: '1/mm' };
  const factor = fittingFactor(largestSize(lines), largestSize(filtered));
  const degrees = fixedText((scan.anglesRad[view]! * 180) / Math.PI, 1);
  const isRebinned = scan.geometry !== measured.geometry;
  const which = `${isRebinned ? 'Parallel view' : 'View'} ${view + 1} of ${scan.anglesRad.length}, at ${degrees}°`;
  return {
    plot: {
      title: `${isRebinned ? 'Parallel view' : 'View'} at ${degrees}° before and after its filter`,
      horizontal: { label: 'distance from the axis', unit: 'mm', scale: 'linear' },
      vertical: { label: 'line integral', unit: units.lines, scale: 'linear' },
      series: [
        { name: 'as measured', kind: 'line', x: placesOf(scan), y: [...lines] },
        {
          name: `filtered, × ${factor} mm`,
          kind: 'line',
          x: placesOf(filteredScan),
          y: filtered.map((value) => value * factor),
        },
      ],
    },
    numbers: [
      { label: 'Angle', value: (scan.anglesRad[view]! * 180) / Math.PI, unit: '°' },
      { label: 'Maximum, measured', value: lines.reduce((a, b) => Math.max(a, b)), unit: units.lines },
      { label: 'Maximum, filtered', value: filtered.reduce((a, b) => Math.max(a, b)), unit: units.filtered },
      { label: 'Minimum, filtered', value: filtered.reduce((a, b) => Math.min(a, b)), unit: units.filtered },
    ],
    words: [
      `${which}${detectorRowsOf(scan) > 1 ? `, detector row ${detectorRow + 1}` : ''}.`,
      isRebinned ? 'The readings have been rebinned to parallel rays before.' : '',
      geometry.weighting ? 'Readings are weighted before they are filtered.' : '',
      'Beside the object the filtered view is negative: there it takes away what other views smear over the slice.',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** Where the rays of a view pass the axis. */
function placesOf(scan: Scan): number[] {
  const { rayDistanceMm } = geometryOf(scan);
  return Array.from({ length: scan.channels }, (_, channel) => rayDistanceMm(scan, channel));
}

function largestSize(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** The largest of 1, 2, 5, 10, 20, … and 0.5, 0.2, … that makes one value no larger than another. */
function fittingFactor(target: number, value: number): number {
  if (!(target > 0 && value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(target / value));
  const times = [5, 2, 1].find((digit) => digit * power * value <= target) ?? 1;
  return Number((times * power).toPrecision(1));
}

/** The chosen mark where it lies on the sinogram, or else the one made last there. */
function markOnSinogram({ marks, chosen }: AnalysisContext): Mark | null {
  if (chosen?.plane === 'sinogram') return chosen;
  return marks.findLast(({ plane }) => plane === 'sinogram') ?? null;
}

/** Where a mark begins, or its middle. */
function placeOf({ form }: Mark) {
  switch (form.kind) {
    case 'pin':
      return form.at;
    case 'line':
    case 'ruler':
    case 'angle':
      return form.from;
    case 'polygon':
    case 'freehand':
      return form.corners[0]!;
    default:
      return form.middle;
  }
}
