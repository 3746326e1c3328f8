/** Colours of a pen, in the order in which a key goes through them. */
export const INKS = ['red', 'yellow', 'green', 'white'] as const;
export type Ink = (typeof INKS)[number];

/** Planes that a pen draws on. */
export const INKED_PLANES = ['slice', 'sinogram', 'axial', 'coronal', 'sagittal', 'projection'] as const;

/** What a pen drew over a plane, in the values of its axes (mm, channels and degrees), so that it stays where it is. */
export interface Stroke {
  readonly plane: (typeof INKED_PLANES)[number];
  readonly ink: Ink;
  /** x and y in turn. */
  readonly points: readonly number[];
}

/** What every slide has of its own. */
interface SlideWords {
  /** At the foot; the step's title, or nothing, where it is empty. */
  readonly caption: string;
  /** For the speaker alone. */
  readonly notes: string;
  /** The views that are seen, by the ids of their slots; `null` for what is usual. */
  readonly views: readonly string[] | null;
  readonly strokes: readonly Stroke[];
}

/** A step of a lesson. */
export interface StepSlide extends SlideWords {
  readonly kind: 'step';
  readonly lesson: string;
  readonly step: string;
}

/** The page as it was when it was kept. */
export interface SceneSlide extends SlideWords {
  readonly kind: 'scene';
  /** As its file says it. */
  readonly experiment: Readonly<Record<string, unknown>>;
  readonly workplace: string;
  /** What links have besides an experiment: what is kept, marks, windows, what the workplace is about. */
  readonly besides: Readonly<Record<string, unknown>> | null;
}

export type LectureSlide = StepSlide | SceneSlide;

/** Steps of any lessons and scenes of one's own, in the order in which they are shown. */
export interface Lecture {
  readonly title: string;
  readonly slides: readonly LectureSlide[];
}

export const NO_LECTURE: Lecture = { title: 'My lecture', slides: [] };

const BARE: SlideWords = { caption: '', notes: '', views: null, strokes: [] };

export function stepSlide(lesson: string, step: string): StepSlide {
  return { kind: 'step', lesson, step, ...BARE };
}

/** A lecture with a slide in another place. Places beyond the ends are the ends. */
export function movedSlide(lecture: Lecture, from: number, to: number): Lecture {
  const slides = [...lecture.slides];
  const [slide] = slides.splice(from, 1);
  if (slide) slides.splice(Math.min(Math.max(to, 0), slides.length), 0, slide);
  return { ...lecture, slides };
}

/** A lecture with something else in the place of a slide; `null` takes it out. */
export function changedSlide(lecture: Lecture, at: number, slide: LectureSlide | null): Lecture {
  return { ...lecture, slides: lecture.slides.flatMap((old, i) => (i === at ? (slide ? [slide] : []) : [old])) };
}

/** A lecture with further slides behind one of these; behind all of them without a place. */
export function withSlides(lecture: Lecture, added: readonly LectureSlide[], behind?: number): Lecture {
  const at = behind === undefined ? lecture.slides.length : behind + 1;
  return { ...lecture, slides: [...lecture.slides.slice(0, at), ...added, ...lecture.slides.slice(at)] };
}
