import { ticks } from '../../plots/ticks.ts';
import type { AxisDescription } from './axis-description.ts';
import { layoutHorizontalAxis, layoutVerticalAxis, USUAL_VERTICAL_LABEL, verticalLabelWidth } from './axis-layout.ts';
import {
  fitting,
  type LayoutLabel,
  type LayoutRectangle,
  type LayoutSizes,
  type LayoutTick,
  layoutSizes,
  type MeasureText,
  widest,
} from './layout-parts.ts';
import { isFlat } from './note-place.ts';
import { type PlacedPicture, type PlacedPictureRequest, placePicture } from './placed-picture.ts';

/** Where everything in a pane's body stands, CSS pixels. */
export interface PaneLayout extends PlacedPicture {
  readonly fontSizePixels: number;
  readonly lineHeightPixels: number;
  readonly tickLengthPixels: number;
  /** Where the picture may be. */
  readonly area: LayoutRectangle;
  readonly horizontalTicks: readonly LayoutTick[];
  readonly verticalTicks: readonly LayoutTick[];
  /** The grey scale bar; null in a pane too small for it. */
  readonly bar: LayoutRectangle | null;
  readonly barTicks: readonly LayoutTick[];
  /** The titles of axes and bar. */
  readonly titles: readonly LayoutLabel[];
  /** The window's width and level, in the picture's lower left corner. */
  readonly windowLabel: LayoutLabel | null;
}

export interface PaneLayoutRequest extends PlacedPictureRequest {
  /** The pane's body, CSS pixels. */
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly horizontal: AxisDescription;
  readonly vertical: AxisDescription;
  /** What the grey scale reaches from and to, in display units. */
  readonly barLow: number;
  readonly barHigh: number;
  readonly barUnit: string;
  readonly windowText: string;
  /** How many times as large as usual the page's type is. */
  readonly typeScale?: number;
  /** So many times as wide a pane its type is that of. */
  readonly typeWidthPart?: number;
  /** Such a part of the pane's lesser side the picture is to have at least, or it stands without axes. */
  readonly leastPicturePart?: number;
  /** Width of a line of text, CSS pixels. */
  measure(text: string, fontSizePixels: number): number;
}

/** Below this side a picture is worth more than its axes. */
const SMALLEST_AREA_PIXELS = 32;
/** Room kept for labels of the usual length, so that the picture does not jump when digits come and go. */
const USUAL_BAR_LABEL = '−0000';
/** …in a pane narrower than this, where a steady picture is worth less than a larger one. */
const USUAL_NARROW_BAR_LABEL = '−00';
const NARROW_PIXELS = 420;

function bareLayout(request: PaneLayoutRequest, sizes: LayoutSizes): PaneLayout {
  const area = { left: 0, top: 0, width: Math.max(1, request.widthPixels), height: Math.max(1, request.heightPixels) };
  return {
    fontSizePixels: sizes.font,
    lineHeightPixels: sizes.line,
    tickLengthPixels: 0,
    area,
    ...placePicture(request, area),
    horizontalTicks: [],
    verticalTicks: [],
    bar: null,
    barTicks: [],
    titles: [],
    windowLabel: null,
  };
}

function barMarks({ barLow, barHigh }: PaneLayoutRequest, barHeight: number, { line }: LayoutSizes) {
  return ticks(barLow, barHigh, Math.min(7, Math.max(1, Math.floor(barHeight / (line * 2)))));
}

/**
 * Places picture, axes, titles and scale bar in a pane's body. The picture is as large as its margins allow and the axes
 * hug it; labels neither overlap nor leave the body: those without room are left out.
 */
