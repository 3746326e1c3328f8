import { InputError } from '../../errors.ts';
import { NO_CANVAS } from './canvas-surface.ts';
import type { PaneLayout } from './pane-layout.ts';
import type { PaneStyle } from './pane-style.ts';

/** A picture saved from a pane is at least this wide, so that it serves in a report. */
const SMALLEST_WIDTH_PIXELS = 1200;

/** What a pane looks like; sizes are those of its body, CSS pixels. */
export interface SnapshotRequest {
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly title: string;
  readonly note: string | null;
  readonly style: PaneStyle;
}

/** A picture in a body so many device pixels to the CSS pixel large, and how it is painted there. */
export interface SnapshotPicture {
  readonly layout: PaneLayout;
  /** Draws the picture for the layout's frame and answers with the canvas that it is on. */
  drawPicture(): HTMLCanvasElement;
  /** Axes and all that lies over the picture, in CSS pixels of the body. */
  paintOver(context: CanvasRenderingContext2D): void;
}

/**
 * A pane on a canvas of its own: a row with title and note, and below it what its body shows.
 *
 * @param lay lays the picture out at a number of device pixels to the CSS pixel; `null` where there is none
 */
export function paintSnapshot(
  { widthPixels, heightPixels, title, note, style }: SnapshotRequest,
  lay: (scale: number) => SnapshotPicture | null,
): HTMLCanvasElement {
  const scale = Math.max(window.devicePixelRatio, SMALLEST_WIDTH_PIXELS / Math.max(widthPixels, 1));
  const picture = lay(scale);
  const canvas = document.createElement('canvas');
  const headerHeight = picture ? Math.round(picture.layout.lineHeightPixels * 1.8) : 0;
  canvas.width = Math.max(1, Math.round(widthPixels * scale));
  canvas.height = Math.max(1, Math.round((heightPixels + headerHeight) * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new InputError(NO_CANVAS);
  context.fillStyle = style.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (!picture) return canvas;

  const { frame, fontSizePixels } = picture.layout;
  context.scale(scale, scale);
  context.fillStyle = style.text;
  context.textBaseline = 'middle';
  context.font = `600 ${fontSizePixels + 1}px ${style.fontFamily}`;
  context.fillText(title, fontSizePixels * 0.6, headerHeight / 2);
  if (note !== null) {
    context.font = `${fontSizePixels}px ${style.fontFamily}`;
    context.fillStyle = style.axisText;
    context.textAlign = 'right';
    context.fillText(note, widthPixels - fontSizePixels * 0.6, headerHeight / 2);
    context.textAlign = 'start';
  }
  context.translate(0, headerHeight);
  const drawn = picture.drawPicture();
  context.imageSmoothingEnabled = false;
  context.drawImage(drawn, frame.left, frame.top, frame.width, frame.height);
  picture.paintOver(context);
  return canvas;
}
