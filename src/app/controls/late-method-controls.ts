import type { GUI } from 'lil-gui';
import { fetchedPart } from '../../fetched-part.ts';
import type { Method } from '../../methods/method.ts';
import type { SetValues } from '../../spec-settings.ts';
import { CONTROLS_CHANGED } from './controls-changed.ts';
import type { MethodControls } from './method-controls.ts';

export interface LateMethodControlsParts {
  /** Where all controls are. */
  readonly root: HTMLElement;
  readonly folder: GUI;
  /** What they stand before in the folder. */
  readonly before: HTMLElement;
  onChange(own: SetValues, finished: boolean): void;
  onFailed(error: unknown): void;
}

/** The controls of methods that iterate, fetched with the first of them. */
export class LateMethodControls {
  readonly #parts: LateMethodControlsParts;
  #controls: MethodControls | null = null;
  #wanted: { readonly method: Method | null; readonly settings: SetValues } = { method: null, settings: {} };

  constructor(parts: LateMethodControlsParts) {
    this.#parts = parts;
  }

  /** Shows what is set of a method, where it iterates; calls nothing back. */
  async show(method: Method, settings: SetValues): Promise<void> {
    this.#wanted = { method: method.iterates ? method : null, settings };
    if (!this.#controls && !method.iterates) return;
    const { root, folder, before, onChange, onFailed } = this.#parts;
    try {
      if (!this.#controls) {
        const part = await fetchedPart(() => import('./method-controls.ts'), 'The controls of this method');
        this.#controls ??= new part.MethodControls(folder, before, onChange);
      }
      // Another method may be the present one meanwhile.
      const isOther = this.#controls.show(this.#wanted.method, this.#wanted.settings);
      if (isOther) root.dispatchEvent(new Event(CONTROLS_CHANGED));
    } catch (error) {
      onFailed(error);
    }
  }
}
