import './lil-gui.css';
import './window-readout.css';
import { plainText } from '../../number-text.ts';
import { setText } from '../elements/set-text.ts';
import type { ValueScale } from '../panes/value-scale.ts';
import { type DisplayWindow, windowResolution } from '../panes/window-level.ts';
import { presetOfWindow, type WindowPreset } from '../panes/window-presets.ts';
import { plainNumberText } from './number-scale.ts';
import { type WindowPart, windowFault } from './window-fault.ts';

export interface WindowReadoutCallbacks {
  /** Another window is asked for, in display units; `finished` when typing is over. */
  onWindow(window: DisplayWindow, finished: boolean): void;
  onInvert(inverted: boolean): void;
  onReset(): void;
}

const PARTS: readonly { readonly part: WindowPart; readonly letter: string; readonly name: string }[] = [
  { part: 'width', letter: 'W', name: 'Window width' },
  { part: 'level', letter: 'L', name: 'Window level' },
];

let nextId = 1;

/** Width and level as editable numbers, the presets, inversion and reset. Shows what it is told, reports what is asked. */
export class WindowReadout {
  readonly root = document.createElement('div');
  readonly #callbacks: WindowReadoutCallbacks;
  readonly #fields = {} as Record<WindowPart, HTMLInputElement>;
  readonly #unit = document.createElement('span');
  readonly #presetSelect = document.createElement('select');
  readonly #presetLabel = document.createElement('label');
  readonly #invert = document.createElement('button');
  readonly #error = document.createElement('p');
  #window: DisplayWindow = { width: 1, level: 0 };
  #windowBeforeTyping: DisplayWindow = this.#window;
  #inverted = false;
  #presets: readonly WindowPreset[] = [];

  constructor(host: Element, callbacks: WindowReadoutCallbacks) {
    this.#callbacks = callbacks;
    const id = `window-readout-${nextId++}`;
    this.root.className = 'window-readout';
    this.root.setAttribute('role', 'group');
    this.root.setAttribute('aria-label', 'Display window');
    this.#unit.className = 'window-readout-unit';
    this.#unit.id = `${id}-unit`;

    for (const { part, letter, name } of PARTS) {
      const label = document.createElement('label');
      label.className = 'window-readout-number';
      const field = document.createElement('input');
      field.type = 'number';
      field.id = `${id}-${part}`;
      // The name begins with the letter that is seen, for those who speak to their computer.
      field.setAttribute('aria-label', `${letter}, ${name.toLowerCase()}`);
      field.addEventListener('focus', () => {
        this.#windowBeforeTyping = this.#window;
      });
      field.addEventListener('input', () => this.#typed(part, name, false));
      field.addEventListener('change', () => this.#typed(part, name, true));
      field.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        this.#showFault(null, null);
        this.#fields[part].value = plainNumberText(this.#window[part]);
      });
      label.append(letter, field);
      this.root.append(label);
      this.#fields[part] = field;
    }

    this.#presetLabel.className = 'window-readout-preset';
    const presetName = document.createElement('span');
    presetName.className = 'visually-hidden';
    presetName.textContent = 'Window preset';
    this.#presetLabel.append(presetName, this.#presetSelect);
    this.#presetSelect.addEventListener('change', () => {
      const chosen = this.#presets[Number(this.#presetSelect.value)];
      if (this.#presetSelect.value !== '' && chosen) this.#callbacks.onWindow(chosen.window, true);
    });

    this.#invert.type = 'button';
    this.#invert.className = 'window-readout-invert';
    this.#invert.textContent = 'Invert';
    this.#invert.setAttribute('aria-pressed', 'false');
    this.#invert.addEventListener('click', () => this.#callbacks.onInvert(!this.#inverted));
    const reset = document.createElement('button');
    reset.type = 'button';
    reset.textContent = 'Reset';
    reset.setAttribute('aria-label', 'Reset window');
    reset.addEventListener('click', () => this.#callbacks.onReset());

    this.#error.className = 'window-readout-error';
    this.#error.id = `${id}-error`;
    this.#error.setAttribute('role', 'alert');
    this.#error.hidden = true;
    this.root.append(this.#unit, this.#presetLabel, this.#invert, reset, this.#error);
    host.append(this.root);
    // Most phantoms have presets: nothing moves when they come.
    this.#presetSelect.append(new Option('Preset …', ''));
    this.#presetSelect.disabled = true;
  }

  /** The scale of the values that the window is for, and its presets (none for values that are not HU). */
  setScale(values: Pick<ValueScale, 'unit' | 'span'>, presets: readonly WindowPreset[]): void {
    setText(this.#unit, values.unit);
    const resolution = String(windowResolution(values.span));
    if (this.#fields.width.step !== resolution) {
      this.#fields.width.step = resolution;
      this.#fields.width.min = resolution;
      this.#fields.level.step = resolution;
    }
    if (presets.length === this.#presets.length && presets.every((preset, i) => preset === this.#presets[i])) return;
    this.#presets = presets;
    this.#presetLabel.hidden = presets.length === 0;
    this.#presetSelect.disabled = false;
    const custom = new Option('Preset …', '');
    const options = presets.map(({ name, window, key }, index) => {
      const keyHint = key === null ? '' : ` (${key})`;
      return new Option(`${name} · L ${plainText(window.level)} W ${window.width}${keyHint}`, String(index));
    });
    this.#presetSelect.replaceChildren(custom, ...options);
    this.#choosePreset();
  }

  /** The window now, in display units. */
  setWindow(window: DisplayWindow, inverted: boolean): void {
    this.#window = window;
    this.#inverted = inverted;
    this.#invert.setAttribute('aria-pressed', String(inverted));
    for (const { part } of PARTS) {
      const field = this.#fields[part];
      // A refused text, or one like "40.", is left to whoever is typing it.
      if (document.activeElement === field) {
        if (field.getAttribute('aria-invalid') === 'true' || Number(field.value) === window[part]) continue;
      }
      const text = plainNumberText(window[part]);
      if (field.value !== text) field.value = text;
    }
    this.#choosePreset();
  }

  dispose(): void {
    this.root.remove();
  }

  #choosePreset(): void {
    const preset = presetOfWindow(this.#window, this.#presets);
    this.#presetSelect.value = preset ? String(this.#presets.indexOf(preset)) : '';
  }

  #typed(part: WindowPart, name: string, finished: boolean): void {
    const field = this.#fields[part];
    const fault = windowFault(part, field.value);
    if (fault !== null) {
      this.#showFault(part, `${name}: ${fault}. Kept at ${plainNumberText(this.#windowBeforeTyping[part])}.`);
      this.#callbacks.onWindow(this.#windowBeforeTyping, finished);
      return;
    }
    this.#showFault(null, null);
    this.#callbacks.onWindow({ ...this.#window, [part]: Number(field.value) }, finished);
    if (finished) this.#windowBeforeTyping = this.#window;
  }

  #showFault(faulty: WindowPart | null, sentence: string | null): void {
    this.#error.hidden = sentence === null;
    this.#error.textContent = sentence ?? '';
    for (const { part } of PARTS) {
      if (part === faulty) {
        this.#fields[part].setAttribute('aria-invalid', 'true');
        this.#fields[part].setAttribute('aria-describedby', this.#error.id);
      } else {
        this.#fields[part].removeAttribute('aria-invalid');
        this.#fields[part].setAttribute('aria-describedby', this.#unit.id);
      }
    }
  }
}
