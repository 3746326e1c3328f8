import type { CanvasPoint } from './picture-projection.ts';

/** Whose a drag on a picture is: that of the tool which has the left button, or of panning and zooming. */
export type Gesture = 'left' | 'pan' | 'zoom';

/** What is held down when a drag begins; `button` as in a PointerEvent: 0 left, 1 middle, 2 right. */
export interface DragStart {
  readonly button: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly pointerType: string;
}

/**
 * The habits of radiology viewers: middle (or Shift and left) pans, right zooms, left and a single finger turn the window
 * or do what the tool that has them does. Control and left is the right button of a Mac.
 *
 * @param usesShift Shift and left are the tool's too
 */
export function gestureOf(start: DragStart, usesShift = false): Gesture | null {
  if (start.pointerType === 'touch') return 'left';
  if (start.button === 1) return 'pan';
  if (start.button === 2) return 'zoom';
  if (start.button !== 0) return null;
  if (usesShift && !start.ctrlKey) return 'left';
  if (start.shiftKey) return 'pan';
  return start.ctrlKey ? 'zoom' : 'left';
}

/** How far a pointer must go before it is a drag and not a click, CSS pixels; fingers are less steady. */
export function dragThresholdPixels(pointerType: string): number {
  return pointerType === 'touch' ? 10 : 3;
}

/** The zoom of a drag: up enlarges, by e (2.7) every 150 CSS pixels. */
export function zoomOfDrag(dyPixels: number): number {
  return Math.exp(-dyPixels / 150);
}

/** A turn of the wheel, as a WheelEvent has it. */
export interface WheelTurn {
  /** Up is negative. */
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
}

function pixelsOfWheel({ deltaY, deltaMode }: WheelTurn): number {
  return deltaMode === 1 ? deltaY * 33 : deltaMode === 2 ? deltaY * 400 : deltaY;
}

/** The zoom of a turn of the wheel: up enlarges. */
export function zoomOfWheel(turn: WheelTurn): number {
  const pixels = pixelsOfWheel(turn);
  // Browsers send a pinch on a trackpad as small turns of the wheel with Control held.
  const speed = turn.ctrlKey ? 0.01 : 0.002;
  // One notch never does more than double: some wheels send very large turns.
  return Math.exp(-Math.min(Math.max(pixels * speed, -0.69), 0.69));
}

/** A notch of most mouse wheels in pixels; a turn of half of it is one at least. */
const NOTCH_PIXELS = 100;
/** Trackpads, and wheels that speed up, send small turns: so many pixels of them are a step. */
const SMALL_STEP_PIXELS = 16;

/** Turns of the wheel as whole steps, up as positive ones: a notch is one, and small turns add up. */
export class WheelSteps {
  #restPixels = 0;

  of(turn: WheelTurn): number {
    const up = -pixelsOfWheel(turn);
    if (Math.abs(up) >= NOTCH_PIXELS / 2) {
      this.#restPixels = 0;
      return Math.sign(up) * Math.max(1, Math.round(Math.abs(up) / NOTCH_PIXELS));
    }
    // Another way round nothing is left over.
    const sum = up * this.#restPixels < 0 ? up : up + this.#restPixels;
    const steps = Math.trunc(sum / SMALL_STEP_PIXELS) || 0;
    this.#restPixels = sum - steps * SMALL_STEP_PIXELS;
    return steps;
  }
}

/** Two fingers: how much their distance has grown, and from where to where their middle has moved. */
export function pinchOf(
  start: readonly [CanvasPoint, CanvasPoint],
  now: readonly [CanvasPoint, CanvasPoint],
): { factor: number; from: CanvasPoint; to: CanvasPoint } {
  const distance = ([a, b]: readonly [CanvasPoint, CanvasPoint]) => Math.hypot(a.x - b.x, a.y - b.y);
  const middle = ([a, b]: readonly [CanvasPoint, CanvasPoint]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  return { factor: Math.max(distance(now), 1) / Math.max(distance(start), 1), from: middle(start), to: middle(now) };
}
