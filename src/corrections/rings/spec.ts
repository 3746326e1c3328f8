import type { Correction } from '../correction.ts';

const SORTED = ['sorting', 'all'] as const;

export const rings = {
  name: 'rings',
  words: {
    label: 'Rings',
    shortLabel: 'rings',
    title: 'Ring filter',
    help: 'An offset that a channel shows in most views, but its neighbours do not, is treated as drift and subtracted. Real circles about the axis are weakened too.',
  },
  settings: {
    by: {
      label: 'Stripes by',
      means:
        'how stripes are told from the object: `drift`, by what a channel shows in most views beyond a smooth curve through its neighbours; `sorting`, by a median over neighbours once each channel’s readings are sorted (Vo et al. 2018); `all`, the same after channels that are dead, or off by much, have been replaced; `wavelet`, by the lowest frequencies along the views of one band of a wavelet transform (Münch et al. 2009)',
      words: ['drift', ...SORTED, 'wavelet'],
      wordLabels: {
        drift: 'Drift of channels',
        sorting: 'Sorting',
        all: 'Sorting, dead and strong too',
        wavelet: 'Wavelet–Fourier',
      },
      usually: 'drift',
    },
    window: {
      label: 'Window',
      means: 'channels over which the median is taken; stripes up to half as wide go',
      least: 3,
      most: 301,
      isWhole: true,
      usually: 21,
      unit: 'ch',
      turned: { sliderMost: 101 },
      onlyWith: { by: SORTED },
    },
    sensitivity: {
      label: 'Stands out by',
      means: 'how far a channel must stand out to be dead or off by much, relative to how much all of them vary',
      least: 1,
      most: 30,
      usually: 3,
      turned: { step: 0.25 },
      onlyWith: { by: ['all'] },
    },
    levels: {
      label: 'Levels',
      means: 'how often the sinogram is halved: stripes up to 2 to this power channels wide go',
      least: 1,
      most: 10,
      isWhole: true,
      usually: 4,
      onlyWith: { by: ['wavelet'] },
    },
    damping: {
      label: 'Damping',
      means: 'up to which frequency along the views a stripe may vary, σ of a Gaussian',
      least: 0.1,
      most: 50,
      usually: 0.5,
      unit: 'per scan',
      turned: { sliderMost: 10, step: 0.1 },
      onlyWith: { by: ['wavelet'] },
    },
  },
  whyNotMeasured: null,
  whyNotFocused: null,
  readsGrid: false,
  tells: {
    title: 'stripes taken out',
    sentence: ({ rms = 0, dead = 0, strong = 0 }) =>
      `The ring filter took ${Number(rms.toPrecision(2))} (rms of the channels’ means) out of the readings${dead + strong > 0 ? `; ${dead} channels were taken for dead and ${strong} for off by much, and replaced` : ''}.`,
  },
  whyIdle: () => null,
  load: () => import('./correct.ts'),
} as const satisfies Correction;
