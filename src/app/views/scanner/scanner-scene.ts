import './scanner-scene.css';
import { fieldOfView } from '../../../experiment/field-advice.ts';
import type { Subject } from '../../../experiment/subject.ts';
import { axisChannel } from '../../../geometry/detector.ts';
import { geometryOf, type Scan } from '../../../geometry/scan.ts';
import { type PointMm, type RayEnds, rayEnds } from '../../../geometry/scan-points.ts';
import { fixedText } from '../../../number-text.ts';
import { make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import type { Drawing, DrawnPlace, PaintArea } from '../drawn-view.ts';
import type { Sight } from '../sights.ts';
import { scannedObject } from './scanned-object.ts';
import { type ScannedObject, ScannerDrawing } from './scanner-drawing.ts';
import { type TurnedScanner, turnedScanner } from './turned-scanner.ts';

/** A reading, as the pointer in the sinogram names it. */
interface Reading {
  readonly view: number;
  /** Of the detector's own; corrections may have added others. */
  readonly channel: number;
}

/** A parallel beam is drawn this much longer than what it shines through. */
const BEAM_MARGIN = 1.25;
/** So many rays of a parallel beam are drawn at most; more would be a solid block. */
const MOST_RAYS = 13;
const EMPTY_SIDE_PX = 8;
/** Left free all around: dots and strokes have a width. */
const [EDGE_PX, MARGIN] = [6, 1.03];
/** Source and detector are named where the picture is this many times as large as its type. */
const NAMED_FROM = 20;

interface Extent {
  readonly halfWidthMm: number;
  readonly lowMm: number;
  readonly highMm: number;
}

/** The scanner as it stands: source, rays, detector and object, to scale, at the view that is looked at. */
export class ScannerScene implements Drawing {
  readonly canvas = make('canvas', { class: 'scanner-canvas' });
  readonly #words = make('p', { class: 'scanner-words', 'aria-hidden': 'true' });
  readonly #place: DrawnPlace;
  #scan: Scan | null = null;
  #subject: Subject | null = null;
  #object: ScannedObject | null = null;
  #view = 0;
  #isFromFront = false;
  #turned: TurnedScanner | null = null;
  #reading: Reading | null = null;
  #point: PointMm | null = null;
  #fieldSizeMm = 0;
  /** Within this radius every line is measured. */
  #fieldMm = 0;

  constructor(place: DrawnPlace) {
    this.#place = place;
    place.element.append(make('div', { class: 'scanner' }, this.canvas, this.#words));
  }

  show(sight: Sight): void {
    const { sinogram, subject, pointer } = sight;
    if (!sinogram) return;
    const { scan, measuredScan } = sinogram;
    if (measuredScan !== this.#scan) this.#showScan(measuredScan, subject);
    const isFromFront = isSeenFromFront(measuredScan);
    if (subject !== this.#subject || isFromFront !== this.#isFromFront) void this.#showObject(subject, isFromFront);
    this.#turned = turnedScanner(this.#turned, sight);
    this.#view = Math.min(this.#turned.view, measuredScan.anglesRad.length - 1);
    this.#point =
      pointer?.plane === 'slice' && !isFromFront
        ? { xMm: pointer.hover.horizontalValue, yMm: pointer.hover.verticalValue }
        : null;
    this.#reading = null;
    if (pointer?.plane === 'sinogram') {
      const firstMeasured = Math.round(axisChannel(scan) - axisChannel(measuredScan));
      this.#reading = { view: pointer.hover.row, channel: pointer.hover.column - firstMeasured };
    }
    this.#describe(measuredScan);
    this.#place.paintSoon();
  }

  paint({ pixelRatio: ratio, style, fontSizePixels }: PaintArea): void {
    const { canvas } = this;
    const { clientWidth, clientHeight } = canvas;
    const scan = this.#scan;
    if (!scan || clientWidth < EMPTY_SIDE_PX || clientHeight < EMPTY_SIDE_PX) return;
    canvas.width = Math.round(clientWidth * ratio);
    canvas.height = Math.round(clientHeight * ratio);
    const context = canvas.getContext('2d')!;
    const view = this.#view;
    const { halfWidthMm, lowMm, highMm } = this.#extent(scan);
    const pixelsPerMm = Math.min(
      (clientWidth / 2 - EDGE_PX) / halfWidthMm,
      (clientHeight - 2 * EDGE_PX) / (highMm - lowMm),
    );
    const downPixels = ((highMm + lowMm) / 2) * pixelsPerMm * ratio;
    context.setTransform(ratio, 0, 0, ratio, (canvas.width / 2) | 0, (canvas.height / 2 + downPixels) | 0);
    const drawing = new ScannerDrawing(context, pixelsPerMm, style, fontSizePixels);
    if (this.#object) drawing.object(this.#object);
    // Above slices there is no circle that every view sees.
    if (!this.#isFromFront) drawing.circle(this.#fieldMm);
    const beamMm = this.#beamReachMm();
    const end = (channel: number) => endsOf(scan, view, channel, beamMm);
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
    if (Math.min(clientWidth, clientHeight) >= NAMED_FROM * fontSizePixels) {
      const middle = end((scan.channels - 1) / 2);
      // Above a panel there is no room for its name beside the object.
      if (!this.#isFromFront) drawing.label('detector', middle.to);
      drawing.label(source ? 'source' : 'X-rays', middle.from);
    }
    if (this.#reading) {
      const { from, to } = end(this.#reading.channel);
      drawing.lit(from, to);
    }
    if (this.#point) drawing.point(this.#point);
  }

  dispose(): void {
    this.#subject = null;
  }

  #showScan(scan: Scan, subject: Subject): void {
    this.#scan = scan;
    this.#fieldMm = fieldOfView(scan).radiusMm;
    this.#fieldSizeMm = subject.kind === 'measurement' ? scan.channels * scan.channelSpacingMm : subject.fieldSizeMm;
  }

  async #showObject(subject: Subject, isFromFront: boolean): Promise<void> {
    this.#subject = subject;
    this.#isFromFront = isFromFront;
    this.#object = null;
    try {
      const object = await scannedObject(subject, this.#place.host, isFromFront);
      if (subject !== this.#subject || isFromFront !== this.#isFromFront) return;
      this.#object = object;
      this.#place.paintSoon();
    } catch {
      // The scanner stands there without its object; whoever needs the threads says why they are gone.
    }
  }

  /** What all views take up, about the axis: what turns about it is as far from it in each; what swings above slices is not. */
  #extent(scan: Scan): Extent {
    const objectMm = (this.#fieldSizeMm / 2) * Math.SQRT2;
    const beamMm = this.#beamReachMm();
    const views = isSeenFromFront(scan) ? scan.anglesRad.keys() : [0];
    const ends = [...views].flatMap((view) => {
      const { from, to } = endsOf(scan, view, -0.5, beamMm);
      return [from, to, endsOf(scan, view, scan.channels - 0.5, beamMm).to];
    });
    if (!isSeenFromFront(scan)) {
      const reachMm = MARGIN * Math.max(objectMm, ...ends.map(({ xMm, yMm }) => Math.hypot(xMm, yMm)));
      return { halfWidthMm: reachMm, lowMm: -reachMm, highMm: reachMm };
    }
    const [across, heights] = [ends.map(({ xMm }) => Math.abs(xMm)), ends.map(({ yMm }) => yMm)];
    const [lowMm, highMm] = [Math.min(...heights), Math.max(...heights)];
    const spareMm = (MARGIN - 1) * (highMm - lowMm);
    return {
      halfWidthMm: MARGIN * Math.max(this.#fieldSizeMm / 2, ...across),
      lowMm: lowMm - spareMm,
      highMm: highMm + spareMm,
    };
  }

  #beamReachMm(): number {
    return BEAM_MARGIN * Math.max(this.#fieldSizeMm / 2, this.#fieldMm);
  }

  #describe(scan: Scan): void {
    const degrees = (scan.anglesRad[this.#view]! * 180) / Math.PI;
    const seen = isSeenFromFront(scan) ? ', seen from the front' : '';
    const where = `View ${this.#view + 1} at ${fixedText(degrees, 1)}°${seen}`;
    const reading = this.#reading;
    const isMeasured = reading && reading.channel >= 0 && reading.channel < scan.channels;
    const ray = isMeasured ? `channel ${reading.channel}` : 'outside the detector';
    const words = reading ? `${where}, ${ray}` : where;
    setText(this.#words, words);
    this.#place.describe(`${geometryOf(scan).describe(scan)}. ${words}.`);
  }
}

/** Whether the source swings above the slices, so that it is to be seen from the front; else it turns, as seen from above. */
function isSeenFromFront(scan: Scan): boolean {
  return geometryOf(scan).focusing !== undefined;
}

function endsOf(scan: Scan, view: number, channel: number, reachMm: number): RayEnds {
  return geometryOf(scan).focusing?.raySeenFromFront(scan, view, channel) ?? rayEnds(scan, view, channel, reachMm);
}
