import type { DisplayUnit } from '../experiment/experiment.ts';
import type { Stage, StageTime } from '../experiment/session.ts';
import type { ImageQuality } from '../metrics/image-quality.ts';
import { errorInDisplayUnit, unitText } from './display-units.ts';
import { make } from './element.ts';

const STAGE_NAMES = { scan: 'Scan', filter: 'Filter', 'back-project': 'Back-project' } as const;

/** The numbers a student writes down: how good the slice is, and how long it took. */
export class NumbersPanel {
  readonly #quality = make('dl', { class: 'numbers-list' });
  readonly #qualityNote = make('p', { class: 'numbers-note' });
  readonly #times = make('dl', { class: 'numbers-list' });
  readonly #timesNote = make('p', { class: 'numbers-note' });

  constructor(host: HTMLElement) {
    host.append(
      make(
        'section',
        { 'aria-labelledby': 'quality-title' },
        make('h2', { id: 'quality-title' }, 'Against the phantom'),
        this.#quality,
        this.#qualityNote,
      ),
      make(
        'section',
        { 'aria-labelledby': 'times-title' },
        make('h2', { id: 'times-title' }, 'Time'),
        this.#times,
        this.#timesNote,
      ),
    );
    this.setQualityPending();
  }

  setQuality(quality: ImageQuality, unit: DisplayUnit, waterMuPerMm: number): void {
    const rmse = errorInDisplayUnit(quality.rmse, unit, waterMuPerMm);
    fill(this.#quality, [
      ['RMSE', `${significant(rmse)}${unitText(unit)}`],
      ['PSNR', Number.isFinite(quality.psnrDb) ? `${quality.psnrDb.toFixed(2)} dB` : '∞ dB'],
      ['SSIM', Number.isNaN(quality.ssim) ? 'grid too small' : quality.ssim.toFixed(4)],
    ]);
    this.#qualityNote.textContent = 'over the whole grid, the phantom averaged over each pixel';
  }

  setQualityPending(): void {
    fill(this.#quality, [
      ['RMSE', '…'],
      ['PSNR', '…'],
      ['SSIM', '…'],
    ]);
    this.#qualityNote.textContent = '';
  }

  /** For an image that has nothing to be held against. */
  setNoQuality(why: string): void {
    fill(this.#quality, [
      ['RMSE', '—'],
      ['PSNR', '—'],
      ['SSIM', '—'],
    ]);
    this.#qualityNote.textContent = why;
  }

  /** @param times `null` while something moves: then only the whole is timed */
  setTimes(
    times: readonly StageTime[] | null,
    totalMs: number,
    gigaUpdatesPerSecond: number | null,
    note: string,
  ): void {
    const stage = (wanted: Stage): [string, string] => {
      const time = times?.find((candidate) => candidate.stage === wanted);
      const text = time ? (time.kept ? 'kept' : `${significant(time.timeMs)} ms`) : '—';
      return [STAGE_NAMES[wanted], times === null ? '…' : text];
    };
    fill(this.#times, [
      stage('scan'),
      stage('filter'),
      stage('back-project'),
      ['Total', `${significant(totalMs)} ms`],
      ['Speed', gigaUpdatesPerSecond === null ? '—' : `${significant(gigaUpdatesPerSecond)} GUPS`],
    ]);
    this.#timesNote.textContent = note;
  }
}

/** Three significant digits without an exponent. */
export function significant(value: number): string {
  if (!Number.isFinite(value)) return '—';
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 8));
}

function fill(list: HTMLElement, rows: readonly (readonly [string, string])[]): void {
  list.replaceChildren(...rows.flatMap(([term, value]) => [make('dt', {}, term), make('dd', {}, value)]));
}
