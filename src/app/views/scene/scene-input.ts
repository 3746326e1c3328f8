import type { Gesture } from '../../panes/pane-gestures.ts';
import { zoomOfDrag, zoomOfWheel } from '../../panes/pane-gestures.ts';
import type { KeyPress } from '../../panes/pane-keys.ts';
import { paneKeyAction } from '../../panes/pane-keys.ts';
import { listenToPointers } from '../../panes/pane-pointer.ts';
import type { CanvasPoint } from '../../panes/picture-projection.ts';
import { type Orbit, panned, turned, zoomed } from './orbit.ts';

/** A step of the arrows, and what a way of the picture's height turns. */
const [STEP_DEG, HEIGHT_DEG] = [6, 180];

/** As in panes: arrows turn, with Shift they move, + and − zoom, 0 shows all again. */
export const SCENE_KEYS =
  'ArrowLeft ArrowRight ArrowUp ArrowDown Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown Plus - 0';

/** What a hand does with a scene. */
export interface SceneHand {
  orbit(): Orbit;
  /** From as far as this all can be seen. */
  fittingMm(): number;
  turn(orbit: Orbit): void;
  fit(): void;
}

/** What a key makes of how a scene is looked at; `fit` for all of it again, `null` where it means nothing. */
export function orbitOfKey(press: KeyPress, orbit: Orbit, fittingMm: number): Orbit | 'fit' | null {
  // The plain arrow of the same key, with what Shift makes of it left to the scene.
  const { key, code, ctrlKey, altKey, metaKey } = press;
  const action = paneKeyAction({ key, code, ctrlKey, altKey, metaKey, shiftKey: false }, false);
  switch (action?.kind) {
    case 'pan':
      return press.shiftKey
        ? panned(orbit, -action.across, action.down)
        : turned(orbit, 10 * STEP_DEG * action.across, -10 * STEP_DEG * action.down);
    case 'zoom':
      return zoomed(orbit, 1 / action.factor, fittingMm);
    case 'fit':
      return 'fit';
    default:
      return null;
  }
}

/** Listens to pointers on a picture and to keys of its place. @returns what ends it */
export function listenToHand(picture: HTMLElement, place: HTMLElement, hand: SceneHand): () => void {
  let start: { readonly gesture: Gesture; readonly orbit: Orbit; readonly at: CanvasPoint } | null = null;
  let pinched: Orbit | null = null;
  const height = () => Math.max(1, picture.clientHeight);
  const stop = listenToPointers(picture, picture, {
    usesShift: () => false,
    hover: () => undefined,
    press: (gesture, at) => {
      start = { gesture, orbit: hand.orbit(), at };
      place.focus({ preventScroll: true });
    },
    dragStart: () => undefined,
    drag: (now) => {
      if (!start) return;
      const { gesture, orbit, at } = start;
      const [across, down] = [(now.x - at.x) / height(), (now.y - at.y) / height()];
      if (gesture === 'left') hand.turn(turned(orbit, -HEIGHT_DEG * across, HEIGHT_DEG * down));
      else if (gesture === 'pan') hand.turn(panned(orbit, across, -down));
      else hand.turn(zoomed(orbit, 1 / zoomOfDrag(now.y - at.y), hand.fittingMm()));
    },
    release: () => {
      start = null;
    },
    pinchStart: () => {
      pinched = hand.orbit();
    },
    pinch: (factor, from, to) => {
      if (!pinched) return;
      const moved = panned(pinched, (to.x - from.x) / height(), -(to.y - from.y) / height());
      hand.turn(zoomed(moved, 1 / factor, hand.fittingMm()));
    },
    wheel: (_, turn) => hand.turn(zoomed(hand.orbit(), 1 / zoomOfWheel(turn), hand.fittingMm())),
    doubleClick: () => undefined,
  });
  const key = (event: KeyboardEvent) => {
    // Keys of a control in the scene are the control's.
    if (event.target !== place) return;
    const next = orbitOfKey(event, hand.orbit(), hand.fittingMm());
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === 'fit') hand.fit();
    else hand.turn(next);
  };
  place.addEventListener('keydown', key);
  return () => {
    stop();
    place.removeEventListener('keydown', key);
  };
}
