import './backend-badge.css';
import type { BackendDescription } from '../../compute/device.ts';
import { byId, make } from '../elements/element.ts';
import { badgeText, shortBadgeTexts } from '../engine/backends.ts';

/**
 * Says what computes, in full where there is room and otherwise in the longest short form that fits. The full text stays for
 * those who are read to.
 */
export class BackendBadge {
  readonly #button = byId('backend-badge', HTMLButtonElement);
  readonly #full = make('span', { class: 'badge-text' }, this.#button.textContent ?? '');
  #shorts: readonly string[] = [];

  constructor() {
    this.#button.replaceChildren(this.#full);
    // What it takes is left over by its neighbours, which may change as the window does.
    // In a frame of its own: what is observed may not be resized meanwhile.
    const observer = new ResizeObserver(() => requestAnimationFrame(() => this.#fit()));
    for (const element of [this.#button, this.#button.closest('.bar')]) if (element) observer.observe(element);
  }

  /** @param title what is said of it on hover */
  show(description: BackendDescription, title: string): void {
    this.#full.textContent = badgeText(description);
    this.#shorts = shortBadgeTexts(description);
    this.#button.dataset.backend = description.backend;
    this.#button.title = title;
    this.#fit();
  }

  setBusy(busy: boolean): void {
    this.#button.dataset.busy = String(busy);
  }

  #fit(): void {
    const button = this.#button;
    delete button.dataset.short;
    for (const short of this.#shorts) {
      if (button.scrollWidth <= button.clientWidth) return;
      button.dataset.short = short;
    }
  }
}
