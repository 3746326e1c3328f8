import './lil-gui.css';
import './channel-list-control.css';
import { Controller, type GUI } from 'lil-gui';
import { channelListText, parseChannelList } from './channel-list.ts';

/** A list of channels as a text field: taken when it is left, or refused with a sentence while the old list stays. */
export class ChannelListControl extends Controller {
  readonly #field = document.createElement('input');
  readonly #error = document.createElement('p');
  /** How many channels there are. */
  channels = 1;

  constructor(parent: GUI, target: object, property: string) {
    super(parent, target, property, 'channel-list-control');
    this.#field.type = 'text';
    this.#field.placeholder = 'none; 12, 40–42';
    this.#field.setAttribute('aria-labelledby', this.$name.id);
    this.#field.autocomplete = 'off';
    this.#error.className = 'number-control-error';
    this.#error.id = `${this.$name.id}-error`;
    this.#error.setAttribute('role', 'alert');
    this.#error.hidden = true;
    this.$widget.append(this.#field);
    this.domElement.append(this.#error);
    this.#field.addEventListener('change', () => this.#take());
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.updateDisplay();
    });
    this.updateDisplay();
  }

  override updateDisplay(): this {
    if (document.activeElement !== this.#field) this.#showList();
    return this;
  }

  override disable(disabled = true): this {
    super.disable(disabled);
    this.#field.disabled = disabled;
    return this;
  }

  #take(): void {
    const parsed = parseChannelList(this.#field.value, this.channels);
    if (typeof parsed === 'string') {
      this.#showFault(`${this._name} ${parsed}.`);
      return;
    }
    this.setValue(parsed as never);
    this.#showList();
    this._callOnFinishChange();
  }

  #showList(): void {
    this.#field.value = channelListText(this.getValue() as unknown as readonly number[]);
    this.#showFault(null);
  }

  #showFault(sentence: string | null): void {
    this.#error.hidden = sentence === null;
    this.#error.textContent = sentence ?? '';
    if (sentence === null) {
      this.#field.removeAttribute('aria-invalid');
      this.#field.removeAttribute('aria-describedby');
    } else {
      this.#field.setAttribute('aria-invalid', 'true');
      this.#field.setAttribute('aria-describedby', this.#error.id);
    }
  }
}
