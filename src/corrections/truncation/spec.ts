import type { Correction } from '../correction.ts';
import { EXTENSION_LIMITS, planExtension } from './extend-views.ts';

export const truncation = {
  name: 'truncation',
  words: {
    label: 'Truncation',
    shortLabel: 'truncation',
    title: 'Truncation correction',
    help: 'Each view is extrapolated beyond the detector as if a water cylinder filled the unseen part, or, in a measurement, smoothly to 0, so that the filter meets no step. This removes most of the raised values, more so for round bodies. Outside the field of view the slice remains a guess; only a wider detector shows what is there.',
  },
  settings: {},
  whyNotMeasured: null,
  whyNotFocused: null,
  readsGrid: true,
  lengthens: {
    // How much water attenuates is of no matter to how far they go on, but whether it is known.
    channels: (scan, grid, isMeasured) =>
      planExtension(scan, grid, isMeasured ? null : 1, EXTENSION_LIMITS) ?? { before: 0, after: 0 },
    says: (isMeasured) =>
      `the views are extrapolated ${isMeasured ? 'smoothly to 0' : 'as if by water'}, and the slice outside that field is a guess`,
  },
  whyIdle: () => null,
  load: () => import('./correct.ts'),
} as const satisfies Correction;
