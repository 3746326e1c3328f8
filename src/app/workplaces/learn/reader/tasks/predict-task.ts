import type { Task } from '../../../../../course/lesson.ts';
import { holds } from '../../../../../course/quantity.ts';
import { button, make } from '../../../../elements/element.ts';
import type { SettledRun } from '../../../workplace.ts';
import { commitButton, taskForm } from './form.ts';
import type { TaskFace, TaskHost } from './task.ts';
import { VerdictLine } from './verdict.ts';

type Predict = Task & { readonly kind: 'predict' };

/** A question whose answer is shown once one has said what one expects, and which the run itself decides. */
export class PredictTask implements TaskFace {
  readonly root: HTMLElement;
  readonly #task: Predict;
  readonly #host: TaskHost;
  readonly #radios: readonly HTMLInputElement[];
  readonly #marks: readonly HTMLElement[];
  readonly #fieldset: HTMLFieldSetElement;
  readonly #commit = commitButton('This is what I expect');
  readonly #show = button('Show it again', () => this.#host.show(this.#task.change), { hidden: '' });
  readonly #again = button('Try the step again', () => this.#host.again(), { class: 'task-again', hidden: '' });
  readonly #verdict = new VerdictLine();
  #isShown = false;
  /** Whether what was chosen has been judged. */
  #isJudged = false;
  /** Whether a hand has just committed itself, so that the focus goes to what is said of it. */
  #isAwaited = false;

  constructor(task: Predict, host: TaskHost) {
    this.#task = task;
    this.#host = host;
    this.#marks = task.options.map(() => make('span', { class: 'task-mark' }));
    this.#radios = task.options.map((_, i) => make('input', { type: 'radio', name: 'prediction', value: String(i) }));
    this.#fieldset = make(
      'fieldset',
      {},
      make('legend', { class: 'task-question' }, ...host.words(task.question)),
      ...task.options.map(({ text }, i) =>
        make(
          'label',
          { class: 'task-option' },
          this.#radios[i]!,
          make('span', {}, ...host.words(text)),
          this.#marks[i]!,
        ),
      ),
    );
    this.root = taskForm(
      () => this.#committed(),
      this.#fieldset,
      this.#verdict.root,
      make('div', { class: 'task-buttons' }, this.#commit, this.#show, this.#again),
    );
    this.#takeAnswer();
  }

  /** What was asked was asked of what was seen before. */
  get isClosed(): boolean {
    return this.#isShown;
  }

  get #chosen(): number | null {
    const { answer } = this.#host;
    return answer?.kind === 'predict' && answer.option < this.#task.options.length ? answer.option : null;
  }

  settled(run: SettledRun): void {
    if (!this.#isShown || this.#isJudged || run.signal.aborted) return;
    const verdicts = this.#task.options.map(({ when, isRight }) => {
      if (isRight !== undefined) return isRight;
      const held = when!.map((criterion) => holds(criterion, this.#host.figure(criterion.value)));
      return held.includes(null) ? null : held.every(Boolean);
    });
    const chosen = this.#chosen;
    if (chosen === null || verdicts.includes(null)) return;
    this.#isJudged = true;
    for (const [i, mark] of this.#marks.entries()) {
      mark.textContent = verdicts[i] ? '✓ so it is' : i === chosen ? '✗ your choice' : '';
      mark.closest('label')!.dataset.verdict = verdicts[i] ? 'right' : i === chosen ? 'wrong' : '';
    }
    const isRight = verdicts[chosen]!;
    const { why } = this.#task.options[chosen]!;
    this.#verdict.say(isRight ? 'right' : 'wrong', isRight ? 'Yes.' : 'No.', ...this.#host.words(why));
    if (this.#task.after.length > 0) this.#verdict.add(...this.#host.words(this.#task.after));
    if (this.#isAwaited) this.#verdict.takeFocus();
    this.#isAwaited = false;
  }

  setShown(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    this.#isJudged = false;
    if (!isShown || !this.#isAwaited) this.#verdict.clear();
    for (const mark of this.#marks) {
      mark.textContent = '';
      delete mark.closest('label')!.dataset.verdict;
    }
    this.#takeAnswer();
  }

  #committed(): void {
    const option = this.#radios.findIndex(({ checked }) => checked);
    if (this.#chosen !== null) return;
    if (option === -1) {
      this.#verdict.say('plain', '', 'Choose what you expect first.');
      this.#radios[0]?.focus();
      return;
    }
    this.#host.keep({ kind: 'predict', option }, true);
    this.#isAwaited = true;
    this.#takeAnswer();
    this.#verdict.say('plain', '', 'Computing…');
    this.#verdict.takeFocus();
    this.#host.show(this.#task.change);
  }

  /** What was said before stays said. */
  #takeAnswer(): void {
    const chosen = this.#chosen;
    this.#fieldset.disabled = chosen !== null;
    this.#commit.hidden = chosen !== null;
    this.#again.hidden = chosen === null;
    this.#show.hidden = chosen === null || this.#isShown || this.#isAwaited;
    if (chosen === null) return;
    this.#radios[chosen]!.checked = true;
    if (!this.#isShown && !this.#isAwaited) {
      this.#verdict.say('plain', '', 'This is what you expected.');
    }
  }
}
