import { PLOT_COLOURS } from '../../plots/plot-looks.ts';
import type { PlotStyle } from '../../plots/plot-style.ts';

/** Reads the custom properties that hold at this element, as `plot-figure.css` has them at its place. */
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
