import type { Method } from '../method.ts';

export const gridrec = {
  name: 'gridrec',
  words: { label: 'Gridrec (direct Fourier)', short: 'Gridrec' },
  needsParallelRays: true,
  needsFilter: true,
  // It filters in the Fourier plane, on its way.
  takesFilteredViews: false,
  growsByViews: false,
  reads: ['filter', 'cutoff', 'interpolation'],
  settings: {},
  load: () => import('./gridrec-work.ts'),
} as const satisfies Method;
