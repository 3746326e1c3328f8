import { expect, test } from 'vitest';
import type { SavingParts } from '../../../src/app/present/saving-parts.ts';
import { stageSaveables } from '../../../src/app/saving/stage-saveables.ts';

test('a drawing is offered, and a pane that holds a plot or nothing is not', () => {
  const slots = ['scene', 'analysis'].map((name) => ({ view: { name, draw: () => {} }, lane: { name: 'present' } }));
  const parts = {
    present: { subject: { kind: 'shapes', name: 'a head' } },
    stage: {
      slots,
      drawn: (id: string) => ({ title: id, canSave: id.startsWith('scene') }),
    },
  } as unknown as SavingParts;
  expect(stageSaveables(parts).map(({ title, what }) => [title, what])).toEqual([
    [expect.stringMatching(/^scene/), 'A drawing'],
  ]);
});
