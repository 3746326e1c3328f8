import type { Correction } from '../correction.ts';

export const rings = {
  name: 'rings',
  words: {
    label: 'Rings',
    shortLabel: 'rings',
    title: 'Ring filter',
    help: 'An offset that a channel shows in most views, but its neighbours do not, is treated as drift and subtracted. Real circles about the axis are weakened too.',
  },
  settings: {},
  whyNotMeasured: null,
  whyNotFocused: null,
  readsGrid: false,
  whyIdle: () => null,
  load: () => import('./correct.ts'),
} as const satisfies Correction;
