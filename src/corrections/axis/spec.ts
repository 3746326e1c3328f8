import type { Correction } from '../correction.ts';
import { axisSentence, whyAxisIsUntold } from './axis-finding.ts';

export const axis = {
  name: 'axis',
  words: {
    label: 'Axis',
    shortLabel: 'axis',
    title: 'The axis, found in the data',
    help: 'The middle of mass of parallel views goes to and fro about the axis; over a whole turn the mean of all views is its own mirror image about it. Where neither tells, the offset of the detector has to be turned until edges are single.',
  },
  settings: {},
  suitsMeasurements: true,
  readsGrid: false,
  seeks: {
    key: 'offset',
    reportedAs: 'axisShift',
    found: 'axis found in the readings',
    unknown: 'axis unknown',
    says: axisSentence,
  },
  whyIdle: ({ scan }) => whyAxisIsUntold(scan()),
  load: () => import('./correct.ts'),
} as const satisfies Correction;
