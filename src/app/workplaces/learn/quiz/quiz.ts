import './quiz.css';
import { nextQuestion, type QuizQuestion, questionScans } from '../../../../course/quiz/quiz-question.ts';
import { NO_SCORE, scored } from '../../../../course/quiz/quiz-score.ts';
import { InputError } from '../../../../errors.ts';
import type { ArtefactName } from '../../../../experiment/artefacts.ts';
import { parseExperimentInput } from '../../../../experiment/experiment-schema.ts';
import { loadSubject } from '../../../../experiment/subject.ts';
import { button, make } from '../../../elements/element.ts';
import { setText } from '../../../elements/set-text.ts';
import type { Lane } from '../../../lanes/lane.ts';
import { PRESENT } from '../../../lanes/present.ts';
import type { PresentPair } from '../../../present/present-experiment.ts';
import type { Layout } from '../../../stage/layout.ts';
import { VIEWS } from '../../../views/registry.ts';
import { ARTEFACT_WORDS, inSentence } from '../../artefacts/artefact-words.ts';
import { LESSON, type LearnPage, type LearnPart } from '../learn-part.ts';
import { nextOption } from './next-option.ts';

/** Where one reads on about an artefact. */
const LESSONS: Readonly<Record<ArtefactName, string>> = {
  undersampling: 'projections',
  'limited-arc': 'truncation-limited-arc',
  noise: 'noise-dose',
  starvation: 'metal-starvation',
  'beam-hardening': 'beam-hardening',
  metal: 'metal-starvation',
  rings: 'motion-rings-axis',
  motion: 'motion-rings-axis',
  scatter: 'beam-hardening',
  'partial-volume': 'resolution',
  truncation: 'truncation-limited-arc',
  'wrong-axis': 'motion-rings-axis',
};

/** *Spot the artefact*: a scan with something wrong, four answers, and why the chosen one is right or wrong. */
export class Quiz implements LearnPart {
  readonly root = make('div', { class: 'learn-part quiz' });
  readonly #page: LearnPage;
  readonly #score = make('p', { class: 'quiz-score' });
  readonly #asks = make('div');
  /** It stands there before there is anything in it: only then is what comes read aloud. */
  readonly #verdict = make('div', { class: 'quiz-verdict', 'aria-live': 'polite' });
  readonly #ways = make('footer', { class: 'quiz-footer' });
  readonly #asked: QuizQuestion[] = [];
  #question: QuizQuestion | null = null;
  #chosen: ArtefactName | null = null;
  #undisturbed: PresentPair | null = null;
  #scored = NO_SCORE;
  readonly #without: Lane = {
    name: 'quiz-without',
    label: 'Without the artefact',
    pair: () => (this.#chosen === null ? null : this.#undisturbed),
  };

  constructor(page: LearnPage) {
    this.#page = page;
    this.root.append(
      button('Contents', () => page.contents(), { class: 'lesson-contents' }),
      make('h2', {}, 'Spot the artefact'),
      this.#score,
      this.#asks,
      this.#verdict,
      this.#ways,
    );
  }

