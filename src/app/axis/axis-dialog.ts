import './axis.css';
import { type HeldReadings, holdReadings } from '../../experiment/about-axes.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { fixedText } from '../../number-text.ts';
import { openDialog } from '../dialogs/dialog.ts';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import type { Engine } from '../engine/engine.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';
import { sentenceFor } from '../shell/notices.ts';
import { type Greys, greysOf, paintSlice } from './axis-picture.ts';
import { AxisSlices } from './axis-slices.ts';
import { AxisStrip } from './axis-strip.ts';
import { axisTaken, whyNotTaken } from './axis-taken.ts';
import { offsetsAbout, otherStep, stepText } from './offsets.ts';

/** What the axis is chosen of. */
export interface AxisPlace {
  readonly experiment: Experiment;
  readonly subject: Subject;
  /** On which slices are made. */
  readonly engine: Engine;
  /** Makes a chosen axis the experiment's. */
  take(changes: ExperimentChanges): void;
}

/** Of a lane of its own, which finds what the page has of the same scan. */
const SESSION = 'axis';

/** A found axis is right to a part of a channel, mostly. */
const FIRST_STEP = { found: 1, set: 4 } as const;

const ABOUT =
  'The same readings, reconstructed about axes side by side. About the right one edges are single and sharp; about others they are double, blurred, or have tails like tuning forks.';
const KEYS = '← → choose, beyond the ends too; ↓ finer steps, ↑ coarser; Enter takes it.';

/** How much of a slice is below 0, or opposite views differ. */
const FIGURES = {
  negative: {
    name: 'below 0',
    about: 'Percentages: how much of the slice is below 0, least about the right axis (Donath et al. 2006).',
  },
  opposite: {
    name: 'opposite views differ by',
    about: 'Percentages: how much opposite views differ, least about the right axis.',
  },
} as const;

/** Slices of the present experiment about several axes, of which a hand takes one. */
export function showAxes(place: AxisPlace): void {
  void new AxisDialog(place).run();
}

