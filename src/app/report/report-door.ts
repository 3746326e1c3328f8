import { fetchedPart } from '../../fetched-part.ts';
import type { GivenAnswer } from '../../report/report.ts';
import type { OfferEvent } from './offer.ts';
import type { ReportPage } from './report-page.ts';
import type { ReportRoom } from './report-room.ts';

/** The way to the report that is being written, which is fetched when it is first needed. */
export class ReportDoor {
  readonly #page: ReportPage;
  #room: Promise<ReportRoom> | null = null;

  constructor(page: ReportPage) {
    this.#page = page;
    document.addEventListener('offerreport', (event) => void this.#do((room) => room.take(event as OfferEvent)));
  }

  /** Shows the report beside the stage, or puts it away. */
  toggle(): void {
    void this.#do((room) => room.toggle());
  }

  /** Shows it; where it is shown, puts into it what the stage shows. */
  writeUp(): void {
    void this.#do((room) => room.writeUp());
  }

  /**
   * Puts an answer to a step of a lesson into it, instead of what was answered to that step before. Never rejects: what
   * cannot be done is told on the page.
   */
  addAnswer(answer: GivenAnswer): Promise<void> {
    return this.#do((room) => room.notebook.addAnswer(answer));
  }

  async #do(action: (room: ReportRoom) => unknown): Promise<void> {
    try {
      this.#room ??= this.#open();
      await action(await this.#room);
    } catch (error) {
      this.#page.notices.failure(error);
    }
  }

  async #open(): Promise<ReportRoom> {
    try {
      const { openReportRoom } = await fetchedPart(() => import('./report-room.ts'));
      return await openReportRoom(this.#page);
    } catch (error) {
      // Asked for again, it is fetched again.
      this.#room = null;
      throw error;
    }
  }
}