export function layoutPane(request: PaneLayoutRequest): PaneLayout {
  const { widthPixels, heightPixels, horizontal, vertical, rows, columns } = request;
  const sizes = layoutSizes(widthPixels * (request.typeWidthPart ?? 1), heightPixels, request.typeScale);
  const { font, line, tick, gap, edge } = sizes;
  const measureText = (text: string) => request.measure(text, font);
  const leastPixels = Math.max(
    SMALLEST_AREA_PIXELS,
    (request.leastPicturePart ?? 0) * Math.min(widthPixels, heightPixels),
  );

  // Heights first: they settle how many ticks the vertical axes carry, hence how wide their labels are.
  const topMargin = Math.ceil(line / 2) + 2;
  const bottomMargin = tick + gap + line + edge;
  const areaHeight = heightPixels - topMargin - bottomMargin;
  const barLabelWidth = widest(
    [
      widthPixels < NARROW_PIXELS ? USUAL_NARROW_BAR_LABEL : USUAL_BAR_LABEL,
      ...barMarks(request, areaHeight, sizes).map((mark) => mark.text),
    ],
    measureText,
  );
  const barTitleOffset = 2 * gap + font + tick + gap + barLabelWidth + gap;
  const rightMargin = Math.ceil(barTitleOffset + line + edge);
  const leftMarginBesidesLabels = edge + line + gap + gap + tick;
  const roughWidth = widthPixels - rightMargin - leftMarginBesidesLabels - Math.ceil(measureText(USUAL_VERTICAL_LABEL));
  if (roughWidth < leastPixels || areaHeight < leastPixels) return bareLayout(request, sizes);
  const rough = placePicture(request, { left: 0, top: 0, width: roughWidth, height: areaHeight });
  const labelWidth = verticalLabelWidth(vertical, rows, rough, sizes, measureText);
  const leftMargin = leftMarginBesidesLabels + labelWidth;

  const area = {
    left: leftMargin,
    top: topMargin,
    width: Math.max(1, widthPixels - leftMargin - rightMargin),
    height: areaHeight,
  };
  const placed = placePicture(request, area);
  const down = layoutVerticalAxis(vertical, rows, placed, labelWidth, heightPixels, sizes, measureText);
  const across = layoutHorizontalAxis(horizontal, columns, placed, widthPixels, sizes, measureText);
  const scale = layoutScaleBar(request, placed.frame, barTitleOffset, sizes, measureText);
  return {
    fontSizePixels: font,
    lineHeightPixels: line,
    tickLengthPixels: tick,
    area,
    ...placed,
    horizontalTicks: across.ticks,
    verticalTicks: down.ticks,
    bar: scale.bar,
    barTicks: scale.ticks,
    titles: [down.title, across.title, scale.title].filter((title) => title !== null),
    windowLabel: layoutWindowLabel(request.windowText, placed.frame, sizes, measureText),
  };
}

function layoutScaleBar(
  request: PaneLayoutRequest,
  frame: LayoutRectangle,
  titleOffset: number,
  sizes: LayoutSizes,
  measureText: MeasureText,
): { bar: LayoutRectangle; ticks: readonly LayoutTick[]; title: LayoutLabel | null } {
  const { font, line, tick, gap, edge } = sizes;
  const { barLow, barHigh, barUnit, widthPixels } = request;
  const frameRight = frame.left + frame.width;
  const frameBottom = frame.top + frame.height;
  const bar = { left: frameRight + 2 * gap, top: frame.top, width: font, height: frame.height };
  const marks = barMarks(request, frame.height, sizes).map((mark): LayoutTick => {
    const y = frameBottom - ((mark.value - barLow) / (barHigh - barLow)) * frame.height;
    const width = measureText(mark.text);
    const centreX = bar.left + bar.width + tick + gap + width / 2;
    const label = { text: mark.text, centreX, centreY: y, widthPixels: width, rotated: false };
    return { position: y, label: centreX + width / 2 <= widthPixels ? label : null };
  });
  // It may rise above the bar but not sink into the row of the horizontal axis's title.
  const titleBottom = frameBottom + line / 2;
  const title = fitting([barUnit], titleBottom - edge, measureText);
  if (!title || title.text === '') return { bar, ticks: marks, title: null };
  const half = title.widthPixels / 2;
  const centreY = Math.max(Math.min(frame.top + frame.height / 2, titleBottom - half), edge + half);
  const centreX = frameRight + titleOffset + line / 2;
  return { bar, ticks: marks, title: { ...title, centreX, centreY, rotated: true } };
}

/** In the picture's lower left corner, where there is room for it. */
function layoutWindowLabel(
  text: string,
  frame: LayoutRectangle,
  { line, gap }: LayoutSizes,
  measureText: MeasureText,
): LayoutLabel | null {
  const widthPixels = measureText(text);
  if (text === '' || widthPixels + 4 * gap > frame.width || isFlat(frame, line)) return null;
  return {
    text,
    centreX: frame.left + 2 * gap + widthPixels / 2,
    centreY: frame.top + frame.height - gap - line / 2,
    widthPixels,
    rotated: false,
  };
}
