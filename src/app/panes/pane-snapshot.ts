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
  /** `null` for the picture without a row over it. */
  readonly title: string | null;
  readonly note: string | null;
  /** Lines below the body; those that are too long are broken. */
  readonly caption: readonly string[];
  readonly style: PaneStyle;
}

/** A picture in a body so many device pixels to the CSS pixel large, and how it is painted there. */
export interface SnapshotPicture {
  readonly layout: Pick<PaneLayout, 'frame' | 'fontSizePixels' | 'lineHeightPixels'>;
  /** Draws the picture for the layout's frame and answers with the canvas that it is on. */
  drawPicture(): HTMLCanvasElement;
  /** Axes and all that lies over the picture, in CSS pixels of the body. */
  paintOver(context: CanvasRenderingContext2D): void;
}

/**
 * A pane on a canvas of its own: a row with title and note, below it what its body shows, and below that the caption.
 *
 * @param lay lays the picture out at a number of device pixels to the CSS pixel; `null` where there is none
 */
export function paintSnapshot(
  { widthPixels, heightPixels, title, note, caption, style }: SnapshotRequest,
  lay: (scale: number) => SnapshotPicture | null,
): HTMLCanvasElement {
  const scale = Math.max(window.devicePixelRatio, SMALLEST_WIDTH_PIXELS / Math.max(widthPixels, 1));
  const picture = lay(scale);
  const canvas = document.createElement('canvas');
  const headerHeight = picture && title !== null ? Math.round(picture.layout.lineHeightPixels * 1.8) : 0;
  const context = canvas.getContext('2d');
  if (!context) throw new InputError(NO_CANVAS);
  const margin = picture ? picture.layout.fontSizePixels * 0.6 : 0;
  const font = picture ? `${picture.layout.fontSizePixels}px ${style.fontFamily}` : '';
  const lineHeight = picture?.layout.lineHeightPixels ?? 0;
  context.font = font;
  const lines = picture
    ? caption.flatMap((line) => brokenLine(line, widthPixels - 2 * margin, (text) => context.measureText(text).width))
    : [];
  const captionHeight = lines.length > 0 ? lines.length * lineHeight + 2 * margin : 0;
  canvas.width = Math.max(1, Math.round(widthPixels * scale));
  canvas.height = Math.max(1, Math.round((heightPixels + headerHeight + captionHeight) * scale));
  context.fillStyle = style.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (!picture) return canvas;

  const { frame, fontSizePixels } = picture.layout;
  context.scale(scale, scale);
  context.fillStyle = style.text;
  context.textBaseline = 'middle';
  context.font = `600 ${fontSizePixels + 1}px ${style.fontFamily}`;
  if (title !== null) context.fillText(title, margin, headerHeight / 2);
  if (note !== null) {
    context.font = font;
    context.fillStyle = style.axisText;
    context.textAlign = 'right';
    context.fillText(note, widthPixels - margin, headerHeight / 2);
    context.textAlign = 'start';
  }
  context.translate(0, headerHeight);
  const drawn = picture.drawPicture();
  context.imageSmoothingEnabled = false;
  context.drawImage(drawn, frame.left, frame.top, frame.width, frame.height);
  picture.paintOver(context);
  context.font = font;
  context.fillStyle = style.axisText;
  context.textAlign = 'start';
  context.textBaseline = 'middle';
  lines.forEach((line, index) => {
    context.fillText(line, margin, heightPixels + margin + (index + 0.5) * lineHeight);
  });
  return canvas;
}

/** A line in as many as it takes, broken between words; a word that is too long stands alone. */
export function brokenLine(line: string, roomPixels: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && measure(longer) <= roomPixels) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
