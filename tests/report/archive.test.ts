import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archiveOf } from '../../src/report/archive.ts';
import { parseCsv } from '../app/plots/parse-csv.ts';
import { parseXml } from '../app/plots/parse-xml.ts';
import { answer, MADE, picture, plot, reportOf, table, text } from './made-up-report.ts';

const HTML = '<!doctype html>';
const textsOf = (report: Parameters<typeof archiveOf>[0]) =>
  new Map(archiveOf(report, HTML).map(({ name, content }) => [name, content]));

describe('the archive of a report', () => {
  test('has a folder for each entry, and everything in it by name', () => {
    const report = reportOf(
      picture({ title: 'Ram–Lak', words: 'Noisy.' }, ['one', 'two']),
      plot(),
      table(),
      text(),
      answer(),
    );
    const files = textsOf(report);
    expect([...files.keys()]).toEqual([
      'README.txt',
      'report.html',
      '01-ram-lak/reconstruction-1.png',
      '01-ram-lak/reconstruction-2.png',
      '01-ram-lak/numbers.csv',
      '01-ram-lak/words.txt',
      '01-ram-lak/experiment.json',
      '02-noise-over-dose/plot.svg',
      '02-noise-over-dose/plot.csv',
      '03-runs/table.csv',
      '04-method/words.txt',
      '05-halve-the-dose/answer.json',
    ]);
    expect(files.get('report.html')).toBe(HTML);
    expect(files.get('01-ram-lak/reconstruction-2.png')).toMatchObject({ file: 'two' });
    expect(JSON.parse(files.get('01-ram-lak/experiment.json') as string)).toEqual(MADE.file.json);
    expect(parseCsv(files.get('01-ram-lak/numbers.csv') as string).slice(0, 3)).toEqual([
      ['Mark', 'Quantity', 'Value', 'Unit', 'Expected'],
      ['', 'Central noise', '41.237', 'HU', ''],
      ['A', 'Mean', '-0.25', 'HU', '0'],
    ]);
    expect(parseCsv(files.get('02-noise-over-dose/plot.csv') as string)[1]).toEqual(['1', '40']);
    expect(parseCsv(files.get('03-runs/table.csv') as string)[1]).toEqual(['Hann', '20.123456']);
    expect(parseXml(files.get('02-noise-over-dose/plot.svg') as string).name).toBe('svg');
    expect(JSON.parse(files.get('05-halve-the-dose/answer.json') as string)).toMatchObject({
      lesson: 'Noise and dose',
      predicted: 'It doubles',
    });
    const readme = files.get('README.txt') as string;
    for (const name of files.keys()) if (name.includes('/')) expect(readme).toContain(`- ${name}`);
    expect(readme).toContain('Reconstruction: Water disk. Parallel beam, 90 projections over 180°.');
  });

  test('a sweep and what was compared with have files of their own', () => {
    const swept = { ...MADE, file: { kind: 'sweep', json: { knobs: [] } } } as const;
    const compared = { ...MADE, others: [{ name: 'A', json: { version: 2 } }] };
    const names = archiveOf(reportOf(plot({ made: swept }), picture({ made: compared })), HTML).map(({ name }) => name);
    expect(names).toContain('01-noise-over-dose/sweep.json');
    expect(names).toContain('02-picture/experiment-a.json');
  });

  test('whatever an entry is called, its files stay in the archive and apart', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 5 }), (titles) => {
        const entries = titles.flatMap((title) => [picture({ title }, ['one', 'two']), table({ title })]);
        const names = archiveOf(reportOf(...entries), HTML).map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => !/^([\w-]+\/)?[\w-]+\.(txt|html|png|csv|json|svg)$/.test(name))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
