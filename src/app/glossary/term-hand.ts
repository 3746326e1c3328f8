import './term-label.css';
import { termOf } from '../../course/glossary-index.ts';
import type { Term } from '../../course/glossary-term.ts';
import { make } from '../elements/element.ts';
import type { Notices } from '../shell/notices.ts';
import { type ExamplePage, Examples } from './example.ts';
import { showGlossary } from './glossary-dialog.ts';
import { openTerm } from './term-card.ts';
import type { TermDesk } from './term-desk.ts';
import { isPressed, labelAt, labelsOf, type NamedLabel } from './term-labels.ts';

export interface TermPage extends ExamplePage {
  readonly notices: Notices;
}

/** So long a finger rests on a label that is meant, in ms, and so far it may tremble, in CSS pixels. */
const LONG_MS = 500;
const TREMBLE = 10;
/** So long a pointer rests on a label before its mark is there: whoever presses at once presses the label. */
const REST_MS = 400;

interface LabelOfTerm {
  readonly element: HTMLElement;
  readonly term: Term;
}

/** What a hand does with words on screen: a label that is a term is underlined when it is pointed at, and opens its card. */
export class TermHand implements TermDesk {
  readonly examples: Examples;
  #pointedAt: LabelOfTerm | null = null;
  /** What the pointer is over, label or not. */
  #under: Element | null = null;
  #marking: ReturnType<typeof setTimeout> | undefined;
  /** The finger that rests on a label. */
  #resting: { readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  /** Whether what a long press would do besides is to be left undone. */
  #isSwallowing = false;
  /** Opens the card of what does something else when it is pressed. For the pointer alone: keys have their own. */
  readonly #mark = make('button', { class: 'term-mark', type: 'button', tabindex: '-1', 'aria-hidden': 'true' }, '?');
  #marked: LabelOfTerm | null = null;

  constructor(page: TermPage) {
    this.examples = new Examples(page);
  }

  take(event: Event): void {
    const { type } = event;
    if (type === 'click') this.#clicked(event);
    else if (type === 'scroll') this.#point(null);
    else if (type === 'contextmenu' && this.#isSwallowing) event.preventDefault();
    else if (event instanceof PointerEvent) this.#moved(event);
  }

  /** Whoever goes on by keys points at nothing. */
  keyed({ key }: KeyboardEvent): void {
    if (key !== 'Tab' && !key.startsWith('Arrow')) return;
    this.#under = null;
    this.#point(null);
  }

  explain(focused: Element | null): void {
    const asked = focused === document.body ? null : focused;
    const found = this.#pointedAt ?? firstTerm(labelsOf(asked)) ?? firstTerm(labelsOf(this.#under));
    if (found) this.#open(found);
    else this.list();
  }

  open(id: string, anchor: HTMLElement): void {
    this.#hideMark();
    openTerm(id, anchor, this);
  }

  list(): void {
    showGlossary(this);
  }

  #moved(event: PointerEvent): void {
    if (event.type === 'pointerover' && event.pointerType !== 'touch') {
      if (event.target === this.#mark) return;
      this.#under = event.target as Element;
      this.#point(firstTerm(asList(labelAt(event.target))));
      return;
    }
    if (event.pointerType !== 'touch') return;
    if (event.type === 'pointerdown') {
      this.#isSwallowing = false;
      if (isWorkedWith(event.target)) return;
      const found = firstTerm(asList(labelAt(event.target)));
      if (!found) return;
      const timer = setTimeout(() => {
        this.#isSwallowing = true;
        this.#open(found);
      }, LONG_MS);
      this.#resting = { x: event.clientX, y: event.clientY, timer };
    } else if (this.#resting) {
      const { x, y, timer } = this.#resting;
      if (event.type === 'pointermove' && Math.hypot(event.clientX - x, event.clientY - y) < TREMBLE) return;
      clearTimeout(timer);
      this.#resting = null;
    }
  }

  #clicked(event: Event): void {
    if (this.#isSwallowing) {
      this.#isSwallowing = false;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const { target } = event;
    if (target === this.#mark && this.#marked) {
      this.#open(this.#marked);
      return;
    }
    // What a press does may move its label, and the mark would lie over another.
    this.#hideMark();
    const asked = (target as Element).closest?.<HTMLElement>('[data-explains]');
    if (asked) {
      this.open(asked.dataset.explains ?? '', asked);
      return;
    }
    if (isWorkedWith(target)) return;
    const label = labelAt(target);
    const found = firstTerm(asList(label));
    if (!found || isPressed(found.element) || !getSelection()?.isCollapsed) return;
    this.#open(found);
  }

  #open({ element, term }: LabelOfTerm): void {
    this.open(term.id, element);
  }

  #point(found: LabelOfTerm | null): void {
    if (found?.element === this.#pointedAt?.element && found?.term === this.#pointedAt?.term) return;
    this.#pointedAt?.element.classList.remove('term-label');
    this.#pointedAt = found;
    this.#hideMark();
    if (!found) return;
    const { element } = found;
    const does = isPressed(element);
    element.classList.add('term-label');
    element.classList.toggle('term-label-pressed', does);
    const hasRoom = does && element.closest('.panel, .numbers, dialog') && !element.matches('.lil-title');
    if (hasRoom) this.#marking = setTimeout(() => this.#showMark(found), REST_MS);
  }

  /** Behind the last letter, and at the end of what is longer: its middle is where it is pressed. */
  #showMark(found: LabelOfTerm): void {
    this.#marked = found;
    (found.element.closest('dialog') ?? document.body).append(this.#mark);
    const text = document.createRange();
    text.selectNodeContents(found.element);
    const { right, top, height } = text.getBoundingClientRect();
    const end = found.element.getBoundingClientRect().right - this.#mark.offsetWidth - 2;
    this.#mark.style.left = `${Math.max(right + 2, end)}px`;
    this.#mark.style.top = `${top + height / 2}px`;
  }

  #hideMark(): void {
    clearTimeout(this.#marking);
    this.#mark.remove();
    this.#marked = null;
  }
}

/** Whether a place is what a hand turns and types in, and not a word beside it. */
function isWorkedWith(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, .lil-widget') !== null;
}

function asList(label: NamedLabel | null): readonly NamedLabel[] {
  return label ? [label] : [];
}

function firstTerm(labels: readonly NamedLabel[]): LabelOfTerm | null {
  for (const { element, names } of labels) {
    const term = termOf(...names);
    if (term) return { element, term };
  }
  return null;
}
