import './compare.css';
import type { DisplayUnit } from '../../../experiment/experiment.ts';
import type { Closeness, ImageQuality } from '../../../measure/image-quality.ts';
import { button, make } from '../../elements/element.ts';
import { significant } from '../../panes/number-text.ts';
import type { Differing } from '../../present/what-differs.ts';
import { errorInDisplayUnit, unitText } from '../../views/display-units.ts';

/** How good a slice is, and in what that is told. */
export interface SliceNumbers {
  readonly quality: ImageQuality;
  readonly unit: DisplayUnit;
  readonly waterMuPerMm: number;
}

/** A quality: what it is called, its unit, and its number. */
interface Row {
  readonly name: string;
  unit(numbers: SliceNumbers): string;
  text(numbers: SliceNumbers): string;
}

const rmse = ({ unit, waterMuPerMm }: SliceNumbers, of: Closeness) =>
  significant(errorInDisplayUnit(of.rmse, unit, waterMuPerMm));
const ssim = (of: Closeness) => (Number.isNaN(of.ssim) ? ABSENT : of.ssim.toFixed(4));
const inside = ({ quality }: SliceNumbers, text: (of: Closeness) => string) =>
  quality.inside ? text(quality.inside) : ABSENT;
const unitOf = ({ unit }: SliceNumbers) => unitText(unit).trim();

const ROWS: readonly Row[] = [
  { name: 'RMSE', unit: unitOf, text: (numbers) => rmse(numbers, numbers.quality) },
  {
    name: 'PSNR',
    unit: () => 'dB',
    text: ({ quality }) => (Number.isFinite(quality.psnrDb) ? quality.psnrDb.toFixed(2) : '∞'),
  },
  { name: 'SSIM', unit: () => '', text: ({ quality }) => ssim(quality) },
  { name: 'RMSE in object', unit: unitOf, text: (numbers) => inside(numbers, (of) => rmse(numbers, of)) },
  { name: 'SSIM in object', unit: () => '', text: (numbers) => inside(numbers, ssim) },
];
const ABSENT = '—';

/** What is seen of *Compare*, besides the stage. */
export interface CompareFace {
  /** Stands above the numbers of the run. */
  readonly root: HTMLElement;
  /** Numbers are on their way. */
  await(): void;
  /** @param present, kept `null` where there is nothing to compare a slice with */
  showNumbers(present: SliceNumbers | null, kept: SliceNumbers | null): void;
  showDifferences(differing: readonly Differing[]): void;
}

/** Two columns, the present experiment and A: how good their slices are, and the settings in which they differ. */
export class ComparePanel implements CompareFace {
  readonly root: HTMLElement;
  readonly #quality = make('tbody');
  readonly #settings = make('tbody');
  readonly #words = make('p', { class: 'numbers-note' });

  /** @param compareBackends runs the present experiment on GPU and CPU */
  constructor(compareBackends: () => void) {
    this.root = make(
      'section',
      { class: 'kept-numbers', 'aria-labelledby': 'kept-title' },
      make('h2', { id: 'kept-title' }, 'Current and A'),
      make('table', { class: 'kept-table' }, headRow(), this.#quality, this.#settings),
      this.#words,
      button('GPU against CPU…', compareBackends, {
        title: 'Run the current experiment on both and compare them (G)',
      }),
    );
    this.await();
  }

  await(): void {
    this.#quality.replaceChildren(...ROWS.map(({ name }) => row(name, '…', '…')));
    this.#settings.replaceChildren();
    this.#words.textContent = 'Keep (K) stores the current experiment as A; change a setting to see its effect.';
  }

  showNumbers(present: SliceNumbers | null, kept: SliceNumbers | null): void {
    const one = present ?? kept;
    // Beside the name, unless each slice has one of its own.
    const isShared = !present || !kept || present.unit === kept.unit;
    this.#quality.replaceChildren(
      ...ROWS.map(({ name, unit, text }) => {
        const cell = (of: SliceNumbers | null) => (of ? `${text(of)} ${isShared ? '' : unit(of)}`.trim() : ABSENT);
        const shared = isShared && one ? unit(one) : '';
        return row(shared === '' ? name : `${name}, ${shared}`, cell(present), cell(kept));
      }),
    );
  }

  showDifferences(differing: readonly Differing[]): void {
    this.#settings.replaceChildren(...differing.map(({ what, values }) => row(what, ...values)));
    this.#words.textContent =
      differing.length === 0
        ? 'The settings are the same. Change one to see its effect; Keep (K) stores the current experiment as A.'
        : 'Keep (K) stores the current experiment as A.';
  }
}

function headRow(): HTMLElement {
  const column = (text: string) => make('th', { scope: 'col' }, text);
  return make('thead', {}, make('tr', {}, make('td'), column('Current'), column('A')));
}

function row(name: string, present: string, kept: string): HTMLElement {
  return make('tr', {}, make('th', { scope: 'row' }, name), make('td', {}, present), make('td', {}, kept));
}
