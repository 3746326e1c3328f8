import type { Task } from '../../../../../course/lesson.ts';
import type { Answer } from '../../../../../course/progress.ts';
import { button, make } from '../../../../elements/element.ts';
import type { SettledRun } from '../../../workplace.ts';
import { commitButton } from './form.ts';
import type { TaskHost } from './task.ts';
import { VerdictLine } from './verdict.ts';

export type Prediction = Task & { readonly kind: 'predict' };

/** What one expects, in whatever form it is given. */
export interface PredictionForm {
  /** Whether it has been given, now or before. */
  readonly isGiven: boolean;
  /** What has been given stays as it is. */
  fix(isGiven: boolean): void;
  /** Nothing is said of it any more. */
  unjudge(): void;
}

/** One commits oneself to what one expects; then it is shown, and judged once; undoing takes it away again. */
export class Commitment {
  readonly verdict = new VerdictLine();
  readonly buttons: HTMLElement;
  readonly #task: Prediction;
  readonly #host: TaskHost;
  readonly #form: PredictionForm;
  readonly #commit = commitButton('This is what I expect');
  readonly #show: HTMLElement;
  readonly #again: HTMLElement;
  #isShown = false;
  #isJudged = false;
  /** Whether a hand has just committed itself, so that the focus goes to what is said of it. */
  #isAwaited = false;

  /** @param others buttons that stand beside its own */
  constructor(task: Prediction, host: TaskHost, form: PredictionForm, ...others: readonly HTMLElement[]) {
    this.#task = task;
    this.#host = host;
    this.#form = form;
    this.#show = button('Show it again', () => host.show(task.change), { hidden: '' });
    this.#again = button('Try the step again', () => host.again(), { class: 'task-again', hidden: '' });
    this.buttons = make('div', { class: 'task-buttons' }, this.#commit, ...others, this.#show, this.#again);
  }

  /** What follows the answer is shown: what was asked was asked of what was seen before. */
  get isShown(): boolean {
    return this.#isShown;
  }

  /** Whether a run is the one by which it is to be judged. */
  isToBeJudgedBy(run: SettledRun): boolean {
    return this.#isShown && !this.#isJudged && this.#form.isGiven && !run.signal.aborted;
  }

  commit(answer: Answer): void {
    this.#host.keep(answer, true);
    this.#isAwaited = true;
    this.take();
    this.verdict.say('plain', '', 'Computing…');
    this.verdict.takeFocus();
    this.#host.show(this.#task.change);
  }

  /** Says what came of it. */
  judge(...said: Parameters<VerdictLine['say']>): void {
    this.#isJudged = true;
    this.verdict.say(...said);
    if (this.#task.after.length > 0) this.verdict.add(...this.#host.words(this.#task.after));
    if (this.#isAwaited) this.verdict.takeFocus();
    this.#isAwaited = false;
  }

  setShown(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    this.#isJudged = false;
    if (!isShown || !this.#isAwaited) this.verdict.clear();
    this.#form.unjudge();
    this.take();
  }

  /** Shows what can be done now; what was given before stays given. */
  take(): void {
    const { isGiven } = this.#form;
    const isPast = isGiven && !this.#isShown && !this.#isAwaited;
    this.#form.fix(isGiven);
    this.#commit.hidden = isGiven;
    this.#again.hidden = !isGiven;
    this.#show.hidden = !isPast;
    if (isPast) this.verdict.say('plain', '', 'This is what you expected.');
  }
}
