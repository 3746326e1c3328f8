import type { Correction } from '../correction.ts';
import { axisSentence, whyAxisIsUntold } from './axis-finding.ts';

export const axis = {
  name: 'axis',
  words: {
    label: 'Axis',
    shortLabel: 'axis',
    title: 'Axis found from the data',
    help: 'The centre of mass of parallel views oscillates about the axis; over a full turn the mean of all views is symmetric about it. If neither is conclusive, adjust the detector offset until edges are no longer double.',
  },
  settings: {},
  whyNotMeasured: null,
  whyNotFocused: null,
  readsGrid: false,
  seeks: {
    key: 'offset',
    reportedAs: 'axisShift',
    found: 'axis found in the data',
    unknown: 'axis not found',
    says: axisSentence,
  },
  whyIdle: ({ scan }) => whyAxisIsUntold(scan()),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
