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
];
