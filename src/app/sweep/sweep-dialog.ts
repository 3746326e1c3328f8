import './sweep.css';
import { InputError } from '../../errors.ts';
import { type Experiment, experimentJson } from '../../experiment/experiment.ts';
import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { RUN_MEASURES } from '../../experiment/run-measures/registry.ts';
import { isTime } from '../../experiment/run-measures/run-measure.ts';
import { loadSubject, type Subject } from '../../experiment/subject.ts';
import { parseSweep } from '../../experiment/sweep/sweep.ts';
import { openDialog } from '../dialogs/dialog.ts';
import { button, make } from '../elements/element.ts';
import { runText } from '../engine/backends.ts';
import type { Engine } from '../engine/engine.ts';
import { saveBlob } from '../files/save-blob.ts';
import type { OfferedSweep } from '../report/offer.ts';
import { sentenceFor } from '../shell/notices.ts';
import { copySweepLink, sweepLink, withPlotFirst } from './copy-sweep-link.ts';
import { KnobForm, labelled, numberInput } from './knob-form.ts';
import { lessonOf } from './lessons.ts';
import { offeredKnobs } from './offered-knobs.ts';
import { PageSweep } from './page-sweep.ts';
import { SweepResults } from './sweep-results.ts';
import { SweepSource } from './sweep-source.ts';
import { runsSentence, sweepSummary } from './sweep-summary.ts';

/** What a sweep is made of and runs on. */
export interface SweepPlace {
  readonly experiment: Experiment;
  readonly subject: Subject;
  /** On which it runs when it begins. */
  engine(): Engine;
  /** Resolves when nothing else runs. */
  stopRuns(): Promise<void>;
  /** The dialog is closed, and nothing of it runs any more. */
  onClosed(): void;
  /** A sweep that a link is about, as its file would say it. */
  readonly linked: object | undefined;
}

const SEEDS = 'runs per value, each with different noise';

const FIRST_KNOBS = ['acquisition.noise.photons', 'scan.views'];
/** Of a lane of its own, which finds what the page has of the same scan. */
const SESSION = 'sweep';

/** Runs the present experiment at many values of a knob or two, and shows what comes of it. */
export function showSweep(place: SweepPlace): void {
  new SweepDialog(place);
}

