import { cornerMovedToStep, movedToStep } from './shape-drag.ts';
import type { ShapeEdits, ShapeEditsHost } from './shape-edits.ts';

export interface ShapeKeysHost extends Pick<ShapeEditsHost, 'phantom' | 'attempt'> {
  /** Escape with nothing left to let go of. */
  leave(): void;
}

const LARGE_NUDGE_STEPS = 10;

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** What keys do to shapes on the phantom's picture: select, nudge, take away, let go. */
export class ShapeKeys {
  readonly #host: ShapeKeysHost;
  readonly #edits: ShapeEdits;
  /** What a key held down belongs to. */
  #nudge: object = {};

  constructor(host: ShapeKeysHost, edits: ShapeEdits) {
    this.#host = host;
    this.#edits = edits;
  }

  /** Answers whether the key was taken. */
  press(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const { drawing, corner } = this.#edits;
    if (drawing.now) return drawing.key(event.key);
    const { phantom } = this.#host;
    const arrow = ARROWS[event.key];
    if (arrow && phantom.shape) {
      this.#nudgeBy(arrow, event);
      return true;
    }
    switch (event.key) {
      case 'Tab':
        return this.#selectNext(event.shiftKey ? -1 : 1);
      case 'Delete':
      case 'Backspace':
        this.#edits.removeSelected();
        return true;
      case 'Escape':
        if (corner !== null) this.#edits.setCorner(null);
        else if (phantom.selected !== null) this.#edits.select(null);
        else this.#host.leave();
        return true;
      default:
        return false;
    }
  }

  #nudgeBy([x, y]: readonly [number, number], { shiftKey, repeat }: KeyboardEvent): void {
    const { phantom } = this.#host;
    const { shape } = phantom;
    if (!shape) return;
    // A key held down is one step.
    if (!repeat) this.#nudge = {};
    const { snap } = this.#edits.steps;
    const length = snap * (shiftKey ? LARGE_NUDGE_STEPS : 1);
    const way = { x: x * length, y: y * length };
    const { corner } = this.#edits;
    const next =
      shape.type === 'polygon' && corner !== null
        ? cornerMovedToStep(shape, corner, way, snap)
        : movedToStep(shape, way, snap);
    this.#host.attempt(() => phantom.editShape(next, this.#nudge), true);
  }

  /** At either end the key goes on to the page, so that nobody is kept in the picture. */
  #selectNext(by: 1 | -1): boolean {
    const { phantom } = this.#host;
    const count = phantom.file.shapes.length;
    const next = phantom.selected === null ? (by > 0 ? 0 : -1) : phantom.selected + by;
    if (next < 0 || next >= count) return false;
    this.#edits.select(next);
    return true;
  }
}