class AxisDialog {
  readonly #place: AxisPlace;
  readonly #abort = new AbortController();
  readonly #strip = new AxisStrip(
    (at) => this.#choose(this.#offsets[at]!),
    () => this.#take(),
  );
  readonly #large = make('canvas', { class: 'axis-large', role: 'img', 'aria-label': 'The chosen slice' });
  readonly #said = make('p', { class: 'axis-said', role: 'status' });
  readonly #figures = make('p', { class: 'dialog-note' });
  readonly #step = make('output', { class: 'axis-step' });
  readonly #finer = button('Finer', () => this.#turnStep(true));
  readonly #coarser = button('Coarser', () => this.#turnStep(false));
  readonly #use = button('Use this axis', () => this.#take(), { class: 'primary' });
  readonly #whyNot: string | null;
  readonly #close: () => void;
  #held: HeldReadings<never> | null = null;
  #slices: AxisSlices<never> | null = null;
  #stepLength = 0;
  #middle = 0;
  #chosen = 0;
  #offsets: readonly number[] = [];
  /** Of the first slice that is there: all are shown in the same. */
  #greys: Greys | null = null;
  #painted: Float32Array | null = null;

  constructor(place: AxisPlace) {
    this.#place = place;
    this.#whyNot = whyNotTaken(place.experiment, place.subject);
    const { dialog, body, close } = openDialog('Axis of rotation', 'axis-dialog');
    this.#close = close;
    const steps = make('div', { class: 'axis-steps' }, 'Step', this.#step, this.#coarser, this.#finer);
    body.append(
      make(
        'div',
        { class: 'axis-top' },
        this.#large,
        make(
          'div',
          { class: 'axis-words' },
          make('p', { class: 'dialog-note' }, ABOUT),
          this.#figures,
          this.#said,
          steps,
        ),
      ),
      this.#strip.root,
      make('p', { class: 'dialog-note axis-keys' }, KEYS),
      make('p', { class: 'dialog-note' }, this.#whyNot ?? ''),
      make('div', { class: 'dialog-actions' }, button('Cancel', close), this.#use),
    );
    this.#use.disabled = true;
    dialog.addEventListener('close', () => this.#abort.abort());
    this.#strip.root.addEventListener('keydown', (event) => this.#key(event));
    setText(this.#said, 'Reading …');
  }

  /** Never rejects: what goes wrong is said in the dialog. */
  async run(): Promise<void> {
    const { experiment, subject, engine } = this.#place;
    const { signal } = this.#abort;
    const session = engine.session(SESSION);
    try {
      if (geometryNamed(experiment.scan.geometry).focusing) {
        setText(this.#said, 'Slices that are brought into focus are about no axis.');
        return;
      }
      this.#held = (await holdReadings(session, experiment, subject, signal)) as unknown as HeldReadings<never>;
      const { offset, isFound, opposite } = this.#held;
      setText(this.#figures, FIGURES[opposite ? 'opposite' : 'negative'].about);
      this.#slices = new AxisSlices(this.#held, signal, () => this.#show());
      this.#stepLength = FIRST_STEP[isFound ? 'found' : 'set'];
      this.#use.disabled = this.#whyNot !== null;
      this.#lookAbout(Number(offset.toFixed(2)));
      this.#strip.focus();
      await this.#work();
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    } catch (error) {
      if (!signal.aborted) setText(this.#said, sentenceFor(error));
    } finally {
      await this.#slices?.ended();
      this.#held?.release();
      session.release();
    }
  }

  /** Makes what is wanted and missing; what was asked for again meanwhile goes on with it. */
  async #work(): Promise<void> {
    try {
      await this.#slices?.want(this.#offsets, this.#chosen);
    } catch (error) {
      if (!this.#abort.signal.aborted) setText(this.#said, sentenceFor(error));
    }
  }

  #lookAbout(middle: number): void {
    this.#middle = middle;
    this.#offsets = offsetsAbout(middle, this.#stepLength, this.#place.experiment.scan.channels);
    this.#choose(middle);
  }

  #choose(offset: number): void {
    this.#chosen = offset;
    this.#show();
    void this.#work();
  }

  /** To the slice next to the chosen one; at an end the strip goes on by one. */
  #move(by: 1 | -1): void {
    const next = this.#offsets[this.#offsets.indexOf(this.#chosen) + by];
    if (next !== undefined) this.#choose(next);
    else {
      const chosen = this.#chosen;
      const middle = this.#middle + by * this.#stepLength;
      const offsets = offsetsAbout(middle, this.#stepLength, this.#place.experiment.scan.channels);
      const beyond = offsets[offsets.indexOf(chosen) + by];
      if (beyond === undefined) return;
      this.#middle = middle;
      this.#offsets = offsets;
      this.#choose(beyond);
    }
    this.#strip.focus();
  }

  #turnStep(isFiner: boolean): void {
    const step = otherStep(this.#stepLength, isFiner);
    if (!this.#slices || step === this.#stepLength) return;
    this.#stepLength = step;
    this.#lookAbout(this.#chosen);
  }

  #key(event: KeyboardEvent): void {
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.#move(-1),
      ArrowRight: () => this.#move(1),
      ArrowDown: () => this.#turnStep(true),
      ArrowUp: () => this.#turnStep(false),
      Home: () => this.#choose(this.#offsets[0]!),
      End: () => this.#choose(this.#offsets.at(-1)!),
      Enter: () => this.#take(),
    };
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action || !this.#slices || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
    if (this.#strip.root.isConnected) this.#strip.focus();
  }

  #take(): void {
    if (this.#use.disabled) return;
    const { experiment, subject, take } = this.#place;
    this.#close();
    take(axisTaken(experiment, this.#chosen, subject));
  }

  #show(): void {
    const [held, slices] = [this.#held, this.#slices];
    if (!held || !slices) return;
    const first = slices.of(this.#chosen) ?? this.#offsets.map((offset) => slices.of(offset)).find((one) => one);
    if (first) this.#greys ??= greysOf(first.small.values);
    const figures = this.#offsets.map((offset) => slices.of(offset)?.figure ?? null);
    const isWhole = figures.every((figure) => figure !== null);
    const least = isWhole ? Math.min(...figures.map((figure) => figure!)) : Number.NaN;
    const centre = Number(held.offset.toFixed(2));
    const mark = held.isFound ? 'found' : 'set';
    const all = this.#offsets.map((offset, i) => ({
      ...{ offset, slice: slices.of(offset), isLeast: figures[i] === least },
      mark: offset === centre ? mark : null,
    }));
    this.#strip.show(all, this.#chosen, this.#greys, FIGURES[held.opposite ? 'opposite' : 'negative'].name);
    setText(this.#step, stepText(this.#stepLength));
    this.#finer.disabled = otherStep(this.#stepLength, true) === this.#stepLength;
    this.#coarser.disabled = otherStep(this.#stepLength, false) === this.#stepLength;
    const from = this.#chosen - centre;
    const where =
      from === 0
        ? held.isFound
          ? 'found in the data'
          : 'as it is set'
        : `${fixedText(Math.abs(from), 2)} ${from < 0 ? 'below' : 'above'} the one ${mark}`;
    setText(this.#said, `Offset ${fixedText(this.#chosen, 2)} channels, ${where}.`);
    this.#paintLarge();
  }

  #paintLarge(): void {
    const slice = this.#slices?.of(this.#chosen);
    if (!slice || !this.#greys) return;
    const { fine } = slice;
    if (this.#painted === fine.values) return;
    paintSlice(this.#large, fine, this.#greys);
    this.#painted = fine.values;
  }
}
