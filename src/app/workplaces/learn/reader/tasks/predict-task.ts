import { holds } from '../../../../../course/quantity.ts';
import { make } from '../../../../elements/element.ts';
import type { SettledRun } from '../../../workplace.ts';
import { Commitment, type Prediction, type PredictionForm } from './commitment.ts';
import { taskForm } from './form.ts';
import type { TaskFace, TaskHost } from './task.ts';

/** A question whose answer is shown once one has said what one expects, and which the run itself decides. */
export class PredictTask implements TaskFace, PredictionForm {
  readonly root: HTMLElement;
  readonly #task: Prediction;
  readonly #host: TaskHost;
  readonly #radios: readonly HTMLInputElement[];
  readonly #marks: readonly HTMLElement[];
  readonly #fieldset: HTMLFieldSetElement;
  readonly #commitment: Commitment;

  constructor(task: Prediction, host: TaskHost) {
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
    this.#commitment = new Commitment(task, host, this);
    const { verdict, buttons } = this.#commitment;
    this.root = taskForm(() => this.#committed(), this.#fieldset, verdict.root, buttons);
    this.#commitment.take();
  }

  /** What was asked was asked of what was seen before. */
  keeps(): boolean {
    return this.#commitment.isShown;
  }

  get isGiven(): boolean {
    return this.#chosen !== null;
  }

  get #chosen(): number | null {
    const { answer } = this.#host;
    return answer?.kind === 'predict' && answer.option < this.#task.options.length ? answer.option : null;
  }

  settled(run: SettledRun): void {
    if (!this.#commitment.isToBeJudgedBy(run)) return;
    const verdicts = this.#task.options.map(({ when, isRight }) => {
      if (isRight !== undefined) return isRight;
      const held = when!.map((criterion) => holds(criterion, this.#host.figure(criterion.value)));
      return held.includes(null) ? null : held.every(Boolean);
    });
    if (verdicts.includes(null)) return;
    const chosen = this.#chosen!;
    for (const [i, mark] of this.#marks.entries()) {
      mark.textContent = verdicts[i] ? '✓ so it is' : i === chosen ? '✗ your choice' : '';
      mark.closest('label')!.dataset.verdict = verdicts[i] ? 'right' : i === chosen ? 'wrong' : '';
    }
    const isRight = verdicts[chosen]!;
    const { why } = this.#task.options[chosen]!;
    this.#commitment.judge(isRight ? 'right' : 'wrong', isRight ? 'Yes.' : 'No.', ...this.#host.words(why));
  }

  setShown(isShown: boolean): void {
    this.#commitment.setShown(isShown);
  }

  unjudge(): void {
    for (const mark of this.#marks) {
      mark.textContent = '';
      delete mark.closest('label')!.dataset.verdict;
    }
  }

  fix(isGiven: boolean): void {
    this.#fieldset.disabled = isGiven;
    if (isGiven) this.#radios[this.#chosen!]!.checked = true;
  }

  #committed(): void {
    if (this.isGiven) return;
    const option = this.#radios.findIndex(({ checked }) => checked);
    if (option !== -1) {
      this.#commitment.commit({ kind: 'predict', option });
      return;
    }
    this.#commitment.verdict.say('plain', '', 'Choose what you expect first.');
    this.#radios[0]?.focus();
  }
}
