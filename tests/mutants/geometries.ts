import type { Mutant } from './mutant.ts';

const READINGS = 'src/geometry/fan/fan-readings.ts';
const CHANGE = 'src/experiment/change-geometry.ts';
const OWN = { tests: ['tests/registries/made-up-c-arm.test.ts'] };
const CHOICES = { tests: ['tests/experiment/change-geometry.test.ts'] };

/** What a geometry says of itself wrongly, and what goes by it wrongly. */
export const GEOMETRIES: readonly Mutant[] = [
  {
    name: 'the ramp of an arc is that of a line',
    file: READINGS,
    text: 'arcStepRad: stepRad }',
    replacement: 'arcStepRad: 0 }',
    tests: ['tests/reconstruction/ramp-filter.test.ts'],
  },
  {
    name: 'plain back-projection of a fan counts both sides of a line',
    file: READINGS,
    text: 'return 0.5 * (isArc',
    replacement: 'return 1 * (isArc',
    ...OWN,
  },
  {
    name: 'the readings of a fan go unweighted, as those of parallel rays do',
    file: 'src/reconstruction/prepare-views.ts',
    text: 'if (!weights) return',
    replacement: 'if (filter) return',
    tests: ['tests/reconstruction/fan-gates.test.ts'],
  },
  {
    name: 'a geometry is rebinned as if its source stood farther away',
    file: 'src/kernels/rebin/rebin-tables.ts',
    text: 'rayDistanceMm(parallel, channel) / radiusMm',
    replacement: 'rayDistanceMm(parallel, channel) / (1.05 * radiusMm)',
    tests: ['tests/reconstruction/fan-gates.test.ts'],
  },
  {
    name: 'in another geometry channels are as wide on the detector, not at the axis',
    file: CHANGE,
    text: 'const wider = magnificationOf(other) / magnificationOf(scan);',
    replacement: 'const wider = 1;',
    ...CHOICES,
  },
  {
    name: 'another geometry keeps what the former alone had',
    file: CHANGE,
    text: 'filter(([key]) => !Object.hasOwn(own, key))',
    replacement: 'filter(([key]) => own || key)',
    ...CHOICES,
  },
  {
    name: 'keys of another geometry are unknown',
    file: 'src/experiment/scan-schema.ts',
    text: '.filter((key) => !Object.hasOwn(settings.own, key))',
    replacement: '.filter((key) => Object.hasOwn(settings.own, key))',
    ...OWN,
  },
  {
    name: 'what is wrong with a geometry’s settings together goes unsaid',
    file: 'src/experiment/scan-schema.ts',
    text: '(given) => whyWrong(given) === null',
    replacement: '(given) => whyWrong(given) !== undefined',
    ...OWN,
  },
];
