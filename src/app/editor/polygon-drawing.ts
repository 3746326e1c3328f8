import type { Point } from './edited-shape.ts';

/** A polygon that is being drawn. */
export interface Drawing {
  readonly corners: readonly Point[];
  /** Where the next corner would be. */
  readonly pointer: Point | null;
}

export interface PolygonDrawingHost {
  /** A polygon grows, or its next corner has moved. */
  changed(): void;
  say(sentence: string): void;
  /** Makes a polygon of the corners; answers whether it was taken. A refused outline goes on being drawn. */
  finish(corners: readonly Point[]): boolean;
  /** Enter before the first corner. */
  takeTriangle(): void;
  /** How near the first corner a click ends the outline, in the file's unit. */
  reach(): number;
}

const LEAST_CORNERS = 3;

const WORDS =
  'Click to add corners; double-click or Enter to finish, Escape to cancel. Enter before the first corner inserts a triangle.';

/** Drawing a polygon corner by corner. */
export class PolygonDrawing {
  readonly #host: PolygonDrawingHost;
  #drawing: Drawing | null = null;
  /** Where the pointer went down. */
  #pressed: Point | null = null;

  constructor(host: PolygonDrawingHost) {
    this.#host = host;
  }

  get now(): Drawing | null {
    return this.#drawing;
  }

  begin(): void {
    this.#drawing = { corners: [], pointer: null };
    this.#host.changed();
    this.#host.say(WORDS);
  }

  /** Something else is taken in its place. */
  forget(): void {
    this.#drawing = null;
  }

  cancel(): void {
    if (!this.#drawing) return;
    this.#drawing = null;
    this.#host.changed();
  }

  press(at: Point): void {
    this.#pressed = at;
  }

  drag(at: Point): void {
    this.#pressed = at;
    this.point(at);
  }

  release(cancelled: boolean): void {
    const pressed = this.#pressed;
    this.#pressed = null;
    if (this.#drawing && pressed && !cancelled) this.#addCorner(pressed);
  }

  /** The pointer is here, or has left. */
  point(pointer: Point | null): void {
    if (!this.#drawing) return;
    this.#drawing = { corners: this.#drawing.corners, pointer };
    this.#host.changed();
  }

  finish(): void {
    const { corners } = this.#drawing!;
    if (corners.length < LEAST_CORNERS) {
      this.#host.say(`A polygon needs three corners; this one has ${corners.length} so far.`);
      return;
    }
    if (this.#host.finish(corners)) this.cancel();
  }

  key(key: string): boolean {
    const { corners } = this.#drawing!;
    switch (key) {
      case 'Enter':
        if (corners.length === 0) this.#host.takeTriangle();
        else this.finish();
        return true;
      case 'Escape':
        this.cancel();
        return true;
      case 'Backspace':
      case 'Delete':
        this.#grow(corners.slice(0, -1));
        return true;
      default:
        return false;
    }
  }

  #addCorner(at: Point): void {
    const { corners } = this.#drawing!;
    const isNear = (other: Point | undefined) =>
      other !== undefined && Math.hypot(other.x - at.x, other.y - at.y) < this.#host.reach();
    if (corners.length >= LEAST_CORNERS && isNear(corners[0])) this.finish();
    // The second click of a double-click.
    else if (!isNear(corners.at(-1))) this.#grow([...corners, at]);
  }

  #grow(corners: readonly Point[]): void {
    this.#drawing = { corners, pointer: this.#drawing!.pointer };
    this.#host.changed();
    this.#host.say(
      corners.length === 0
        ? WORDS
        : `${corners.length} ${corners.length === 1 ? 'corner' : 'corners'}; double-click or Enter to finish, Escape to cancel.`,
    );
  }
}
