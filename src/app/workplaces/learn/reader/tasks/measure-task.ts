import { checkAnswer, numberTyped, type Slip } from '../../../../../course/answer-check.ts';
import { followingOf, type Task } from '../../../../../course/lesson.ts';
import { button, make } from '../../../../elements/element.ts';
import { setText } from '../../../../elements/set-text.ts';
import type { SettledRun } from '../../../workplace.ts';
import { commitButton, taskForm } from './form.ts';
import type { TaskFace, TaskHost } from './task.ts';
import { VerdictLine } from './verdict.ts';

type Measure = Task & { readonly kind: 'measure' };

/** After so many tries the number is shown to whoever wants it. */
const TRIES_BEFORE_SHOWN = 3;

const SLIPS: Readonly<Record<Slip, string>> = {
  sign: 'The sign is the other one.',
  half: 'The number is about twice what you have: a radius for a diameter, or half of a range?',
  double: 'The number is about half of what you have: a diameter for a radius, or both sides of a range?',
  'power-of-ten': 'The digits fit, the decimal point does not: look at the unit.',
};

/** A number that is read off the screen, compared with the computed one. */
export class MeasureTask implements TaskFace {
  readonly root: HTMLElement;
  readonly #task: Measure;
  readonly #host: TaskHost;
  readonly #field: HTMLInputElement;
  readonly #unit = make('span', { class: 'task-unit', id: 'task-unit' });
  readonly #commit = commitButton('Check');
  readonly #give = button('Show the number', () => this.#giveUp(), { class: 'task-show', hidden: '' });
  readonly #again = button('Try the step again', () => this.#host.again(), { class: 'task-again', hidden: '' });
  readonly #hint = make('p', { class: 'task-hint', hidden: '' });
  readonly #verdict = new VerdictLine();
  #tries: readonly string[] = [];

  constructor(task: Measure, host: TaskHost) {
    this.#task = task;
    this.#host = host;
    this.#field = make('input', {
      ...{
        type: 'text',
        inputmode: 'decimal',
        id: 'task-number',
        class: 'task-number',
        'aria-describedby': 'task-unit',
      },
    });
    this.#hint.append(...host.words(task.hint));
    this.root = taskForm(
      () => this.#check(),
      make('label', { class: 'task-question', for: 'task-number' }, ...host.words(task.question)),
      make('div', { class: 'task-row' }, this.#field, this.#unit, this.#commit),
      this.#verdict.root,
      this.#hint,
      make('div', { class: 'task-buttons' }, this.#give, this.#again),
    );
    const { answer } = host;
    if (answer?.kind !== 'measure') return;
    this.#tries = answer.tries;
    this.#field.value = answer.tries.at(-1) ?? '';
    this.#again.hidden = !answer.isRight && !answer.isShown;
    if (answer.isRight) this.#verdict.say('plain', '', 'You have measured this before.');
    this.#showHelp();
  }

  keeps(): boolean {
    return false;
  }

  settled(_run: SettledRun): void {
    setText(this.#unit, this.#host.figure(this.#task.value)?.unit ?? '');
  }

  setShown(): void {}

  #check(): void {
    const given = numberTyped(this.#field.value);
    const figure = this.#host.figure(this.#task.value);
    if (given === null) {
      this.#field.setAttribute('aria-invalid', 'true');
      this.#verdict.say('plain', '', 'Type a number, such as 12.5.');
      return;
    }
    if (figure === null) {
      this.#verdict.say('plain', '', 'Still computing; check again in a moment.');
      return;
    }
    this.#field.removeAttribute('aria-invalid');
    const verdict = checkAnswer(given, figure, this.#task.tolerance);
    this.#tries = [...this.#tries, this.#field.value.trim()];
    this.#host.keep(
      { kind: 'measure', tries: [...this.#tries], isRight: verdict.isRight, isShown: false },
      verdict.isRight,
    );
    if (verdict.isRight) {
      this.#tell('right', 'Yes.');
      this.#give.hidden = true;
      this.#hint.hidden = true;
      this.#again.hidden = false;
      this.#showWhatFollows();
      return;
    }
    const words = verdict.slip ? SLIPS[verdict.slip] : '';
    this.#verdict.say('wrong', verdict.side === 'high' ? 'Too high.' : 'Too low.', words);
    this.#showHelp();
    this.#field.select();
  }

  #tell(kind: 'right' | 'plain', head: string): void {
    this.#verdict.say(kind, head, `The computed number is ${this.#host.textOf(this.#task.value)}.`);
    if (this.#task.after.length > 0) this.#verdict.add(...this.#host.words(this.#task.after));
  }

  #showHelp(): void {
    this.#hint.hidden = this.#tries.length === 0 || this.#task.hint.length === 0 || !this.#again.hidden;
    this.#give.hidden = this.#tries.length < TRIES_BEFORE_SHOWN || !this.#again.hidden;
  }

  #giveUp(): void {
    this.#host.keep({ kind: 'measure', tries: [...this.#tries], isRight: false, isShown: true }, true);
    this.#tell('plain', '');
    this.#hint.hidden = this.#task.hint.length === 0;
    this.#give.hidden = true;
    this.#again.hidden = false;
    this.#verdict.takeFocus();
    this.#showWhatFollows();
  }

  #showWhatFollows(): void {
    if (followingOf(this.#task)) this.#host.show(this.#task.change);
  }
}
