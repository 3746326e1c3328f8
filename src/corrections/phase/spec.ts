import type { Correction } from '../correction.ts';

export const phase = {
  name: 'phase',
  words: {
    label: 'Phase retrieval',
    shortLabel: 'phase retrieval',
    title: 'Phase retrieval (Paganin)',
    help: 'Edges that propagation has sharpened are turned back into the attenuation of one material: noise falls, contrast between soft things rises. Where there are several materials, the others come out blurred.',
  },
  settings: {
    deltaOverBeta: {
      label: 'δ/β',
      means: 'how much stronger the material shifts the phase than it attenuates',
      least: 0,
      most: 1e6,
      usually: 100,
      turned: { least: 1, most: 1e5, sliderMost: 1e4, scale: 'logarithmic' },
    },
    distanceMm: {
      label: 'Distance to detector',
      means: 'from the object to the detector; of rays from a source what its distances say counts instead',
      least: 0,
      most: 1e6,
      unit: 'mm',
      usually: 100,
      turned: { least: 1, most: 1e4, scale: 'logarithmic' },
    },
    energyKeV: {
      label: 'Energy',
      means: 'of the photons',
      least: 1,
      most: 500,
      unit: 'keV',
      usually: 25,
      turned: { least: 5, most: 150, step: 1 },
    },
  },
  whyNotMeasured: null,
  readsTransmission: true,
  whyNotFocused: 'the distance to the detector is another in every view',
  readsGrid: false,
  tells: {
    title: 'phase retrieved',
    sentence: ({ widthChannels = 0 }) =>
      `Phase retrieval smooths over ${Number(widthChannels.toPrecision(2))} channels, the square root of its α.`,
  },
  whyIdle: () => null,
  load: () => import('./correct.ts'),
} as const satisfies Correction;
