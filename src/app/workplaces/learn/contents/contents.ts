import { COURSE } from '../../../../course/course.ts';
import { button, make } from '../../../elements/element.ts';
import type { Layout } from '../../../stage/layout.ts';
import { WHOLE_WAY } from '../../../stage/layouts.ts';
import { LESSON, type LearnPage, type LearnPart } from '../learn-part.ts';

/** The contents of the course: every lesson with what it is about, and what else can be done. */
export class Contents implements LearnPart {
  readonly root: HTMLElement;
  readonly layout: Layout = WHOLE_WAY;

  constructor(page: LearnPage) {
    const list = make('ol', { class: 'contents-list' });
    for (const { name, title, summary, minutes, number } of COURSE.all) {
      const open = button(title, () => void page.open(LESSON, { lesson: name }), { class: 'contents-lesson' });
      const about = make('p', { class: 'contents-about' }, `${summary} `, make('span', {}, `${minutes} min`));
      list.append(make('li', { value: String(number) }, open, about));
    }
    const others = page.offers.flatMap(({ name, title, summary }) =>
      title === null
        ? []
        : [
            make(
              'li',
              {},
              button(title, () => void page.open(name), { class: 'contents-lesson' }),
              make('p', { class: 'contents-about' }, summary),
            ),
          ],
    );
    this.root = make(
      'div',
      { class: 'learn-part' },
      make('h2', {}, 'The course'),
      make('p', { class: 'panel-text' }, 'Short lessons. In each step, say what you expect before you look.'),
      list,
      ...(others.length > 0 ? [make('ul', { class: 'contents-list' }, ...others)] : []),
    );
  }

  state(): null {
    return null;
  }

  async fromLink(): Promise<null> {
    return null;
  }

  async begin(): Promise<void> {
    this.#focus();
  }

  bring(): void {}

  enter(): void {
    this.#focus();
  }

  leave(): void {}

  #focus(): void {
    this.root.querySelector('button')?.focus();
  }
}
