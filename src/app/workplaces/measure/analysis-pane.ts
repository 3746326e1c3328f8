import './analysis-pane.css';
import { fetchedPart } from '../../../fetched-part.ts';
import { readingWithUnit } from '../../../plots/plot-words.ts';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { fillList } from '../../panels/numbers-list.ts';
import { type DisplayWindow, fromBlackWhite, toBlackWhite } from '../../panes/window-level.ts';
import type { PlotFigure, PlotFigureOptions } from '../../plots/plot.ts';
import type { Drawing, DrawnPlace, DrawnView } from '../../views/drawn-view.ts';
import type { Sight } from '../../views/sights.ts';
import { ANALYSES } from './analyses.ts';
import type { AnalysisResult, OfferedPhantom } from './analysis.ts';
import { CurveChoice } from './curve-choice.ts';
import type { AnalysisFace, AnalysisHand, ShownAnalysis } from './measure-face.ts';
import { numberRows } from './number-rows.ts';
import { paintAnalysisPicture } from './paint-analysis-picture.ts';
import type { ProtocolView } from './protocol/protocol-view.ts';
import { protocol } from './protocol/spec.ts';

/** So many times as long as drawing a run under way has taken, nothing is drawn of it again. */
const REST = 4;

/** The pane of an analysis: which one, what came out in numbers, its plot and its picture. */
export class AnalysisPane implements AnalysisFace {
  readonly view: DrawnView = {
    name: 'analysis',
    needsPhantom: false,
    hasControls: true,
    title: () => 'Analysis',
    draw: (place) => this.#draw(place),
  };
  readonly #hand: AnalysisHand;
  #chosen = ANALYSES.names[0]!;
  #shown: ShownAnalysis = { kind: 'waiting' };
  #drawing: AnalysisDrawing | null = null;

  constructor(hand: AnalysisHand) {
    this.#hand = hand;
  }

  show(analysis: string, shown: ShownAnalysis): void {
    this.#chosen = analysis;
    this.#shown = shown;
    this.#drawing?.take(analysis, shown);
  }

  setBusy(isBusy: boolean, done: number | null): void {
    this.#drawing?.setBusy(isBusy, done);
  }

  async #draw(place: DrawnPlace): Promise<Drawing> {
    const { makePlotFigure } = await fetchedPart(() => import('../../plots/plot-figure.ts'));
    const drawing = new AnalysisDrawing(place, makePlotFigure, this.#hand);
    this.#drawing = drawing;
    drawing.take(this.#chosen, this.#shown);
    return drawing;
  }
}

class AnalysisDrawing implements Drawing {
  readonly #place: DrawnPlace;
  readonly #figure: PlotFigure;
  readonly #choice = make('select', { class: 'analysis-choice', 'aria-label': 'Analysis' });
  readonly #stop: HTMLButtonElement;
  readonly #numbers = make('dl', { class: 'analysis-numbers' });
  readonly #words = make('p', { class: 'analysis-words' });
  readonly #picture = make('figure', { class: 'analysis-picture', hidden: '' });
  readonly #whole: HTMLButtonElement;
  readonly #curves: CurveChoice;
  readonly #offers = make('div', { class: 'analysis-offers', hidden: '' });
  readonly #hand: AnalysisHand;
  #protocol: ProtocolView | null = null;
  #isGone = false;
  /** What is to be seen; the part that shows it may still be on its way. */
  #shown: ShownAnalysis | null = null;
  #sight: Sight | null = null;
  /** What is to be drawn of a run under way, in the next frame that has time for it. */
  #growing: (() => AnalysisResult) | null = null;
  /** When the next of them may be drawn, so that drawing takes a small part of the time. */
  #nextMs = 0;
  readonly #root = make('div', { class: 'analysis', 'aria-busy': 'false' });

