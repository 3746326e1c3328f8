import type { Correction } from '../correction.ts';
import { EXTENSION_LIMITS, planExtension } from './extend-views.ts';

export const truncation = {
  name: 'truncation',
  words: {
    label: 'Truncation',
    shortLabel: 'truncation',
    title: 'Water extrapolation',
    help: 'Each view is extrapolated beyond the detector as if a water cylinder filled the unseen part, so that the filter meets no step. This removes most of the raised values, more so for round bodies. Outside the field of view the slice remains a guess; only a wider detector shows what is there.',
  },
  settings: {},
  suitsMeasurements: false,
  whyNotFocused: null,
  readsGrid: true,
  lengthens: {
    // What water attenuates is of no matter to how far they go on.
    channels: (scan, grid) => planExtension(scan, grid, 1, EXTENSION_LIMITS) ?? { before: 0, after: 0 },
    says: 'the views are extrapolated as if by water, and the slice outside that field is a guess',
  },
  whyIdle: () => null,
  load: () => import('./correct.ts'),
} as const satisfies Correction;
