import { expect, test } from 'vitest';
import { markRows } from '../../../../src/app/workplaces/learn/reader/mark-rows.ts';

test('what cannot be measured has no row, and what is on its way has one', () => {
  expect(
    markRows([
      { name: 'A', kind: 'pin', headline: '—' },
      { name: 'B', kind: 'circle', headline: null },
    ]),
  ).toEqual([{ names: ['B'], kind: 'circle', headline: null }]);
});

test('the length of a line says nothing; that of a ruler is what it is for', () => {
  const marks = (['line', 'ruler'] as const).map((kind) => ({ name: kind, kind, headline: '280 mm' }));
  expect(markRows(marks).map(({ kind }) => kind)).toEqual(['ruler']);
});

test('the same number is said once, of all that read it', () => {
  const pin = (name: string, headline: string | null) => ({ name, kind: 'pin' as const, headline });
  expect(markRows([pin('A', '0.412'), pin('B', '0.2'), pin('C', '0.412')])).toEqual([
    { names: ['A', 'C'], kind: 'pin', headline: '0.412' },
    { names: ['B'], kind: 'pin', headline: '0.2' },
  ]);
  expect(markRows([pin('A', null), pin('B', null)])).toHaveLength(2);
});
