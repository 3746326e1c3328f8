/** Colours and type of a plot. */
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

/** Of files and of paper: the hues of the page, dark on white, each 4.5 : 1 or more. */
export const PAPER_STYLE: PlotStyle = {
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  ground: '#ffffff',
  text: '#22282e',
  quietText: '#4a525a',
  axisLine: '#6b7480',
  gridLine: '#dde1e5',
  colours: ['#0b62a0', '#8a5300', '#17693b', '#a11b0f', '#6236a8', '#14181c'],
};

export function colourOf(colour: number | 'quiet', style: PlotStyle): string {
  return colour === 'quiet' ? style.quietText : style.colours[colour % style.colours.length]!;
}