class SweepDialog {
  readonly #place: SweepPlace;
  readonly #first: KnobForm;
  readonly #second: KnobForm;
  readonly #seeds = numberInput({ min: '1', step: '1', value: '1' });
  readonly #equalDose = make('input', { type: 'checkbox' });
  readonly #start = button('Run', () => this.#toggle(), { class: 'primary' });
  readonly #saveSweep = button('Save sweep file', () => this.#saveFile(), {
    title: 'For the command line, on one machine or many',
  });
  readonly #copy = button('Copy link', () => this.#copyLink(), {
    title: 'Opening it sets up this sweep, ready to run',
  });
  readonly #bar = make('progress', { max: '1', value: '0', 'aria-label': 'Progress of the sweep', hidden: '' });
  readonly #status = make('p', { class: 'sweep-status', role: 'status' });
  readonly #form: HTMLFieldSetElement;
  readonly #results = new SweepResults();
  readonly #ownForm = make('div', { class: 'sweep-form' });
  readonly #about = make('p', { class: 'dialog-note' });
  readonly #source: SweepSource;
  #sweep: PageSweep | null = null;
  /** What it was made of: the same again goes on with it. */
  #sweptText = '';
  #engine: Engine;
  #abort: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(place: SweepPlace) {
    this.#place = place;
    this.#engine = place.engine();
    this.#source = new SweepSource(this.#ownForm, place.linked, (sentence) => {
      this.#status.textContent = sentence;
      this.#showAbout();
    });
    const knobs = offeredKnobs(place.experiment);
    const first = FIRST_KNOBS.find((path) => knobs.some((knob) => knob.path === path)) ?? knobs[0]!.path;
    this.#first = new KnobForm('Setting to vary', knobs, first);
    this.#second = new KnobForm('Second setting', knobs, '', 'none');
    const countsPhotons = knobs.some(({ path }) => path === 'acquisition.noise.photons');
    const dose = make('label', { class: 'sweep-tick' }, this.#equalDose, 'at equal dose');
    dose.hidden = !countsPhotons;
    this.#ownForm.append(
      this.#first.root,
      this.#second.root,
      make('div', { class: 'sweep-range' }, labelled('Seeds', this.#seeds, SEEDS), dose),
    );
    this.#form = make(
      'fieldset',
      { class: 'sweep-form' },
      make('legend', { class: 'visually-hidden' }, 'What is swept'),
      this.#source.root,
      this.#ownForm,
      this.#about,
    );
    const { dialog, body } = openDialog('Sweep', 'sweep');
    body.append(
      make(
        'p',
        { class: 'dialog-note' },
        'Runs an experiment at every value, with every seed. Points are means over the seeds, bars their standard errors.',
      ),
      this.#form,
      make('div', { class: 'sweep-progress' }, this.#start, this.#saveSweep, this.#copy, this.#bar, this.#status),
      this.#results.root,
    );
    // Another setting brings its own range with it, once it was chosen.
    for (const turned of ['input', 'change']) this.#ownForm.addEventListener(turned, () => this.#showAbout());
    dialog.addEventListener('close', () => {
      this.#abort?.abort();
      this.#results.dispose();
      void this.#running.then(() => place.onClosed());
    });
    this.#showAbout();
    if (place.linked) this.#start.focus();
  }

  /** As a file of the command says it. @throws InputError where no file was chosen */
  #json(): unknown {
    return this.#source.isOwn ? this.#ownJson() : this.#source.json;
  }

  #ownJson(): object {
    const knobs = [this.#first.json, this.#second.json].filter((knob) => knob !== null);
    return {
      experiment: experimentJson(this.#place.experiment),
      knobs,
      seeds: this.#seeds.valueAsNumber,
      ...(this.#equalDose.checked && { equalDose: true }),
      measures: RUN_MEASURES.all.filter((measure) => !isTime(measure)).map(({ name }) => name),
    };
  }

  #saveFile(): void {
    try {
      const json = this.#json();
      parseSweep(json);
      saveBlob('sweep.json', new Blob([`${JSON.stringify(json, null, 2)}\n`], { type: 'application/json' }));
    } catch (error) {
      this.#status.textContent = sentenceFor(error);
    }
  }

  #copyLink(): void {
    try {
      const json = this.#json();
      const { plotted } = this.#results;
      const isShown = plotted && JSON.stringify(json) === this.#sweptText;
      void copySweepLink(isShown ? withPlotFirst(json, plotted) : json, this.#source.name, this.#status);
    } catch (error) {
      this.#status.textContent = sentenceFor(error);
    }
  }

  #toggle(): void {
    if (this.#abort) this.#abort.abort();
    else this.#running = this.#run();
  }

  /** Never rejects: whatever stops it is told in the dialog. */
  async #run(): Promise<void> {
    const abort = new AbortController();
    try {
      const text = JSON.stringify(this.#json());
      const goesOn = text === this.#sweptText && this.#sweep && this.#sweep.done < this.#sweep.sweep.runs.length;
      const sweep = goesOn ? this.#sweep! : this.#newSweep();
      this.#setRunning(abort);
      this.#status.textContent = 'Starting …';
      await sweep.check();
      await this.#place.stopRuns();
      abort.signal.throwIfAborted();
      if (!goesOn) this.#begin(sweep);
      this.#sweptText = text;
      await sweep.run(this.#engine.session(SESSION), abort.signal, ({ id }) => {
        this.#showRun(sweep, id);
      });
      this.#status.textContent = `Done: ${sweep.done} runs.`;
    } catch (error) {
      const kept =
        this.#sweep && this.#sweep.done > 0 ? ` ${this.#sweep.done} runs are kept; Run goes on with the rest.` : '';
      this.#status.textContent = abort.signal.aborted
        ? `Cancelled.${kept}`
        : `${sentenceFor(error)}${error instanceof InputError ? '' : kept}`;
    }
    this.#setRunning(null);
  }

  #newSweep(): PageSweep {
    const { subject } = this.#place;
    // No knob of the page touches what the current experiment scans.
    const load = this.#source.isOwn ? async () => subject : loadWithoutFiles;
    return new PageSweep(parseSweep(this.#json(), this.#source.name), load);
  }

  /** What a sweep will do, before it does it: of one that no form shows, all of it. */
  #showAbout(): void {
    const { isOwn, isWaiting } = this.#source;
    this.#about.hidden = isWaiting;
    if (isWaiting) return;
    try {
      const { sweep } = this.#newSweep();
      if (isOwn) {
        this.#about.textContent = runsSentence(sweep);
        return;
      }
      // In full here: no choice of a phone's is as wide as a title.
      const title = sweep.title === undefined ? [] : [make('strong', {}, sweep.title), make('br')];
      const lesson = lessonOf(this.#source.json);
      const told = lesson ? [lesson.before, make('br')] : [];
      this.#about.replaceChildren(...title, ...told, sweepSummary(sweep));
    } catch (error) {
      this.#about.textContent = sentenceFor(error);
    }
  }

  #begin(sweep: PageSweep): void {
    this.#sweep = sweep;
    this.#engine = this.#place.engine();
    const { isOwn } = this.#source;
    this.#results.begin({
      sweep,
      lesson: isOwn ? null : lessonOf(this.#source.json),
      display: isOwn ? this.#place.experiment.display : null,
      backend: this.#engine.operators.description.backend,
      reported: this.#reported(sweep),
    });
  }

  #reported({ sweep }: PageSweep): OfferedSweep {
    const json = this.#json();
    const { isOwn } = this.#source;
    return {
      json,
      subject: isOwn ? this.#place.subject.name : (sweep.title ?? this.#source.name),
      computedOn: runText(this.#engine.operators.description),
      link: sweepLink(json),
      isOfPresent: isOwn,
      turned: sweep.knobs.map(({ name }) => name),
    };
  }

  #showRun({ sweep, done }: PageSweep, id: string): void {
    const i = sweep.runs.findIndex((run) => run.id === id);
    this.#bar.value = done / sweep.runs.length;
    this.#status.textContent = `${done} of ${sweep.runs.length}: ${sweep.points[sweep.runs[i]!.point]!.label}`;
    this.#results.showRun(i);
  }

  #setRunning(abort: AbortController | null): void {
    this.#abort = abort;
    this.#start.textContent = abort ? 'Cancel' : 'Run';
    this.#start.classList.toggle('primary', !abort);
    this.#bar.hidden = !abort;
    this.#form.disabled = abort !== null;
  }
}

/** A sweep on the page brings no files besides its own. */
function loadWithoutFiles(input: ExperimentInput): Promise<Subject> {
  return loadSubject(input, async (name) => {
    throw new InputError(`${name}: a sweep on the page reads no other files; run it with the command instead`);
  });
}
