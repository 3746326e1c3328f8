import type { MarkKeyPress } from '../../../src/app/marks/mark-keys.ts';
import { type SeenMarks, seenMarks } from '../../../src/app/marks/mark-plane.ts';
import { MarkStore } from '../../../src/app/marks/mark-store.ts';
import { MarksHand } from '../../../src/app/marks/marks-hand.ts';
import type { OverlayProjection } from '../../../src/app/panes/pane-content.ts';
import type { ToolPoint } from '../../../src/app/panes/pane-tool.ts';
import type { Step } from '../../../src/app/present/past.ts';

/** A pane of 400 × 400 CSS pixels; a slice of 200 mm about the axis, y upwards. */
export const SLICE: OverlayProjection = projection(true, (x, y) => ({ x: 200 + 2 * x, y: 200 - 2 * y }));

/** Channels over 200 mm about the axis, views over 180° downwards. */
export const SINOGRAM: OverlayProjection = projection(false, (u, degrees) => ({
  x: 200 + 2 * u,
  y: (degrees * 400) / 180,
}));

function projection(hasLengths: boolean, valueToCanvas: OverlayProjection['valueToCanvas']): OverlayProjection {
  return {
    frame: { left: 0, top: 0, width: 400, height: 400 },
    ...{ hasLengths, valueToCanvas, pixelToCanvas: (x, y) => ({ x, y }) },
  };
}

export const SEEN_SLICE: SeenMarks = seenMarks(SLICE);
export const SEEN_SINOGRAM: SeenMarks = seenMarks(SINOGRAM);

export const at = (horizontal: number, vertical: number, held: Partial<ToolPoint> = {}): ToolPoint => ({
  ...{ horizontal, vertical, onBody: { x: 0, y: 0 }, touch: false, shiftKey: false, altKey: false },
  ...held,
});

export const press = (key: string, held: Partial<MarkKeyPress> = {}): KeyboardEvent =>
  ({
    ...{ key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, repeat: false },
    ...held,
  }) as KeyboardEvent;

/** A hand on marks that keeps what it was told. */
export function handOnMarks() {
  const store = new MarkStore();
  const steps: Step[] = [];
  const said: string[] = [];
  const hand = new MarksHand({
    store,
    changed: (step) => steps.push(step),
    chosen: () => undefined,
    say: (sentence) => said.push(sentence),
  });
  return { store, hand, steps, said };
}
