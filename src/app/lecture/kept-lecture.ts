import { type Lecture, NO_LECTURE, type Stroke } from '../../course/lecture.ts';
import { lectureJson, parseLecture } from '../../course/lecture-schema.ts';
import type { TextStore } from '../elements/browser-store.ts';

/** Where the browser keeps them. */
const LECTURE_KEY = 'ct-sandbox-lecture';
const INK_KEY = 'ct-sandbox-ink';

interface KeptText {
  readonly json: unknown;
  readonly at: number;
}

type KeptInk = Readonly<Record<string, readonly Stroke[]>>;

/** The lecture that one makes, where one is in it, and what was drawn over steps of the course; kept over reloads. */
export class KeptLecture {
  readonly #store: TextStore | null;
  #lecture: Lecture = NO_LECTURE;
  #at = -1;
  #ink: KeptInk = {};
  /** Another lecture, or something of it is another. */
  onChanged: (() => void) | null = null;

  /** @param store `null` where the browser keeps nothing */
  constructor(store: TextStore | null) {
    this.#store = store;
    this.#readInk();
    const kept = this.#readLecture();
    if (kept) this.#at = Number(kept.at) || 0;
  }

  /** Another tab has kept something under this key: both have it then, each at a slide of its own. */
  changedElsewhere(key: string | null): void {
    if (key === INK_KEY) this.#readInk();
    if (key !== LECTURE_KEY) return;
    this.#readLecture();
    this.#at = Math.min(this.#at, this.#lecture.slides.length - 1);
    this.onChanged?.();
  }

  get lecture(): Lecture {
    return this.#lecture;
  }

  set lecture(lecture: Lecture) {
    this.#lecture = lecture;
    this.#at = Math.min(this.#at, lecture.slides.length - 1);
    this.#write();
    this.onChanged?.();
  }

  /** The slide that was shown last; −1 before any was. */
  get at(): number {
    return this.#at;
  }

  set at(at: number) {
    this.#at = at;
    this.#write();
  }

  /** What was drawn over a step of the course, by `lesson/step`. */
  inkOf(step: string): readonly Stroke[] {
    return this.#ink[step] ?? [];
  }

  setInk(step: string, strokes: readonly Stroke[]): void {
    const { [step]: _, ...others } = this.#ink;
    this.#ink = strokes.length === 0 ? others : { ...others, [step]: strokes };
    this.#put(INK_KEY, this.#ink);
  }

  #readInk(): void {
    this.#ink = (this.#read(INK_KEY) ?? {}) as KeptInk;
  }

  #readLecture(): KeptText | null {
    const kept = this.#read(LECTURE_KEY) as KeptText | null;
    if (!kept) return null;
    try {
      this.#lecture = parseLecture(kept.json, 'the lecture that was kept');
      return kept;
    } catch (error) {
      // Of a version of the page that knew other lessons.
      console.warn(error);
      return null;
    }
  }

  #write(): void {
    this.#put(LECTURE_KEY, { json: lectureJson(this.#lecture), at: this.#at } satisfies KeptText);
  }

  #read(key: string): unknown {
    try {
      return JSON.parse(this.#store?.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  }

  /** Browsers may refuse to keep anything; then it is there until the page is closed. */
  #put(key: string, value: unknown): void {
    try {
      this.#store?.setItem(key, JSON.stringify(value));
    } catch {
      // As said above.
    }
  }
}
