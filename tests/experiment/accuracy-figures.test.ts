import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { ACCURACY_TABLES, runningOnce } from '../../src/experiment/figures/accuracy-figures.ts';
import { runFigure } from '../../src/experiment/figures/run-figure.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { cpuOperators } from '../support/walk.ts';

const page = readFileSync(new URL('../../docs/accuracy.md', import.meta.url), 'utf8');

/** The first table under a heading of the page, cells by the names of row and column; equal columns count on. */
function tableOf(title: string): Map<string, string[]> {
  const section = page.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
  const lines = section.split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith('|'));
  const cells = lines.slice(first, end).map((line) => line.split('|').slice(1, -1));
  return new Map(cells.map(([name, ...rest]) => [name!.trim(), rest.map((cell) => cell.trim())]));
}

const host = new InPlaceExecutor(cpuTasks);
const operators = cpuOperators();
const run = runningOnce((experiment) => runFigure(experiment, operators, host));

/** Which columns a test has time for, and of how many rows. */
const QUICK: Readonly<Record<string, { readonly columns: readonly number[]; readonly rows: number }>> = {
  'Parallel rays': { columns: [0, 1, 2, 3], rows: 4 },
  'A fan': { columns: [1], rows: 6 },
  'Gridrec beside FBP': { columns: [0], rows: 2 },
  Noise: { columns: [0], rows: 2 },
};

test.each(ACCURACY_TABLES)('docs/accuracy.md has the figures of $title', async ({ title, head, rows }) => {
  const printed = tableOf(title);
  expect(printed.get('')).toEqual(head.slice(1));
  expect([...printed.keys()].filter((name) => name !== '' && !name.startsWith('-'))).toEqual(
    rows.map(({ name }) => name),
  );
  const { columns, rows: count } = QUICK[title]!;
  for (const { name, cells } of rows.slice(0, count)) {
    const found = await Promise.all(columns.map((column) => cells[column]!.of(run)));
    const expected = columns.map((column) => printed.get(name)![column]!);
    // The last digit may be rounded the other way on another processor.
    found.forEach((figure, i) => {
      const digits = figure.split(/[. ]/)[1]!.length;
      expect(Math.abs(Number.parseFloat(figure) - Number.parseFloat(expected[i]!)), `${name}: ${figure}`).toBeLessThan(
        1.01 * 10 ** -digits,
      );
    });
  }
});
