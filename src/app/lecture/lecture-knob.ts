import { BorrowedControls } from '../controls/borrowed-controls.ts';
import { make } from '../elements/element.ts';

/** What is turned where nobody has said what. */
const USUAL_PATH = 'scan.views';

/** One control of the page, large at the foot of a lecture: the very one of the panel, turned by keys from anywhere. */
export class LectureKnob {
  readonly root = make('div', { class: 'lecture-knob', role: 'group', 'aria-label': 'Knob' });
  readonly #controls: BorrowedControls;
  readonly #listening = new AbortController();
  #offered: readonly string[] = [];
  #path = USUAL_PATH;

  /** @param home where the controls stand otherwise */
  constructor(home: HTMLElement) {
    this.#controls = new BorrowedControls(home, this.root, true);
    const { signal } = this.#listening;
    // What was turned last in the panel is what is spoken of.
    document.addEventListener('input', ({ target }) => this.#turned(target as Element), { signal, capture: true });
  }

  /** What a step lets one turn, its first knob; `null` where anything may be turned: what was turned last. */
  offer(paths: readonly string[] | null): void {
    this.#offered = paths ?? [];
    this.#path = paths?.[0] ?? this.#path;
    this.#controls.borrow(paths?.length === 0 ? [] : [this.#path]);
  }

  show(): void {
    this.#controls.borrow([this.#path]);
  }

  /** The next of those that may be turned. */
  next(): void {
    const paths = this.#offered.length > 0 ? this.#offered : this.#seenPaths();
    this.#path = paths[(paths.indexOf(this.#path) + 1) % paths.length] ?? this.#path;
    this.show();
  }

  /** Turns it by so many of its steps. */
  turn(steps: number): void {
    const control = this.root.querySelector<HTMLElement>('.knob-shown');
    if (!control) return;
    const slider = control.querySelector<HTMLInputElement>('input[type="range"]:not(:disabled)');
    if (slider) {
      pressOn(slider, 'keydown', steps);
      return;
    }
    const select = control.querySelector<HTMLSelectElement>('select:not(:disabled)');
    const box = control.querySelector<HTMLInputElement>('input[type="checkbox"]:not(:disabled)');
    if (select) stepSelect(select, steps);
    else if (box && box.checked !== steps > 0) box.click();
  }

  /** The key that turned it is let go. */
  released(): void {
    const slider = this.root.querySelector<HTMLInputElement>('.knob-shown input[type="range"]');
    if (slider) pressOn(slider, 'keyup', 1);
  }

  giveBack(): void {
    this.#listening.abort();
    this.#controls.giveBack();
  }

  #turned(target: Element): void {
    const path = target.closest<HTMLElement>('[data-path]')?.dataset.path;
    if (path !== undefined && (this.#offered.length === 0 || this.#offered.includes(path))) this.#path = path;
  }

  /** All that can be turned of the present experiment. */
  #seenPaths(): readonly string[] {
    const controls = [...this.root.querySelectorAll<HTMLElement>('[data-path]')];
    return controls.filter(({ style }) => style.display !== 'none').map(({ dataset }) => dataset.path!);
  }
}

/** As if the slider had the keyboard: its own steps, and one step of undo until the key is let go. */
function pressOn(slider: HTMLInputElement, type: 'keydown' | 'keyup', steps: number): void {
  const key = steps > 0 ? 'ArrowUp' : 'ArrowDown';
  slider.dispatchEvent(new KeyboardEvent(type, { key, shiftKey: Math.abs(steps) > 1, cancelable: true }));
}

/** Up is the choice before, as in the list. */
function stepSelect(select: HTMLSelectElement, steps: number): void {
  const at = select.selectedIndex - Math.sign(steps);
  const option = select.options[at];
  if (!option || option.disabled) return;
  select.selectedIndex = at;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
