import type { Controller } from 'lil-gui';

/** A list to choose from whose choices differ by what is on screen. */
export class OfferedChoices {
  #controller: Controller;
  #offered: readonly string[];

  /** @param choices names by their labels, as the controller was made with */
  constructor(controller: Controller, choices: Readonly<Record<string, string>>) {
    this.#controller = controller;
    this.#offered = Object.values(choices);
  }

  /** Offers these, where others were offered. */
  offer(choices: Readonly<Record<string, string>>): void {
    const names = Object.values(choices);
    const isAlike = names.length === this.#offered.length && names.every((name, i) => name === this.#offered[i]);
    if (isAlike) return;
    this.#offered = names;
    // lil-gui puts another controller in its place.
    this.#controller = this.#controller.options(choices);
    this.#controller.domElement.querySelector('.lil-display')?.setAttribute('aria-hidden', 'true');
  }

  updateDisplay(): void {
    this.#controller.updateDisplay();
  }
}
