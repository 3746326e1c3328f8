import type { Correction } from '../correction.ts';

export const scatter = {
  name: 'scatter',
  words: {
    label: 'Scatter',
    shortLabel: 'scatter',
    title: 'Scatter subtraction',
    help: 'Beside the object nothing stands in the beam: what channels there read beyond it is scatter, and is taken from the whole view. Here scatter is the same all over a view; of real scatter, which is not, a part stays, and its noise stays in any case. So a grid of thin lamellae before the detector keeps most of it out first.',
  },
  settings: {},
  suitsMeasurements: false,
  readsGrid: false,
  whyIdle: ({ physics }) => (physics?.scatterToPrimary ? null : 'needs scatter'),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
