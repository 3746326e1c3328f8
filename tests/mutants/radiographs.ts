import type { Mutant } from './mutant.ts';

const RUNS = ['tests/experiment/radiographs.test.ts'];

export const RADIOGRAPHS: readonly Mutant[] = [
  {
    name: 'a radiograph grows where more is in the way',
    file: 'src/experiment/stages/planes.ts',
    text: '-knownFactor(signalFactor(',
    replacement: 'knownFactor(signalFactor(',
    tests: RUNS,
  },
  {
    name: 'magnification is that of the way behind the object',
    file: 'src/experiment/radiograph-figures.ts',
    text: 'const magnification = sourceToDetectorMm / sourceToIsocenterMm',
    replacement: 'const magnification = sourceToDetectorMm / (sourceToDetectorMm - sourceToIsocenterMm)',
    tests: RUNS,
  },
  {
    name: 'unsharpness is magnified as the object is',
    file: 'src/experiment/radiograph-figures.ts',
    text: 'acquisition.focalSpotMm * (magnification - 1)',
    replacement: 'acquisition.focalSpotMm * magnification',
    tests: RUNS,
  },
  {
    name: 'a run that only reads reconstructs all the same',
    file: 'src/experiment/steps-of-run.ts',
    text: 'if (readsOnly) {',
    replacement: 'if (readsOnly && !given.look) {',
    tests: RUNS,
  },
  {
    name: 'the beam enters behind the object',
    file: 'src/experiment/radiograph-dose.ts',
    text: 'sourceToIsocenterMm - reachMm',
    replacement: 'sourceToIsocenterMm + reachMm',
    tests: RUNS,
  },
  {
    name: 'kerma falls with the distance, not with its square',
    file: 'src/physics/air-kerma.ts',
    text: '(distanceMm / 10) ** 2',
    replacement: '(distanceMm / 10)',
    tests: ['tests/physics/air-kerma.test.ts'],
  },
  {
    name: 'a coarse pixel counts the photons of a row of pixels',
    file: 'src/app/runs/preview.ts',
    text: 'photons: noise.photons * area',
    replacement: 'photons: noise.photons * ratio',
    tests: ['tests/app/runs/preview.test.ts'],
  },
  {
    name: 'a slope under a region counts as noise',
    file: 'src/measure/region-contrast.ts',
    text: '(each - step) ** 2',
    replacement: 'each ** 2',
    tests: ['tests/measure/region-contrast.test.ts'],
  },
];
