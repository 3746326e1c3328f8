import type { Past } from '../present/past.ts';

/**
 * The buttons that undo and redo. Where there is nothing to, they are off and no place for the Tab key, but for one that has
 * the focus: undoing the last step must not lose it.
 */
export class UndoButtons {
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;

  constructor(undo: HTMLButtonElement, redo: HTMLButtonElement) {
    this.#undo = undo;
    this.#redo = redo;
    for (const button of [undo, redo]) {
      button.addEventListener('blur', () => {
        button.disabled = button.getAttribute('aria-disabled') === 'true';
      });
    }
  }

  show({ canUndo, canRedo, hasForgotten }: Pick<Past<unknown>, 'canUndo' | 'canRedo' | 'hasForgotten'>): void {
    const nothing = hasForgotten ? 'No earlier steps are kept' : 'Nothing to undo';
    show(this.#undo, canUndo, 'Undo (Ctrl+Z)', nothing);
    show(this.#redo, canRedo, 'Redo (Ctrl+Shift+Z)', 'Nothing to redo');
  }
}

function show(button: HTMLButtonElement, isPossible: boolean, what: string, why: string): void {
  button.setAttribute('aria-disabled', String(!isPossible));
  button.disabled = !isPossible && button !== document.activeElement;
  button.title = isPossible ? what : why;
}
