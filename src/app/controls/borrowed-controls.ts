import './lil-gui.css';
import './borrowed-controls.css';
import { CONTROLS_CHANGED } from './controls-changed.ts';

/** Whoever has asked for the controls and has not given them back; the last one has them. */
const borrowers: BorrowedControls[] = [];
/** The controls by the place where they stand otherwise, and are not while somebody has them. */
const roots = new WeakMap<HTMLElement, HTMLElement>();

/**
 * The controls of the scan in another place of the page, with a few of them alone: those of the paths that are named
 * (`scan.views`, `reconstruction.filter`, `display`). They are the same controls, so that everything about them is as ever.
 * Who has given them back leaves them to whoever had them before.
 */
export class BorrowedControls {
  readonly #home: HTMLElement;
  readonly #place: HTMLElement;
  readonly #root: HTMLElement;
  readonly #comesFirst: boolean;
  #paths: readonly string[] = [];

  /**
   * @param home where they stand otherwise
   * @param comesFirst whether it keeps them when another one asks for them
   */
  constructor(home: HTMLElement, place: HTMLElement, comesFirst = false) {
    this.#home = home;
    this.#place = place;
    this.#root = roots.get(home) ?? home.querySelector<HTMLElement>('.panel-root')!;
    if (!roots.has(home)) {
      this.#root.addEventListener(CONTROLS_CHANGED, () => {
        for (const last of borrowers.slice(-1)) last.#show();
      });
    }
    roots.set(home, this.#root);
    this.#comesFirst = comesFirst;
  }

  /** Puts them into the place, and leaves those of these paths to be seen there. */
  borrow(paths: readonly string[]): void {
    this.#paths = paths;
    if (!borrowers.includes(this)) {
      const firsts = this.#comesFirst ? 0 : borrowers.filter((other) => other.#comesFirst).length;
      borrowers.splice(borrowers.length - firsts, 0, this);
    }
    borrowers.at(-1)!.#show();
  }

  giveBack(): void {
    const at = borrowers.indexOf(this);
    if (at >= 0) borrowers.splice(at, 1);
    const next = borrowers.at(-1);
    if (next) {
      next.#show();
      return;
    }
    this.#root.classList.remove('knobs-chosen');
    this.#home.append(this.#root);
  }

  #show(): void {
    for (const control of this.#root.querySelectorAll<HTMLElement>('[data-path]')) {
      control.classList.toggle('knob-shown', this.#paths.includes(control.dataset.path!));
    }
    this.#root.classList.add('knobs-chosen');
    this.#place.hidden = this.#paths.length === 0;
    if (this.#root.parentElement !== this.#place) this.#place.append(this.#root);
  }
}
