import type { Method } from '../method.ts';
import { fbpWork } from './fbp-work.ts';

export const fbp = {
  name: 'fbp',
  words: { label: 'Filtered back-projection', short: 'FBP' },
  needsParallelRays: false,
  needsFilter: false,
  takesFilteredViews: true,
  growsByViews: true,
  // The views have been filtered by then.
  reads: [],
  settings: {},
  // The first slice of every visit needs it.
  load: async () => fbpWork,
} as const satisfies Method;
