import { type Tick, type TickSteps, tickStep, ticks, tickText } from '../../plots/ticks.ts';
import { type AxisDescription, axisPositionOf, axisTitle, axisValueAt } from './axis-description.ts';
import {
  fitting,
  type LayoutLabel,
  type LayoutSizes,
  type LayoutTick,
  type MeasureText,
  widest,
} from './layout-parts.ts';
import type { PlacedPicture } from './placed-picture.ts';

/** Where an axis's ticks, their labels and its title stand. */
export interface AxisLayout {
  readonly ticks: readonly LayoutTick[];
  readonly title: LayoutLabel | null;
}

/** Room kept for labels of the usual length, so that the picture does not jump when digits come and go. */
export const USUAL_VERTICAL_LABEL = '−000';
/** A tick this little beyond the picture's edge, CSS pixels, counts as on it: 180° below the last of 720 views. */
const TICK_TOLERANCE_PIXELS = 0.75;

function verticalTickCount(frameHeight: number, { line }: LayoutSizes): number {
  return Math.min(9, Math.max(1, Math.floor(frameHeight / (line * 1.9))));
}

/** The longest labels that an axis can show at this step, wherever on it one looks. */
function extremeTexts(axis: AxisDescription, step: number): string[] {
  if (!(step > 0)) return [];
  const low = Math.min(axis.start, axis.end);
  const high = Math.max(axis.start, axis.end);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return [Math.ceil(low / step) * step, Math.floor(high / step) * step].map((value) => tickText(value, step, largest));
}

/** The room that the labels of a vertical axis take beside a picture placed about like this, CSS pixels. */
export function verticalLabelWidth(
  axis: AxisDescription,
  rows: number,
  { frame, framePixels }: PlacedPicture,
  sizes: LayoutSizes,
  measureText: MeasureText,
): number {
  const span = (Math.abs(axis.end - axis.start) * framePixels.height) / Math.max(rows, Number.MIN_VALUE);
  const step = tickStep(span / verticalTickCount(frame.height, sizes), axis.steps);
  return Math.ceil(widest([USUAL_VERTICAL_LABEL, ...extremeTexts(axis, step)], measureText));
}

/** Labels left of the picture, the title upright beside them, about the picture's middle. */
export function layoutVerticalAxis(
  axis: AxisDescription,
  rows: number,
  { frame, framePixels }: PlacedPicture,
  labelWidth: number,
  bodyHeight: number,
  sizes: LayoutSizes,
  measureText: MeasureText,
): AxisLayout {
  const { line, tick, gap, edge } = sizes;
  const tolerance = (TICK_TOLERANCE_PIXELS / frame.height) * framePixels.height;
  const marks = ticks(
    axisValueAt(axis, rows, framePixels.top - tolerance),
    axisValueAt(axis, rows, framePixels.top + framePixels.height + tolerance),
    verticalTickCount(frame.height, sizes),
    axis.steps,
  ).map((mark): LayoutTick => {
    const row = axisPositionOf(axis, rows, mark.value);
    const y = frame.top + ((row - framePixels.top) / framePixels.height) * frame.height;
    const width = measureText(mark.text);
    const centreX = frame.left - tick - gap - width / 2;
    const label = { text: mark.text, centreX, centreY: y, widthPixels: width, rotated: false };
    return { position: y, label: centreX - width / 2 >= edge ? label : null };
  });
  const title = fitting([axisTitle(axis), axis.label], bodyHeight - 2 * edge, measureText);
  if (!title) return { ticks: marks, title: null };
  const half = title.widthPixels / 2;
  const centreX = frame.left - tick - gap - labelWidth - gap - line / 2;
  const centreY = Math.min(Math.max(frame.top + frame.height / 2, edge + half), bodyHeight - edge - half);
  return { ticks: marks, title: { ...title, centreX, centreY, rotated: true } };
}

/** As many evenly spaced labels as have room along a horizontal axis of this length. */
function horizontalTickLabels(
  low: number,
  high: number,
  steps: TickSteps,
  lengthPixels: number,
  gapPixels: number,
  measureText: MeasureText,
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

/**
 * Labels in a row below the picture, the title always at the right end of that row, which leaves the room below to the
 * picture. A long title takes the place of the last labels, but never more than half of the row.
 */
export function layoutHorizontalAxis(
  axis: AxisDescription,
  columns: number,
  { frame, framePixels }: PlacedPicture,
  bodyWidth: number,
  { font, line, tick, gap, edge }: LayoutSizes,
  measureText: MeasureText,
): AxisLayout {
  const frameRight = frame.left + frame.width;
  const centreY = frame.top + frame.height + tick + gap + line / 2;
  const tolerance = (TICK_TOLERANCE_PIXELS / frame.width) * framePixels.width;
  const marks = horizontalTickLabels(
    axisValueAt(axis, columns, framePixels.left - tolerance),
    axisValueAt(axis, columns, framePixels.left + framePixels.width + tolerance),
    axis.steps,
    frame.width,
    font,
    measureText,
  ).map((mark): LayoutTick => {
    const column = axisPositionOf(axis, columns, mark.value);
    const x = frame.left + ((column - framePixels.left) / framePixels.width) * frame.width;
    const width = measureText(mark.text);
    const isInside = x - width / 2 >= edge && x + width / 2 <= bodyWidth - edge;
    return {
      position: x,
      label: isInside ? { text: mark.text, centreX: x, centreY, widthPixels: width, rotated: false } : null,
    };
  });
  const end = bodyWidth - edge;
  const title = fitting([axisTitle(axis), axis.label], end - (frame.left + frame.width / 2), measureText);
  if (!title) return { ticks: marks, title: null };
  const labelsEnd = Math.max(
    frameRight,
    ...marks.map(({ label }) => (label ? label.centreX + label.widthPixels / 2 : 0)),
  );
  const left = Math.min(labelsEnd + 2 * gap, end - title.widthPixels);
  return {
    ticks: marks.map(({ position, label }) => {
      const isCovered = label !== null && label.centreX + label.widthPixels / 2 + 2 * gap > left;
      return { position, label: isCovered ? null : label };
    }),
    title: { ...title, centreX: left + title.widthPixels / 2, centreY, rotated: false },
  };
}
