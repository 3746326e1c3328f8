import type { LayoutLabel, LayoutRectangle } from './layout-parts.ts';
import type { PaneLayout } from './pane-layout.ts';
import type { PaneStyle } from './pane-style.ts';

/** One line of text about its middle; a rotated one reads upwards. */
export function paintLabel(context: CanvasRenderingContext2D, label: LayoutLabel): void {
  context.save();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.translate(label.centreX, label.centreY);
  if (label.rotated) context.rotate(-Math.PI / 2);
  context.fillText(label.text, 0, 0);
  context.restore();
}

/** White on a dark, half transparent plate: legible on any grey. */
export function paintLabelOnPicture(
  context: CanvasRenderingContext2D,
  label: LayoutLabel,
  lineHeightPixels: number,
  style: PaneStyle,
): void {
  const margin = Math.round(lineHeightPixels * 0.25);
  context.fillStyle = style.onPictureGround;
  context.beginPath();
  context.roundRect(
    label.centreX - label.widthPixels / 2 - margin,
    label.centreY - lineHeightPixels / 2,
    label.widthPixels + 2 * margin,
    lineHeightPixels,
    3,
  );
  context.fill();
  context.fillStyle = style.onPicture;
  paintLabel(context, label);
}

/** The thinnest line that is still one whole device pixel, CSS pixels. */
export function hairlineWidth(devicePixelRatio: number): number {
  return Math.max(1, Math.round(devicePixelRatio)) / devicePixelRatio;
}

/** A hairline just outside a rectangle. */
export function paintOutline(
  context: CanvasRenderingContext2D,
  rectangle: LayoutRectangle,
  devicePixelRatio: number,
): void {
  const hairline = hairlineWidth(devicePixelRatio);
  const { left, top, width, height } = rectangle;
  context.fillRect(left - hairline, top - hairline, width + 2 * hairline, hairline);
  context.fillRect(left - hairline, top + height, width + 2 * hairline, hairline);
  context.fillRect(left - hairline, top, hairline, height);
  context.fillRect(left + width, top, hairline, height);
}

/** Frame, ticks, tick labels and titles. The context is scaled to CSS pixels. */
export function paintAxes(
  context: CanvasRenderingContext2D,
  layout: PaneLayout,
  style: PaneStyle,
  devicePixelRatio: number,
): void {
  const { frame, tickLengthPixels } = layout;
  const hairline = hairlineWidth(devicePixelRatio);
  // Ticks stand on whole device pixels, within the frame they belong to.
  const snap = (position: number, first: number, length: number) =>
    Math.min(
      Math.max(Math.round((position - hairline / 2) * devicePixelRatio) / devicePixelRatio, first),
      first + length - hairline,
    );
  context.font = `${layout.fontSizePixels}px ${style.fontFamily}`;
  context.fillStyle = style.axisLine;
  paintOutline(context, frame, devicePixelRatio);
  const bottom = frame.top + frame.height + hairline;
  for (const tick of layout.horizontalTicks) {
    context.fillRect(snap(tick.position, frame.left, frame.width), bottom, hairline, tickLengthPixels);
  }
  const left = frame.left - hairline - tickLengthPixels;
  for (const tick of layout.verticalTicks) {
    context.fillRect(left, snap(tick.position, frame.top, frame.height), tickLengthPixels, hairline);
  }
  if (layout.bar) {
    const { bar } = layout;
    for (const tick of layout.barTicks) {
      context.fillRect(
        bar.left + bar.width + hairline,
        snap(tick.position, bar.top, bar.height),
        tickLengthPixels,
        hairline,
      );
    }
  }
  context.fillStyle = style.axisText;
  for (const tick of [...layout.horizontalTicks, ...layout.verticalTicks, ...layout.barTicks]) {
    if (tick.label) paintLabel(context, tick.label);
  }
  for (const title of layout.titles) paintLabel(context, title);
}
