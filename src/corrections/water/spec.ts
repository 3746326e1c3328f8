import type { Correction } from '../correction.ts';

export const water = {
  name: 'water',
  words: {
    label: 'Beam hardening',
    shortLabel: 'hardening',
    title: 'Water correction',
    help: 'A polynomial for this spectrum restores the line integral that water would have at a single energy. Bone and metal harden the beam more, so some of their bands remain.',
  },
  settings: {},
  whyNotMeasured: 'spectrum is unknown',
  whyNotFocused: null,
  readsGrid: false,
  whyIdle: ({ physics }) => (physics?.spectrum ? null : 'needs a tube’s beam'),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
