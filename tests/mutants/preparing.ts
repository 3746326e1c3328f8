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
];
