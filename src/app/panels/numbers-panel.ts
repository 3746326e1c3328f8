import './numbers-panel.css';
import type { ScanAdvice } from '../../experiment/advice.ts';
import type { DoseEstimate } from '../../experiment/dose-estimate.ts';
import type { DisplayUnit } from '../../experiment/experiment.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';
import type { ImageQuality } from '../../metrics/image-quality.ts';
import { make } from '../elements/element.ts';
import { significant } from '../panes/number-text.ts';
import { errorInDisplayUnit, unitText } from '../views/display-units.ts';
import { AdviceList } from './advice-list.ts';
import { DoseSection } from './dose-section.ts';
import { fillList } from './numbers-list.ts';

const STAGE_NAMES = { scan: 'Scan', filter: 'Filter', 'back-project': 'Back-project' } as const;

/** The numbers a student writes down: how good the slice is, and how long it took. */
export class NumbersPanel {
  #isQualityPending = false;
  readonly #quality = make('dl', { class: 'numbers-list' });
  readonly #qualityNote = make('p', { class: 'numbers-note' });
  readonly #times = make('dl', { class: 'numbers-list' });
  readonly #timesNote = make('p', { class: 'numbers-note' });
  readonly #dose = new DoseSection();
  readonly #advice = new AdviceList();

  constructor(host: HTMLElement) {
    host.append(
      make(
        'section',
        { 'aria-labelledby': 'quality-title' },
        make('h2', { id: 'quality-title' }, 'Against the phantom'),
        this.#quality,
        this.#qualityNote,
      ),
      this.#dose.root,
      this.#advice.root,
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

  /** What is still waited for will not come. */
  giveUpQuality(why: string): void {
    if (this.#isQualityPending) this.setNoQuality(why);
  }

  setQuality(quality: ImageQuality, unit: DisplayUnit, waterMuPerMm: number): void {
    this.#isQualityPending = false;
    const rmse = errorInDisplayUnit(quality.rmse, unit, waterMuPerMm);
    fillList(this.#quality, [
      ['RMSE', `${significant(rmse)}${unitText(unit)}`],
      ['PSNR', Number.isFinite(quality.psnrDb) ? `${quality.psnrDb.toFixed(2)} dB` : '∞ dB'],
      ['SSIM', Number.isNaN(quality.ssim) ? 'grid too small' : quality.ssim.toFixed(4)],
    ]);
    this.#qualityNote.textContent = 'over the whole grid, the phantom averaged over each pixel';
  }

  setQualityPending(): void {
    this.#isQualityPending = true;
    fillList(this.#quality, [
      ['RMSE', '…'],
      ['PSNR', '…'],
      ['SSIM', '…'],
    ]);
    this.#qualityNote.textContent = '';
  }

  /** For an image that has nothing to be compared with. */
  setNoQuality(why: string): void {
    this.#isQualityPending = false;
    fillList(this.#quality, [
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
    const stage = (wanted: StageTime['stage']): [string, string] => {
      const time = times?.find((candidate) => candidate.stage === wanted);
      const text = time ? (time.kept ? 'kept' : `${significant(time.timeMs)} ms`) : '—';
      return [STAGE_NAMES[wanted], times === null ? '…' : text];
    };
    fillList(this.#times, [
      stage('scan'),
      stage('filter'),
      stage('back-project'),
      ['Total', `${significant(totalMs)} ms`],
      ['Speed', gigaUpdatesPerSecond === null ? '—' : `${significant(gigaUpdatesPerSecond)} GUPS`],
    ]);
    this.#timesNote.textContent = note;
  }

  /**
   * @param noise in the image's unit; `null` where nobody can tell
   * @param series what the scan is, but for its dose; `null` for one that is not to be kept
   */
  setDose(
    dose: DoseEstimate | null,
    noise: number | null,
    { unit, waterMuPerMm }: { readonly unit: DisplayUnit; readonly waterMuPerMm: number },
    series: string | null,
  ): void {
    const amount = noise === null ? null : errorInDisplayUnit(noise, unit, waterMuPerMm);
    this.#dose.show(dose, amount === null ? '—' : `${significant(amount)}${unitText(unit)}`);
    if (dose && amount && series !== null) {
      this.#dose.addToPlot({ relativeDose: dose.relative, noise: amount, unit: unitText(unit).trim(), series });
    }
  }

  /** For another subject: what was made of the one before is no comparison. */
  forgetDoses(): void {
    this.#dose.clearPlot();
  }

  setAdvice(advice: readonly ScanAdvice[]): void {
    this.#advice.show(advice);
  }
}
