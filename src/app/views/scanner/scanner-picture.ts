import './scanner-picture.css';
import { fieldOfView } from '../../../experiment/field-advice.ts';
import { geometryOf, type Scan } from '../../../geometry/scan.ts';
import { type PointMm, rayEnds } from '../../../geometry/scan-points.ts';
import { make } from '../../elements/element.ts';
import { fixedText } from '../../panes/number-text.ts';
import { type PaneStyle, readPaneStyle } from '../../panes/pane-style.ts';

/** A small picture of what is scanned, row 0 at the top, and the side of the square that it fills. */
export interface ScannedObject {
  readonly picture: HTMLCanvasElement;
  readonly sizeMm: number;
}

/** A reading, as the pointer in the sinogram names it. */
export interface Reading {
  readonly view: number;
  readonly channel: number;
}

/** A parallel beam is drawn this much longer than what it shines through. */
const BEAM_MARGIN = 1.25;
/** So many rays of a parallel beam are drawn at most; more would be a solid block. */
const MOST_RAYS = 13;
const EMPTY_SIDE_PX = 8;
/** From a part of the enlarged scanner to the middle of its name. */
const LABEL_DISTANCE_PX = 18;

/** The scanner as it stands: source, rays, detector and object, to scale, at the view that is looked at. */
export class ScannerPicture {
  readonly root: HTMLElement;
  readonly #host: HTMLElement;
  readonly #stage: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #words = make('p', { class: 'scanner-words' });
  readonly #enlarge: HTMLButtonElement;
  #scan: Scan | null = null;
  #fieldSizeMm = 0;
  #object: ScannedObject | null = null;
  #view = 0;
  #reading: Reading | null = null;
  #point: PointMm | null = null;
  /** Within this radius every line is measured. */
  #fieldMm = 0;
  #frame = 0;

  /**
   * @param host where it stands while it is small
   * @param stage what it stands over while it is large
   */
  constructor(host: HTMLElement, stage: HTMLElement) {
    this.#host = host;
    this.#stage = stage;
    this.#canvas = make('canvas', { class: 'scanner-canvas', role: 'img' });
    this.#enlarge = make('button', { type: 'button', class: 'scanner-enlarge', 'aria-pressed': 'false' }, 'Enlarge');
    this.#enlarge.addEventListener('click', () => this.#setEnlarged(this.#enlarge.ariaPressed !== 'true'));
    this.root = make(
      'section',
      { class: 'scanner', 'aria-labelledby': 'scanner-title' },
      make('header', { class: 'scanner-header' }, make('h2', { id: 'scanner-title' }, 'Scanner'), this.#enlarge),
      this.#canvas,
      this.#words,
    );
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#enlarge.ariaPressed !== 'true') return;
      event.stopPropagation();
      this.#setEnlarged(false);
    });
    host.append(this.root);
    new ResizeObserver(() => this.#paintSoon()).observe(this.#canvas);
  }

  /** Shows another scan; the view stays where it is as far as there is one. */
  show(scan: Scan, fieldSizeMm: number): void {
    this.#scan = scan;
    this.#fieldMm = fieldOfView(scan).radiusMm;
    this.#fieldSizeMm = fieldSizeMm;
    this.#view = Math.min(this.#view, scan.anglesRad.length - 1);
    this.#reading = null;
    this.#paintSoon();
  }

  setObject(object: ScannedObject | null): void {
    this.#object = object;
    this.#paintSoon();
  }

  /** Turns the scanner to a view. */
  setView(view: number): void {
    this.#view = view;
    this.#paintSoon();
  }

  /** Lights one ray, at its view; `null` puts it out. */
  light(reading: Reading | null): void {
    this.#reading = reading;
    if (reading) this.#view = reading.view;
    this.#paintSoon();
  }

  /** Marks a point of the slice; `null` unmarks it. */
  mark(point: PointMm | null): void {
    this.#point = point;
    this.#paintSoon();
  }

  /** Lets the picture take the first pane's place, for the back row, sinogram and slice beside it; or puts it back. */
  #setEnlarged(enlarged: boolean): void {
    (enlarged ? this.#stage : this.#host).append(this.root);
    this.#enlarge.focus({ preventScroll: true });
    this.root.classList.toggle('scanner-enlarged', enlarged);
    this.#enlarge.setAttribute('aria-pressed', String(enlarged));
    this.#enlarge.textContent = enlarged ? 'Put back' : 'Enlarge';
    this.#paintSoon();
  }