  constructor(place: DrawnPlace, makeFigure: (options: PlotFigureOptions) => PlotFigure, hand: AnalysisHand) {
    this.#hand = hand;
    this.#place = place;
    this.#figure = makeFigure({
      hasTitle: false,
      onPointed: (at) => {
        const iterationAt = this.#shown?.kind === 'result' ? this.#shown.result.iterationAt : undefined;
        if (iterationAt) hand.pointIteration(at && iterationAt(at.series, at.point));
      },
      onBand: (black, white, finished) => this.#turnWindow(fromBlackWhite(black, white), finished),
      reported: () => {
        const result = this.#shown?.kind === 'result' ? this.#shown.result : null;
        return result ? { remark: result.words, numbers: result.numbers } : {};
      },
    });
    this.#choice.append(
      ...ANALYSES.all.map(({ name, title, hint }) => {
        const option = new Option(title, name);
        option.title = hint;
        return option;
      }),
    );
    this.#choice.addEventListener('change', () => hand.choose(this.#choice.value));
    this.#curves = new CurveChoice((names) => hand.showCurves(names));
    this.#stop = button('Stop', () => hand.stop(), { hidden: '' });
    this.#whole = button('Measure this phantom', () => hand.choose(protocol.name), { title: protocol.hint });
    // Two clicks in a list or on a plot are no wish for another size.
    this.#root.addEventListener('dblclick', (event) => event.preventDefault());
    this.#root.append(
      make('div', { class: 'analysis-head' }, this.#choice, this.#curves.root, this.#whole, this.#stop),
      this.#numbers,
      this.#figure.root,
      this.#picture,
      this.#words,
      this.#offers,
    );
    place.element.append(this.#root);
  }

  /** Another result, or why there is none. What was seen stays while it is measured anew. */
  take(analysis: string, shown: ShownAnalysis): void {
    this.#choice.value = analysis;
    this.#root.dataset.analysis = analysis;
    if (shown.kind === 'waiting') return;
    this.#growing = shown.kind === 'growing' ? shown.result : null;
    if (this.#growing) this.#place.paintSoon();
    else this.#take(shown);
  }

  /** The newest of a run under way. */
  #grow(): void {
    if (!this.#growing) return;
    const began = performance.now();
    if (began < this.#nextMs) {
      this.#place.paintSoon();
      return;
    }
    const result = this.#growing();
    this.#growing = null;
    this.#take({ kind: 'result', result });
    const now = performance.now();
    this.#nextMs = now + REST * (now - began);
  }

  #take(shown: ShownAnalysis): void {
    this.#shown = shown;
    const result = shown.kind === 'result' ? shown.result : null;
    const plot = result?.plot ?? null;
    const picture = result?.picture ?? null;
    this.#figure.root.hidden = plot === null;
    this.#picture.hidden = picture === null;
    const isProtocol = result?.protocols !== undefined;
    const words = shown.kind === 'why-not' ? shown.sentence : (result?.words ?? '');
    setText(this.#words, words);
    this.#words.hidden = isProtocol;
    this.#words.classList.toggle('analysis-words-alone', plot === null && picture === null);
    const curves = result?.curves ?? [];
    this.#curves.show(curves);
    // Both find no room beside the list.
    this.#whole.hidden = curves.length > 0 || this.#choice.value === protocol.name;
    this.#offer(result?.offers ?? []);
    this.#showProtocol().catch((error) => this.#place.fail(error));
    this.#place.setReadout(plot?.title ?? picture?.title ?? '');
    fillList(this.#numbers, numberRows(result?.numbers ?? []));
    if (plot) this.#figure.show(plot);
    this.#showWindow();
    if (picture) paintAnalysisPicture(this.#picture, picture);
    this.#place.describe(plot?.title ?? picture?.title ?? words);
  }

  /** The window of the pictures whose values are on the axis. */
  #showWindow(): void {
    const result = this.#shown?.kind === 'result' ? this.#shown.result : null;
    const window = result?.window && this.#sight?.windows?.[result.window];
    if (!window || !result?.plot) {
      this.#figure.showBand(null);
      return;
    }
    const { black, white } = toBlackWhite(window);
    const axis = result.plot.horizontal;
    this.#figure.showBand({
      ...{ from: black, to: white, names: { from: 'Black', to: 'White' } },
      textOf: (value) => readingWithUnit(value, axis),
    });
  }

  #turnWindow(window: DisplayWindow, finished: boolean): void {
    const kind = this.#shown?.kind === 'result' ? this.#shown.result.window : undefined;
    if (kind) this.#hand.turnWindow(kind, window, finished);
  }

  /** What takes long says how far it is. */
  setBusy(isBusy: boolean, done: number | null): void {
    this.#root.setAttribute('aria-busy', String(isBusy));
    this.#stop.hidden = !isBusy || done === null;
    this.#place.setNote(isBusy && done !== null ? `measuring, ${Math.round(100 * done)} %` : null);
  }

  #offer(phantoms: readonly OfferedPhantom[]): void {
    this.#offers.hidden = phantoms.length === 0;
    this.#offers.replaceChildren(
      ...phantoms.map(({ name, title }) =>
        button(title, () => this.#hand.openPhantom(name), { title: `Open ${title}` }),
      ),
    );
  }

  /** Shows what there is of protocols, by a part that comes with the first of them. */
  async #showProtocol(): Promise<void> {
    const now = () => (this.#shown?.kind === 'result' ? this.#shown.result.protocols : undefined);
    if (now() && !this.#protocol) {
      const { ProtocolView } = await fetchedPart(() => import('./protocol/protocol-view.ts'));
      if (this.#isGone) return;
      if (!this.#protocol) {
        this.#protocol = new ProtocolView((remedy) => this.#hand.remedy(remedy));
        this.#root.append(this.#protocol.root);
      }
    }
    const reports = now();
    if (!this.#protocol) return;
    this.#protocol.root.hidden = !reports;
    if (reports) this.#protocol.show(reports);
  }

  show(sight: Sight): void {
    const before = this.#sight;
    this.#sight = sight;
    // Sights come for much that is not seen here.
    if (sight.windows !== before?.windows) this.#showWindow();
  }

  /** The plot knows its own size. */
  paint(): void {
    this.#grow();
  }

  dispose(): void {
    this.#isGone = true;
    this.#protocol?.dispose();
    this.#figure.dispose();
  }
}
