import { PLOT_COLOURS } from './plot-looks.ts';

/** Colours and type of a plot, as `plot-figure.css` has them at its place. */
export interface PlotStyle {
  readonly fontFamily: string;
  readonly ground: string;
  readonly text: string;
  readonly quietText: string;
  readonly axisLine: string;
  readonly gridLine: string;
  /** Of series, in turn. */
  readonly colours: readonly string[];
}

/** Reads the custom properties that hold at this element. */
export function readPlotStyle(element: Element): PlotStyle {
  const computed = getComputedStyle(element);
  const property = (name: string) => computed.getPropertyValue(name).trim() || '#808080';
  return {
    fontFamily: computed.fontFamily || 'sans-serif',
    ground: property('--plot-ground'),
    text: property('--plot-text'),
    quietText: property('--plot-quiet-text'),
    axisLine: property('--plot-axis-line'),
    gridLine: property('--plot-grid-line'),
    colours: Array.from({ length: PLOT_COLOURS }, (_, i) => property(`--plot-colour-${i + 1}`)),
  };
}

export function colourOf(colour: number | 'quiet', style: PlotStyle): string {
  return colour === 'quiet' ? style.quietText : style.colours[colour % style.colours.length]!;
}
