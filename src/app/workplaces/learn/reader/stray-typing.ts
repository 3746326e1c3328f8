/** What of a pressed key decides whether it is typing. */
export interface TypedKey extends Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'> {}

/** What has a use of its own for letters, or is left alone with them: fields, controls, pictures, dialogs. */
const KEEPS_LETTERS =
  'input, textarea, select, button, summary, a, dialog, [contenteditable], [role], .pane-picture, .pane-drawing';

/** Whether a key is a letter, as words begin with one; digits and signs stay with the page. */
export function isLetterTyped({ key, ctrlKey, metaKey, altKey, isComposing }: TypedKey): boolean {
  return !ctrlKey && !metaKey && !altKey && !isComposing && /^\p{Letter}$/u.test(key);
}

/** While a step asks for words, letters that are typed beside the field for them go into it, and are no commands of the page. */
export class StrayTyping {
  readonly #place: HTMLElement;
  readonly #pressed = (event: KeyboardEvent) => this.#catch(event);

  /** @param place within which such a field may stand */
  constructor(place: HTMLElement) {
    this.#place = place;
  }

  enter(): void {
    window.addEventListener('keydown', this.#pressed, { capture: true });
  }

  leave(): void {
    window.removeEventListener('keydown', this.#pressed, { capture: true });
  }

  #catch(event: KeyboardEvent): void {
    const box = this.#place.querySelector<HTMLTextAreaElement>('.task-words');
    // It may be out of sight, in a lecture.
    if (!box || box.getClientRects().length === 0 || !isLetterTyped(event)) return;
    if ((event.target as HTMLElement).closest?.(KEEPS_LETTERS) || document.querySelector('dialog[open]')) return;
    // The letter goes where the focus is now.
    box.focus();
    event.stopImmediatePropagation();
  }
}
