import type { PlotContent } from '../../../src/plots/plot.ts';
import type { PlotStyle } from '../../../src/plots/plot-style.ts';

/** Two curves with a hole, a theory and a mark. */
export const CURVES: PlotContent = {
  title: 'MTF of "Hann" & others',
  horizontal: { label: 'Spatial frequency', unit: '1/mm', scale: 'linear' },
  vertical: { label: 'MTF', unit: '', scale: 'linear', reaches: [0, 1] },
  series: [
    { name: 'Hann', kind: 'line', x: [0, 0.5, 1, 1.5], y: [1, 0.5, Number.NaN, 0.1], errors: [0, 0.02, 0.02, 0.03] },
    { name: 'Theory <Hann>', kind: 'line', isTheory: true, x: [0, 1, 2], y: [1, 0.25, 0] },
  ],
  marks: [{ x: 0.5, label: 'f50' }],
};

/** Points in no order, two of them at one dose. */
export const DOTS: PlotContent = {
  title: 'Noise against dose',
  horizontal: { label: 'Photons × projections', unit: '', scale: 'log' },
  vertical: { label: 'Noise', unit: 'HU', scale: 'log' },
  series: [{ name: 'Scans', kind: 'points', x: [1e6, 1e4, 1e6, 0], y: [1, 10, 1.5, 3], errors: [0.1, 20, 0.1, 1] }],
};

export const STYLE: PlotStyle = {
  fontFamily: 'sans-serif',
  ground: '#ffffff',
  text: '#000000',
  quietText: '#444444',
  axisLine: '#888888',
  gridLine: '#dddddd',
  colours: ['#000001', '#000002', '#000003', '#000004', '#000005', '#000006'],
};
