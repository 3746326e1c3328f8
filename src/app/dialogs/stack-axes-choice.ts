import { STACK_AXES, type StackAxes, stackShape } from '../../experiment/stack-axes.ts';
import { make } from '../elements/element.ts';

/** Which axis of a stack of projections is which, with their lengths, as a list to choose from. */
export class StackAxesChoice {
  readonly root: HTMLElement;
  readonly #select = make('select', { 'aria-label': 'Axes of the projections' });

  constructor(onChange: () => void) {
    this.#select.addEventListener('change', onChange);
    this.root = make(
      'label',
      { class: 'arrays-number' },
      make('span', { class: 'arrays-number-name' }, 'Axes'),
      this.#select,
    );
  }

  get value(): StackAxes {
    return this.#select.value as StackAxes;
  }

  /**
   * @param viewsAreFirst whether they can lie no other way
   * @param said how their file says that they lie
   */
  show(shape: readonly number[], viewsAreFirst: boolean, said?: StackAxes): void {
    const possible = STACK_AXES.filter((axes) => !viewsAreFirst || axes.startsWith('views'));
    this.#select.replaceChildren(
      ...possible.map((axes) => {
        const { views, rows, channels } = stackShape(shape, axes);
        const lengths = { views, rows, channels };
        const text = axes.split('-').map((axis) => `${lengths[axis as keyof typeof lengths]} ${axis}`);
        return new Option(text.join(' × '), axes);
      }),
    );
    if (said) this.#select.value = said;
  }
}
