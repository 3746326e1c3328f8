import type { Task } from '../../../../../course/lesson.ts';
import { type CriterionSetting, holds } from '../../../../../course/quantity.ts';
import { button, make } from '../../../../elements/element.ts';
import { setText } from '../../../../elements/set-text.ts';
import type { SettledRun } from '../../../workplace.ts';
import { criterionText } from '../criterion-text.ts';
import type { TaskFace, TaskHost } from './task.ts';
import { VerdictLine } from './verdict.ts';

type Find = Task & { readonly kind: 'find' };

/** A setting is to be found for which something holds; every run is looked at. */
export class FindTask implements TaskFace {
  readonly root: HTMLElement;
  readonly #task: Find;
  readonly #host: TaskHost;
  readonly #verdict = new VerdictLine();
  readonly #states: readonly HTMLElement[];
  readonly #give = button('Show me', () => this.#show(), { class: 'task-show' });
  readonly #again = button('Try the step again', () => this.#host.again(), { class: 'task-again', hidden: '' });
  #isFound = false;
  #isAsked = false;

  constructor(task: Find, host: TaskHost) {
    this.#task = task;
    this.#host = host;
    this.#states = task.criteria.map(() => make('li', {}));
    this.root = make(
      'section',
      { class: 'task', 'aria-label': 'Task' },
      make('p', { class: 'task-question' }, ...host.words(task.question)),
      make('ul', { class: 'task-criteria', 'aria-live': 'polite' }, ...this.#states),
      this.#verdict.root,
      make('div', { class: 'task-buttons' }, this.#give, this.#again),
    );
    if (host.answer?.kind === 'find') this.#verdict.say('plain', '', 'You have found this before.');
  }

  /** What is asked goes on with what is turned; what was said of what was found does not. */
  keeps(number: HTMLElement): boolean {
    return this.#isFound && this.#verdict.root.contains(number);
  }

  settled(run: SettledRun): void {
    if (run.signal.aborted) return;
    const { criteria, found } = this.#task;
    const held = criteria.map((criterion) => holds(criterion, this.#host.figure(criterion.value)));
    for (const [i, state] of this.#states.entries()) {
      state.dataset.held = String(held[i] === true);
      setText(state, this.#stateOf(criteria[i]!, held[i] === true));
    }
    if (this.#isFound || !held.every((is) => is === true)) return;
    this.#isFound = true;
    this.#host.keep({ kind: 'find', isShown: this.#isAsked }, true);
    this.#verdict.say('right', this.#isAsked ? 'So it is done.' : 'Found.', ...this.#host.words(found));
    this.#give.hidden = true;
    this.#again.hidden = false;
    if (this.#isAsked) this.#verdict.takeFocus();
  }

  setShown(): void {}

  #stateOf({ value, label, ...bounds }: CriterionSetting, isHeld: boolean): string {
    const { digits } = this.#host.settingOf(value);
    return `${isHeld ? '✓' : '○'} ${label === undefined ? '' : `${label} `}${criterionText(this.#host.figure(value), bounds, digits)}`;
  }

  #show(): void {
    this.#isAsked = true;
    this.#verdict.say('plain', '', 'Computing…');
    this.#host.show(this.#task.solution);
  }
}
