import { dragThresholdPixels, type Gesture, gestureOf, pinchOf, type WheelTurn } from './pane-gestures.ts';
import type { CanvasPoint } from './picture-projection.ts';

/** What a pointer is and holds down. */
export interface HeldKeys {
  readonly touch: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** What the pointers over a picture ask for. Points are in CSS pixels of the reference element. */
export interface PointerHandler {
  /** Whether Shift and the left button belong to the tool that has the left button. */
  usesShift(): boolean;
  /** The pointer is here; null when it has left. */
  hover(point: CanvasPoint | null, held: HeldKeys): void;
  /** A button or the only finger went down, even if nothing moves then. */
  press(gesture: Gesture, point: CanvasPoint, held: HeldKeys): void;
  /** It has moved too far for a click. */
  dragStart(): void;
  drag(now: CanvasPoint, held: HeldKeys): void;
  /** `cancelled` when the browser took the drag away, for instance to scroll the page. */
  release(cancelled: boolean): void;
  pinchStart(): void;
  pinch(factor: number, from: CanvasPoint, to: CanvasPoint): void;
  wheel(point: CanvasPoint, turn: WheelTurn): void;
  doubleClick(point: CanvasPoint, held: HeldKeys): void;
}

interface Drag {
  readonly pointerId: number;
  readonly start: CanvasPoint;
  readonly thresholdPixels: number;
  begun: boolean;
}

/**
 * Turns mouse, pen and finger events on `picture` into gestures. `reference` is an element that stays put while the
 * picture grows and shrinks. Returns the function that stops listening.
 */
export function listenToPointers(picture: HTMLElement, reference: Element, handler: PointerHandler): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  /** The fingers on the picture, by pointer id. */
  const fingers = new Map<number, CanvasPoint>();
  let drag: Drag | null = null;
  let pinchStart: [CanvasPoint, CanvasPoint] | null = null;

  const pointOf = (event: MouseEvent): CanvasPoint => {
    const rectangle = reference.getBoundingClientRect();
    return { x: event.clientX - rectangle.left, y: event.clientY - rectangle.top };
  };

  const heldOf = (event: MouseEvent): HeldKeys => ({
    touch: event instanceof PointerEvent && event.pointerType === 'touch',
    shiftKey: event.shiftKey,
    altKey: event.altKey,
  });

  const endDrag = (cancelled: boolean) => {
    if (!drag) return;
    drag = null;
    handler.release(cancelled);
  };

  const startPinch = () => {
    // The first finger's drag was only the beginning of the pinch.
    endDrag(true);
    pinchStart = [...fingers.values()].slice(0, 2) as [CanvasPoint, CanvasPoint];
    handler.pinchStart();
  };

  picture.addEventListener(
    'pointerdown',
    (event) => {
      const point = pointOf(event);
      handler.hover(point, heldOf(event));
      picture.setPointerCapture(event.pointerId);
      if (event.pointerType === 'touch') {
        fingers.set(event.pointerId, point);
        if (fingers.size === 2) startPinch();
        if (fingers.size !== 1) return;
      }
      if (drag || pinchStart) return;
      const gesture = gestureOf(event, handler.usesShift());
      if (!gesture) return;
      drag = {
        pointerId: event.pointerId,
        start: point,
        thresholdPixels: dragThresholdPixels(event.pointerType),
        begun: false,
      };
      handler.press(gesture, point, heldOf(event));
    },
    { signal },
  );

  picture.addEventListener(
    'pointermove',
    (event) => {
      const point = pointOf(event);
      if (fingers.has(event.pointerId)) fingers.set(event.pointerId, point);
      if (pinchStart) {
        if (fingers.size < 2) return;
        const now = [...fingers.values()].slice(0, 2) as [CanvasPoint, CanvasPoint];
        const { factor, from, to } = pinchOf(pinchStart, now);
        handler.pinch(factor, from, to);
        return;
      }
      if (drag && drag.pointerId === event.pointerId) {
        if (!drag.begun && Math.hypot(point.x - drag.start.x, point.y - drag.start.y) >= drag.thresholdPixels) {
          drag.begun = true;
          handler.dragStart();
        }
        if (drag.begun) handler.drag(point, heldOf(event));
      }
      handler.hover(point, heldOf(event));
    },
    { signal },
  );

  const release = (event: PointerEvent, cancelled: boolean) => {
    fingers.delete(event.pointerId);
    // A pinch is over when the last finger is up: the one that stays must not begin a drag.
    if (fingers.size === 0) pinchStart = null;
    if (drag?.pointerId === event.pointerId) endDrag(cancelled);
  };
  picture.addEventListener('pointerup', (event) => release(event, false), { signal });
  picture.addEventListener(
    'pointercancel',
    (event) => {
      release(event, true);
      handler.hover(null, heldOf(event));
    },
    { signal },
  );
  picture.addEventListener(
    'pointerleave',
    (event) => {
      // A finger's last place keeps its reading until the next touch.
      if (event.pointerType !== 'touch') handler.hover(null, heldOf(event));
    },
    { signal },
  );

  picture.addEventListener(
    'mousedown',
    (event) => {
      // The middle button would start the browser's own scrolling; what is prevented includes the focus.
      if (event.button !== 1) return;
      event.preventDefault();
      picture.focus({ preventScroll: true });
    },
    { signal },
  );
  picture.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  picture.addEventListener('dblclick', (event) => handler.doubleClick(pointOf(event), heldOf(event)), { signal });
  picture.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      handler.wheel(pointOf(event), event);
    },
    { signal, passive: false },
  );
  // One finger may scroll the page (see `touch-action` in pane.css); two are a pinch, which the page must not take.
  const keepPinch = (event: TouchEvent) => {
    if (event.touches.length > 1) event.preventDefault();
  };
  picture.addEventListener('touchstart', keepPinch, { signal, passive: false });
  picture.addEventListener('touchmove', keepPinch, { signal, passive: false });

  return () => listening.abort();
}
