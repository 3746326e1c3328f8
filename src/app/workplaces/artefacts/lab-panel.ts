import { whenReleased } from '../../controls/slider-release.ts';
import './lab.css';
import { ARTEFACTS, type Artefact } from '../../../experiment/artefacts.ts';
import { button, make } from '../../elements/element.ts';
import { ARTEFACT_WORDS } from './artefact-words.ts';

/** Whose slice stands beside the one with the artefact. */
export type LabBeside = 'undisturbed' | 'cured';

export interface LabPanelCallbacks {
  onChoose(artefact: Artefact): void;
  /** @param strength more than 0, up to 1; `finished` on release */
  onStrength(strength: number, finished: boolean): void;
  onBeside(beside: LabBeside): void;
  onClose(): void;
}

/** How far the slices are from the undisturbed one, in HU; `null` while that is being found out. */
export interface LabNumbers {
  readonly disturbed: number;
  readonly cured: number;
}

/** The laboratory's place on the page: the artefacts to choose from, what is to be known of one, and its strength. */
export class LabPanel {
  readonly root: HTMLElement;
  readonly #choices = new Map<Artefact, HTMLButtonElement>();
  readonly #words = make('div', { class: 'lab-words' });
  readonly #amount = make('output', { class: 'lab-amount' });
  readonly #strength = make('input', { type: 'range', min: '0.05', max: '1', step: '0.05', id: 'lab-strength' });
  readonly #detail: HTMLElement;
  readonly #without: HTMLButtonElement;
  readonly #cured: HTMLButtonElement;
  readonly #numbers = make('dl', { class: 'numbers-list' });

  constructor(callbacks: LabPanelCallbacks) {
    const list = make('div', { class: 'lab-list', role: 'group', 'aria-label': 'Artefacts' });
    for (const artefact of ARTEFACTS) {
      const choice = button(ARTEFACT_WORDS[artefact.name].title, () => callbacks.onChoose(artefact), {
        'aria-pressed': 'false',
      });
      this.#choices.set(artefact, choice);
      list.append(choice);
    }
    const moved = (finished: boolean) => () => callbacks.onStrength(this.#strength.valueAsNumber, finished);
    this.#strength.addEventListener('input', moved(false));
    whenReleased(this.#strength, moved(true));
    this.#without = button('Without the cause', () => callbacks.onBeside('undisturbed'), { 'aria-pressed': 'true' });
    this.#cured = button('', () => callbacks.onBeside('cured'), { 'aria-pressed': 'false' });
    this.#detail = make(
      'div',
      { class: 'lab-detail', hidden: '' },
      make('label', { for: 'lab-strength', class: 'lab-label' }, 'How strong'),
      this.#strength,
      this.#amount,
      make('div', { class: 'lab-label', id: 'lab-beside-label' }, 'Beside it'),
      make(
        'div',
        { class: 'lab-beside', role: 'group', 'aria-labelledby': 'lab-beside-label' },
        this.#without,
        this.#cured,
      ),
      make('h3', {}, 'Away from the undisturbed slice'),
      this.#numbers,
      make('p', { class: 'numbers-note' }, 'RMS over soft tissue'),
      this.#words,
    );
    this.root = make(
      'aside',
      { class: 'panel lab', 'aria-label': 'Artefact lab' },
      make(
        'header',
        { class: 'lab-header' },
        make('h2', {}, 'Artefact lab'),
        button('Close', () => callbacks.onClose(), { class: 'lab-close' }),
      ),
      make(
        'p',
        { class: 'panel-text' },
        'Switch a cause on over the present scan, and see what it does and what helps.',
      ),
      list,
      this.#detail,
    );
  }

  /** Moves the keyboard's focus to the first artefact. */
  focus(): void {
    this.#choices.values().next().value?.focus();
  }

  show(artefact: Artefact | null, strength: number, amount: string, beside: LabBeside): void {
    for (const [other, choice] of this.#choices) choice.setAttribute('aria-pressed', String(other === artefact));
    this.#detail.hidden = artefact === null;
    if (!artefact) return;
    this.#strength.value = String(strength);
    this.#amount.textContent = amount;
    this.#strength.setAttribute('aria-valuetext', amount);
    this.#without.setAttribute('aria-pressed', String(beside === 'undisturbed'));
    this.#cured.setAttribute('aria-pressed', String(beside === 'cured'));
    const { looks, arises, cureTitle, cures } = ARTEFACT_WORDS[artefact.name];
    this.#cured.textContent = cureTitle;
    this.#words.replaceChildren(
      ...[
        ['What it looks like', looks],
        ['Why it is there', arises],
        [cureTitle, cures],
      ].flatMap(([title, text]) => [make('h3', {}, title!), make('p', {}, text!)]),
    );
  }

  /** @param numbers `null` while they are being measured */
  setNumbers(numbers: LabNumbers | null): void {
    const text = (value: number | undefined) =>
      value === undefined ? '…' : `${value.toFixed(value < 100 ? 1 : 0)} HU`;
    this.#numbers.replaceChildren(
      make('dt', {}, 'with the artefact'),
      make('dd', {}, text(numbers?.disturbed)),
      make('dt', {}, 'cured'),
      make('dd', {}, text(numbers?.cured)),
    );
  }
}
