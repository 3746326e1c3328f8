import type { Correction } from '../correction.ts';

export const metal = {
  name: 'metal',
  words: {
    label: 'Metal',
    shortLabel: 'metal',
    title: 'Metal artefact reduction',
    help: 'The metal is segmented in a first slice or volume, its readings are replaced by linear interpolation between their neighbours, and the metal is put back. Values close to it remain uncertain.',
  },
  settings: {},
  whyNotMeasured: 'value of water is unknown',
  whyNotFocused: 'their values are relative, and none of them tells metal',
  readsGrid: true,
  whyIdle: ({ unit }) => (unit === 'arbitrary' ? 'needs a phantom in HU' : null),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
