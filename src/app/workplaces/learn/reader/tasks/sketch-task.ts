import { correlation, drawn, EMPTY_SKETCH, lifted, likenessOf, SKETCH_PLACES } from '../../../../../course/sketch.ts';
import { channelCentreMm } from '../../../../../geometry/detector.ts';
import { significant } from '../../../../../number-text.ts';
import { button, make } from '../../../../elements/element.ts';
import { setText } from '../../../../elements/set-text.ts';
import { makeSvg } from '../../../../elements/svg.ts';
import type { SettledRun } from '../../../workplace.ts';
import { Commitment, type Prediction, type PredictionForm } from './commitment.ts';
import { taskForm } from './form.ts';
import type { TaskFace, TaskHost } from './task.ts';

/** Of the drawing, in its own units. */
const WIDTH = 384;
const HEIGHT = 150;
/** Keys go from place to place in steps of so many, and lift by so much. */
const KEY_PLACES = 4;
const KEY_LIFT = 0.05;
/** What a curve's top is drawn at. */
const TOP = 0.9;
const UPWARDS = 'Upwards: the line integral, from 0. Only the shape counts.';
const LIKENESS = {
  same: { kind: 'right', head: 'Yes.', words: 'Your curve has the shape of the true one.' },
  nearly: {
    kind: 'plain',
    head: 'Nearly.',
    words: 'It goes up and down where it should, but its shape or its width is another one.',
  },
  other: { kind: 'wrong', head: 'No.', words: 'The true curve has another shape.' },
} as const;

