import { type LectureSlide, withSlides } from '../../course/lecture.ts';
import { lectureFromHash, lectureHash } from '../../course/lecture-link.ts';
import { lectureJson, parseLecture } from '../../course/lecture-schema.ts';
import { InputError } from '../../errors.ts';
import { saveBlob } from '../files/save-blob.ts';
import type { KeptLecture } from './kept-lecture.ts';
import type { GivenLecture, LecturePage } from './lecture-page.ts';
import { Organiser } from './organiser/organiser.ts';

export interface LectureListHost {
  /** The page as it is now, as a slide. */
  scene(): LectureSlide | null;
  /** Shows one's own lecture from a slide on. */
  present(at: number): void;
}

/** The list of one's own slides: in the organiser, in and out of files and links. */
export class LectureList {
  readonly #page: LecturePage;
  readonly #kept: KeptLecture;
  readonly #host: LectureListHost;

  constructor(page: LecturePage, kept: KeptLecture, host: LectureListHost) {
    this.#page = page;
    this.#kept = kept;
    this.#host = host;
  }

  organise(): void {
    new Organiser({
      kept: this.#kept,
      ...{ scene: () => this.#host.scene(), present: (at) => this.#host.present(at) },
      saveFile: () => this.#save(),
      copyLink: () => this.#copyLink(),
      openFile: () => this.#page.openFiles(),
    });
  }

  /** Keeps what is shown behind all other slides. */
  keepScene(): void {
    const scene = this.#host.scene();
    if (!scene) return;
    this.#kept.lecture = withSlides(this.#kept.lecture, [scene]);
    this.#page.notices.done(`Kept as slide ${this.#kept.lecture.slides.length} of your lecture (O).`);
  }

  /** What was there before can be had back. */
  async take(given: GivenLecture): Promise<void> {
    const lecture = 'hash' in given ? lectureFromHash(given.hash) : parseLecture(given.json, given.name);
    const { lecture: before } = this.#kept;
    this.#kept.at = -1;
    this.#kept.lecture = lecture;
    this.organise();
    if (before.slides.length === 0) return;
    const back = () => {
      this.#kept.lecture = before;
    };
    this.#page.notices.told(`${lecture.title} is your lecture now.`, { text: `Back to ${before.title}`, act: back });
  }

  #save(): void {
    const text = `${JSON.stringify(lectureJson(this.#kept.lecture), null, 2)}\n`;
    saveBlob('ct-sandbox-lecture.json', new Blob([text], { type: 'application/json' }));
  }

  /** @returns what came of it, as a sentence */
  async #copyLink(): Promise<string> {
    try {
      const { origin, pathname } = location;
      await navigator.clipboard.writeText(`${origin}${pathname}${lectureHash(this.#kept.lecture)}`);
      return 'Link copied. Opening it brings this list of slides.';
    } catch (error) {
      if (error instanceof InputError) return `${error.message}.`;
      return 'This browser does not let the page copy; save the lecture as a file instead.';
    }
  }
}
