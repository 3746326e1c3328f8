import './lil-gui.css';
import './number-control.css';
import { Controller, type GUI } from 'lil-gui';
import { setSlider } from '../elements/slider.ts';
import {
  type NumberScale,
  plainNumberText,
  positionOfValue,
  SLIDER_POSITIONS,
  sliderEnd,
  steppedValue,
  typedNumberFault,
  valueAtPosition,
} from './number-scale.ts';
import { whenKeyReleased, whenReleased } from './slider-release.ts';

/** A field is never wider than for so many characters: beside it stand a slider and a unit. */
const MOST_CHARACTERS = 10;

export interface NumberControlOptions {
  readonly min: number;
  readonly max: number;
  /** The finest step of slider and arrow keys; typed numbers need not be on it. 1 for integers, else a 100th of the range. */
  readonly step?: number;
  /** A logarithmic slider (min > 0) is as fine at 10 as at 10 000. */
  readonly scale?: 'linear' | 'logarithmic';
  readonly integer?: boolean;
  /** Shown after the number and read aloud with it. */
  readonly unit?: string;
  /** The slider ends here, while the number may go on to `max`. */
  readonly sliderMax?: number;
  /** Whether `max` is no bound at all: `none` in an empty field. */
  readonly maxIsNone?: boolean;
}

/** In the place of a number that is no bound. */
const NONE = 'none';

function scaleOf(options: NumberControlOptions): NumberScale {
  const integer = options.integer ?? false;
  const end = Math.min(options.sliderMax ?? options.max, options.max);
  return {
    min: options.min,
    max: options.max,
    step: options.step ?? (integer ? 1 : Number(((end - options.min) / 100).toPrecision(1))),
    scale: options.scale ?? 'linear',
    integer,
    sliderMax: options.sliderMax,
  };
}

/**
 * A number in a lil-gui panel: a native slider and a native number field side by side. Sliding and typing call `onChange`
 * at once and `onFinishChange` on release or on leaving. A typed number that is not allowed is neither taken nor bent to
 * the nearest allowed one: a sentence says what is wrong and the old value stays.
 */
export class NumberControl extends Controller {
  #scale: NumberScale;
  #unit: string;
  readonly #maxIsNone: boolean;
  readonly #slider = document.createElement('input');
  readonly #field = document.createElement('input');
  /** A key has turned the slider. */
  readonly #stepped: () => void;
  readonly #unitText = document.createElement('span');
  readonly #error = document.createElement('p');
  /** The value when the field got the focus: on the way to 99999 lie 9, 99 and 999, and none of them was meant. */
  #valueBeforeTyping = 0;
  /** While a refused text stays in the field. */
  #refusing = false;
  /** What was displayed last: value, scale and unit. */
  #displayed = '';

