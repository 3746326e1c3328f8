import type { Past } from '../present/past.ts';

/** The buttons that undo and redo. Where there is nothing to, they say so, and keep the keyboard's focus. */
export class UndoButtons {
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;

  constructor(undo: HTMLButtonElement, redo: HTMLButtonElement) {
    this.#undo = undo;
    this.#redo = redo;
  }

  show({ canUndo, canRedo, hasForgotten }: Pick<Past<unknown>, 'canUndo' | 'canRedo' | 'hasForgotten'>): void {
    const nothing = hasForgotten ? 'Nothing further back is kept' : 'Nothing to undo';
    show(this.#undo, canUndo, 'Undo (Ctrl+Z)', nothing);
    show(this.#redo, canRedo, 'Redo (Ctrl+Shift+Z)', 'Nothing to redo');
  }
}

function show(button: HTMLButtonElement, isPossible: boolean, what: string, why: string): void {
  button.setAttribute('aria-disabled', String(!isPossible));
  button.title = isPossible ? what : why;
}
