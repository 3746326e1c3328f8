import type { GUI } from 'lil-gui';
import { fetchedPart } from '../../fetched-part.ts';
import type { SetValues } from '../../spec-settings.ts';
import { CONTROLS_CHANGED } from './controls-changed.ts';
import type { SetSpec, SettingControls } from './setting-controls.ts';

export interface LateSettingControlsParts {
  /** Where all controls are. */
  readonly root: HTMLElement;
  readonly folder: GUI;
  /** What they stand before in the folder. */
  readonly before: ChildNode;
  /** The path of what they set, to which its key is added. */
  readonly place: string;
  onChange(own: SetValues, finished: boolean): void;
  onFailed(error: unknown): void;
}

/** The controls of what can be set of a method or a correction, fetched with the first of them. */
export class LateSettingControls {
  readonly #parts: LateSettingControlsParts;
  #controls: SettingControls | null = null;
  #wanted: { readonly spec: SetSpec | null; readonly settings: SetValues } = { spec: null, settings: {} };

  constructor(parts: LateSettingControlsParts) {
    this.#parts = parts;
  }

  /** Shows what is set of one, `null` of none; calls nothing back. */
  async show(spec: SetSpec | null, settings: SetValues): Promise<void> {
    this.#wanted = { spec, settings };
    if (!this.#controls && !spec) return;
    const { root, folder, before, place, onChange, onFailed } = this.#parts;
    try {
      if (!this.#controls) {
        const part = await fetchedPart(() => import('./setting-controls.ts'), 'The controls of these settings');
        this.#controls ??= new part.SettingControls(folder, before, place, onChange);
      }
      // Another may be the present one meanwhile.
      const isOther = this.#controls.show(this.#wanted.spec, this.#wanted.settings);
      if (isOther) root.dispatchEvent(new Event(CONTROLS_CHANGED));
    } catch (error) {
      onFailed(error);
    }
  }
}
