// docs/iterative.md has the tables that the command prints; the quickest of their figures are made here.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { relativeErrors } from '../../src/experiment/figures/iterated-head.ts';
import { ITERATIVE_TABLES, shortNumber } from '../../src/experiment/figures/iterative-figures.ts';
import { cpuOperators } from '../support/walk.ts';

const page = readFileSync(new URL('../../docs/iterative.md', import.meta.url), 'utf8');

function rowsOf(title: string): string[][] {
  const lines = page.split(`\n### ${title}\n`)[1]!.split('\n##')[0]!.split('\n');
  const rows = lines.filter((line) => line.startsWith('|') && !line.includes('---'));
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test.each(ITERATIVE_TABLES)('docs/iterative.md has the rows and columns of $title', ({ title, head, rows }) => {
  const [printedHead, ...printed] = rowsOf(title);
  expect(printedHead!.slice(0, head.length)).toEqual(head);
  expect(printed.map(([name]) => name)).toEqual(rows.map(({ name }) => name));
});

test('numbers have two digits that count', () => {
  expect([0.1284, 0.0123, 8.2e-3, 2.54e-12].map(shortNumber)).toEqual(['0.13', '1.2·10⁻²', '8.2·10⁻³', '2.5·10⁻¹²']);
});

test('twenty-two views and the least total variation: what the page has after a hundred iterations', async () => {
  const settings = { dataTerm: 'equality', tvStrength: 20 };
  const errors = await relativeErrors(
    cpuOperators(),
    { views: 22, channels: 364 },
    { method: 'tv-pdhg', settings },
    100,
  );
  const printed = rowsOf('Few views and total variation').find(([views]) => views === '22')!;
  expect(shortNumber(errors[100]!)).toBe(printed[1]);
});
