import './lil-gui.css';
import type { Controller, GUI } from 'lil-gui';
import { settingName, wordLabel } from '../../experiment/setting-words.ts';
import type { Method } from '../../methods/method.ts';
import { isNumberSetting, isRead, type SetValues, type SpecSetting, usualValues } from '../../spec-settings.ts';
import { controlOptions } from './field-control.ts';
import { NumberControl } from './number-control.ts';

/** A control of one setting of the method. */
interface SettingControl {
  readonly key: string;
  readonly setting: SpecSetting;
  readonly controller: Controller;
}

/**
 * The controls of what can be set of one method alone, made from its spec: a slider for a number, a list for words, a box for
 * what is or is not. Those that are read only with another setting are there only with it.
 */
export class MethodControls {
  readonly #folder: GUI;
  readonly #before: HTMLElement;
  readonly #onChange: (own: SetValues, finished: boolean) => void;
  readonly #values: Record<string, unknown> = {};
  #method: Method | null = null;
  #controls: readonly SettingControl[] = [];

  /** @param before what they stand before in the folder @param onChange a control moved; `finished` on release */
  constructor(folder: GUI, before: HTMLElement, onChange: (own: SetValues, finished: boolean) => void) {
    this.#folder = folder;
    this.#before = before;
    this.#onChange = onChange;
  }

  /**
   * Shows what is set of a method; calls nothing back.
   *
   * @param method `null` of none
   * @returns whether there are other controls than before
   */
  show(method: Method | null, settings: SetValues): boolean {
    const isOther = method !== this.#method;
    if (method) Object.assign(this.#values, usualValues(method.settings), settings);
    if (isOther) this.#make(method);
    for (const { controller, setting } of this.#controls) {
      controller.show(isRead(setting, settings));
      controller.updateDisplay();
    }
    return isOther;
  }

  #make(method: Method | null): void {
    for (const { controller } of this.#controls) controller.destroy();
    this.#method = method;
    this.#controls = Object.entries(method?.settings ?? {}).flatMap(([key, setting]) => {
      const controller = this.#controlOf(key, setting);
      if (!controller) return [];
      controller.name(settingName(key, setting));
      controller.domElement.dataset.path = `reconstruction.${key}`;
      controller.$name.title = sentence(setting.means);
      this.#before.before(controller.domElement);
      return [{ key, setting, controller }];
    });
  }

  #controlOf(key: string, setting: SpecSetting): Controller | null {
    const changed = (finished: boolean) => () => this.#onChange({ [key]: this.#values[key] }, finished);
    if (isNumberSetting(setting)) {
      const control = new NumberControl(this.#folder, this.#values, key, controlOptions(setting));
      return control.onChange(changed(false)).onFinishChange(changed(true));
    }
    if ('words' in setting) {
      const choices = setting.words.map((word) => [wordLabel(setting, word), word]);
      return this.#folder.add(this.#values, key, Object.fromEntries(choices)).onChange(changed(true));
    }
    return typeof this.#values[key] === 'boolean' ? this.#folder.add(this.#values, key).onChange(changed(true)) : null;
  }
}

/** Without the marks of code, as a sentence. */
function sentence(means: string): string {
  const plain = means.replaceAll('`', '');
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`;
}
