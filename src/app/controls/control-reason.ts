import './lil-gui.css';
import './control-reason.css';
import type { Controller } from 'lil-gui';
import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';

/** Says beside a control that cannot be used why it cannot. */
export class ControlReason {
  readonly #controller: Controller;
  readonly #text: HTMLElement;

  /** @param field what a screen reader stands on */
  constructor(controller: Controller, field: HTMLElement) {
    this.#controller = controller;
    this.#text = make('span', { class: 'control-reason', id: `${controller.$name.id}-reason` });
    field.setAttribute('aria-describedby', this.#text.id);
    controller.$widget.append(this.#text);
  }

  /**
   * @param why in a few words; `null` lets it be used
   * @param isHeardAlone whether it stands in sight already, and is for screen readers alone
   */
  show(why: string | null, isHeardAlone = false): void {
    this.#controller.enable(why === null);
    setText(this.#text, why ?? '');
    this.#text.classList.toggle('visually-hidden', isHeardAlone);
  }
}
