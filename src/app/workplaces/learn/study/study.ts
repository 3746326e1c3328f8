import './study.css';
import { type AnsweredTrial, isCorrect, type StudyTrial, studyTrials } from '../../../../course/study/study-plan.ts';
import { type ModelObservers, modelObservers, studyInput, studyPhotons } from '../../../../course/study/study-scans.ts';
import type { Rating } from '../../../../course/study/two-choices.ts';
import { InputError } from '../../../../errors.ts';
import { resolveExperiment } from '../../../../experiment/experiment.ts';
import { loadSubject, type Subject } from '../../../../experiment/subject.ts';
import { fixedText } from '../../../../number-text.ts';
import { button, make } from '../../../elements/element.ts';
import { setText } from '../../../elements/set-text.ts';
import { saveBlob } from '../../../files/save-blob.ts';
import type { Lane } from '../../../lanes/lane.ts';
import type { DisplayWindow } from '../../../panes/window-level.ts';
import { makePlotFigure } from '../../../plots/plot-figure.ts';
import type { PresentPair } from '../../../present/present-experiment.ts';
import type { Layout } from '../../../stage/layout.ts';
import { VIEWS } from '../../../views/registry.ts';
import type { SettledRun } from '../../workplace.ts';
import type { LearnPage, LearnPart } from '../learn-part.ts';
import { levelResults, rocPlot, sensitivityPlot, trialsCsv } from './study-results.ts';

/** An even number, as many on the left as on the right. */
const TRIALS_PER_LEVEL = 10;

/** From black to white, in standard deviations of the noise. */
const WINDOW = 7;

const RATINGS: readonly (readonly [Rating, string])[] = [
  [1, 'Left, sure'],
  [2, 'Left, perhaps'],
  [3, 'Right, perhaps'],
  [4, 'Right, sure'],
];

/** What the scans of the study are about, and what model observers see in them. */
interface Prepared {
  readonly without: Subject;
  readonly withDisk: Subject;
  readonly photons: readonly number[];
  readonly models: readonly ModelObservers[];
}

/**
 * *Is it there?*: a first observer study. Two noisy slices, one of which has a faint disk in its middle; which one? At the
 * end d′ and ROC of whoever looked stand beside those of model observers.
 */
