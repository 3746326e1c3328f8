import 'uplot/dist/uPlot.min.css';
// Before uPlot.
import './browser-language.ts';
import uPlot from 'uplot';
import type { PlotContent } from '../../plots/plot.ts';
import { type PlotLayout, TICK_PIXELS } from '../../plots/plot-layout.ts';
import { type PlotLook, plotLooks } from '../../plots/plot-looks.ts';
import { plotRows } from '../../plots/plot-rows.ts';
import { errorBarsPath, markersPath, placedMarks } from '../../plots/plot-shapes.ts';
import { colourOf, type PlotStyle } from '../../plots/plot-style.ts';
import { make } from '../elements/element.ts';

interface Shown {
  readonly content: PlotContent;
  readonly layout: PlotLayout;
  readonly style: PlotStyle;
  readonly looks: readonly PlotLook[];
}

const HORIZONTAL = 'x';
const VERTICAL = 'y';

/**
 * Axes, grid and curves by uPlot, which has them on the screen within a frame's time however many points there are; signs,
 * error bars and marks over them by the paths that files have as well.
 */
export class PlotCanvas {
  readonly root = make('div', { class: 'plot-canvas', 'aria-hidden': 'true' });
  #plot: uPlot | null = null;
  /** What a plot of uPlot's is made for; another needs a new one. */
  #made = '';
  #shown: Shown | null = null;

  draw(content: PlotContent, layout: PlotLayout, style: PlotStyle): void {
    const looks = plotLooks(content.series);
    const shown = { content, layout, style, looks };
    this.#shown = shown;
    const data = alignedData(content, layout);
    const size = { width: layout.width, height: layout.height };
    const kinds = content.series.map(({ kind }) => kind);
    const made = JSON.stringify([
      kinds,
      looks,
      style,
      layout.fontPixels,
      layout.horizontal.isLog,
      layout.vertical.isLog,
    ]);
    if (!this.#plot || made !== this.#made) {
      this.#plot?.destroy();
      this.#made = made;
      this.#plot = new uPlot({ ...this.#options(shown), ...size }, data, this.root);
      return;
    }
    const plot = this.#plot;
    plot.batch(() => {
      if (plot.width !== size.width || plot.height !== size.height) plot.setSize(size);
      plot.setData(data);
    });
  }

  dispose(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  get #layout(): PlotLayout {
    return this.#shown!.layout;
  }

  #options({ content, layout, style, looks }: Shown): Omit<uPlot.Options, 'width' | 'height'> {
    const distribution = (isLog: boolean): uPlot.Scale.Distr => (isLog ? 3 : 1);
    const font = `${layout.fontPixels}px ${style.fontFamily}`;
    const axis = { font, stroke: style.text, gap: 3, ticks: { stroke: style.axisLine, width: 1, size: TICK_PIXELS } };
    const shared = {
      ...axis,
      grid: { stroke: style.gridLine, width: 1 },
      border: { show: true, stroke: style.axisLine, width: 1 },
    };
    return {
      cursor: { show: false },
      legend: { show: false },
      padding: [() => this.#layout.top, () => this.#layout.width - this.#layout.left - this.#layout.frameWidth, 0, 0],
      scales: {
        [HORIZONTAL]: {
          time: false,
          distr: distribution(layout.horizontal.isLog),
          range: () => [this.#layout.horizontal.least, this.#layout.horizontal.most],
        },
        [VERTICAL]: {
          distr: distribution(layout.vertical.isLog),
          range: () => [this.#layout.vertical.least, this.#layout.vertical.most],
        },
      },
      axes: [
        {
          ...shared,
          scale: HORIZONTAL,
          size: () => this.#layout.height - this.#layout.top - this.#layout.frameHeight,
          splits: () => this.#layout.horizontal.ticks.map(({ value }) => value),
          filter: (_, splits) => splits,
          values: () => this.#layout.horizontal.ticks.map(({ text }) => text),
        },
        {
          ...shared,
          scale: VERTICAL,
          size: () => this.#layout.left,
          splits: () => this.#layout.vertical.ticks.map(({ value }) => value),
          filter: (_, splits) => splits,
          values: () => this.#layout.vertical.ticks.map(({ text }) => text),
        },
      ],
      series: [
        {},
        ...content.series.map(({ kind }, i): uPlot.Series => {
          const look = looks[i]!;
          return {
            scale: VERTICAL,
            stroke: colourOf(look.colour, style),
            width: 1.75 * Math.max(1, layout.fontPixels / 14),
            ...(look.dash && look.dash.length > 0 ? { dash: [...look.dash] } : {}),
            points: { show: false },
            paths: look.dash === null ? () => null : pathsOf(kind),
          };
        }),
      ],
      hooks: { draw: [(plot) => this.#drawOver(plot.ctx)] },
    };
  }

  #drawOver(context: CanvasRenderingContext2D): void {
    const { content, layout, style, looks } = this.#shown!;
    const scale = layout.fontPixels / 11;
    context.save();
    context.scale(uPlot.pxRatio, uPlot.pxRatio);
    context.font = `${layout.fontPixels}px ${style.fontFamily}`;
    for (const { label, across, anchor } of placedMarks(content, layout)) {
      context.setLineDash([1, 3]);
      context.strokeStyle = style.quietText;
      context.lineWidth = 1;
      context.stroke(new Path2D(`M${across} ${layout.top}v${layout.frameHeight}`));
      context.textAlign = anchor === 'middle' ? 'center' : anchor;
      context.textBaseline = 'alphabetic';
      context.fillStyle = style.text;
      context.fillText(label, across, layout.top - 4);
    }
    context.setLineDash([]);
    for (const [i, series] of content.series.entries()) {
      const look = looks[i]!;
      context.strokeStyle = colourOf(look.colour, style);
      context.lineWidth = scale;
      context.stroke(new Path2D(errorBarsPath(series, layout, 3.5 * scale)));
      const signs = new Path2D(markersPath(series, look, layout, 3.5 * scale));
      context.lineWidth = 1.5 * scale;
      context.fillStyle = style.ground;
      if (look.marker !== 'cross') context.fill(signs);
      context.stroke(signs);
    }
    context.restore();
  }
}

function pathsOf(kind: PlotContent['series'][number]['kind']): uPlot.Series.PathBuilder {
  return kind === 'steps' ? uPlot.paths.stepped!({ align: 1 }) : uPlot.paths.linear!();
}

/** One x for all: `undefined` where a series has no point, `null` where it has one without a value, which breaks its line. */
function alignedData({ series }: PlotContent, { horizontal, vertical }: PlotLayout): uPlot.AlignedData {
  const { x, points } = plotRows(series, horizontal.has);
  const columns = series.map(({ y }, i) =>
    Array.from(points[i]!, (point) => {
      const value = y[point];
      if (value === undefined) return undefined;
      return vertical.has(value) ? value : null;
    }),
  );
  return [[...x], ...columns];
}
