import type { Correction } from '../correction.ts';

export const scatter = {
  name: 'scatter',
  words: {
    label: 'Scatter',
    shortLabel: 'scatter',
    title: 'Scatter subtraction',
    help: 'Channels beside the object see the open beam; any excess there is scatter, and is subtracted from the whole view. Scatter in this sandbox is uniform across a view; real scatter is not, so part of it remains, and its noise remains in any case. Scanners therefore use an anti-scatter grid first.',
  },
  settings: {},
  whyNotMeasured: 'open beam drifts as well',
  whyNotFocused: null,
  readsGrid: false,
  whyIdle: ({ physics }) => (physics?.scatterToPrimary ? null : 'needs scatter'),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
