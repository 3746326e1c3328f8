import { type AxisDescription, axisPositionOf, axisTitle, axisValueAt } from './axis-description.ts';
import type { PixelRectangle } from './image-surface.ts';
import { type Tick, type TickSteps, tickStep, ticks, tickText } from './ticks.ts';

/** A rectangle in CSS pixels of the pane's body: x right, y down. */
export interface LayoutRectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text, placed by its middle, CSS pixels. A rotated one reads upwards. */
export interface LayoutLabel {
  readonly text: string;
  readonly centreX: number;
  readonly centreY: number;
  /** Along the line of text. */
  readonly widthPixels: number;
  readonly rotated: boolean;
}

/** A tick: where it stands along its axis (CSS pixels of the body), and its label where there was room. */
export interface LayoutTick {
  readonly position: number;
  readonly label: LayoutLabel | null;
}

/** Where everything in a pane's body stands, CSS pixels. */
export interface PaneLayout {
  readonly fontSizePixels: number;
  readonly lineHeightPixels: number;
  readonly tickLengthPixels: number;
  /** Where the picture may be. */
  readonly area: LayoutRectangle;
  /** The part of the picture, possibly reaching beyond it, that would fill the area. */
  readonly areaPixels: PixelRectangle;
  /** Where the picture is: its canvas, framed by the axes. */
  readonly frame: LayoutRectangle;
  /** The part of the picture that fills the frame; never beyond it. */
  readonly framePixels: PixelRectangle;
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

export interface PaneLayoutRequest {
  /** The pane's body, CSS pixels. */
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly devicePixelRatio: number;
  readonly rows: number;
  readonly columns: number;
  /** The part of the picture that fills an area of this size. */
  visiblePixels(widthPixels: number, heightPixels: number): PixelRectangle;
  readonly horizontal: AxisDescription;
  readonly vertical: AxisDescription;
  /** What the grey scale reaches from and to, in display units. */
  readonly barLow: number;
  readonly barHigh: number;
  readonly barUnit: string;
  readonly windowText: string;
  /** Width of a line of text, CSS pixels. */
  measure(text: string, fontSizePixels: number): number;
}

/** Below this side a picture is worth more than its axes. */
const SMALLEST_AREA_PIXELS = 32;
/** Room kept for labels of the usual length, so that the picture does not jump when digits come and go. */
const USUAL_VERTICAL_LABEL = '−000';
const USUAL_BAR_LABEL = '−0000';
/** …in a pane narrower than this, where a steady picture is worth less than a larger one. */
const USUAL_NARROW_BAR_LABEL = '−00';
const NARROW_PIXELS = 420;
/** A tick this little beyond the picture's edge, CSS pixels, counts as on it: 180° below the last of 720 views. */
const TICK_TOLERANCE_PIXELS = 0.75;

/** Type grows with the pane: 11 px in a small one, 22 px when it fills a lecture hall's screen. */
export function paneFontSizePixels(widthPixels: number, heightPixels: number): number {
  const side = Math.min(widthPixels * 0.75, heightPixels);
  return Math.round(Math.min(Math.max(6 + side * 0.019, 11), 22));
}

function widest(texts: readonly string[], measureText: (text: string) => number): number {
  return texts.reduce((width, text) => Math.max(width, measureText(text)), 0);
}

/** The longest labels that an axis can show at this step, wherever on it one looks. */
function extremeTexts(axis: AxisDescription, step: number): string[] {
  if (!(step > 0)) return [];
  const low = Math.min(axis.start, axis.end);
  const high = Math.max(axis.start, axis.end);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return [Math.ceil(low / step) * step, Math.floor(high / step) * step].map((value) => tickText(value, step, largest));
}

/** The first of the texts that is no longer than `roomPixels`. */
function fitting(
  texts: readonly string[],
  roomPixels: number,
  measureText: (text: string) => number,
): { text: string; widthPixels: number } | null {
  for (const text of texts) {
    const widthPixels = measureText(text);
    if (widthPixels <= roomPixels) return { text, widthPixels };
  }
  return null;
}

/** As many evenly spaced labels as have room along a horizontal axis of this length. */
function horizontalTickLabels(
  low: number,
  high: number,
  steps: TickSteps,
  lengthPixels: number,
  gapPixels: number,
  measureText: (text: string) => number,
): Tick[] {
  const most = Math.max(1, Math.min(10, Math.floor(lengthPixels / (measureText('00') + gapPixels))));
  for (let count = most; count >= 1; count--) {
    const marks = ticks(low, high, count, steps);
    const pixelsPerUnit = lengthPixels / Math.abs(high - low);
    const roomy = marks.every((mark, index) => {
      const previous = marks[index - 1];
      if (!previous) return true;
      const needed = (measureText(mark.text) + measureText(previous.text)) / 2 + gapPixels;
      return (mark.value - previous.value) * pixelsPerUnit >= needed;
    });
    if (roomy) return marks;
  }
  return [];
}

function bareLayout(request: PaneLayoutRequest, fontSizePixels: number, lineHeightPixels: number): PaneLayout {
  const area = {
    left: 0,
    top: 0,
    width: Math.max(1, request.widthPixels),
    height: Math.max(1, request.heightPixels),
  };
  return {
    fontSizePixels,
    lineHeightPixels,
    tickLengthPixels: 0,
    area,
    ...placeFrame(request, area),
    horizontalTicks: [],
    verticalTicks: [],
    bar: null,
    barTicks: [],
    titles: [],
    windowLabel: null,
  };
}

/** The frame is the part of the area that has picture in it, its edges on whole device pixels. */
function placeFrame(
  request: PaneLayoutRequest,
  area: LayoutRectangle,
): { areaPixels: PixelRectangle; frame: LayoutRectangle; framePixels: PixelRectangle } {
  const areaPixels = request.visiblePixels(area.width, area.height);
  const left = Math.max(0, areaPixels.left);
  const top = Math.max(0, areaPixels.top);
  const right = Math.min(request.columns, areaPixels.left + areaPixels.width);
  const bottom = Math.min(request.rows, areaPixels.top + areaPixels.height);
  const snap = (value: number) => Math.round(value * request.devicePixelRatio) / request.devicePixelRatio;
  const toX = (column: number) => snap(area.left + ((column - areaPixels.left) / areaPixels.width) * area.width);
  const toY = (row: number) => snap(area.top + ((row - areaPixels.top) / areaPixels.height) * area.height);
  const onePixel = 1 / request.devicePixelRatio;
  return {
    areaPixels,
    frame: {
      left: toX(left),
      top: toY(top),
      width: Math.max(onePixel, toX(right) - toX(left)),
      height: Math.max(onePixel, toY(bottom) - toY(top)),
    },
    framePixels: { left, top, width: right - left, height: bottom - top },
  };
}

/**
 * Places picture, axes, titles and scale bar in a pane's body. The picture is as large as its margins allow and the axes
 * hug it; labels neither overlap nor leave the body: those without room are left out.
 */
export function layoutPane(request: PaneLayoutRequest): PaneLayout {
  const { widthPixels, heightPixels, horizontal, vertical, rows, columns } = request;
  const fontSize = paneFontSizePixels(widthPixels, heightPixels);
  const line = Math.round(fontSize * 1.25);
  const tickLength = Math.round(fontSize * 0.4);
  const gap = Math.round(fontSize * 0.4);
  const edge = 3;
  const measureText = (text: string) => request.measure(text, fontSize);

  // Heights first: they settle how many ticks the vertical axes carry, hence how wide their labels are.
  const topMargin = Math.ceil(line / 2) + 2;
  const tickRow = tickLength + gap + line + edge;
  const barCount = (barHeight: number) => Math.min(7, Math.max(1, Math.floor(barHeight / (line * 2))));
  const verticalCount = (frameHeight: number) => Math.min(9, Math.max(1, Math.floor(frameHeight / (line * 1.9))));
  const barMarksAt = (barHeight: number) => ticks(request.barLow, request.barHigh, barCount(barHeight));

  const barWidth = fontSize;
  const barLabelWidth = widest(
    [
      widthPixels < NARROW_PIXELS ? USUAL_NARROW_BAR_LABEL : USUAL_BAR_LABEL,
      ...barMarksAt(heightPixels - topMargin - tickRow).map((mark) => mark.text),
    ],
    measureText,
  );
  const barTitleOffset = 2 * gap + barWidth + tickLength + gap + barLabelWidth + gap;
  const rightMargin = Math.ceil(barTitleOffset + line + edge);

  // The title of the horizontal axis stands at the end of the tick labels if the margin is wide enough for it, which
  // leaves the row below to the picture.
  const horizontalTitle = axisTitle(horizontal);
  const roomAtEnd = rightMargin - edge - 2 * gap - measureText(USUAL_VERTICAL_LABEL) / 2;
  const titleAtEnd = measureText(horizontalTitle) <= roomAtEnd;
  const bottomMargin = titleAtEnd ? tickRow : tickRow + line;

  const areaHeight = heightPixels - topMargin - bottomMargin;
  const leftMarginBesidesLabels = edge + line + gap + gap + tickLength;
  const roughWidth = widthPixels - rightMargin - leftMarginBesidesLabels - Math.ceil(measureText(USUAL_VERTICAL_LABEL));
  if (roughWidth < SMALLEST_AREA_PIXELS || areaHeight < SMALLEST_AREA_PIXELS) {
    return bareLayout(request, fontSize, line);
  }
  const rough = placeFrame(request, { left: 0, top: 0, width: roughWidth, height: areaHeight });
  const roughSpan =
    (Math.abs(vertical.end - vertical.start) * rough.framePixels.height) / Math.max(rows, Number.MIN_VALUE);
  const roughStep = tickStep(roughSpan / verticalCount(rough.frame.height), vertical.steps);
  const verticalLabelWidth = Math.ceil(
    widest([USUAL_VERTICAL_LABEL, ...extremeTexts(vertical, roughStep)], measureText),
  );
  const leftMargin = leftMarginBesidesLabels + verticalLabelWidth;

  const area = {
    left: leftMargin,
    top: topMargin,
    width: Math.max(1, widthPixels - leftMargin - rightMargin),
    height: areaHeight,
  };
  const { areaPixels, frame, framePixels } = placeFrame(request, area);
  const frameRight = frame.left + frame.width;
  const frameBottom = frame.top + frame.height;
  const titles: LayoutLabel[] = [];

  // Vertical axis.
  const rowToY = (row: number) => frame.top + ((row - framePixels.top) / framePixels.height) * frame.height;
  const rowTolerance = (TICK_TOLERANCE_PIXELS / frame.height) * framePixels.height;
  const verticalTicks = ticks(
    axisValueAt(vertical, rows, framePixels.top - rowTolerance),
    axisValueAt(vertical, rows, framePixels.top + framePixels.height + rowTolerance),
    verticalCount(frame.height),
    vertical.steps,
  ).map((mark): LayoutTick => {
    const y = rowToY(axisPositionOf(vertical, rows, mark.value));
    const width = measureText(mark.text);
    const label = {
      text: mark.text,
      centreX: frame.left - tickLength - gap - width / 2,
      centreY: y,
      widthPixels: width,
      rotated: false,
    };
    return { position: y, label: label.centreX - width / 2 >= edge ? label : null };
  });
  const verticalTitle = fitting([axisTitle(vertical), vertical.label], heightPixels - 2 * edge, measureText);
  if (verticalTitle) {
    const half = verticalTitle.widthPixels / 2;
    titles.push({
      ...verticalTitle,
      centreX: frame.left - tickLength - gap - verticalLabelWidth - gap - line / 2,
      centreY: Math.min(Math.max(frame.top + frame.height / 2, edge + half), heightPixels - edge - half),
      rotated: true,
    });
  }

  // Horizontal axis.
  const columnToX = (column: number) => frame.left + ((column - framePixels.left) / framePixels.width) * frame.width;
  const tickLabelY = frameBottom + tickLength + gap + line / 2;
  let labelsEnd = frameRight;
  const columnTolerance = (TICK_TOLERANCE_PIXELS / frame.width) * framePixels.width;
  const horizontalTicks = horizontalTickLabels(
    axisValueAt(horizontal, columns, framePixels.left - columnTolerance),
    axisValueAt(horizontal, columns, framePixels.left + framePixels.width + columnTolerance),
    horizontal.steps,
    frame.width,
    fontSize,
    measureText,
  ).map((mark): LayoutTick => {
    const x = columnToX(axisPositionOf(horizontal, columns, mark.value));
    const width = measureText(mark.text);
    const inside = x - width / 2 >= edge && x + width / 2 <= widthPixels - edge;
    if (inside) labelsEnd = Math.max(labelsEnd, x + width / 2);
    return {
      position: x,
      label: inside ? { text: mark.text, centreX: x, centreY: tickLabelY, widthPixels: width, rotated: false } : null,
    };
  });
  if (titleAtEnd) {
    const width = measureText(horizontalTitle);
    const centreX = labelsEnd + 2 * gap + width / 2;
    if (centreX + width / 2 <= widthPixels) {
      titles.push({
        text: horizontalTitle,
        centreX,
        centreY: tickLabelY,
        widthPixels: width,
        rotated: false,
      });
    }
  } else {
    const title = fitting([horizontalTitle, horizontal.label], widthPixels - 2 * edge, measureText);
    if (title) {
      const half = title.widthPixels / 2;
      titles.push({
        ...title,
        centreX: Math.min(Math.max(frame.left + frame.width / 2, edge + half), widthPixels - edge - half),
        centreY: tickLabelY + line,
        rotated: false,
      });
    }
  }

  // Grey scale bar.
  const bar = { left: frameRight + 2 * gap, top: frame.top, width: barWidth, height: frame.height };
  const barTicks = barMarksAt(frame.height).map((mark): LayoutTick => {
    const y = frameBottom - ((mark.value - request.barLow) / (request.barHigh - request.barLow)) * frame.height;
    const width = measureText(mark.text);
    const label = {
      text: mark.text,
      centreX: bar.left + barWidth + tickLength + gap + width / 2,
      centreY: y,
      widthPixels: width,
      rotated: false,
    };
    return { position: y, label: label.centreX + width / 2 <= widthPixels ? label : null };
  });
  // It may rise above the bar but not sink into the row of the horizontal axis's title.
  const barTitleBottom = frameBottom + line / 2;
  const barTitle = fitting([request.barUnit], barTitleBottom - edge, measureText);
  if (barTitle && barTitle.text !== '') {
    const half = barTitle.widthPixels / 2;
    titles.push({
      ...barTitle,
      centreX: frameRight + barTitleOffset + line / 2,
      centreY: Math.max(Math.min(frame.top + frame.height / 2, barTitleBottom - half), edge + half),
      rotated: true,
    });
  }

  const windowWidth = measureText(request.windowText);
  const windowLabel =
    request.windowText !== '' && windowWidth + 4 * gap <= frame.width && frame.height >= 4 * line
      ? {
          text: request.windowText,
          centreX: frame.left + 2 * gap + windowWidth / 2,
          centreY: frameBottom - gap - line / 2,
          widthPixels: windowWidth,
          rotated: false,
        }
      : null;

  return {
    fontSizePixels: fontSize,
    lineHeightPixels: line,
    tickLengthPixels: tickLength,
    area,
    areaPixels,
    frame,
    framePixels,
    horizontalTicks,
    verticalTicks,
    bar,
    barTicks,
    titles,
    windowLabel,
  };
}
