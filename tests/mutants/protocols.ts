import type { Mutant } from './mutant.ts';

const PROTOCOLS = ['tests/experiment/protocols/protocols.test.ts'];
const LAYOUT = ['tests/experiment/protocols/slice-layout.test.ts'];

/** Faults in what protocols measure and judge. */
export const PROTOCOL_FAULTS: readonly Mutant[] = [
  {
    name: 'what is below its limit passes',
    file: 'src/experiment/protocols/limits.ts',
    text: '(least === null || measured >= least) &&',
    replacement: 'true &&',
    tests: ['tests/experiment/protocols/verdict.test.ts'],
  },
  {
    name: 'a third harmonic counts as bars',
    file: 'src/measure/bar-modulation.ts',
    text: 'const HARMONICS = [3, 5, 7]',
    replacement: 'const HARMONICS = [5, 7]',
    tests: ['tests/measure/bar-modulation.test.ts'],
  },
  {
    name: 'noise is modulation of bars',
    file: 'src/experiment/protocols/line-pairs.ts',
    text: 'statistics.standardDeviation ** 2 - variance',
    replacement: 'statistics.standardDeviation ** 2',
    tests: PROTOCOLS,
  },
  {
    name: 'all rays see as much water as that through the middle',
    file: 'src/experiment/protocols/expected-noise.ts',
    text: 'radiusMm ** 2 - u ** 2',
    replacement: 'radiusMm ** 2',
    tests: PROTOCOLS,
  },
  {
    name: 'electronics make no noise',
    file: 'src/experiment/protocols/expected-noise.ts',
    text: '+ ((opacity * electronicNoise) / photons) ** 2',
    replacement: '',
    tests: PROTOCOLS,
  },
  {
    name: 'a ring’s own mean takes nothing off what is known',
    file: 'src/experiment/protocols/detail-noise.ts',
    text: 'freedom += means.length - 1',
    replacement: 'freedom += means.length',
    tests: PROTOCOLS,
  },
  {
    name: 'bars along the pixels are measured',
    file: 'src/experiment/protocols/line-pairs.ts',
    text: 'const MOST_OFF_BY_PHASE = 0.1',
    replacement: 'const MOST_OFF_BY_PHASE = 10',
    tests: PROTOCOLS,
  },
  {
    name: 'an edge is judged however much of it is aliased',
    file: 'src/experiment/protocols/edge.ts',
    text: 'const MOST_MOVED = 0.1',
    replacement: 'const MOST_MOVED = 10',
    tests: PROTOCOLS,
  },
  {
    name: 'a disk is measured in whatever noise',
    file: 'src/measure/spectra/mtf-of-disk.ts',
    text: 'const LEAST_CONTRAST_TO_NOISE = 5',
    replacement: 'const LEAST_CONTRAST_TO_NOISE = 0',
    tests: ['tests/measure/spectra/mtf.test.ts'],
  },
  {
    name: 'blur takes nothing of a small disk',
    file: 'src/experiment/protocols/low-contrast.ts',
    text: 'theory ? contrastLeft(theory, disk.radiusMm) : null',
    replacement: 'null',
    tests: PROTOCOLS,
  },
  {
    name: 'a module is measured at its very end',
    file: 'src/experiment/protocols/measure-phantom.ts',
    text: 'among[among.length >> 1]!',
    replacement: 'among[0]!',
    tests: PROTOCOLS,
  },
  {
    name: 'slices that not every view sees are judged',
    file: 'src/experiment/protocols/measure-phantom.ts',
    text: 'zMm >= heights.fromMm && zMm <= heights.toMm',
    replacement: 'true',
    tests: PROTOCOLS,
  },
  {
    name: 'an inclined wire is none of the slices through it',
    file: 'src/experiment/protocols/shapes-at-height.ts',
    text: 'else isWhole = false;',
    replacement: '',
    tests: LAYOUT,
  },
  {
    name: 'the longer side of a bar is its width',
    file: 'src/experiment/protocols/slice-layout.ts',
    text: 'sides[0].half <= sides[1].half',
    replacement: 'sides[0].half > sides[1].half',
    tests: LAYOUT,
  },
];
