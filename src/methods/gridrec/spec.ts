import type { Method } from '../method.ts';

export const gridrec = {
  name: 'gridrec',
  words: { label: 'Gridrec (direct Fourier)', short: 'Gridrec' },
  needsParallelRays: true,
  needsFilter: true,
  refinesViews: false,
  growsByViews: false,
  settings: {},
} as const satisfies Method;
