import type { PlanePoint } from '../../measure/plane.ts';
import { pressedKey } from '../shell/pressed-key.ts';
import type { Plane } from '../views/view.ts';
import type { Mark } from './mark.ts';
import { markSteps, movedForm, withHandleMoved } from './mark-drag.ts';
import { handleName, type MarkHandle, markHandles } from './mark-handles.ts';
import { marksOn, type SeenMarks, whyNoMark } from './mark-plane.ts';
import type { MarksHand } from './marks-hand.ts';
import { markAbout } from './new-mark.ts';

/** With Shift arrows go so many steps, with Ctrl such a part of one. */
const COARSER = 10;
const FINER = 1 / 10;

const ARROWS: Readonly<Record<string, PlanePoint>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

export type MarkKeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'
>;

/** What keys do to the marks of a plane whose picture has the focus: put down, choose, move, reshape, take away. */
export class MarkKeys {
  readonly #plane: Plane;
  readonly #hand: MarksHand;
  readonly #say: (sentence: string) => void;
  /** What a key held down belongs to. */
  #nudge: object = {};

  constructor(plane: Plane, hand: MarksHand, say: (sentence: string) => void) {
    this.#plane = plane;
    this.#hand = hand;
    this.#say = say;
  }

  /** Answers whether the key was taken. */
  press(event: MarkKeyPress, seen: SeenMarks): boolean {
    if (event.altKey || event.metaKey) return false;
    const arrow = ARROWS[event.key];
    const mark = this.#mark;
    if (arrow) return mark !== null && this.#nudgeBy(mark, arrow, event, seen);
    if (event.ctrlKey) return false;
    switch (pressedKey(event)) {
      case 'Enter':
        return this.#enter(event.shiftKey, seen);
      case 'Tab':
        return this.#chooseNext(event.shiftKey ? -1 : 1);
      case 'Delete':
      case 'Backspace':
        if (mark) this.#hand.remove(mark.name);
        return mark !== null;
      case 'Escape':
        return this.#letGo(mark);
      default:
        return false;
    }
  }

  /** The chosen mark, where it lies on this plane. */
  get #mark(): Mark | null {
    const { mark } = this.#hand;
    return mark?.plane === this.#plane ? mark : null;
  }

  /** Puts down what is to be drawn; otherwise goes from handle to handle of the chosen mark. */
  #enter(backwards: boolean, seen: SeenMarks): boolean {
    const { kind, handle } = this.#hand;
    const mark = this.#mark;
    if (kind) {
      const why = whyNoMark(kind, seen);
      const { left, right, bottom, top } = seen.visible;
      if (why !== null) this.#say(why);
      else this.#hand.add(this.#plane, markAbout(kind, { x: (left + right) / 2, y: (bottom + top) / 2 }, seen));
      return true;
    }
    if (!mark) return false;
    const names = handlesForKeys(mark, seen).map(handleName);
    const at = handle === null ? (backwards ? names.length : -1) : names.indexOf(handle);
    this.#hand.choose(mark.name, names[at + (backwards ? -1 : 1)] ?? null);
    return true;
  }

  #nudgeBy(mark: Mark, arrow: PlanePoint, { shiftKey, ctrlKey, repeat }: MarkKeyPress, seen: SeenMarks): boolean {
    // A key held down is one step.
    if (!repeat) this.#nudge = {};
    const { snap } = markSteps(seen);
    const fine = ctrlKey ? snap * FINER : snap;
    const length = shiftKey ? snap * COARSER : fine;
    const way = { x: arrow.x * length, y: arrow.y * length };
    const { handle } = this.#hand;
    const held = handlesForKeys(mark, seen).find((other) => handleName(other) === handle);
    const form = held ? withHandleMoved(mark.form, held, way, fine, seen) : movedForm(mark.form, way, fine, seen);
    this.#hand.reshape(mark.name, form, { gesture: this.#nudge, moving: true });
    return true;
  }

  /** At either end the key goes on to the page, so that nobody is kept in the picture. */
  #chooseNext(by: 1 | -1): boolean {
    const here = marksOn(this.#hand.all, this.#plane);
    const at = here.findIndex(({ name }) => name === this.#mark?.name);
    const next = at < 0 ? (by > 0 ? 0 : here.length - 1) : at + by;
    if (next < 0 || next >= here.length) return false;
    this.#hand.choose(here[next]!.name);
    return true;
  }

  #letGo(mark: Mark | null): boolean {
    const { kind, handle } = this.#hand;
    if (kind) this.#hand.draw(null);
    else if (mark) this.#hand.choose(handle === null ? null : mark.name);
    else return false;
    return true;
  }
}

/** Those that arrows move: one that makes a corner is there for a drag alone, and all of a mark needs none. */
function handlesForKeys({ form }: Mark, seen: SeenMarks): readonly MarkHandle[] {
  return markHandles(form, seen).filter(({ kind }) => kind !== 'edge' && kind !== 'move');
}
