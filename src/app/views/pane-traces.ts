import type { Scan } from '../../geometry/scan.ts';
import { channelSeeing, type PointMm, rayEnds } from '../../geometry/scan-points.ts';
import type { OverlayPainter, PaneHover } from '../panes/pane-content.ts';
import { type Slot, slotId } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';

/** A ray in a slice is drawn over any grid. */
const BEYOND_EVERY_GRID_MM = 5000;
/** More points than a sinogram has rows on any screen would draw the same curve. */
const MOST_POINTS = 1024;

/** What belongs together in the panes: the reading under the pointer lights its ray in the slices, a place in a slice draws its curve into the sinogram. */
export class PaneTraces {
  readonly #stage: Stage;
  /** Whose sinogram is on screen, with what corrections have added. */
  #scan: Scan | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** A sinogram is on screen. @param scan as it is shown, which may go on beyond the detector */
  show(scan: Scan): void {
    this.#scan = scan;
  }

  /** Where the pointer is in a slot of the stage. */
  hover({ view: { plane } }: Slot, hover: PaneHover | null): void {
    const scan = this.#scan;
    const ray = hover && scan && plane === 'sinogram' ? rayPainter(scan, hover.row, hover.column) : null;
    const point = hover && plane === 'slice' ? { xMm: hover.horizontalValue, yMm: hover.verticalValue } : null;
    const curve = point && scan ? curvePainter(scan, point) : null;
    for (const slot of this.#stage.slots) {
      this.#stage.pane(slotId(slot))?.setTrace(slot.view.plane === 'slice' ? ray : curve);
    }
  }
}

function rayPainter(scan: Scan, view: number, channel: number): OverlayPainter {
  return (context, { valueToCanvas }, { lineScale }) => {
    const { from, to } = rayEnds(scan, view, channel, BEYOND_EVERY_GRID_MM);
    const a = valueToCanvas(from.xMm, from.yMm);
    const b = valueToCanvas(to.xMm, to.yMm);
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    strokeTrace(context, lineScale);
  };
}

function curvePainter(scan: Scan, point: PointMm): OverlayPainter {
  return (context, { pixelToCanvas }, { lineScale }) => {
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
    strokeTrace(context, lineScale);
  };
}

function strokeTrace(context: CanvasRenderingContext2D, scale: number): void {
  const accent = getComputedStyle(document.body).getPropertyValue('--colour-accent');
  context.lineJoin = 'round';
  context.strokeStyle = 'rgb(0 0 0 / 60%)';
  context.lineWidth = 4 * scale;
  context.stroke();
  context.strokeStyle = accent;
  context.lineWidth = 1.5 * scale;
  context.stroke();
}
