import type { Correction } from '../correction.ts';

export const zingers = {
  name: 'zingers',
  words: {
    label: 'Zingers',
    shortLabel: 'zingers',
    title: 'Zinger removal',
    help: 'Readings far too bright in one view and a few channels, left by particles that hit the detector itself, are replaced by the median of their neighbours. What lies in the object is seen in the next views too, and stays.',
  },
  settings: {
    threshold: {
      label: 'Threshold',
      means:
        'how far a reading must lie below those around it in the nearest views, in standard deviations of the noise',
      least: 2,
      most: 50,
      usually: 6,
      unit: '× noise',
      turned: { sliderMost: 20, step: 0.5 },
    },
  },
  whyNotMeasured: null,
  whyNotFocused: null,
  readsGrid: false,
  tells: {
    title: 'zingers replaced',
    sentence: ({ replaced = 0, readings = 1 }) =>
      replaced === 0
        ? 'No reading was taken for a zinger.'
        : `${replaced} of ${readings} readings (${percent(replaced / readings)}) were taken for zingers and replaced.`,
  },
  whyIdle: ({ scan }) => (scan().anglesRad.length < LEAST_VIEWS ? `needs ${LEAST_VIEWS} projections` : null),
  load: () => import('./correct.ts'),
} as const satisfies Correction;

/** A reading is compared with four views. */
const LEAST_VIEWS = 5;

function percent(part: number): string {
  return `${Number((100 * part).toPrecision(2))} %`;
}
