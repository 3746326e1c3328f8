import type { Correction } from '../correction.ts';

export const water = {
  name: 'water',
  words: {
    label: 'Hardening',
    shortLabel: 'hardening',
    title: 'Water correction',
    help: 'A polynomial made for this spectrum gives back the line integral that water would have had. Bone and metal harden more, and keep a part of their bands.',
  },
  settings: {},
  suitsMeasurements: false,
  readsGrid: false,
  whyIdle: ({ physics }) => (physics?.spectrum ? null : 'needs a tube’s beam'),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
