import type { Correction } from '../correction.ts';
import { EXTENSION_LIMITS, planExtension } from './extend-views.ts';

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
  lengthens: {
    // What water attenuates is of no matter to how far they go on.
    channels: (scan, grid) => planExtension(scan, grid, 1, EXTENSION_LIMITS) ?? { before: 0, after: 0 },
    says: 'the views are carried on as if there were water, and the slice beyond that field is a guess',
  },
  whyIdle: () => null,
  load: () => import('./correct.ts'),
} as const satisfies Correction;