  constructor(parent: GUI, target: object, property: string, options: NumberControlOptions) {
    super(parent, target, property, 'number-control');
    this.#scale = scaleOf(options);
    this.#unit = options.unit ?? '';
    this.#maxIsNone = options.maxIsNone ?? false;

    this.#slider.className = 'slider';
    this.#slider.type = 'range';
    this.#slider.min = '0';
    this.#slider.max = String(SLIDER_POSITIONS);
    this.#slider.step = '1';
    this.#slider.setAttribute('aria-labelledby', this.$name.id);
    this.#field.type = 'number';
    if (this.#maxIsNone) this.#field.placeholder = NONE;
    this.#field.inputMode = this.#scale.integer ? 'numeric' : 'decimal';
    this.#unitText.className = 'number-control-unit';
    this.#unitText.id = `${this.$name.id}-unit`;
    this.#field.setAttribute('aria-labelledby', `${this.$name.id} ${this.#unitText.id}`);
    this.#error.className = 'number-control-error';
    this.#error.id = `${this.$name.id}-error`;
    this.#error.setAttribute('role', 'alert');
    this.#error.hidden = true;
    this.$widget.append(this.#slider, this.#field, this.#unitText);
    this.domElement.append(this.#error);

    this.#slider.addEventListener('input', () => {
      this.setValue(valueAtPosition(this.#scale, Number(this.#slider.value)));
    });
    whenReleased(this.#slider, () => this._callOnFinishChange());
    this.#slider.addEventListener('keydown', (event) => this.#sliderKey(event));
    this.#stepped = whenKeyReleased(this.#slider, () => this._callOnFinishChange());
    this.#field.addEventListener('focus', () => {
      this.#valueBeforeTyping = Number(this.getValue());
    });
    this.#field.addEventListener('input', () => this.#typed());
    this.#field.addEventListener('change', () => {
      this._callOnFinishChange();
      this.#valueBeforeTyping = Number(this.getValue());
    });
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#clearError();
    });

    this.update({});
  }

  /** Changes the bounds, the step or the unit, for instance when another knob moves a limit. The value stays. */
  update(changes: Partial<NumberControlOptions>): this {
    const { unit, ...scale } = changes;
    this.#scale = scaleOf({ ...this.#scale, ...scale } as NumberControlOptions);
    this.#unit = unit ?? this.#unit;
    return this.updateDisplay();
  }

  /** Writes what has changed alone: all controls are shown again at every move of one. */
  override updateDisplay(): this {
    const value = Number(this.getValue());
    const position = String(positionOfValue(this.#scale, value));
    const asked = JSON.stringify([value, this.#scale, this.#unit]);
    // A hand may have moved the slider, or typed, to what was refused.
    const isNone = this.#isNone(value);
    const isUntouched = this.#slider.value === position && this.#fieldHas(value) && this.#error.hidden;
    if (asked === this.#displayed && isUntouched && document.activeElement !== this.#field) return this;
    this.#displayed = asked;
    this.#unitText.textContent = this.#unit;
    this.#unitText.hidden = this.#unit === '' || isNone;
    // The browser's arrows count from `min`; typed numbers are checked in `typedNumberFault`, with a sentence.
    this.#field.min = String(this.#scale.min);
    this.#field.max = String(this.#scale.max);
    this.#field.step = String(this.#scale.step);
    setSlider(this.#slider, Number(position));
    const text = isNone ? '' : plainNumberText(value);
    // Wide enough for both bounds and for what stands in it.
    const texts = [text, plainNumberText(this.#scale.min), plainNumberText(this.#scale.max)];
    const longest = Math.max(...texts.map(({ length }) => length));
    this.#field.style.setProperty('--number-characters', String(Math.min(longest, MOST_CHARACTERS)));
    const spoken = this.#unit === '' ? text : `${text} ${this.#unit}`;
    this.#slider.setAttribute('aria-valuetext', isNone ? NONE : spoken);
    if (this.#refusing) return this;
    // While somebody types "0.50", "0.5" must not be put in its place.
    if (document.activeElement !== this.#field || !this.#fieldHas(value)) this.#field.value = text;
    this.#showFault(null);
    return this;
  }

  override disable(disabled = true): this {
    super.disable(disabled);
    this.#slider.disabled = disabled;
    this.#field.disabled = disabled;
    return this;
  }

  override name(name: string): this {
    super.name(name);
    // Long names are cut in a narrow panel; the pointer can still read them.
    this.$name.title = name;
    return this;
  }

  #isNone(value: number): boolean {
    return this.#maxIsNone && value >= this.#scale.max;
  }

  /** The number that stands in the field. A text that is no number at all reads as an empty value too. */
  get #typedText(): string {
    const isEmptied = this.#maxIsNone && this.#field.value === '' && !this.#field.validity.badInput;
    return isEmptied ? String(this.#scale.max) : this.#field.value;
  }

  #fieldHas(value: number): boolean {
    return this.#typedText !== '' && Number(this.#typedText) === value;
  }

  #typed(): void {
    const fault = typedNumberFault(this.#scale, this.#typedText);
    if (fault === null) {
      this.#showFault(null);
      this.setValue(Number(this.#typedText));
      return;
    }
    this.#refusing = true;
    this.setValue(this.#valueBeforeTyping);
    this.#refusing = false;
    this.#showFault(`${this._name}: ${fault}. Kept at ${plainNumberText(this.#valueBeforeTyping)}.`);
  }

  #clearError(): void {
    const value = Number(this.getValue());
    this.#field.value = this.#isNone(value) ? '' : plainNumberText(value);
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

  /** The browser would move by positions of the slider, which are not the steps of the value. */
  #sliderKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const value = Number(this.getValue());
    const stepped = (steps: number) => steppedValue(this.#scale, value, event.shiftKey ? steps * 10 : steps);
    const next: Record<string, () => number> = {
      ArrowRight: () => stepped(1),
      ArrowUp: () => stepped(1),
      ArrowLeft: () => stepped(-1),
      ArrowDown: () => stepped(-1),
      PageUp: () => stepped(10),
      PageDown: () => stepped(-10),
      Home: () => this.#scale.min,
      End: () => sliderEnd(this.#scale),
    };
    const target = next[event.key];
    if (!target) return;
    event.preventDefault();
    this.setValue(target());
    this.#stepped();
  }
}
