import type { Mutant } from './mutant.ts';

const GEOMETRY = ['tests/geometry/tomosynthesis.test.ts'];

export const TOMOSYNTHESIS: readonly Mutant[] = [
  {
    name: 'a stationary panel turns with the source',
    file: 'src/geometry/tomosynthesis/tomosynthesis-scan.ts',
    text: "const isStationary = panel === 'stationary';",
    replacement: 'const isStationary = false;',
    tests: GEOMETRY,
  },
  {
    name: 'the panel’s places are counted from the point opposite the source',
    file: 'src/geometry/tomosynthesis/spec.ts',
    text: 'magnified * factor + foot * depth[i]! + 0',
    replacement: 'magnified * factor + 0',
    tests: GEOMETRY,
  },
  {
    name: 'a symmetric set of views begins at the end of its arc',
    file: 'src/geometry/tomosynthesis/tomosynthesis-settings.ts',
    text: 'arcDeg / (2 * views) - arcDeg / 2',
    replacement: '-arcDeg / 2',
    tests: GEOMETRY,
  },
  {
    name: 'shift-and-add counts what is near the source for more',
    file: 'src/operators/cpu/back-project-volume.ts',
    text: 'const atDepth = weightDistance === 0 ? 1 : weightDistance ** 2 / square;',
    replacement: 'const atDepth = (weightDistance || 300) ** 2 / square;',
    tests: ['tests/experiment/tomosynthesis.test.ts'],
    only: 'a wide slab',
  },
  {
    name: 'readings of a slanted panel are weighted as if their rays met it straight',
    file: 'src/kernels/weight-readings/plain.ts',
    text: 'slant ? slantWeight(slant, view, row - view * detectorRows, channel) : 1',
    replacement: '1',
    tests: GEOMETRY,
  },
];
