import type { PointMm } from '../../../geometry/scan-points.ts';
import { lineScale } from '../../panes/layout-parts.ts';
import type { PaneStyle } from '../../panes/pane-style.ts';

/** A small picture of what is scanned, row 0 at the top, and the side of the square that it fills. */
export interface ScannedObject {
  readonly picture: HTMLCanvasElement;
  readonly sizeMm: number;
}

/** Between a part of the enlarged scanner and its name, in heights of the type. */
const LABEL_GAP = 0.75;

/** Strokes in millimetres, y up, the axis of rotation in the middle. */
export class ScannerDrawing {
  readonly #context: CanvasRenderingContext2D;
  readonly #pixelsPerMm: number;
  readonly #style: PaneStyle;
  readonly #fontSizePixels: number;
  /** Lines and dots grow with the type. */
  readonly #scale: number;

  constructor(context: CanvasRenderingContext2D, pixelsPerMm: number, style: PaneStyle, fontSizePixels: number) {
    this.#context = context;
    this.#fontSizePixels = fontSizePixels;
    this.#scale = lineScale(fontSizePixels);
    this.#pixelsPerMm = pixelsPerMm;
    this.#style = style;
  }

  object({ picture, sizeMm }: ScannedObject): void {
    const side = sizeMm * this.#pixelsPerMm;
    this.#context.imageSmoothingQuality = 'high';
    this.#context.drawImage(picture, -side / 2, -side / 2, side, side);
  }

  /** The field of view: what every view sees whole. */
  circle(radiusMm: number): void {
    const context = this.#context;
    context.beginPath();
    context.arc(0, 0, radiusMm * this.#pixelsPerMm, 0, 2 * Math.PI);
    context.setLineDash([3 * this.#scale, 3 * this.#scale]);
    this.#stroke(this.#style.axisText, 1);
    context.setLineDash([]);
  }

  beam(...corners: readonly PointMm[]): void {
    this.#path(corners);
    this.#context.closePath();
    this.#context.globalAlpha = 0.16;
    this.#context.fillStyle = this.#style.accent;
    this.#context.fill();
    this.#context.globalAlpha = 1;
  }

  ray(from: PointMm, to: PointMm): void {
    this.#path([from, to]);
    this.#context.globalAlpha = 0.4;
    this.#stroke(this.#style.accent, 1);
    this.#context.globalAlpha = 1;
  }

  lit(from: PointMm, to: PointMm): void {
    this.#path([from, to]);
    this.#stroke(this.#style.ground, 4);
    this.#stroke(this.#style.onPicture, 2);
  }

  detector(points: readonly PointMm[]): void {
    this.#path(points);
    this.#stroke(this.#style.text, 4);
  }

  source({ xMm, yMm }: PointMm): void {
    this.#dot(xMm, yMm, 5, this.#style.accent);
  }

  point({ xMm, yMm }: PointMm): void {
    this.#dot(xMm, yMm, 3.5, this.#style.onPicture);
  }

  /** A word beside a part that stands around the object, on the side of the object, where there is room for it. */
  label(word: string, { xMm, yMm }: PointMm): void {
    const context = this.#context;
    context.font = `${this.#fontSizePixels}px ${this.#style.fontFamily}`;
    const lengthMm = Math.hypot(xMm, yMm);
    const [alongX, alongY] = lengthMm > 0 ? [xMm / lengthMm, yMm / lengthMm] : [0, 0];
    // Half of the word's box in the direction of the axis: a word is wider than it is high.
    const halfWord =
      Math.abs(alongX) * (context.measureText(word).width / 2) + (Math.abs(alongY) * this.#fontSizePixels) / 2;
    const distance = lengthMm * this.#pixelsPerMm - halfWord - LABEL_GAP * this.#fontSizePixels;
    const [x, y] = [alongX * distance, -alongY * distance];
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 4 * this.#scale;
    context.strokeStyle = this.#style.ground;
    context.strokeText(word, x, y);
    context.fillStyle = this.#style.text;
    context.fillText(word, x, y);
  }

  #dot(xMm: number, yMm: number, radiusPixels: number, colour: string): void {
    const context = this.#context;
    context.beginPath();
    context.arc(xMm * this.#pixelsPerMm, -yMm * this.#pixelsPerMm, radiusPixels * this.#scale, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    this.#stroke(this.#style.ground, 1.5);
  }

  #path(points: readonly PointMm[]): void {
    const context = this.#context;
    context.beginPath();
    for (const { xMm, yMm } of points) context.lineTo(xMm * this.#pixelsPerMm, -yMm * this.#pixelsPerMm);
  }

  #stroke(colour: string, width: number): void {
    this.#context.strokeStyle = colour;
    this.#context.lineWidth = width * this.#scale;
    this.#context.stroke();
  }
}
