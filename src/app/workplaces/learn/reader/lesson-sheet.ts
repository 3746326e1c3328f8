import './lesson.css';
import type { Lesson } from '../../../../course/lesson.ts';
import { button, byId, make } from '../../../elements/element.ts';
import { scrollBefore } from './reading-on.ts';

/** What a hand does with the sheet. */
export interface SheetHand {
  contents(): void;
  /** @param at counted from 0 */
  goTo(at: number): void;
  /** The next step, or the one before, of this lesson or its neighbours. */
  go(by: 1 | -1): void;
}

/** What stands on the sheet. */
export interface SheetContent {
  readonly lesson: Lesson;
  readonly at: number;
  readonly done: readonly string[];
  /** What follows the last step, and what comes before the first; `null` where nothing does. */
  readonly next: string | null;
  readonly before: string | null;
  readonly text: readonly HTMLElement[];
  readonly task: HTMLElement | null;
  /** Puts the answer into the report; `null` where nothing is asked. */
  readonly toReport: (() => void) | null;
  /** The same of all answers of the lesson, at its end. */
  readonly allToReport: (() => void) | null;
}

/** A step of a lesson in the panel: which one, its words, its knobs, what it asks for, and the ways on. */
export class LessonSheet {
  readonly root = make('div', { class: 'learn-part lesson' });
  readonly knobs = make('section', { class: 'lesson-knobs', 'aria-label': 'Controls of this step' });
  readonly #locked = make('p', { class: 'lesson-locked', hidden: '' }, 'Say what you expect first, then turn these.');
  /** In sight when all of the step has been. */
  readonly #end = make('div', { class: 'lesson-end' });
  readonly marks = make('ul', { class: 'lesson-marks', 'aria-label': 'Values at the marks' });
  readonly #hand: SheetHand;
  readonly #body = make('div', { class: 'lesson-body' });
  #title: HTMLElement | null = null;
  #dots: readonly HTMLElement[] = [];

  constructor(hand: SheetHand) {
    this.#hand = hand;
    new IntersectionObserver((seen) => {
      this.root.classList.toggle('lesson-goes-on', !seen.at(-1)!.isIntersecting);
    }).observe(this.#end);
  }

  show({ lesson, at, done, next, before, text, task, toReport, allToReport }: SheetContent): void {
    const { steps, number, title } = lesson;
    this.#dots = steps.map((step, i) => this.#dot(`${i + 1}. ${step.title}`, i, i === at));
    this.showDone(lesson, done);
    this.#title = make('h2', { class: 'lesson-title', tabindex: '-1' }, steps[at]!.title);
    this.#body.replaceChildren(
      this.#title,
      make('div', { class: 'lesson-text' }, ...text),
      this.marks,
      this.#locked,
      this.knobs,
      ...(task ? [task] : []),
      make(
        'div',
        { class: 'lesson-report' },
        ...(toReport ? [button('Put my answer into the report', toReport, { class: 'lesson-quiet' })] : []),
        ...(allToReport ? [button('Put all answers into the report', allToReport, { class: 'lesson-quiet' })] : []),
      ),
    );
    const isLast = at === steps.length - 1;
    const on = isLast ? (next === null ? 'Contents' : 'Next lesson') : 'Next';
    this.root.replaceChildren(
      make(
        'header',
        { class: 'lesson-header' },
        button('Contents', () => this.#hand.contents(), { class: 'lesson-contents' }),
        make('p', { class: 'lesson-name' }, `${number} ${title}`),
        make('ol', { class: 'lesson-dots', 'aria-label': 'Steps' }, ...this.#dots),
      ),
      this.#body,
      make(
        'footer',
        { class: 'lesson-footer' },
        button('Back', () => this.#hand.go(-1), {
          ...{ class: 'lesson-turn', 'aria-keyshortcuts': 'PageUp' },
          title: `${at === 0 && before !== null ? before : 'The step before'} (Page Up)`,
          ...(at === 0 && before === null ? { disabled: '' } : {}),
        }),
        make('span', { class: 'lesson-count' }, `${at + 1} of ${steps.length}`),
        button(on, () => this.#hand.go(1), {
          ...{
            class: 'lesson-turn primary',
            title: `${(isLast ? next : steps[at + 1]!.title) ?? 'The contents'} (Page Down)`,
            'aria-keyshortcuts': 'PageDown',
          },
        }),
      ),
      this.#end,
    );
  }

  /** Whether the controls wait for what one expects. */
  lock(isLocked: boolean): void {
    this.knobs.inert = isLocked;
    this.#locked.hidden = !isLocked || this.knobs.hidden;
  }

  /** A key for the next or the last page: what is left of the step comes into sight, and then another step. */
  turn(by: 1 | -1): void {
    const panel = this.root.parentElement;
    const far = panel && scrollBefore(by, panel);
    if (far === null) this.#hand.go(by);
    else panel!.scrollBy({ top: far });
  }

  /** Which steps have been gone through. */
  showDone({ steps }: Lesson, done: readonly string[]): void {
    for (const [i, dot] of this.#dots.entries()) {
      const isDone = done.includes(steps[i]!.id);
      dot.classList.toggle('lesson-dot-done', isDone);
      dot.firstElementChild!.setAttribute('aria-label', `Step ${i + 1}, ${steps[i]!.title}${isDone ? ', done' : ''}`);
    }
  }

  /** Another step has come by a hand: it is read from its title on. */
  takeFocus(): void {
    this.#title?.focus({ preventScroll: true });
    this.root.parentElement?.scrollTo({ top: 0 });
    this.showPictures();
  }

  /** On a phone pictures stand above the words, and may have been scrolled away. */
  showPictures(): void {
    byId('stage', HTMLElement).scrollIntoView({ block: 'start' });
  }

  #dot(title: string, at: number, isPresent: boolean): HTMLElement {
    const dot = button('', () => this.#hand.goTo(at), { title, ...(isPresent && { 'aria-current': 'step' }) });
    return make('li', {}, dot);
  }
}
