import './numbers-table.css';
import type { DisplayUnit } from '../../experiment/experiment.ts';
import type { Closeness, ImageQuality } from '../../measure/image-quality.ts';
import { significant } from '../../number-text.ts';
import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { errorInDisplayUnit, unitText } from '../views/display-units.ts';

const FIGURES = ['RMSE', 'PSNR', 'SSIM'] as const;

/** How good the slice is, over the whole grid and inside the object. Its rows stay where they are, whatever is in them. */
export class QualitySection {
  readonly root: HTMLElement;
  readonly #cells = FIGURES.map(() => ({ grid: make('td'), object: make('td') }));
  readonly #note = make('p', { class: 'numbers-note numbers-note-still' });
  #isPending = false;

  constructor() {
    const rows = FIGURES.map((figure, i) =>
      make('tr', {}, make('th', { scope: 'row' }, figure), this.#cells[i]!.grid, this.#cells[i]!.object),
    );
    const insideTitle = 'Pixels where the phantom exceeds 1 % of its maximum: no air';
    this.root = make(
      'section',
      { 'aria-labelledby': 'quality-title' },
      make('h2', { id: 'quality-title' }, 'Compared with the phantom'),
      make(
        'table',
        { class: 'numbers-table', 'aria-labelledby': 'quality-title' },
        make(
          'thead',
          {},
          make(
            'tr',
            {},
            make('td'),
            make('th', { scope: 'col', title: 'All pixels of the slice' }, 'grid'),
            make('th', { scope: 'col', title: insideTitle }, 'object'),
          ),
        ),
        make('tbody', {}, ...rows),
      ),
      this.#note,
    );
    this.await();
  }

  show({ inside, ...grid }: ImageQuality, unit: DisplayUnit, waterMuPerMm: number): void {
    this.#fill(figuresOf(grid, unit, waterMuPerMm), inside ? figuresOf(inside, unit, waterMuPerMm) : NONE);
    setText(this.#note, 'the phantom averaged over each pixel');
    this.#isPending = false;
  }

  /** The figures are on their way. */
  await(): void {
    this.#fill(PENDING, PENDING);
    this.#isPending = true;
  }

  /** For an image that has nothing to be compared with. */
  showNone(why: string): void {
    this.#fill(NONE, NONE);
    setText(this.#note, why);
    this.#isPending = false;
  }

  /** What is still waited for will not come. */
  giveUp(why: string): void {
    if (this.#isPending) this.showNone(why);
  }

  #fill(grid: Figures, object: Figures): void {
    for (const [i, cells] of this.#cells.entries()) {
      setText(cells.grid, grid[i]!);
      setText(cells.object, object[i]!);
    }
  }
}

/** In the order of {@link FIGURES}. */
type Figures = readonly [string, string, string];

const PENDING: Figures = ['…', '…', '…'];
const NONE: Figures = ['—', '—', '—'];

function figuresOf({ rmse, psnrDb, ssim }: Closeness, unit: DisplayUnit, waterMuPerMm: number): Figures {
  return [
    `${significant(errorInDisplayUnit(rmse, unit, waterMuPerMm))}${unitText(unit)}`,
    Number.isFinite(psnrDb) ? `${psnrDb.toFixed(2)} dB` : '∞ dB',
    Number.isNaN(ssim) ? 'too small' : ssim.toFixed(4),
  ];
}