  /** The sinogram often gives it away; afterwards the scan without it stands beside. */
  get layout(): Layout {
    const slice = { view: VIEWS.get('slice'), lane: PRESENT, title: 'What is wrong here?' };
    const sinogram = { view: VIEWS.get('sinogram'), lane: PRESENT };
    if (this.#chosen === null || !this.#question) return [sinogram, slice];
    const { having } = ARTEFACT_WORDS[this.#question.artefact];
    return [
      { ...slice, title: having },
      { view: VIEWS.get('slice'), lane: this.#without },
    ];
  }

  async begin(): Promise<void> {
    await this.#ask();
  }

  bring(): void {
    this.#show();
  }

  /** A question is over when it has been seen: another one is asked. */
  comeBack(): void {
    if (this.#question) void this.#ask();
  }

  async #ask(): Promise<void> {
    const { wishes } = this.#page;
    const signal = wishes.begin();
    const question = nextQuestion(Math.random, this.#asked);
    const input = parseExperimentInput({ version: 2, phantom: question.phantom });
    const subject = await loadSubject(input, () => Promise.reject(new InputError('the quiz has no files')));
    if (signal.aborted) return;
    const { disturbed, undisturbed } = questionScans(question, subject);
    this.#asked.push(question);
    this.#question = question;
    this.#chosen = null;
    this.#undisturbed = { experiment: undisturbed, subject };
    this.#show();
    await this.#page.restore(disturbed, subject);
    this.root.querySelector<HTMLElement>('.quiz-option')?.focus();
  }

  #answer(chosen: ArtefactName): void {
    if (this.#chosen !== null || !this.#question) return;
    this.#chosen = chosen;
    this.#scored = scored(this.#scored, this.#question, chosen);
    this.#show();
    this.#page.arrange();
    this.#page.run(false, false);
    this.root.querySelector<HTMLElement>('.quiz-next')?.focus();
  }

  #show(): void {
    const question = this.#question;
    const isOpen = this.#chosen === null;
    // Numbers and advice beside the pictures would say what it is.
    this.root.classList.toggle('quiz-asking', isOpen);
    setText(this.#score, this.#scoreText());
    this.#asks.replaceChildren(
      ...(question ? [make('p', {}, 'One thing is wrong with this scan. What is it?'), this.#options(question)] : []),
    );
    this.#verdict.replaceChildren(...(question && !isOpen ? this.#verdictOn(question) : []));
    this.#ways.replaceChildren(
      ...(isOpen
        ? []
        : [
            button('Next scan', () => void this.#ask(), { class: 'quiz-next' }),
            button('Read on in the lesson', () => this.#read(), {}),
          ]),
    );
  }

  #scoreText(): string {
    const { right, answered } = this.#scored;
    if (answered === 0) return 'The scans are made anew each time, and none comes twice in a row.';
    return `${right} of ${answered} right so far.`;
  }

  #options(question: QuizQuestion): HTMLElement {
    const list = make('div', { class: 'quiz-options', role: 'group', 'aria-label': 'Answers' });
    for (const name of question.options) {
      const option = button(ARTEFACT_WORDS[name].title, () => this.#answer(name), { class: 'quiz-option' });
      if (this.#chosen !== null) {
        option.disabled = true;
        const isRight = name === question.artefact;
        if (isRight || name === this.#chosen) {
          option.dataset.verdict = isRight ? 'right' : 'wrong';
          option.append(make('span', { class: 'quiz-mark' }, isRight ? '✓ it is this' : '✗ your answer'));
        }
      }
      list.append(option);
    }
    list.addEventListener('keydown', (event) => {
      const options = [...list.querySelectorAll<HTMLElement>('.quiz-option')];
      const at = options.indexOf(event.target as HTMLElement);
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      const next = isPlain && at !== -1 ? nextOption(event.key, at, options.length) : null;
      if (next === null) return;
      event.preventDefault();
      options[next]!.focus();
    });
    return list;
  }

  #verdictOn({ artefact }: QuizQuestion): HTMLElement[] {
    const right = ARTEFACT_WORDS[artefact];
    const chosen = this.#chosen!;
    const heading = make('h3', {}, chosen === artefact ? 'Right.' : `It is ${inSentence(right.title)}.`);
    const wrong = ARTEFACT_WORDS[chosen];
    return [
      heading,
      ...(chosen === artefact
        ? []
        : [
            make(
              'p',
              {},
              make('strong', {}, `Why not ${inSentence(wrong.title)}? `),
              `It would look like this: ${inSentence(wrong.looks)}`,
            ),
          ]),
      make('p', {}, make('strong', {}, 'What there is to see: '), inSentence(right.looks)),
      make('p', {}, make('strong', {}, 'Why: '), right.arises),
      make('p', { class: 'quiz-beside' }, 'On the right is the same scan without it.'),
    ];
  }

  #read(): void {
    void this.#page.open(LESSON, { lesson: LESSONS[this.#question!.artefact] });
  }
}
