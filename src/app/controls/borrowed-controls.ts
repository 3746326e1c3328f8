import './borrowed-controls.css';

/**
 * The controls of the scan in another place of the page, with a few of them alone: those of the paths that are named
 * (`scan.views`, `reconstruction.filter`, `display`). They are the same controls, so that everything about them is as ever.
 */
export class BorrowedControls {
  readonly #home: HTMLElement;
  readonly #place: HTMLElement;
  readonly #root: HTMLElement;

  /** @param home where they stand otherwise */
  constructor(home: HTMLElement, place: HTMLElement) {
    this.#home = home;
    this.#place = place;
    this.#root = home.querySelector<HTMLElement>('.panel-root')!;
  }

  /** Puts them into the place, and leaves those of these paths to be seen there. */
  borrow(paths: readonly string[]): void {
    for (const control of this.#root.querySelectorAll<HTMLElement>('[data-path]')) {
      control.classList.toggle('knob-shown', paths.includes(control.dataset.path!));
    }
    this.#root.classList.add('knobs-chosen');
    this.#place.hidden = paths.length === 0;
    if (this.#root.parentElement !== this.#place) this.#place.append(this.#root);
  }

  giveBack(): void {
    this.#root.classList.remove('knobs-chosen');
    this.#home.append(this.#root);
  }
}
