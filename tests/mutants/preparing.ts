import type { Mutant } from './mutant.ts';

/** Faults in what is done about measured readings before they are reconstructed. */
export const PREPARING: readonly Mutant[] = [
  {
    name: 'a trace is expected to stand still from view to view',
    file: 'src/readings/zingers.ts',
    text: 'Math.ceil(travelPerRad[channel]! * turn) + 1',
    replacement: '1',
    tests: ['tests/corrections/zingers.test.ts'],
  },
  {
    name: 'the axis moves by what is over where channels are binned',
    file: 'src/experiment/taken-readings.ts',
    text: '- first + over / 2) / bin',
    replacement: '- first) / bin',
    tests: ['tests/experiment/crop-and-bin.test.ts'],
  },
  {
    name: 'channels are binned as if their beams were alike',
    file: 'src/experiment/taken-readings.ts',
    text: 'beam ? beam[other * ofDetector + at]! : 1',
    replacement: '1',
    tests: ['tests/experiment/crop-and-bin.test.ts'],
  },
  {
    name: 'the median over channels lags a channel behind',
    file: 'src/readings/running-median.ts',
    text: 'line[i]!, line[i + size]!',
    replacement: 'line[i]!, line[i + size - 1]!',
    tests: ['tests/corrections/stripes.test.ts'],
  },
  {
    name: 'a wavelet’s way back begins one sample late',
    file: 'src/readings/wavelet-stripes.ts',
    text: 'sum += filter[2 * j + 1 - n]! * values',
    replacement: 'sum += filter[2 * j - n]! * values',
    tests: ['tests/corrections/stripes.test.ts'],
  },
  {
    name: 'phase retrieval takes frequencies for their squares’ parts',
    file: 'src/readings/phase-retrieval.ts',
    text: '((2 * Math.PI * (i <= count / 2 ? i : i - count))',
    replacement: '((Math.PI * (i <= count / 2 ? i : i - count))',
    tests: ['tests/corrections/phase.test.ts'],
  },
];
