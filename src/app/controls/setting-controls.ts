import './lil-gui.css';
import type { Controller, GUI } from 'lil-gui';
import { settingName, settingValueText, wordLabel } from '../../experiment/setting-words.ts';
import {
  isNumberSetting,
  isRead,
  type SetValues,
  type SpecSetting,
  type SpecSettings,
  usualValues,
  type WordSetting,
} from '../../spec-settings.ts';
import { make } from '../elements/element.ts';
import { controlOptions } from './field-control.ts';
import { FolderSummary } from './folder-summary.ts';
import { NumberControl } from './number-control.ts';

/** A method or a correction: what can be set of it. */
export interface SetSpec {
  readonly settings: SpecSettings;
}

/** A control of one setting. */
interface SettingControl {
  readonly key: string;
  readonly setting: SpecSetting;
  readonly controller: Controller;
  /** What stands below it, where it has anything to say without being asked. */
  readonly sentence: HTMLElement | null;
}

type SwitchedSetting = WordSetting & Required<Pick<WordSetting, 'asSwitch'>>;

/**
 * The controls of what can be set of one method or correction alone, made from its spec: a slider for a number, a list for words, a box for
 * what is or is not. Those that are read only with another setting are there only with it, and those that most people leave as
 * they are stand in a folder.
 */
export class SettingControls {
  readonly #folder: GUI;
  readonly #before: ChildNode;
  readonly #place: string;
  readonly #onChange: (own: SetValues, finished: boolean) => void;
  readonly #values: Record<string, unknown> = {};
  /** Of settings of two words, whether they are set to the second. */
  readonly #switches: Record<string, boolean> = {};
  #spec: SetSpec | null = null;
  #controls: readonly SettingControl[] = [];
  #further: { readonly folder: GUI; readonly summary: FolderSummary } | null = null;

  /**
   * @param before what they stand before in the folder
   * @param place the path of what they set, to which its key is added
   * @param onChange a control moved; `finished` on release
   */
  constructor(folder: GUI, before: ChildNode, place: string, onChange: (own: SetValues, finished: boolean) => void) {
    this.#folder = folder;
    this.#before = before;
    this.#place = place;
    this.#onChange = onChange;
  }

  /**
   * Shows what is set of one; calls nothing back.
   *
   * @param spec `null` of none
   * @returns whether there are other controls than before
   */
  show(spec: SetSpec | null, settings: SetValues): boolean {
    const isOther = spec !== this.#spec;
    const usual = spec ? usualValues(spec.settings) : {};
    Object.assign(this.#values, usual, settings);
    for (const [key, setting] of Object.entries(spec?.settings ?? {})) {
      if (isSwitched(setting)) this.#switches[key] = this.#values[key] === setting.words[1];
    }
    if (isOther) this.#make(spec);
    for (const { controller, setting, sentence } of this.#controls) {
      controller.show(isRead(setting, settings));
      controller.updateDisplay();
      if (sentence) sentence.hidden = !isRead(setting, settings);
    }
    const changed = this.#controls.filter(
      ({ key, setting }) => setting.isFurther && isRead(setting, settings) && this.#values[key] !== usual[key],
    );
    this.#further?.summary.show(
      changed.length === 0
        ? ['as usual']
        : changed.map(
            ({ key, setting }) => `${settingName(key, setting)}: ${settingValueText(setting, this.#values[key])}`,
          ),
    );
    return isOther;
  }

  #make(spec: SetSpec | null): void {
    // A folder that somebody has opened stays open for the next.
    const wasOpen = this.#further !== null && !this.#further.folder._closed;
    for (const { controller, sentence } of this.#controls) {
      controller.destroy();
      sentence?.remove();
    }
    this.#further?.folder.destroy();
    this.#further = null;
    this.#spec = spec;
    const entries = Object.entries(spec?.settings ?? {});
    const [first, further] = [false, true].map((is) =>
      entries.filter(([, setting]) => (setting.isFurther ?? false) === is),
    );
    const before = (element: HTMLElement) => this.#before.before(element);
    const controls = first!.flatMap(([key, setting]) => this.#settingControl(this.#folder, key, setting, before));
    if (further!.length > 0) {
      const folder = this.#folder.addFolder('Further settings');
      if (!wasOpen) folder.close();
      before(folder.domElement);
      this.#further = { folder, summary: new FolderSummary(folder) };
      controls.push(...further!.flatMap(([key, setting]) => this.#settingControl(folder, key, setting, null)));
    }
    this.#controls = controls;
  }

  /** @param place puts an element into its place; `null` where that is the end of the folder */
  #settingControl(
    folder: GUI,
    key: string,
    setting: SpecSetting,
    place: ((element: HTMLElement) => void) | null,
  ): SettingControl[] {
    const controller = this.#controlOf(folder, key, setting);
    if (!controller) return [];
    const { domElement, $name } = controller;
    controller.name(isSwitched(setting) ? setting.asSwitch.label : settingName(key, setting));
    domElement.dataset.path = `${this.#place}.${key}`;
    const title = `${sentence(setting.means)}${rangeOf(setting)}`;
    $name.title = title;
    for (const input of domElement.querySelectorAll('input, select')) input.setAttribute('aria-description', title);
    place?.(domElement);
    if (!isSwitched(setting)) return [{ key, setting, controller, sentence: null }];
    domElement.classList.add('panel-long-name');
    domElement.querySelector('input')!.setAttribute('role', 'switch');
    const below = make('p', { class: 'panel-text' }, setting.asSwitch.sentence);
    domElement.after(below);
    return [{ key, setting, controller, sentence: below }];
  }

  #controlOf(folder: GUI, key: string, setting: SpecSetting): Controller | null {
    const changed = (finished: boolean) => () => this.#onChange({ [key]: this.#values[key] }, finished);
    if (isNumberSetting(setting)) {
      const control = new NumberControl(folder, this.#values, key, controlOptions(setting));
      return control.onChange(changed(false)).onFinishChange(changed(true));
    }
    if (isSwitched(setting)) {
      const set = (isOn: boolean) => this.#onChange({ [key]: setting.words[isOn ? 1 : 0] }, true);
      return folder.add(this.#switches, key).onChange(set);
    }
    if ('words' in setting) {
      const choices = setting.words.map((word) => [wordLabel(setting, word), word]);
      return folder.add(this.#values, key, Object.fromEntries(choices)).onChange(changed(true));
    }
    return typeof this.#values[key] === 'boolean' ? folder.add(this.#values, key).onChange(changed(true)) : null;
  }
}

function isSwitched(setting: SpecSetting): setting is SwitchedSetting {
  return 'asSwitch' in setting;
}

/** Between what a number may be, as a sentence after another. */
function rangeOf(setting: SpecSetting): string {
  if (!isNumberSetting(setting)) return '';
  const { least, most, unit, turned } = setting;
  const end = turned?.mostIsNone ? '' : ` to ${most}`;
  return ` From ${least}${end}${unit ? ` ${unit}` : ''}.`;
}

/** Without the marks of code, as a sentence. */
function sentence(means: string): string {
  const plain = means.replaceAll('`', '');
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`;
}
