import './numbers-panel.css';
import type { ScanAdvice } from '../../experiment/advice.ts';
import type { DoseEstimate } from '../../experiment/dose-estimate.ts';
import type { DisplayUnit } from '../../experiment/experiment.ts';
import { fetchedPart } from '../../fetched-part.ts';
import type { ImageQuality } from '../../measure/image-quality.ts';
import { significant } from '../../number-text.ts';
import { make } from '../elements/element.ts';
import type { LoggedRun } from '../log/logged-run.ts';
import { errorInDisplayUnit, unitText } from '../views/display-units.ts';
import { AdviceList } from './advice-list.ts';
import type { DoseSection } from './dose-section.ts';
import { QualitySection } from './quality-section.ts';
import { type ShownTimes, TimesSection } from './times-section.ts';

/** The numbers a student writes down: how good the slice is, and how long it took. While knobs move it stands still. */
export class NumbersPanel {
  readonly #quality = new QualitySection();
  readonly #times = new TimesSection();
  /** Fetched with the first scan whose photons are counted; its place until then. */
  #dose: DoseSection | null = null;
  readonly #dosePlace = make('span', { hidden: '' });
  #runs: readonly LoggedRun[] = [];
  readonly #advice = new AdviceList();

  constructor(host: HTMLElement) {
    host.append(this.#quality.root, this.#dosePlace, this.#advice.root, this.#times.root);
  }

  /** What is still waited for will not come. */
  giveUpQuality(why: string): void {
    this.#quality.giveUp(why);
  }

  setQuality(quality: ImageQuality, unit: DisplayUnit, waterMuPerMm: number): void {
    this.#quality.show(quality, unit, waterMuPerMm);
  }

  setQualityPending(): void {
    this.#quality.await();
  }

  /** For an image that has nothing to be compared with. */
  setNoQuality(why: string): void {
    this.#quality.showNone(why);
  }

  setTimes(times: ShownTimes): void {
    this.#times.show(times);
  }

  /** For a slice that nobody has timed. */
  setNoTimes(why: string): void {
    this.#times.showNone(why);
  }

  /** Fetches what shows a dose. */
  async awaitDose(): Promise<void> {
    if (this.#dose) return;
    const { DoseSection } = await fetchedPart(() => import('./dose-section.ts'));
    if (this.#dose) return;
    this.#dose = new DoseSection();
    this.#dosePlace.replaceWith(this.#dose.root);
    this.#dose.showRuns(this.#runs);
  }

  /**
   * After {@link awaitDose}, unless there is none.
   *
   * @param noise in the image's unit; `null` where nobody can tell
   */
  setDose(
    dose: DoseEstimate | null,
    noise: number | null,
    { unit, waterMuPerMm }: { readonly unit: DisplayUnit; readonly waterMuPerMm: number },
  ): void {
    const amount = noise === null ? null : errorInDisplayUnit(noise, unit, waterMuPerMm);
    this.#dose?.show(dose, amount === null ? '—' : `${significant(amount)}${unitText(unit)}`);
  }

  /** All runs since the page was opened. */
  showRuns(runs: readonly LoggedRun[]): void {
    this.#runs = runs;
    this.#dose?.showRuns(runs);
  }

  setAdvice(advice: readonly ScanAdvice[]): void {
    this.#advice.show(advice);
  }
}
