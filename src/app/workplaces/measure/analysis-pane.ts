import { fetchedPart } from '../../../fetched-part.ts';
import { make } from '../../elements/element.ts';
import type { PlotFigure } from '../../plots/plot.ts';
import type { Drawing, DrawnPlace, DrawnView } from '../../views/drawn-view.ts';
import type { AnalysisFace, ShownAnalysis } from './measure-face.ts';
import { paintAnalysisPicture } from './paint-analysis-picture.ts';

/** The pane in which an analysis draws its plot, and its picture where it has one. */
export class AnalysisPane implements AnalysisFace {
  readonly view: DrawnView = {
    name: 'analysis',
    needsPhantom: false,
    hasControls: true,
    title: () => 'Analysis',
    draw: (place) => this.#draw(place),
  };
  #shown: ShownAnalysis = { kind: 'waiting' };
  #drawing: AnalysisDrawing | null = null;

  show(_title: string, shown: ShownAnalysis): void {
    this.#shown = shown;
    this.#drawing?.take(shown);
  }

  async #draw(place: DrawnPlace): Promise<Drawing> {
    const { makePlotFigure } = await fetchedPart(() => import('../../plots/plot-figure.ts'));
    const drawing = new AnalysisDrawing(place, makePlotFigure({ hasTitle: false }));
    this.#drawing = drawing;
    drawing.take(this.#shown);
    return drawing;
  }
}

class AnalysisDrawing implements Drawing {
  readonly #place: DrawnPlace;
  readonly #figure: PlotFigure;
  readonly #words = make('p', { class: 'analysis-words' });
  readonly #picture = make('figure', { class: 'analysis-picture', hidden: '' });
  readonly #root = make('div', { class: 'analysis' });

  constructor(place: DrawnPlace, figure: PlotFigure) {
    this.#place = place;
    this.#figure = figure;
    this.#root.append(figure.root, this.#picture, this.#words);
    place.element.append(this.#root);
  }

  /** Another result, or why there is none. What was seen stays while it is measured anew. */
  take(shown: ShownAnalysis): void {
    if (shown.kind === 'waiting') return;
    const result = shown.kind === 'result' ? shown.result : null;
    const plot = result?.plot ?? null;
    const picture = result?.picture ?? null;
    this.#figure.root.hidden = plot === null;
    this.#picture.hidden = picture === null;
    this.#words.hidden = plot !== null || picture !== null;
    this.#words.textContent = shown.kind === 'why-not' ? shown.sentence : (result?.words ?? '');
    if (plot) this.#figure.show(plot);
    if (picture) paintAnalysisPicture(this.#picture, picture);
    this.#place.describe(plot?.title ?? picture?.title ?? this.#words.textContent);
    this.#place.setReadout(plot?.title ?? '');
  }

  show(): void {}

  /** The plot knows its own size. */
  paint(): void {}

  dispose(): void {
    this.#figure.dispose();
  }
}
