/**
 * The number field in which Enter was pressed and nothing was typed since. It keeps the focus, so that Tab and the arrows go
 * on from there, while letters are the page's again: "100 kV" that is still being typed presses neither K nor V.
 */
export class FinishedField {
  #field: EventTarget | null = null;

  constructor() {
    const forget = () => {
      this.#field = null;
    };
    // What is typed next comes after the key that types it.
    window.addEventListener('input', forget, { capture: true });
    window.addEventListener('focusout', forget, { capture: true });
  }

  /** Whether a key pressed in a field is the page's, by the name of `pressedKey`. */
  leaves(field: Element, key: string): boolean {
    return field === this.#field && /^[a-z?]$/.test(key);
  }

  /** A key is pressed, wherever. What was refused is not finished. */
  pressed({ key, target }: KeyboardEvent): void {
    const isRefused = (field: Element) => field.matches('[aria-invalid="true"]');
    if (key === 'Enter' && target instanceof HTMLInputElement && target.type === 'number' && !isRefused(target)) {
      this.#field = target;
    }
  }
}
