import type { Correction } from '../correction.ts';

export const metal = {
  name: 'metal',
  words: {
    label: 'Metal',
    shortLabel: 'metal',
    title: 'Metal artefact reduction',
    help: 'The metal is found in a first slice, its readings are replaced by a straight line between their neighbours, and the metal is put back. What lies close to it stays uncertain.',
  },
  settings: {},
  suitsMeasurements: false,
  readsGrid: true,
  whyIdle: ({ unit }) => (unit === 'arbitrary' ? 'needs a phantom in HU' : null),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
