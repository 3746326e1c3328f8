import type { PlotContent } from './plot.ts';
import { plotLayout } from './plot-layout.ts';
import { type PlotLook, plotLooks } from './plot-looks.ts';
import { curvePath, errorBarsPath, markerPath, markersPath, placedMarks } from './plot-shapes.ts';
import { colourOf, type PlotStyle } from './plot-style.ts';
import { axisText, readingWithUnit } from './plot-words.ts';

/** An element of a vector picture: made an element of the page, or text of a file. */
export interface DrawnElement {
  readonly name: 'svg' | 'title' | 'g' | 'rect' | 'path' | 'text' | 'image';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (DrawnElement | string)[];
}

export interface PlotDrawingWish {
  readonly width: number;
  readonly height: number;
  readonly horizontalIsLog: boolean;
  readonly verticalIsLog: boolean;
  readonly style: PlotStyle;
}

const FONT_SIZE = 13;
const LINE = 18;
const EDGE = 12;
const LINE_WIDTH = 1.75;
const MARKER_RADIUS = 3.5;
const SAMPLE_WIDTH = 30;
/** A generous width of a letter for any font, in parts of its size. */
const LETTER_WIDTH = 0.58;

/** A plot as a vector picture that stands for itself, with title, legend, axes and all curves. */
export function plotDrawing(content: PlotContent, wish: PlotDrawingWish): DrawnElement {
  const { width, height, style } = wish;
  const legend = drawnLegend(content, width - 2 * EDGE, style);
  const head = EDGE + LINE + 6 + legend.height + LINE;
  const area = { width: width - 2 * EDGE, height: height - head - LINE - EDGE };
  const layout = plotLayout(content, {
    ...area,
    fontPixels: FONT_SIZE,
    horizontalIsLog: wish.horizontalIsLog,
    verticalIsLog: wish.verticalIsLog,
    hasMarks: (content.marks?.length ?? 0) > 0,
  });
  const { left, top, frameWidth, frameHeight } = layout;
  const font = { 'font-size': layout.fontPixels };
  const grid: DrawnElement[] = [];
  const labels: DrawnElement[] = [];
  for (const { value, text } of layout.horizontal.ticks) {
    const x = round(layout.across(value));
    grid.push(element('path', { d: `M${x} ${top}v${frameHeight}` }));
    labels.push(element('text', { x, y: top + frameHeight + layout.fontPixels + 6, 'text-anchor': 'middle' }, text));
  }
  for (const { value, text } of layout.vertical.ticks) {
    const y = round(layout.down(value));
    grid.push(element('path', { d: `M${left} ${y}h${frameWidth}` }));
    labels.push(element('text', { x: left - 7, y, dy: '0.35em', 'text-anchor': 'end' }, text));
  }
  const marks = placedMarks(content, layout).flatMap(({ label, across, anchor }) => [
    element('path', {
      ...{ d: `M${round(across)} ${top}v${frameHeight}`, stroke: style.quietText, 'stroke-dasharray': '1 3' },
    }),
    element('text', { x: round(across), y: top - 5, 'text-anchor': anchor, fill: style.text, ...font }, label),
  ]);
  const looks = plotLooks(content.series);
  const curves = content.series.map((series, i) => {
    const look = looks[i]!;
    const stroke = colourOf(look.colour, style);
    return element(
      'g',
      { fill: 'none', stroke, 'stroke-width': LINE_WIDTH },
      element('title', {}, series.name),
      ...(look.dash === null ? [] : [element('path', { d: curvePath(series, layout), ...dashes(look) })]),
      ...(series.errors
        ? [element('path', { d: errorBarsPath(series, layout, MARKER_RADIUS), 'stroke-width': 1 })]
        : []),
      ...(look.marker
        ? [element('path', { d: markersPath(series, look, layout, MARKER_RADIUS), ...filling(look, style) })]
        : []),
    );
  });
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': style.fontFamily,
    },
    element('title', {}, content.title),
    element('rect', { width, height, fill: style.ground }),
    element(
      'text',
      { x: EDGE, y: EDGE + FONT_SIZE, fill: style.text, 'font-size': 15, 'font-weight': 600 },
      content.title,
    ),
    element('g', { transform: `translate(${EDGE} ${EDGE + LINE + 6})`, 'font-size': FONT_SIZE }, ...legend.elements),
    element('text', { x: EDGE, y: head - 4, fill: style.text, 'font-size': FONT_SIZE }, axisText(content.vertical)),
    element(
      'g',
      { transform: `translate(${EDGE} ${head})` },
      element('g', { stroke: style.gridLine, fill: 'none' }, ...grid),
      element('path', { d: `M${left} ${top}v${frameHeight}h${frameWidth}`, fill: 'none', stroke: style.axisLine }),
      element('g', { fill: style.text, ...font }, ...labels),
      ...marks,
      ...curves,
    ),
    element(
      'text',
      { x: width - EDGE, y: height - EDGE, 'text-anchor': 'end', fill: style.text, 'font-size': FONT_SIZE },
      axisText(content.horizontal),
    ),
  );
}

/** The line and the sign of a series, in a box of 30 × 12 about its middle. */
export function drawnSample(look: PlotLook, style: PlotStyle): DrawnElement {
  const stroke = colourOf(look.colour, style);
  return element(
    'g',
    { fill: 'none', stroke, 'stroke-width': LINE_WIDTH },
    ...(look.dash === null ? [] : [element('path', { d: `M0 6H${SAMPLE_WIDTH}`, ...dashes(look) })]),
    ...(look.marker
      ? [element('path', { d: markerPath(look.marker, SAMPLE_WIDTH / 2, 6, MARKER_RADIUS), ...filling(look, style) })]
      : []),
  );
}

/** Names of series and values of marks, in as many lines as they need. */
function drawnLegend(
  content: PlotContent,
  width: number,
  style: PlotStyle,
): { readonly elements: readonly DrawnElement[]; readonly height: number } {
  const looks = plotLooks(content.series);
  const entries = [
    ...content.series.map(({ name }, i) => ({ sample: drawnSample(looks[i]!, style), text: name })),
    ...(content.marks ?? []).map(({ x, label }) => ({
      sample: null,
      text: `${label} = ${readingWithUnit(x, content.horizontal)}`,
    })),
  ];
  let [x, line] = [0, 0];
  const elements = entries.flatMap(({ sample, text }) => {
    const indent = sample ? SAMPLE_WIDTH + 6 : 0;
    const entryWidth = indent + text.length * FONT_SIZE * LETTER_WIDTH;
    if (x > 0 && x + entryWidth > width) [x, line] = [0, line + 1];
    const y = line * LINE;
    const drawn = [
      ...(sample ? [element('g', { transform: `translate(${round(x)} ${y + 3})` }, sample)] : []),
      element('text', { x: round(x + indent), y: y + 13, fill: style.text }, text),
    ];
    x += entryWidth + 18;
    return drawn;
  });
  return { elements, height: entries.length === 0 ? 0 : (line + 1) * LINE };
}

function dashes({ dash }: PlotLook): Readonly<Record<string, string>> {
  return dash && dash.length > 0 ? { 'stroke-dasharray': dash.join(' ') } : {};
}

/** Signs on a line hide it; crosses have nothing to fill. */
function filling({ marker }: PlotLook, style: PlotStyle): Readonly<Record<string, string>> {
  return marker === 'cross' ? {} : { fill: style.ground };
}

/** An element of a vector picture. */
export function element(
  name: DrawnElement['name'],
  attributes: DrawnElement['attributes'],
  ...children: readonly (DrawnElement | string)[]
): DrawnElement {
  return { name, attributes, children };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
