import { followingOf, type Task } from '../../../../../course/lesson.ts';
import { MOST_CHARACTERS } from '../../../../../course/progress.ts';
import { button, make } from '../../../../elements/element.ts';
import type { TaskFace, TaskHost } from './task.ts';

type Explain = Task & { readonly kind: 'explain' };

/** So many words are an answer of one's own. */
const LEAST_WORDS = 3;

/** A question that is answered in one's own words; then a good answer can be read beside them. */
export class ExplainTask implements TaskFace {
  readonly root: HTMLElement;
  readonly #task: Explain;
  readonly #host: TaskHost;
  readonly #text = make('textarea', {
    id: 'task-words',
    class: 'task-words',
    rows: '4',
    maxlength: String(MOST_CHARACTERS),
  });
  readonly #compare = button('Compare with a good answer', () => this.#open(true), { 'aria-describedby': 'task-few' });
  readonly #few = make('p', { class: 'task-few', id: 'task-few' }, `Write ${LEAST_WORDS} words or more first.`);
  readonly #model: HTMLElement;
  #isCompared = false;

  constructor(task: Explain, host: TaskHost) {
    this.#task = task;
    this.#host = host;
    this.#model = make(
      'div',
      { class: 'task-model', role: 'status', tabindex: '-1', hidden: '' },
      make('p', {}, make('strong', {}, 'A good answer: '), ...host.words(task.model)),
    );
    this.root = make(
      'section',
      { class: 'task', 'aria-label': 'Task' },
      make('label', { class: 'task-question', for: 'task-words' }, ...host.words(task.question)),
      this.#text,
      make('div', { class: 'task-buttons' }, this.#compare, this.#few),
      this.#model,
    );
    const { answer } = host;
    if (answer?.kind === 'explain') {
      this.#text.value = answer.text;
      this.#isCompared = answer.isCompared;
    }
    this.#text.addEventListener('input', () => this.#written());
    this.#text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || this.#compare.disabled) return;
      event.preventDefault();
      this.#open(true);
    });
    this.#showWhether();
    if (this.#isCompared) this.#open(false);
  }

  keeps(): boolean {
    return false;
  }

  settled(): void {}

  setShown(): void {}

  get #isAnswered(): boolean {
    return (this.#text.value.match(/\S+/g) ?? []).length >= LEAST_WORDS;
  }

  #written(): void {
    this.#host.keep({ kind: 'explain', text: this.#text.value, isCompared: this.#isCompared }, this.#isAnswered);
    this.#showWhether();
  }

  #showWhether(): void {
    const isAnswered = this.#isAnswered || this.#isCompared;
    this.#compare.disabled = !isAnswered;
    this.#few.hidden = isAnswered;
  }

  #open(byHand: boolean): void {
    this.#model.hidden = false;
    this.#compare.hidden = true;
    if (!byHand) return;
    this.#isCompared = true;
    this.#written();
    if (followingOf(this.#task)) this.#host.show(this.#task.change);
    this.#model.focus({ preventScroll: true });
    this.#model.scrollIntoView({ block: 'nearest' });
  }
}
