// The law of all-pairs.test.ts on the GPU, for pairs between which most of what it keeps changes hands.

import { expect, test } from 'vitest';
import { gpuOperators } from '../support/gpu-operators.ts';
import { type LawRun, OneAfterAnother, PLAYED } from './one-after-another.ts';

const WALK: readonly LawRun[] = [
  { name: 'parallel rays' },
  { name: 'gridrec' },
  { name: 'a fan' },
  { name: 'too short an arc, rebinned, cosine' },
  { name: 'parallel rays', ...PLAYED },
  { name: 'parallel rays' },
  { name: 'smooth' },
  { name: 'its own unit' },
  { name: 'a tube' },
  { name: 'metal corrected' },
  { name: 'fewer photons' },
  { name: 'a picture' },
  { name: 'truncation corrected' },
  { name: 'a measurement' },
  { name: 'parallel rays' },
];

test('an experiment after another gives what a fresh session gives, and after one that was cut short', async () => {
  const session = new OneAfterAnother(await gpuOperators(), new Map());
  for (const run of WALK) await session.run(run);
  for (const [way, last] of [
    ['is aborted', 3],
    ['fails', 9],
  ] as const) {
    expect(await session.cutShort({ name: 'a fan' }, way, last)).toBe(true);
    await session.run({ name: 'parallel rays' });
  }
  session.end();
});
