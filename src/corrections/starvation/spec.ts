import type { Correction } from '../correction.ts';

export const starvation = {
  name: 'starvation',
  words: {
    label: 'Starvation',
    shortLabel: 'starvation',
    title: 'Adaptive filtering',
    help: 'Only readings with few photons are averaged with their neighbours: the fewer photons, the stronger the smoothing. Sharpness is lost only along the thickest paths.',
  },
  settings: {},
  whyNotMeasured: 'photon counts are unknown',
  whyNotFocused: null,
  readsGrid: false,
  whyIdle: ({ physics }) => (physics?.photons === undefined ? 'needs photon noise' : null),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
