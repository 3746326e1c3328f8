import './workplace-tabs.css';
import { button, make } from '../elements/element.ts';
import { WORKPLACES } from './registry.ts';

/**
 * The tabs of the header: one for each workplace, of which one is the present one. Arrows go from tab to tab. Where the
 * header has no room for all of them, a menu with the same names stands in their place.
 */
export class WorkplaceTabs {
  readonly #tabs = new Map<string, HTMLButtonElement>();
  readonly #menu = make('select', { class: 'workplace-menu', 'aria-label': 'Workplace' });

  /** @param stage the id of what the tabs change */
  constructor(host: HTMLElement, stage: string, onChoose: (name: string) => void) {
    host.setAttribute('role', 'tablist');
    for (const { name, title, key, hint } of WORKPLACES.all) {
      const tab = button(title, () => onChoose(name), {
        ...{ role: 'tab', id: `workplace-${name}`, class: 'workplace-tab', 'aria-controls': stage },
        title: `${hint.charAt(0).toUpperCase()}${hint.slice(1)} (${key.toUpperCase()})`,
      });
      this.#tabs.set(name, tab);
      host.append(tab);
      this.#menu.append(make('option', { value: name }, title));
    }
    this.#menu.addEventListener('change', () => onChoose(this.#menu.value));
    host.after(this.#menu);
    host.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const tabs = [...this.#tabs.values()];
      const at = tabs.indexOf(document.activeElement as HTMLButtonElement);
      if (step === undefined || at === -1) return;
      event.preventDefault();
      const next = tabs[(at + step + tabs.length) % tabs.length]!;
      next.focus();
      next.click();
    });
    this.show(WORKPLACES.names[0]!);
  }

  /** @param name of the present workplace */
  show(name: string): void {
    this.#menu.value = name;
    for (const [other, tab] of this.#tabs) {
      const isPresent = other === name;
      tab.setAttribute('aria-selected', String(isPresent));
      // One stop of the Tab key for all of them.
      tab.tabIndex = isPresent ? 0 : -1;
    }
  }
}