export class Study implements LearnPart {
  readonly root = make('div', { class: 'learn-part study' });
  readonly #page: LearnPage;
  readonly #said = make('p', { class: 'study-said' });
  readonly #count = make('p', { class: 'study-count' });
  readonly #body = make('div');
  readonly #sensitivity = makePlotFigure({});
  readonly #roc = makePlotFigure({});
  readonly #lanes: readonly Lane[] = [0, 1].map((side) => ({
    name: side === 0 ? 'study-left' : 'study-right',
    label: side === 0 ? 'Left' : 'Right',
    pair: () => this.#pairs[side] ?? null,
  }));
  #prepared: Prepared | null = null;
  /** The two scans of the trial; none once all have been answered. */
  #pairs: readonly PresentPair[] = [];
  #trials: readonly StudyTrial[] = [];
  #answers: AnsweredTrial[] = [];
  /** Whether both pictures of the trial are on screen. */
  #isShown = false;
  #level = 0;

  constructor(page: LearnPage) {
    this.#page = page;
    this.root.classList.add('quiz-asking');
    this.root.addEventListener('keydown', (event) => this.#key(event));
    this.root.classList.add('quiz-asking');
    this.root.append(
      button('Contents', () => page.contents(), { class: 'lesson-contents' }),
      make('h2', {}, 'Is it there?'),
      make('div', { role: 'status', 'aria-atomic': 'true' }, this.#said, this.#count),
      this.#body,
    );
  }

  get layout(): Layout {
    return this.#lanes.map((lane) => ({ view: VIEWS.get('slice'), lane, title: lane.label! }));
  }

  get #trial(): StudyTrial | null {
    return this.#trials[this.#answers.length] ?? null;
  }

  async begin(): Promise<void> {
    const prepared = await this.#prepare();
    const random = Math.random;
    this.#trials = studyTrials(random, prepared.photons.length, TRIALS_PER_LEVEL);
    this.#answers = [];
    this.#level = Math.floor(prepared.photons.length / 2);
    this.#take(this.#trial, prepared);
    await this.#openScan(prepared);
  }

  bring(): void {
    this.#show();
  }

  comeBack(): void {
    if (this.#prepared) void this.#openScan(this.#prepared);
  }

  async settled(run: SettledRun): Promise<void> {
    if (this.#isShown || !this.#trial || !this.#lanes.every((lane) => run.lanes.has(lane))) return;
    this.#isShown = true;
    for (const choice of this.root.querySelectorAll('.study-choice')) choice.setAttribute('aria-disabled', 'false');
    if (!this.root.contains(document.activeElement)) this.root.querySelector<HTMLElement>('.study-choice')?.focus();
  }

  async #prepare(): Promise<Prepared> {
    if (this.#prepared) return this.#prepared;
    const subject = (hasDisk: boolean) =>
      loadSubject(studyInput(hasDisk, 1, 1), () => Promise.reject(new InputError('the study has no files')));
    const [without, withDisk] = await Promise.all([subject(false), subject(true)]);
    const photons = studyPhotons(without);
    const models = photons.map((count) =>
      modelObservers(resolveExperiment(studyInput(false, count, 1), without), without, count),
    );
    this.#prepared = { without, withDisk, photons, models };
    return this.#prepared;
  }

  /** The scan without a disk is the present experiment; what is looked at are the lanes. */
  async #openScan(prepared: Prepared): Promise<void> {
    const { without, photons } = prepared;
    const experiment = resolveExperiment(studyInput(false, photons[0]!, 1), without);
    const trial = this.#trial;
    this.#isShown = false;
    this.#show();
    const display = trial ? windowOf(trial, prepared) : experiment.display;
    await this.#page.restore({ ...experiment, display }, without);
  }

  /** The two scans of a trial, made once. */
  #take(trial: StudyTrial | null, { without, withDisk, photons }: Prepared): void {
    this.#pairs = (trial?.seeds ?? []).map((seed, side) => {
      const hasDisk = trial!.isRight === (side === 1);
      const subject = hasDisk ? withDisk : without;
      return { experiment: resolveExperiment(studyInput(hasDisk, photons[trial!.level]!, seed), subject), subject };
    });
  }

  #answer(rating: Rating): void {
    const trial = this.#trial;
    if (!trial || !this.#isShown) return;
    const answer = { ...trial, rating };
    this.#answers.push(answer);
    this.#isShown = false;
    const next = this.#trial;
    this.#take(next, this.#prepared!);
    this.#show(isCorrect(answer) ? 'Right.' : `No, it was on the ${trial.isRight ? 'right' : 'left'}.`);
    if (!next) return;
    this.#page.turnWindow('slice', windowOf(next, this.#prepared!), false);
    this.#page.run(false, false);
  }

  /** 1 to 4, which elsewhere are windows. */
  #key(event: KeyboardEvent): void {
    const rating = Number(event.key) as Rating;
    if (!(rating >= 1 && rating <= 4) || !this.#trial) return;
    event.preventDefault();
    event.stopPropagation();
    this.#answer(rating);
  }

  #show(said = ''): void {
    const trial = this.#trial;
    const isOver = this.#trials.length > 0 && !trial;
    const focused = document.activeElement?.getAttribute('data-rating');
    setText(this.#said, said || 'Two slices of water with noise. In the middle of one of them is a faint disk.');
    setText(this.#count, isOver ? '' : `Pair ${this.#answers.length + 1} of ${this.#trials.length}`);
    this.#body.replaceChildren(...(isOver ? this.#results() : this.#asks()));
    if (!isOver) this.root.querySelector<HTMLElement>(`[data-rating="${focused ?? '2'}"]`)?.focus();
    else this.root.querySelector<HTMLElement>('h3')?.focus();
  }

  #asks(): HTMLElement[] {
    const choices = make('div', { class: 'study-choices', role: 'group', 'aria-label': 'Where is the disk?' });
    for (const [rating, words] of RATINGS) {
      const choice = button(words, () => this.#answer(rating), {
        class: 'study-choice',
        'data-rating': String(rating),
        'aria-keyshortcuts': String(rating),
      });
      choice.prepend(make('kbd', { 'aria-hidden': 'true' }, String(rating)));
      // Disabled ones would lose the keyboard.
      choice.setAttribute('aria-disabled', String(!this.#isShown));
      choices.append(choice);
    }
    return [make('p', {}, 'Where is the disk? If you cannot tell, guess: a guess is half right.'), choices];
  }

  #results(): HTMLElement[] {
    const { photons, models } = this.#prepared!;
    const results = levelResults(this.#answers, photons, models);
    this.#sensitivity.show(sensitivityPlot(results));
    this.#roc.show(rocPlot(this.#answers, results, this.#level));
    const table = make(
      'table',
      { class: 'study-table' },
      make('caption', {}, `${TRIALS_PER_LEVEL} pairs at each dose`),
      make('thead', {}, headOf(['Photons', 'Right', 'd′, you', 'd′, ideal'])),
      make(
        'tbody',
        {},
        ...results.map(({ photons: count, correct, trials, seen, models: { ideal } }) =>
          rowOf(count.toLocaleString('en'), [
            `${correct} of ${trials}`,
            `${fixedText(seen.dPrime, 1)} ± ${fixedText(seen.standardError, 1)}`,
            fixedText(ideal, 1),
          ]),
        ),
      ),
    );
    const level = make('select', { 'aria-label': 'Dose of the ROC' });
    for (const [i, count] of photons.entries()) {
      level.append(make('option', { value: String(i) }, `${count.toLocaleString('en')} photons`));
    }
    level.value = String(this.#level);
    level.addEventListener('change', () => {
      this.#level = Number(level.value);
      this.#roc.show(rocPlot(this.#answers, results, this.#level));
    });
    return [
      make('h3', { tabindex: '-1' }, 'What you saw'),
      table,
      make(
        'p',
        {},
        'No observer can do better than the ideal one, who knows the disk, its place and the grain of the noise, and undoes the grain first. An eye does not, and comes nearer to the other curve: a template of the disk, seen through an eye. Ten pairs at a dose are few, as the error bars say.',
      ),
      this.#sensitivity.root,
      make('label', { class: 'study-level' }, 'ROC at ', level),
      this.#roc.root,
      make(
        'footer',
        { class: 'quiz-footer' },
        button('Again', () => void this.begin(), {}),
        button('Save trials (CSV)', () => this.#save(), {}),
      ),
    ];
  }

  #save(): void {
    const text = trialsCsv(this.#answers, this.#prepared!.photons);
    saveBlob('observer-study.csv', new Blob([text], { type: 'text/csv' }));
  }
}

/** As wide as the noise of a trial. */
function windowOf({ level }: StudyTrial, { models }: Prepared): DisplayWindow {
  return { width: Math.round(WINDOW * models[level]!.noise), level: 0 };
}

function headOf(texts: readonly string[]): HTMLElement {
  return make('tr', {}, ...texts.map((text) => make('th', { scope: 'col' }, text)));
}

function rowOf(name: string, texts: readonly string[]): HTMLElement {
  return make('tr', {}, make('th', { scope: 'row' }, name), ...texts.map((text) => make('td', {}, text)));
}