  #paintSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const canvas = this.#canvas;
    const { clientWidth, clientHeight } = canvas;
    const scan = this.#scan;
    if (!scan || clientWidth < EMPTY_SIDE_PX || clientHeight < EMPTY_SIDE_PX) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(clientWidth * ratio);
    canvas.height = Math.round(clientHeight * ratio);
    const context = canvas.getContext('2d')!;
    const view = Math.min(this.#view, scan.anglesRad.length - 1);
    const reachMm = this.#reachMm(scan);
    const pixelsPerMm = (Math.min(clientWidth, clientHeight) / 2 - 6) / reachMm;
    context.setTransform(ratio, 0, 0, ratio, (canvas.width / 2) | 0, (canvas.height / 2) | 0);
    const drawing = new Drawing(context, pixelsPerMm, readPaneStyle(this.root));
    if (this.#object) drawing.object(this.#object);
    drawing.circle(this.#fieldMm);
    const beamMm = this.#beamReachMm();
    const end = (channel: number) => rayEnds(scan, view, channel, beamMm);
    // An arc needs points in between; a flat panel needs none, and loses nothing by them.
    const detector = Array.from({ length: 33 }, (_, i) => end(-0.5 + (i / 32) * scan.channels).to);
    const first = end(-0.5).from;
    drawing.beam(first, ...detector, end(scan.channels - 0.5).from);
    const { source } = geometryOf(scan);
    if (!source) {
      const rays = Math.min(MOST_RAYS, scan.channels);
      for (let i = 0; i < rays; i++) {
        const { from, to } = end(((i + 0.5) * scan.channels) / rays - 0.5);
        drawing.ray(from, to);
      }
    }
    drawing.detector(detector);
    if (source) drawing.source(first);
    if (this.root.classList.contains('scanner-enlarged')) {
      const middle = end((scan.channels - 1) / 2);
      drawing.label('detector', middle.to);
      drawing.label(source ? 'source' : 'X-rays', middle.from);
    }
    if (this.#reading) {
      const { from, to } = end(this.#reading.channel);
      drawing.lit(from, to);
    }
    if (this.#point) drawing.point(this.#point);
    this.#describe(scan, view);
  }

  /** How far from the axis anything is drawn that turns. */
  #reachMm(scan: Scan): number {
    const objectMm = (this.#fieldSizeMm / 2) * Math.SQRT2;
    const beamMm = this.#beamReachMm();
    const { from, to } = rayEnds(scan, 0, -0.5, beamMm);
    const last = rayEnds(scan, 0, scan.channels - 0.5, beamMm).to;
    return Math.max(objectMm, ...[from, to, last].map(({ xMm, yMm }) => Math.hypot(xMm, yMm))) * 1.03;
  }

  #beamReachMm(): number {
    return BEAM_MARGIN * Math.max(this.#fieldSizeMm / 2, this.#fieldMm);
  }

  #describe(scan: Scan, view: number): void {
    const degrees = (scan.anglesRad[view]! * 180) / Math.PI;
    const where = `View ${view + 1} of ${scan.anglesRad.length} at ${fixedText(degrees, 1)}°`;
    const reading = this.#reading;
    const isMeasured = reading && reading.channel >= 0 && reading.channel < scan.channels;
    const ray = isMeasured ? `channel ${reading.channel}` : 'beyond the detector';
    const words = reading ? `${where}, ${ray}` : where;
    this.#words.textContent = words;
    this.#canvas.setAttribute('aria-label', `${geometryOf(scan).describe(scan)}. ${words}.`);
  }
}

/** Strokes in millimetres, y up, the axis of rotation in the middle. */
class Drawing {
  readonly #context: CanvasRenderingContext2D;
  readonly #pixelsPerMm: number;
  readonly #style: PaneStyle;

  constructor(context: CanvasRenderingContext2D, pixelsPerMm: number, style: PaneStyle) {
    this.#context = context;
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
    context.setLineDash([3, 3]);
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
    const lengthMm = Math.hypot(xMm, yMm);
    const inwards = lengthMm > 0 ? 1 - LABEL_DISTANCE_PX / (lengthMm * this.#pixelsPerMm) : 1;
    const [x, y] = [xMm * inwards * this.#pixelsPerMm, -yMm * inwards * this.#pixelsPerMm];
    context.font = `13px ${this.#style.fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 4;
    context.strokeStyle = this.#style.ground;
    context.strokeText(word, x, y);
    context.fillStyle = this.#style.text;
    context.fillText(word, x, y);
  }

  #dot(xMm: number, yMm: number, radiusPixels: number, colour: string): void {
    const context = this.#context;
    context.beginPath();
    context.arc(xMm * this.#pixelsPerMm, -yMm * this.#pixelsPerMm, radiusPixels, 0, 2 * Math.PI);
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
    this.#context.lineWidth = width;
    this.#context.stroke();
  }
}
