import { button } from '../../elements/element.ts';

/** Puts the scanner on the stage, and back beside it. */
export class EnlargeButton {
  readonly root: HTMLButtonElement;
  readonly #isLarge: () => boolean;

  constructor(isLarge: () => boolean, enlarge: (large: boolean) => void) {
    this.#isLarge = isLarge;
    const toggle = () => {
      enlarge(!isLarge());
      // It has moved with its pane, which takes the keyboard from it.
      this.root.focus({ preventScroll: true });
      this.root.closest('.pane')?.scrollIntoView({ block: 'nearest' });
    };
    this.root = button('Enlarge', toggle, { class: 'pane-enlarge', 'aria-pressed': 'false' });
  }

  /** Says what it does now. */
  show(): void {
    const isLarge = this.#isLarge();
    this.root.textContent = isLarge ? 'Reduce' : 'Enlarge';
    this.root.setAttribute('aria-pressed', String(isLarge));
    this.root.title = isLarge ? 'Back beside the images (Esc)' : 'Show among the images';
  }
}
