import { distanceBetween } from '../../../../measure/distances.ts';
import { type LineProfile, lineProfile } from '../../../../measure/line-profile.ts';
import type { MeasuredPlane } from '../../../../measure/plane.ts';
import { edgeWidth, peakWidth } from '../../../../measure/profile-widths.ts';
import type { PlotAxis, PlotSeries } from '../../../../plots/plot.ts';
import type { MeasuredPicture } from '../../../marks/measured-picture.ts';
import { hasLengths } from '../../../panes/axis-description.ts';
import type { AnalysisResult, MeasuredNumber, PictureContext } from '../analysis.ts';
import { type MarkOf, markFor } from '../mark-for.ts';

type Line = MarkOf<'line'>;

/** @throws InputError for a line that has no profile */
export async function measureProfile(context: PictureContext): Promise<AnalysisResult> {
  const line = markFor(context, ['line'])!;
  const picture = await context.picture(line.plane);
  if (!picture) return { plot: null, numbers: [], words: `The image that ${line.name} is drawn on is not shown here.` };
  const measured = lineProfile(picture.measured, line.form);
  const phantom = line.plane === 'slice' ? await context.phantom() : null;
  const ofPhantom = phantom && lineProfile(phantom.measured, line.form);
  const along = axisAlong(line, picture);
  const series: PlotSeries[] = [seriesOf(line.plane === 'slice' ? 'slice' : 'measured', measured, along.toAxis)];
  if (ofPhantom) series.push({ ...seriesOf('phantom', ofPhantom, along.toAxis), isTheory: true });
  const { unit } = picture.scale;
  const peak = peakWidth(measured);
  const edge = edgeWidth(measured);
  const numbers: MeasuredNumber[] = [
    { label: 'FWHM', value: widthOver(along.toAxis, peak), unit: along.axis.unit },
    { label: 'Edge 10–90 %', value: widthOver(along.toAxis, edge), unit: along.axis.unit },
    { label: along.lengthLabel, value: along.length, unit: along.axis.unit },
  ];
  const marks = [
    ...(peak.width === null
      ? []
      : [
          { x: along.toAxis(peak.from), label: '½' },
          { x: along.toAxis(peak.to), label: '½' },
        ]),
    ...(edge.width === null
      ? []
      : [
          { x: along.toAxis(edge.from), label: '10 %' },
          { x: along.toAxis(edge.to), label: '90 %' },
        ]),
  ];
  return {
    plot: {
      title: `Profile along ${line.name}`,
      horizontal: along.axis,
      vertical: {
        label: line.plane === 'slice' ? 'value' : picture.scale.unit,
        unit: line.plane === 'slice' ? unit : '',
        scale: 'linear',
      },
      series,
      marks,
    },
    numbers,
    words: wordsOf(measured, [peak, edge]),
  };
}

function seriesOf(name: string, { distances, values }: LineProfile, toAxis: (distance: number) => number): PlotSeries {
  return { name, kind: 'line', x: Array.from(distances, toAxis), y: [...values] };
}

/** Along a row of a picture whose axes differ there is no length, but there are the values of one axis. */
function axisAlong(
  { form: { from, to } }: Line,
  picture: MeasuredPicture,
): {
  readonly axis: PlotAxis;
  readonly length: number;
  readonly lengthLabel: string;
  toAxis(distance: number): number;
} {
  const length = distanceBetween(from, to);
  if (hasLengths(picture)) {
    return {
      axis: { label: 'distance', unit: picture.horizontal.unit ?? '', scale: 'linear' },
      ...{ length, lengthLabel: 'Length', toAxis: (distance) => distance },
    };
  }
  const isAcross =
    Math.abs((to.x - from.x) / extent(picture.measured, 'x')) >=
    Math.abs((to.y - from.y) / extent(picture.measured, 'y'));
  const { label, unit } = isAcross ? picture.horizontal : picture.vertical;
  const [start, end] = isAcross ? [from.x, to.x] : [from.y, to.y];
  return {
    axis: { label, unit: unit ?? '', scale: 'linear' },
    ...{ length: Math.abs(end - start), lengthLabel: `Along ${label}` },
    toAxis: (distance) => start + (distance / length) * (end - start),
  };
}

/** From one place to the other over the axis of the plot, which need not count as the line does. */
function widthOver(
  toAxis: (distance: number) => number,
  found: { readonly width: null } | { readonly width: number; readonly from: number; readonly to: number },
): number {
  return found.width === null ? Number.NaN : Math.abs(toAxis(found.to) - toAxis(found.from));
}

function extent({ horizontal, vertical, columns, rows }: MeasuredPlane, axis: 'x' | 'y'): number {
  return axis === 'x' ? horizontal.step * columns : vertical.step * rows;
}

function wordsOf(
  { lines, outside }: LineProfile,
  widths: readonly ({ readonly width: number } | { readonly width: null; readonly reason: string })[],
): string {
  const reasons = widths.flatMap((width) => (width.width === null ? [width.reason] : []));
  return [
    lines > 1 ? `The mean of ${lines} parallel lines.` : '',
    outside > 0 ? 'The line reaches beyond the image.' : '',
    ...(reasons.length === widths.length ? [reasons[0]!] : []),
  ]
    .filter(Boolean)
    .join(' ');
}
