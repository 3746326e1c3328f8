import { INKS, type Ink, type Stroke } from '../../../course/lecture.ts';
import { MOST_STROKE_NUMBERS, MOST_STROKES } from '../../../course/lecture-schema.ts';
import { simplifiedPath } from '../../marks/simplified-path.ts';
import type { ToolPoint } from '../../panes/pane-tool.ts';
import type { Plane } from '../../views/view.ts';

/** A stroke stays as near to the hand as this, CSS pixels. */
const NEAR_PIXELS = 0.6;
/** Of a place: a thousandth of a millimetre is nothing to see. */
const DIGITS = 5;

export interface StrokesHost {
  /** Keeps them with the slide. */
  keep(strokes: readonly Stroke[]): void;
  /** Paints over the pictures again. */
  redraw(): void;
}

/** What is drawn over the present slide, and the pen that draws. */
export class Strokes {
  readonly #host: StrokesHost;
  #all: readonly Stroke[] = [];
  #growing: { readonly plane: Plane; readonly path: ToolPoint[] } | null = null;
  #ink: Ink = INKS[0];

  constructor(host: StrokesHost) {
    this.#host = host;
  }

  get ink(): Ink {
    return this.#ink;
  }

  /** The next colour. */
  nextInk(): void {
    this.#ink = INKS[(INKS.indexOf(this.#ink) + 1) % INKS.length]!;
  }

  /** Those of another slide. */
  show(strokes: readonly Stroke[]): void {
    if (strokes === this.#all) return;
    this.#all = strokes;
    this.#growing = null;
    this.#host.redraw();
  }

  /** On a plane, with the one that grows. */
  on(plane: Plane): readonly Pick<Stroke, 'ink' | 'points'>[] {
    const there = this.#all.filter((stroke) => stroke.plane === plane);
    const growing = this.#growing;
    if (growing?.plane !== plane) return there;
    return [...there, { ink: this.#ink, points: valuesOf(growing.path) }];
  }

  begin(plane: Plane, at: ToolPoint): void {
    this.#growing = { plane, path: [at] };
    this.#host.redraw();
  }

  grow(at: ToolPoint): void {
    this.#growing?.path.push(at);
    this.#host.redraw();
  }

  end(isCancelled: boolean): void {
    const growing = this.#growing;
    this.#growing = null;
    if (growing && !isCancelled) {
      const stroke = { plane: growing.plane, ink: this.#ink, points: valuesOf(simplified(growing.path)) };
      this.#set([...this.#all, stroke].slice(-MOST_STROKES));
    } else this.#host.redraw();
  }

  /** Takes the last one away. */
  undo(): void {
    this.#set(this.#all.slice(0, -1));
  }

  eraseAll(): void {
    this.#set([]);
  }

  #set(strokes: readonly Stroke[]): void {
    this.#all = strokes;
    this.#host.keep(strokes);
    this.#host.redraw();
  }
}

/** As the hand saw it, since axes may be unlike. */
function simplified(path: readonly ToolPoint[]): readonly ToolPoint[] {
  const byPlace = new Map(path.map((point) => [point.onBody, point]));
  const kept = simplifiedPath([...byPlace.keys()], NEAR_PIXELS, MOST_STROKE_NUMBERS / 2);
  return kept.map((place) => byPlace.get(place as ToolPoint['onBody'])!);
}

function valuesOf(path: readonly ToolPoint[]): readonly number[] {
  return path.flatMap(({ horizontal, vertical }) => [rounded(horizontal), rounded(vertical)]);
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
