import { make } from '../../elements/element.ts';
import type { OfferedCurve } from './analysis.ts';

/** Which curves of an analysis are drawn: boxes to tick, behind a word that unfolds them. */
export class CurveChoice {
  readonly root = make('details', { class: 'analysis-curves', hidden: '' });
  readonly #choose: (names: readonly string[] | null) => void;
  readonly #list = make('div', { class: 'menu-list', role: 'group', 'aria-label': 'Curves' });
  readonly #boxes = new Map<string, HTMLInputElement>();
  #curves: readonly OfferedCurve[] = [];

  /** @param choose the names of those that are to be drawn; `null` those that are at first */
  constructor(choose: (names: readonly string[] | null) => void) {
    this.#choose = choose;
    const word = make('summary', { title: 'Which curves are drawn' }, 'Curves');
    this.root.append(word, this.#list);
    this.root.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget && !this.root.contains(relatedTarget as Node)) this.root.open = false;
    });
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.root.open) return;
      event.preventDefault();
      event.stopPropagation();
      this.root.open = false;
      word.focus();
    });
  }

  show(curves: readonly OfferedCurve[]): void {
    const before = this.#curves.map(({ name }) => name).join();
    this.#curves = curves;
    this.root.hidden = curves.length < 2;
    if (curves.map(({ name }) => name).join() !== before) this.#fill();
    for (const { name, isShown } of curves) this.#boxes.get(name)!.checked = isShown;
  }

  #fill(): void {
    this.#boxes.clear();
    const made = this.#curves.map(({ name, title, hint }) => {
      const box = make('input', { type: 'checkbox' });
      box.addEventListener('change', () => this.#chosen());
      this.#boxes.set(name, box);
      return make('label', { title: hint }, box, title);
    });
    this.#list.replaceChildren(...made);
  }

  #chosen(): void {
    const names = [...this.#boxes].filter(([, { checked }]) => checked).map(([name]) => name);
    this.#choose(names.length > 0 ? names : null);
  }
}
