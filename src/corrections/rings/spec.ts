import type { Correction } from '../correction.ts';

export const rings = {
  name: 'rings',
  words: {
    label: 'Rings',
    shortLabel: 'rings',
    title: 'Ring filter',
    help: 'What stands in a channel through most views and not in its neighbours is taken for drift and taken away. True circles about the axis suffer too.',
  },
  settings: {},
  suitsMeasurements: true,
  readsGrid: false,
  whyIdle: () => null,
  load: () => import('./correct.ts'),
} as const satisfies Correction;
