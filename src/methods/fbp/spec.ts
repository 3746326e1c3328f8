import type { Method } from '../method.ts';

export const fbp = {
  name: 'fbp',
  words: { label: 'Filtered back-projection', short: 'FBP' },
  needsParallelRays: false,
  needsFilter: false,
  refinesViews: true,
  growsByViews: true,
  settings: {},
} as const satisfies Method;
