import './contents.css';
import type { LessonEntry } from '../../../../course/compiled-lesson.ts';
import { COURSE } from '../../../../course/course.ts';
import { lessonToGoOnWith } from '../../../../course/go-on.ts';
import { button, make } from '../../../elements/element.ts';
import type { Layout } from '../../../stage/layout.ts';
import { WHOLE_WAY } from '../../../stage/layouts.ts';
import { LESSON, type LearnPage, type LearnPart } from '../learn-part.ts';

/** The contents of the course: every lesson with what it is about and how far one has come, and what else can be done. */
export class Contents implements LearnPart {
  readonly root = make('div', { class: 'learn-part contents' });
  readonly layout: Layout = WHOLE_WAY;
  readonly #page: LearnPage;

  constructor(page: LearnPage) {
    this.#page = page;
    this.#show();
  }

  async begin(): Promise<void> {
    this.#page.changed();
    this.#page.look();
    this.#focus();
  }

  bring(): void {
    this.#show();
  }

  enter(): void {
    this.#show();
    this.#focus();
  }

  #show(): void {
    const { progress, offers } = this.#page;
    const last = progress.last === null ? null : COURSE.find(progress.last);
    const on = last && lessonToGoOnWith(COURSE.all, last, progress.of(last.name).done);
    const others = offers.flatMap(({ name, title, summary }) =>
      title === null ? [] : [entry(title, summary, () => void this.#page.open(name))],
    );
    this.root.replaceChildren(
      make('h2', { tabindex: '-1' }, 'The course'),
      make(
        'p',
        { class: 'contents-way' },
        'Short lessons beside the scan itself. In each step, say what you expect before you look. ',
        make('kbd', {}, 'Page Down'),
        ' goes on, ',
        make('kbd', {}, 'Page Up'),
        ' goes back.',
      ),
      ...(on ? [this.#goOn(on)] : []),
      make('ol', { class: 'contents-list' }, ...COURSE.all.map((lesson) => this.#lesson(lesson, last === null))),
      ...(others.length > 0
        ? [make('h3', {}, 'And'), make('ul', { class: 'contents-list contents-others' }, ...others)]
        : []),
      ...(last
        ? [
            make(
              'p',
              { class: 'contents-kept' },
              progress.isKept
                ? 'Your progress and your answers stay on this machine. '
                : 'This browser stores nothing: your progress and your answers last until the page is closed. ',
              button('Forget my progress', () => this.#forget(), { class: 'lesson-quiet' }),
            ),
          ]
        : []),
    );
  }

  /** Where one has stopped. */
  #goOn({ name, number, title, steps }: LessonEntry): HTMLElement {
    const { at } = this.#page.progress.of(name);
    const step = steps.find(({ id }) => id === at);
    return button(
      `Go on with lesson ${number}: ${title}`,
      () => void this.#page.open(LESSON, { lesson: name, ...(step && { step: step.id }) }),
      { class: 'primary contents-on' },
    );
  }

  #lesson({ name, number, title, summary, minutes, steps }: LessonEntry, isForNewcomer: boolean): HTMLElement {
    const { done } = this.#page.progress.of(name);
    const count = steps.filter(({ id }) => done.includes(id)).length;
    const state =
      count === 0 ? `${minutes} min` : count === steps.length ? '✓ done' : `${count} of ${steps.length} steps`;
    const item = entry(title, summary, () => void this.#page.open(LESSON, { lesson: name }), state);
    item.value = number;
    item.classList.toggle('contents-first', isForNewcomer && number === COURSE.all[0]!.number);
    item.classList.toggle('contents-done', count === steps.length);
    return item;
  }

  #forget(): void {
    const { progress, notices } = this.#page;
    const before = progress.all;
    progress.forget();
    this.#show();
    this.#focus();
    notices.told('Your progress and your answers are forgotten.', {
      text: 'Bring them back',
      act: () => {
        progress.set(before);
        this.#show();
        this.#focus();
      },
    });
  }

  #focus(): void {
    this.root.querySelector<HTMLElement>('.contents-on, .contents-lesson')?.focus({ preventScroll: true });
  }
}

let count = 0;

/** @param state how far one has come, or how long it takes */
function entry(title: string, summary: string, open: () => void, state = ''): HTMLLIElement {
  const [stateId, aboutId] = [`contents-state-${++count}`, `contents-about-${count}`];
  return make(
    'li',
    {},
    make(
      'div',
      { class: 'contents-head' },
      button(title, open, { class: 'contents-lesson', 'aria-describedby': `${stateId} ${aboutId}` }),
      make('span', { class: 'contents-state', id: stateId }, state),
    ),
    make('p', { class: 'contents-about', id: aboutId }, summary),
  );
}
