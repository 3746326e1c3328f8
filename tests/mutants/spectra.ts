import type { Mutant } from './mutant.ts';

const MTF = ['tests/measure/spectra/mtf.test.ts'];
const NOISE = ['tests/measure/spectra/noise-power.test.ts'];
const THEORY = ['tests/experiment/theory/fbp-theory.test.ts'];
const ANALYSES = ['tests/app/workplaces/measure/spectra-analyses.test.ts'];

/** Faults in what is measured of sharpness and noise, and in what theory says of them. */
export const SPECTRA: readonly Mutant[] = [
  {
    name: 'bins of an edge are taken for points',
    file: 'src/measure/spectra/edge-spread.ts',
    text: ' * sinc(frequency * step))',
    replacement: ')',
    tests: MTF,
  },
  {
    name: 'the edge of a disk is taken for a straight one',
    file: 'src/measure/spectra/mtf-of-disk.ts',
    text: '(i) => Math.sqrt(distances[i]! / ownRadius)',
    replacement: '() => 1',
    tests: MTF,
  },
  {
    name: 'the size of a wire stays in its MTF',
    file: 'src/measure/spectra/mtf-of-point.ts',
    text: 'Math.abs(transform / sum) / ownTransfer(frequency)',
    replacement: 'Math.abs(transform / sum)',
    tests: MTF,
  },
  {
    name: 'what the mean of two scans takes of their noise is not put back',
    file: 'src/measure/spectra/noise-power.ts',
    text: 'factor: planes.length / (planes.length - 1)',
    replacement: 'factor: 1',
    tests: NOISE,
  },
  {
    name: 'scans less their mean count as independent',
    file: 'src/measure/spectra/noise-power.ts',
    text: "background.kind === 'polynomial' ? samples : samples - squares.length",
    replacement: 'samples',
    tests: NOISE,
  },
  {
    name: 'a noise power spectrum is upside down',
    file: 'src/measure/spectra/noise-power.ts',
    text: 'vertical: { first: half * step, step: -step }',
    replacement: 'vertical: { first: -half * step, step }',
    tests: NOISE,
  },
  {
    name: 'the filter ends at the Nyquist frequency instead of repeating',
    file: 'src/experiment/theory/fbp-theory.ts',
    text: 'Math.abs(u - Math.round(u))',
    replacement: '(u > 0.5 ? 0 : u)',
    tests: THEORY,
  },
  {
    name: 'noise is that of the open beam',
    file: 'src/experiment/theory/reading-variance.ts',
    text: 'photons * Math.exp(-signalFactor * readings[view * scan.channels + channel]!)',
    replacement: 'photons',
    tests: ANALYSES,
  },
  {
    name: 'eight scans are eight times the same',
    file: 'src/app/workplaces/measure/further-seeds.ts',
    text: 'seed: (experiment.seed + further) % 2 ** 32',
    replacement: 'seed: experiment.seed + 1',
    tests: ANALYSES,
  },
];
