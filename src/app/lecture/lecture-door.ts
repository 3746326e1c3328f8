import { fetchedPart } from '../../fetched-part.ts';
import { wasLectureOn } from './lecture-on.ts';
import type { GivenLecture, LectureOnPage, LecturePage } from './lecture-page.ts';

/** The way into a lecture, which is fetched when the first one begins. */
export class LectureDoor {
  readonly #page: LecturePage;
  #lecture: LectureOnPage | null = null;

  constructor(page: LecturePage) {
    this.#page = page;
    window.addEventListener('keyup', (event) => this.#lecture?.keyReleased(event), { capture: true });
  }

  /** Begins or ends. @param atStart from the beginning of the lesson that is open, instead of from its present step */
  toggle(atStart = false): void {
    if (this.#lecture?.isOn) {
      this.#lecture.end();
      return;
    }
    // At once: browsers allow it only as the answer to a hand. Without it a lecture is on all the same.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
    void this.#do((lecture) => lecture.begin(atStart));
  }

  /** Goes on with the lecture that was on before a reload. */
  resume(): void {
    if (wasLectureOn()) void this.#do((lecture) => lecture.resume());
  }

  /** The list of slides of one's own lecture. */
  organise(): void {
    void this.#do((lecture) => lecture.organise());
  }

  /** A lecture of a file or a link. */
  take(given: GivenLecture): Promise<void> {
    return this.#do((lecture) => lecture.take(given));
  }

  /** Before anybody else is asked. @returns whether the key was meant for a lecture */
  key(event: KeyboardEvent): boolean {
    if (this.#lecture?.isOn) return this.#lecture.key(event);
    const { present, room } = this.#page.workplaces;
    // Where nothing is open to be shown the browser loads the page anew, as ever.
    if (event.key !== 'F5' || event.ctrlKey || present.name !== 'learn' || !room?.state?.()) return false;
    this.toggle(!event.shiftKey);
    return true;
  }

  /** Something else stands on the stage. */
  arranged(): void {
    this.#lecture?.arranged();
  }

  async #do(act: (lecture: LectureOnPage) => void | Promise<void>): Promise<void> {
    try {
      const { Lecture } = await fetchedPart(() => import('./lecture.ts'));
      this.#lecture ??= new Lecture(this.#page);
      await act(this.#lecture);
    } catch (error) {
      this.#page.notices.failure(error);
    }
  }
}
