import type { Correction } from '../correction.ts';

export const truncation = {
  name: 'truncation',
  words: {
    label: 'Truncation',
    shortLabel: 'truncation',
    title: 'Extended views',
    help: 'Every view is carried on beyond the detector as if a cylinder of water filled what is not seen, so that the filter meets no step. Most of the lift goes, all the more where the body is as round as a cylinder; beyond the field the slice is a guess, and nothing but a wider detector shows what is there.',
  },
  settings: {},
  suitsMeasurements: false,
  readsGrid: true,
  whyIdle: () => null,
  load: () => import('./correct.ts'),
} as const satisfies Correction;