/** A curve over the detector that is drawn before it is shown, by the pointer or by keys; then the true one lies over it. */
export class SketchTask implements TaskFace, PredictionForm {
  readonly root: HTMLElement;
  readonly #angleDeg: number;
  readonly #host: TaskHost;
  readonly #own = makeSvg('path', { class: 'sketch-own' });
  readonly #true = makeSvg('path', { class: 'sketch-true' });
  readonly #cursor = makeSvg('line', { class: 'sketch-cursor', y1: 0, y2: HEIGHT });
  readonly #hold = makeSvg('circle', { class: 'sketch-hold', r: 5 });
  readonly #scale = make('p', { class: 'sketch-scale' }, UPWARDS);
  readonly #ends = [make('span', {}, 'first channel'), make('span', {}, 'last channel')] as const;
  readonly #legend = make(
    'p',
    { class: 'sketch-legend', hidden: '' },
    make('span', { class: 'sketch-legend-own' }, 'yours'),
    make('span', { class: 'sketch-legend-true' }, 'the true projection'),
  );
  readonly #keys = make(
    'p',
    { class: 'sketch-keys', id: 'sketch-keys' },
    'Draw with the mouse or a finger. By keys: ',
    ...['←', '→'].map((key) => make('kbd', {}, key)),
    ' along the detector, ',
    ...['↑', '↓'].map((key) => make('kbd', {}, key)),
    ' lift and lower by a twentieth, with ',
    make('kbd', {}, 'Shift'),
    ' by a fifth; ',
    make('kbd', {}, 'Enter'),
    ' when it is done.',
  );
  readonly #board: SVGSVGElement;
  readonly #commitment: Commitment;
  readonly #clear = button('Clear', () => this.#set(EMPTY_SKETCH));
  #heights: readonly number[] = EMPTY_SKETCH;
  /** As high as it is drawn; `null` while it is not shown. */
  #trueHeights: readonly number[] | null = null;
  /** u at both ends of the detector, mm. */
  #reachMm: readonly [number, number] | null = null;
  #place = (SKETCH_PLACES - 1) / 2;
  #last: { readonly place: number; readonly height: number } | null = null;

  constructor(task: Prediction, host: TaskHost) {
    this.#host = host;
    this.#angleDeg = task.sketch!.angleDeg;
    this.#board = makeSvg(
      'svg',
      {
        ...{ class: 'sketch-board', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, tabindex: 0, preserveAspectRatio: 'none' },
        ...{ role: 'slider', 'aria-orientation': 'vertical', 'aria-valuemin': 0, 'aria-valuemax': 100 },
        ...{ 'aria-label': 'Your curve over the detector', 'aria-describedby': 'sketch-keys' },
      },
      ...[0.25, 0.5, 0.75].map((part) =>
        makeSvg('line', { class: 'sketch-ground', x1: 0, x2: WIDTH, y1: yOf(part), y2: yOf(part) }),
      ),
      makeSvg('line', { class: 'sketch-ground', x1: 0, x2: WIDTH, y1: HEIGHT - 1, y2: HEIGHT - 1 }),
      makeSvg('line', { class: 'sketch-ground', x1: WIDTH / 2, x2: WIDTH / 2, y1: 0, y2: HEIGHT }),
      this.#cursor,
      this.#true,
      this.#own,
      this.#hold,
    );
    this.#commitment = new Commitment(task, host, this, this.#clear);
    const { verdict, buttons } = this.#commitment;
    this.root = taskForm(
      () => this.#committed(),
      make('p', { class: 'task-question' }, ...host.words(task.question)),
      make(
        'div',
        { class: 'sketch' },
        this.#scale,
        this.#board,
        make('div', { class: 'sketch-axis' }, this.#ends[0], make('span', {}, 'u = 0'), this.#ends[1]),
        this.#legend,
        this.#keys,
      ),
      verdict.root,
      buttons,
    );
    this.#listen();
    const { answer } = host;
    if (answer?.kind === 'sketch' && answer.heights.length === SKETCH_PLACES) this.#heights = answer.heights;
    this.#commitment.take();
    this.#paint();
  }

  keeps(): boolean {
    return this.#commitment.isShown;
  }

  get isGiven(): boolean {
    return this.#host.answer?.kind === 'sketch';
  }

  settled(run: SettledRun): void {
    const { scan } = run.result;
    this.#reachMm = [channelCentreMm(scan, 0), channelCentreMm(scan, scan.channels - 1)];
    for (const [i, end] of this.#ends.entries()) setText(end, `${i === 0 ? 'u = ' : ''}${inMm(this.#reachMm[i]!)}`);
    this.#paint();
    if (this.#commitment.isToBeJudgedBy(run)) this.#compare(run).catch((error) => this.#host.fail(error));
  }

  setShown(isShown: boolean): void {
    this.#commitment.setShown(isShown);
  }

  unjudge(): void {
    this.#showTrue(null);
    this.#scale.textContent = UPWARDS;
    this.#legend.hidden = true;
  }

  fix(isGiven: boolean): void {
    this.#clear.hidden = isGiven;
    this.#keys.hidden = isGiven;
    this.#board.setAttribute('aria-readonly', String(isGiven));
  }

  async #compare(run: SettledRun): Promise<void> {
    const row = await this.#host.rowOf(run, this.#angleDeg, SKETCH_PLACES);
    if (!this.#commitment.isToBeJudgedBy(run)) return;
    if (!row) throw new Error(`no view stands at ${this.#angleDeg}°`);
    const [most, own] = [Math.max(...row), Math.max(...this.#heights)];
    // Both as high as each other: what was drawn has no scale.
    const top = own > 0 ? own : TOP;
    this.#showTrue(row.map((value) => (most > 0 ? (value / most) * top : 0)));
    this.#scale.textContent = `Upwards: the line integral, from 0 to ${significant(most)}.`;
    this.#legend.hidden = false;
    const likeness = correlation(this.#heights, row);
    const { kind, head, words } = LIKENESS[likenessOf(likeness)];
    const number = likeness.toFixed(2).replace('-', '−');
    this.#commitment.judge(
      kind,
      head,
      `${words} It is the dashed line, drawn as high as yours. Correlation ${number}: 1 is the same shape, 0 no likeness.`,
    );
  }

  #committed(): void {
    if (this.isGiven) return;
    if (Math.max(...this.#heights) > 0) {
      this.#commitment.commit({ kind: 'sketch', heights: [...this.#heights] });
      return;
    }
    this.#commitment.verdict.say('plain', '', 'Draw your curve first.');
    this.#board.focus();
  }

  // By hand

  #listen(): void {
    const board = this.#board;
    const at = ({ clientX, clientY }: PointerEvent) => {
      const box = board.getBoundingClientRect();
      const place = Math.round(((clientX - box.left) / box.width) * (SKETCH_PLACES - 1));
      return {
        place: Math.min(SKETCH_PLACES - 1, Math.max(0, place)),
        height: Math.min(1, Math.max(0, 1 - (clientY - box.top) / box.height)),
      };
    };
    board.addEventListener('pointerdown', (event) => {
      if (this.isGiven || event.button !== 0) return;
      board.setPointerCapture(event.pointerId);
      this.#last = at(event);
      this.#set(drawn(this.#heights, this.#last, this.#last));
    });
    board.addEventListener('pointermove', (event) => {
      if (!this.#last) return;
      const now = at(event);
      this.#set(drawn(this.#heights, this.#last, now));
      this.#last = now;
    });
    const end = () => {
      this.#last = null;
    };
    board.addEventListener('pointerup', end);
    board.addEventListener('pointercancel', end);
    board.addEventListener('keydown', (event) => this.#pressed(event));
  }

  #pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const along = { ArrowLeft: -KEY_PLACES, ArrowRight: KEY_PLACES }[event.key];
    const up = { ArrowUp: KEY_LIFT, ArrowDown: -KEY_LIFT }[event.key];
    if (event.key === 'Enter') this.#committed();
    else if (along !== undefined) {
      this.#place = Math.min(SKETCH_PLACES - 1, Math.max(0, this.#place + along));
      this.#paint();
    } else if (up !== undefined && !this.isGiven) {
      this.#set(lifted(this.#heights, this.#place, up * (event.shiftKey ? 4 : 1), KEY_PLACES));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #set(heights: readonly number[]): void {
    this.#heights = heights;
    // What was said of an empty board.
    if (!this.isGiven) this.#commitment.verdict.clear();
    this.#paint();
  }

  #showTrue(heights: readonly number[] | null): void {
    this.#trueHeights = heights;
    this.#true.setAttribute('d', heights ? pathOf(heights) : '');
    this.#paint();
  }

  #paint(): void {
    this.#own.setAttribute('d', pathOf(this.#heights));
    const x = (this.#place / (SKETCH_PLACES - 1)) * WIDTH;
    this.#cursor.setAttribute('x1', String(x));
    this.#cursor.setAttribute('x2', String(x));
    this.#hold.setAttribute('cx', String(x));
    this.#hold.setAttribute('cy', String(yOf(this.#heights[this.#place]!)));
    const percent = (heights: readonly number[]) => Math.round(100 * heights[this.#place]!);
    const along = this.#place / (SKETCH_PLACES - 1);
    const [first, last] = this.#reachMm ?? [];
    const isPlaced = first !== undefined && last !== undefined;
    const at = isPlaced
      ? `u = ${inMm(first + along * (last - first))}`
      : `${Math.round(100 * along)} % of the detector`;
    const beside = this.#trueHeights ? `, the true line ${percent(this.#trueHeights)} %` : '';
    this.#board.setAttribute('aria-valuenow', String(percent(this.#heights)));
    this.#board.setAttribute('aria-valuetext', `at ${at}: ${percent(this.#heights)} % high${beside}`);
  }
}

function inMm(value: number): string {
  return `${significant(value)} mm`;
}

function yOf(height: number): number {
  return HEIGHT - 1 - height * (HEIGHT - 2);
}

function pathOf(heights: readonly number[]): string {
  const points = heights.map((height, place) => {
    const [x, y] = [(place / (heights.length - 1)) * WIDTH, yOf(height)];
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
