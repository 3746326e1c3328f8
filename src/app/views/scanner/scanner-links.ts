import type { Subject } from '../../../experiment/subject.ts';
import { axisChannel } from '../../../geometry/detector.ts';
import { squareGrid } from '../../../geometry/grid.ts';
import type { Scan } from '../../../geometry/scan.ts';
import { channelSeeing, type PointMm, rayEnds } from '../../../geometry/scan-points.ts';
import { greyPicture } from '../../../metrics/grey-picture.ts';
import type { CpuExecutor } from '../../../operators/cpu/cpu-tasks.ts';
import type { OverlayPainter, PaneHover } from '../../panes/pane-content.ts';
import { type Slot, slotId } from '../../stage/layout.ts';
import type { Stage } from '../../stage/stage.ts';
import type { ScannerPicture } from './scanner-picture.ts';

/** Pixels along a side of the object's picture in the scanner. */
const OBJECT_PIXELS = 256;
/** What has less of the densest values is seen through. */
const AIR = 0.01;
/** A ray in a slice is drawn over any grid. */
const BEYOND_EVERY_GRID_MM = 5000;
/** More points than a sinogram has rows on any screen would draw the same curve. */
const MOST_POINTS = 1024;

/**
 * What belongs together in the pictures: the reading under the pointer lights its ray in the slices and in the scanner, a
 * place in a slice draws its curve into the sinogram.
 */
export class ScannerLinks {
  readonly #scanner: ScannerPicture;
  readonly #stage: Stage;
  readonly #host: CpuExecutor;
  /** Whose sinogram is on screen, with what corrections have added. */
  #scan: Scan | null = null;
  #subject: Subject | null = null;
  /** Which of the channels shown is the detector's first. */
  #firstMeasured = 0;

  /** @param host rasters the object */
  constructor(scanner: ScannerPicture, stage: Stage, host: CpuExecutor) {
    this.#scanner = scanner;
    this.#stage = stage;
    this.#host = host;
  }

  /**
   * A sinogram of a subject is on screen.
   *
   * @param scan as it is shown, which may go on beyond the detector
   * @param measuredScan without what it has more
   */
  show(scan: Scan, measuredScan: Scan, subject: Subject): void {
    this.#scan = scan;
    this.#firstMeasured = Math.round(axisChannel(scan) - axisChannel(measuredScan));
    const fieldMm = subject.kind === 'measurement' ? fieldOfMeasurement(measuredScan) : subject.fieldSizeMm;
    this.#scanner.show(measuredScan, fieldMm);
    if (subject === this.#subject) return;
    this.#subject = subject;
    void this.#showObject(subject);
  }

  /** Where the pointer is in a slot of the stage. */
  hover({ view: { plane } }: Slot, hover: PaneHover | null): void {
    const scan = this.#scan;
    const reading = hover && scan && plane === 'sinogram' ? { view: hover.row, channel: hover.column } : null;
    const point = hover && scan && plane === 'slice' ? { xMm: hover.horizontalValue, yMm: hover.verticalValue } : null;
    this.#scanner.light(reading && { ...reading, channel: reading.channel - this.#firstMeasured });
    this.#scanner.mark(point);
    const ray = reading && scan ? rayPainter(scan, reading.view, reading.channel) : null;
    const curve = point && scan ? curvePainter(scan, point) : null;
    for (const slot of this.#stage.slots) {
      this.#stage.pane(slotId(slot))?.setTrace(slot.view.plane === 'slice' ? ray : curve);
    }
  }

  /** Turns the scanner to the newest of so many views. */
  showViews(views: number): void {
    this.#scanner.setView(Math.max(0, views - 1));
  }

  async #showObject(subject: Subject): Promise<void> {
    this.#scanner.setObject(null);
    if (subject.kind === 'measurement') return;
    const sizeMm = subject.fieldSizeMm;
    const grid = squareGrid(OBJECT_PIXELS, sizeMm / OBJECT_PIXELS);
    try {
      const values =
        subject.kind === 'image'
          ? await this.#host.run('rasterImage', subject, grid, 0, OBJECT_PIXELS)
          : await this.#host.run('rasterShapes', subject, grid, 0, OBJECT_PIXELS);
      if (subject === this.#subject) this.#scanner.setObject({ picture: pictureOf(values), sizeMm });
    } catch {
      // The scanner stands there without its object; whoever needs the threads says why they are gone.
    }
  }
}

/** The window follows the values: the picture is there to show where the object is, not what it is. */
function pictureOf(values: Float32Array): HTMLCanvasElement {
  const sorted = Float32Array.from(values).sort();
  const white = Math.max(sorted[Math.floor(0.98 * sorted.length)]!, 1e-6);
  const grey = greyPicture(values, { black: 0, white: 1.2 * white });
  const canvas = document.createElement('canvas');
  canvas.width = OBJECT_PIXELS;
  canvas.height = OBJECT_PIXELS;
  const rgba = new ImageData(OBJECT_PIXELS, OBJECT_PIXELS);
  for (let i = 0; i < grey.length; i++) {
    const isAir = values[i]! < AIR * white;
    rgba.data.set([grey[i]!, grey[i]!, grey[i]!, isAir ? 0 : 255], 4 * i);
  }
  canvas.getContext('2d')!.putImageData(rgba, 0, 0);
  return canvas;
}

function fieldOfMeasurement(scan: Scan): number {
  return scan.channels * scan.channelSpacingMm;
}

function rayPainter(scan: Scan, view: number, channel: number): OverlayPainter {
  return (context, { valueToCanvas }) => {
    const { from, to } = rayEnds(scan, view, channel, BEYOND_EVERY_GRID_MM);
    const a = valueToCanvas(from.xMm, from.yMm);
    const b = valueToCanvas(to.xMm, to.yMm);
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    strokeTrace(context);
  };
}

function curvePainter(scan: Scan, point: PointMm): OverlayPainter {
  return (context, { pixelToCanvas }) => {
    const views = scan.anglesRad.length;
    const step = Math.max(1, Math.ceil(views / MOST_POINTS));
    context.beginPath();
    let isDown = false;
    for (let view = 0; view < views; view += step) {
      const channel = channelSeeing(scan, view, point);
      const seen = Number.isFinite(channel);
      // Half a pixel on: whole numbers are edges.
      const { x, y } = pixelToCanvas(seen ? channel + 0.5 : 0, view + 0.5);
      if (seen && isDown) context.lineTo(x, y);
      else if (seen) context.moveTo(x, y);
      isDown = seen;
    }
    strokeTrace(context);
  };
}

function strokeTrace(context: CanvasRenderingContext2D): void {
  const accent = getComputedStyle(document.body).getPropertyValue('--colour-accent');
  context.lineJoin = 'round';
  context.strokeStyle = 'rgb(0 0 0 / 60%)';
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.stroke();
}
