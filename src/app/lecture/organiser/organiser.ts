import './organiser.css';
import { COURSE } from '../../../course/course.ts';
import {
  changedSlide,
  type Lecture,
  type LectureSlide,
  movedSlide,
  NO_LECTURE,
  stepSlide,
  withSlides,
} from '../../../course/lecture.ts';
import { MOST_CAPTION, MOST_NOTES } from '../../../course/lecture-schema.ts';
import { openDialog } from '../../dialogs/dialog.ts';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import type { KeptLecture } from '../kept-lecture.ts';
import { titleOf } from '../slide-show.ts';

/** What the organiser asks of the page. */
export interface OrganiserHost {
  readonly kept: KeptLecture;
  /** The page as it is now, as a slide; `null` where that is refused, which has been told. */
  scene(): LectureSlide | null;
  /** Begins the lecture with this slide. */
  present(at: number): void;
  saveFile(): void;
  copyLink(): Promise<string>;
  openFile(): void;
}

/** A list of slides of one's own: put together, sorted, given captions and notes, saved. */
export class Organiser {
  readonly #host: OrganiserHost;
  readonly #dialog: ReturnType<typeof openDialog>;
  readonly #list = make('ol', { class: 'organiser-list', 'aria-label': 'Slides' });
  readonly #title = make('input', {
    type: 'text',
    class: 'organiser-title',
    maxlength: '120',
    'aria-label': 'Title of the lecture',
  });
  readonly #told = make('p', { class: 'organiser-told', role: 'status' });
  readonly #undo: HTMLButtonElement;
  /** The slide whose words are edited. */
  #open: number | null = null;
  /** The lecture before what was done last. */
  #before: Lecture | null = null;

  constructor(host: OrganiserHost) {
    this.#host = host;
    this.#dialog = openDialog('Your lecture', 'organiser');
    this.#undo = button('Undo', () => this.#undoLast(), { disabled: '' });
    this.#title.addEventListener('change', () =>
      this.#set({ ...this.#lecture, title: this.#title.value.trim() || NO_LECTURE.title }),
    );
    this.#dialog.body.append(
      make(
        'p',
        { class: 'organiser-about' },
        'Steps of any lessons and scenes of your own, in the order in which they are shown. It stays in this browser; a file or a link takes it elsewhere.',
      ),
      this.#title,
      this.#addBar(),
      this.#list,
      this.#fileBar(),
      this.#told,
    );
    this.#show();
  }

  get #lecture(): Lecture {
    return this.#host.kept.lecture;
  }

  #addBar(): HTMLElement {
    const lessons = make('select', { 'aria-label': 'Lesson' });
    lessons.append(...COURSE.all.map(({ name, number, title }) => new Option(`${number} ${title}`, name)));
    const steps = make('select', { 'aria-label': 'Step' });
    const offerSteps = () => {
      const { steps: all } = COURSE.get(lessons.value);
      steps.replaceChildren(new Option('all its steps', ''), ...all.map(({ id, title }) => new Option(title, id)));
    };
    lessons.addEventListener('change', offerSteps);
    offerSteps();
    const add = () => {
      const ids = steps.value === '' ? COURSE.get(lessons.value).steps.map(({ id }) => id) : [steps.value];
      this.#add(ids.map((id) => stepSlide(lessons.value, id)));
    };
    const keep = () => {
      const scene = this.#host.scene();
      if (scene) this.#add([scene]);
    };
    return make(
      'div',
      { class: 'organiser-bar' },
      make('span', { class: 'organiser-lesson' }, lessons, steps, button('Add', add, { 'aria-label': 'Add steps' })),
      button('Keep this page as a scene', keep),
    );
  }

  #fileBar(): HTMLElement {
    const { saveFile, openFile, copyLink, present } = this.#host;
    const show = () => {
      this.#dialog.close();
      present(0);
    };
    const openOther = () => {
      this.#dialog.close();
      openFile();
    };
    return make(
      'div',
      { class: 'organiser-bar' },
      button('Begin', show, { class: 'organiser-begin', title: 'Full screen, from the first slide' }),
      button('Save as a file', saveFile),
      button('Copy link', () => void copyLink().then((sentence) => setText(this.#told, sentence))),
      button('Open a file…', openOther),
      button('New', () => this.#set(NO_LECTURE), { title: 'Begin an empty lecture' }),
      this.#undo,
    );
  }

  #add(slides: readonly LectureSlide[]): void {
    this.#set(withSlides(this.#lecture, slides));
    this.#list.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }

  #set(lecture: Lecture, isStep = true): void {
    if (isStep) this.#before = this.#lecture;
    this.#host.kept.lecture = lecture;
    if (isStep) this.#show();
  }

  #undoLast(): void {
    const before = this.#before;
    if (before) this.#set(before);
  }

  #show(): void {
    const { title, slides } = this.#lecture;
    this.#title.value = title;
    this.#undo.disabled = this.#before === null;
    this.#list.replaceChildren(...slides.map((slide, i) => this.#item(slide, i)));
    setText(
      this.#told,
      slides.length === 0 ? 'There are no slides yet. In a lecture, S keeps what is shown as a scene.' : '',
    );
  }

  #item(slide: LectureSlide, at: number): HTMLElement {
    const title = titleOf(slide) ?? '';
    /** @param what it does, for whoever points at it; where words stand on it, its name begins with them */
    const act = (text: string, what: string, action: () => void, isOff = false) =>
      button(text, action, {
        'aria-label': `${/^\w/.test(text) ? text : what} ${at + 1}: ${title}`,
        title: what,
        ...(isOff && { disabled: '' }),
      });
    const move = (to: number) => {
      this.#open = null;
      this.#set(movedSlide(this.#lecture, at, to));
      this.#list.children[to]?.querySelector<HTMLElement>(to < at ? '.organiser-up' : '.organiser-down')?.focus();
    };
    const up = act('↑', 'Move up', () => move(at - 1), at === 0);
    const down = act('↓', 'Move down', () => move(at + 1), at === this.#lecture.slides.length - 1);
    up.classList.add('organiser-up');
    down.classList.add('organiser-down');
    const edit = act('Words', 'Caption and notes', () => {
      this.#open = this.#open === at ? null : at;
      this.#show();
    });
    edit.setAttribute('aria-expanded', String(this.#open === at));
    const show = act('Show', 'Begin the lecture here', () => {
      this.#dialog.close();
      this.#host.present(at);
    });
    const remove = act('×', 'Remove', () => {
      this.#open = null;
      this.#set(changedSlide(this.#lecture, at, null));
    });
    return make(
      'li',
      { class: 'organiser-slide' },
      make(
        'div',
        { class: 'organiser-row' },
        make('span', { class: 'organiser-name' }, title, make('small', {}, kindOf(slide))),
        make('span', { class: 'organiser-acts' }, up, down, edit, show, remove),
      ),
      ...(this.#open === at ? [this.#words(slide, at)] : []),
    );
  }

  /** What the room and the speaker read of a slide. */
  #words(slide: LectureSlide, at: number): HTMLElement {
    const caption = make('input', {
      type: 'text',
      maxlength: String(MOST_CAPTION),
      placeholder: titleOf({ ...slide, caption: '' }) ?? '',
    });
    caption.value = slide.caption;
    const notes = make('textarea', { rows: '4', maxlength: String(MOST_NOTES) });
    notes.value = slide.notes;
    const change = (of: Partial<Pick<LectureSlide, 'caption' | 'notes'>>) =>
      this.#set(changedSlide(this.#lecture, at, { ...this.#lecture.slides[at]!, ...of }), false);
    caption.addEventListener('input', () => change({ caption: caption.value }));
    notes.addEventListener('input', () => change({ notes: notes.value }));
    return make(
      'div',
      { class: 'organiser-words' },
      make('label', {}, 'Caption', caption),
      make('label', {}, 'Notes, for the speaker alone', notes),
    );
  }
}

function kindOf(slide: LectureSlide): string {
  if (slide.kind === 'scene') return 'a scene';
  const entry = COURSE.find(slide.lesson);
  return entry ? `lesson ${entry.number}, ${entry.title}` : slide.lesson;
}
