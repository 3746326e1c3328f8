import { BorrowedControls } from '../controls/borrowed-controls.ts';
import { make } from '../elements/element.ts';
import { turnedNumber } from './turned-number.ts';

/** What is turned where nobody has said what. */
const USUAL_PATH = 'scan.views';

/** One control of the page, large at the foot of a lecture: the very one of the panel, turned by keys from anywhere. */
export class LectureKnob {
  readonly root = make('div', { class: 'lecture-knob', role: 'group', 'aria-label': 'Knob' });
  readonly #controls: BorrowedControls;
  readonly #listening = new AbortController();
  #offered: readonly string[] = [];
  #path = USUAL_PATH;
  /** Of a control that is of several numbers, such as a window's width and level, the one that is turned. */
  #field = 0;

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
    this.#field = 0;
    this.#controls.borrow(paths?.length === 0 ? [] : [this.#path]);
    this.#markField();
  }

  show(): void {
    this.#controls.borrow([this.#path]);
    this.#markField();
  }

  /** The next of those that may be turned. */
  next(): void {
    if (this.#field + 1 < this.#fields.length) {
      this.#field++;
      this.#markField();
      return;
    }
    this.#field = 0;
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
    const field = this.#fields[this.#field];
    if (field) {
      turnNumber(field, steps, rangeOf(control, field));
      return;
    }
    const select = control.querySelector<HTMLSelectElement>('select:not(:disabled)');
    const box = control.querySelector<HTMLInputElement>('input[type="checkbox"]:not(:disabled)');
    if (select) stepSelect(select, steps);
    else if (box) {
      if (box.checked !== steps > 0) box.click();
    } else control.querySelector<HTMLButtonElement>('button:not(:disabled)')?.click();
  }

  /** The numbers of a control that has no slider. */
  get #fields(): readonly HTMLInputElement[] {
    const control = this.root.querySelector('.knob-shown');
    if (!control || control.querySelector('input[type="range"]')) return [];
    return [...control.querySelectorAll<HTMLInputElement>('input[type="number"]:not(:disabled)')];
  }

  #markField(): void {
    for (const [i, field] of this.#fields.entries()) field.classList.toggle('lecture-turned', i === this.#field);
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

/** By steps of a twentieth of its range. */
function turnNumber(field: HTMLInputElement, steps: number, range: number): void {
  const value = turnedNumber(Number(field.value), steps, range, Number(field.step) || 1);
  field.value = String(Math.max(value, field.min === '' ? -Infinity : Number(field.min)));
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What a step of a number is measured by: a window's level goes by its width. */
function rangeOf(control: Element, field: HTMLInputElement): number {
  const width = control.querySelector<HTMLInputElement>('.window-readout input');
  return Math.abs(Number((width ?? field).value));
}

/** Up is the choice before, as in the list. */
function stepSelect(select: HTMLSelectElement, steps: number): void {
  const at = select.selectedIndex - Math.sign(steps);
  const option = select.options[at];
  if (!option || option.disabled) return;
  select.selectedIndex = at;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
