import './scene.css';
import '../../elements/slider.css';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { type Step, WHOLE_STEP } from '../../present/past.ts';
import { MODE_NAMES, type SceneMode } from './modes.ts';
import { MOST_CUT } from './scene-limits.ts';
import type { SceneWishes } from './scene-look.ts';
import { type Box, type Cuts, cutBox } from './volume-box.ts';

const AXES = ['x', 'y', 'z'] as const;
/** Of a cut, in parts of the box. */
const STEP = 0.01;

/** The controls that lie over the foot of the scene. */
export class SceneControls {
  readonly root: HTMLElement;
  readonly #mode = make('select', { 'aria-label': 'Volume shown as' });
  readonly #planes = make('input', { type: 'checkbox', id: 'scene-planes' });
  readonly #near: HTMLButtonElement;
  readonly #cuts = AXES.map((axis) => ({
    input: make('input', {
      ...{
        class: 'slider',
        type: 'range',
        min: String(-MOST_CUT),
        max: String(MOST_CUT),
        step: String(STEP),
        value: '0',
      },
      ...{ id: `scene-cut-${axis}` },
    }),
    text: make('output', { for: `scene-cut-${axis}` }),
  }));
  readonly #changed: (wishes: SceneWishes, step: Step) => void;
  #wishes: SceneWishes;
  #box: Box | null = null;

  /** @param changed told of every wish, at once; a cut that is dragged is one step */
  constructor(first: SceneWishes, changed: (wishes: SceneWishes, step: Step) => void) {
    this.#wishes = first;
    this.#changed = changed;
    this.#mode.append(...Object.entries(MODE_NAMES).map(([mode, name]) => new Option(name, mode)));
    this.#mode.value = first.mode;
    this.#planes.checked = first.planes;
    this.#mode.addEventListener('change', () => this.#wish({ mode: this.#mode.value as SceneMode }));
    this.#planes.addEventListener('change', () => this.#wish({ planes: this.#planes.checked }));
    this.#near = button('Near', () => this.#wish({ isNear: !this.#wishes.isNear }), {
      'aria-pressed': 'false',
      title: 'Let the volume fill the picture, or the whole scanner',
    });
    const cut = (step: Step) =>
      this.#wish({ cuts: this.#cuts.map(({ input }) => input.valueAsNumber) as unknown as Cuts }, step);
    const rows = this.#cuts.map(({ input, text }, i) => {
      for (const kind of ['input', 'change']) {
        input.addEventListener(kind, () => cut({ gesture: input.id, moving: kind === 'input' }));
      }
      return make('div', { class: 'scene-cut' }, make('label', { for: input.id }, `Cut ${AXES[i]}`), input, text);
    });
    const whole = button('Whole', () => {
      for (const { input } of this.#cuts) input.value = '0';
      cut(WHOLE_STEP);
    });
    const cuts = make('details', { class: 'scene-cuts' }, make('summary', {}, 'Cut'));
    cuts.append(make('div', { class: 'scene-cut-sliders' }, ...rows, whole));
    this.root = make(
      'div',
      { class: 'scene-controls', role: 'group', 'aria-label': 'Scene' },
      this.#mode,
      make('label', { class: 'scene-planes' }, this.#planes, 'Planes'),
      this.#near,
      cuts,
    );
    // They are not the picture's: a double click there makes the pane larger.
    this.root.addEventListener('dblclick', (event) => event.stopPropagation());
    this.#show();
  }

  get wishes(): SceneWishes {
    return this.#wishes;
  }

  /** Something else than the hand has said what is wished. */
  bring(wishes: SceneWishes): void {
    this.#wishes = wishes;
    this.#planes.checked = wishes.planes;
    this.#near.setAttribute('aria-pressed', String(wishes.isNear));
    this.#cuts.forEach(({ input }, i) => {
      input.value = String(wishes.cuts[i]);
    });
    this.#show();
  }

  /** @param isOffered whether a mode says something of what is shown @param box what is cut */
  show(isOffered: (mode: SceneMode) => boolean, shown: SceneMode, box: Box): void {
    for (const option of this.#mode.options) option.disabled = !isOffered(option.value as SceneMode);
    this.#mode.value = shown;
    this.#box = box;
    this.#show();
  }

  #wish(change: Partial<SceneWishes>, step = WHOLE_STEP): void {
    this.#wishes = { ...this.#wishes, ...change };
    this.#near.setAttribute('aria-pressed', String(this.#wishes.isNear));
    this.#show();
    this.#changed(this.#wishes, step);
  }

  #show(): void {
    const { cuts } = this.#wishes;
    const left = this.#box && cutBox(this.#box, cuts);
    this.#cuts.forEach(({ input, text }, i) => {
      const part = (100 * (cuts[i]! + 1)) / 2;
      input.style.setProperty('--slider-part', `${part}%`);
      const words = cutWords(AXES[i]!, cuts[i]!, left ? [left.low[i]!, left.high[i]!] : null);
      setText(text, words);
      input.setAttribute('aria-valuetext', words);
    });
  }
}

/** What is left of an axis, in words. */
export function cutWords(axis: string, cut: number, left: readonly [number, number] | null): string {
  if (cut === 0 || !left) return 'whole';
  const at = cut > 0 ? left[1] : left[0];
  return `${axis} ${cut > 0 ? '<' : '>'} ${String(Math.round(at)).replace('-', '−')} mm`;
}
