import type { Correction } from '../correction.ts';

export const starvation = {
  name: 'starvation',
  words: {
    label: 'Starvation',
    shortLabel: 'starvation',
    title: 'Adaptive filtering',
    help: 'Only readings with few photons are averaged with their neighbours, the more the fewer they counted. Sharpness is lost along the thick paths alone.',
  },
  settings: {},
  suitsMeasurements: false,
  readsGrid: false,
  whyIdle: ({ physics }) => (physics?.photons === undefined ? 'needs photon noise' : null),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
