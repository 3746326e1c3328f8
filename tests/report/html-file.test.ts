import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlFile } from '../../src/report/html-file.ts';
import { legible, markup, markupText, paragraphs, safeAddress } from '../../src/report/markup.ts';
import type { Report } from '../../src/report/report.ts';
import { reportSheet } from '../../src/report/report-sheet.ts';
import { type ParsedElement, parseXml } from '../app/plots/parse-xml.ts';
import { answer, MADE, picture, plot, reportOf, table, text } from './made-up-report.ts';

const DATE = '2026-11-30T18:40';
const addressOf = ({ file }: { file: string }) => `data:image/png;base64,${file}`;
const sheetOf = (report: Report) => parseXml(markupText(reportSheet(report, DATE, addressOf)));

/** All of a name below an element, itself included. */
const all = (element: ParsedElement, name: string): ParsedElement[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => all(child, name)),
];
const wordsOf = (element: ParsedElement): string => element.text + element.children.map(wordsOf).join('');

/** Text as somebody may type it who has read of markup. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'<>&"\'/=-! \n\r\t\0\ud800abscript'), maxLength: 60 }),
  fc.constantFrom(
    '</p><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '<!--',
    ']]>',
    '&lt;b&gt;',
    '</style>',
  ),
);

describe('a report as HTML', () => {
  test('any words come out as they went in', () => {
    fc.assert(
      fc.property(nasty, (given) => {
        const parsed = parseXml(markupText(markup('p', { title: given }, given)));
        expect(parsed.text).toBe(legible(given));
        expect(parsed.attributes.title).toBe(legible(given));
        expect(parsed.children).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is typed in whichever place, nothing but the report is made of it', () => {
    const plainReport = (said: string): Report => ({
      title: said,
      author: said,
      entries: [
        picture({ title: said, words: said }),
        plot({ title: said, words: said, remark: said, numbers: [{ label: said, value: 1, unit: said }] }),
        table({ title: said, columns: [said, said], rows: [[said, 1]], remark: said }),
        text({ title: said, words: said }),
        answer({ title: said, lesson: said, question: said, answer: { predicted: said, explained: said, link: said } }),
      ],
    });
    const kinds = (sheet: ParsedElement) =>
      ['img', 'figure', 'table', 'section', 'details', 'svg', 'a', 'script', 'style'].map(
        (name) => all(sheet, name).length,
      );
    const usual = kinds(sheetOf(plainReport('word')));
    expect(usual.slice(0, 2)).toEqual([1, 2]);
    expect(usual.slice(-2)).toEqual([0, 0]);
    fc.assert(
      fc.property(nasty, (said) => {
        const report = plainReport(`x${said}x`);
        const sheet = sheetOf(report);
        expect(kinds(sheet)).toEqual(usual);
        const headings = all(sheet, 'h2').map((heading) => heading.text);
        expect(headings).toEqual(report.entries.map(() => legible(`x${said}x`)));
      }),
      { numRuns: 40 },
    );
  });

  test('is a whole document that runs nothing and fetches nothing', () => {
    const html = htmlFile({ ...reportOf(text()), title: '</title><script>' }, DATE, addressOf);
    expect(html).toContain("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    expect(html).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(html).not.toMatch(/<script|<link|@import|url\(/);
    const body = parseXml(/<body>\n([\s\S]*)\n<\/body>/.exec(html)![1]!);
    expect(all(body, 'h1').map(wordsOf)).toEqual(['</title><script>']);
  });

  test('numbers figures and tables in the order in which they are read', () => {
    const report = reportOf(picture(), table(), plot(), picture({}, ['two', 'three']));
    const sheet = sheetOf(report);
    expect(all(sheet, 'figcaption').map((caption) => wordsOf(caption.children[0]!))).toEqual([
      'Figure 1.',
      'Figure 2.',
      'Figure 3.',
    ]);
    // Of the first picture its numbers, its marks and its settings, which need not be said again of the last.
    const labels = all(sheet, 'caption').flatMap(({ children }) => children.map(wordsOf));
    expect(labels).toEqual(Array.from({ length: 5 }, (_, i) => `Table ${i + 1}.`));
    const [, , third] = all(sheet, 'figure');
    expect(all(third!, 'img').map(({ attributes }) => attributes.src)).toEqual([
      'data:image/png;base64,two',
      'data:image/png;base64,three',
    ]);
    expect(all(third!, 'p').map(wordsOf)).toEqual(['(a) Reconstruction', '(b) Reconstruction']);
  });

  test('every picture says what it is of, and how it was made', () => {
    const sheet = sheetOf(reportOf(picture()));
    const [image] = all(sheet, 'img');
    const said = 'Reconstruction: Water disk. Parallel beam, 90 projections over 180°. W 400 L 40 HU.';
    expect(image!.attributes.alt).toBe(said);
    expect(wordsOf(all(sheet, 'figcaption')[0]!)).toContain(said);
    const cells = all(sheet, 'tr').map(({ children }) => children.map(wordsOf));
    expect(cells).toContainEqual(['Central noise', '41.24 HU']);
    expect(cells).toContainEqual(['A: Mean', '−0.25 HU', '0 HU']);
    expect(cells).toContainEqual(['Projections', '90', '720']);
    const [methods] = all(sheet, 'details');
    expect(wordsOf(methods!)).toContain(
      'Scanned: Water disk. Parallel beam, 90 projections over 180°. Computed on CPU',
    );
    expect(all(methods!, 'a')[0]!.attributes.href).toBe(MADE.link);
    expect(all(methods!, 'dt').map(wordsOf)).toEqual(['Projections', 'Filter']);
  });

  test('an answer says what was predicted, measured and explained', () => {
    const sheet = sheetOf(reportOf(answer()));
    expect(all(sheet, 'dt').map(wordsOf)).toEqual(['Predicted', 'Measured', 'Explained']);
    expect(all(sheet, 'dd').map(wordsOf)[1]).toBe(' — ✓ within 3 %41.2 HU');
  });

  test('an empty line begins a paragraph, and another line stays one', () => {
    const parts = paragraphs('one\ntwo\n \n\n three \r\n\r\nfour').map((part) => parseXml(markupText(part)));
    expect(parts.map(wordsOf)).toEqual(['onetwo', 'three', 'four']);
    expect(parts.map((part) => all(part, 'br').length)).toEqual([1, 0, 0]);
    expect(paragraphs(' \n\n ')).toEqual([]);
  });

  test('what could run when it is followed is text and no link', () => {
    expect(['https://a.b/#c', 'http://localhost:1/', 'file:///a.html'].map(safeAddress)).not.toContain(null);
    for (const address of ['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'JAVASCRIPT:x', '']) {
      expect(safeAddress(address)).toBe(null);
    }
    const link = 'javascript:alert(1)';
    const sheet = sheetOf(reportOf(picture({ made: { ...MADE, link } })));
    expect(all(sheet, 'a')).toEqual([]);
    expect(wordsOf(sheet)).toContain(link);
  });

  test('a long table shows its beginning and says so', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [`run ${i}`, i]);
    const sheet = sheetOf(reportOf(table({ rows })));
    expect(all(all(sheet, 'tbody')[0]!, 'tr')).toHaveLength(60);
    expect(wordsOf(all(sheet, 'caption')[0]!)).toBe(' Runs. The first 60 of 100 rows.Table 1.');
  });
});

describe('what was told before', () => {
  const withFilter = (filter: string) => ({
    ...MADE,
    settings: [['Projections', '90'] as const, ['Filter', filter] as const],
    otherSettings: [{ what: 'Filter', value: filter, usually: 'Ram–Lak' }],
  });
  const methods = (report: Report) => all(sheetOf(report), 'details').map((part) => wordsOf(all(part, 'p')[0]!));

  test('is told by what differs, from the nearest', () => {
    const report = reportOf(
      picture({ made: withFilter('Hann') }),
      picture({ made: withFilter('Cosine') }),
      picture({ made: withFilter('Hann') }),
    );
    const [first, second, third] = methods(report);
    expect(first).not.toContain('Settings as for');
    expect(second).toContain('Settings as for Figure 1, but for Filter Cosine (there Hann).');
    expect(third).toContain('Settings as for Figure 1.');
    // On a screen all settings are there, whatever paper leaves out.
    expect(all(sheetOf(report), 'dl').map(({ attributes }) => attributes.class)).toEqual([
      'settings',
      'settings told-before',
      'settings told-before',
    ]);
  });

  test('is told again of another subject', () => {
    const other = { ...withFilter('Hann'), subject: 'Head' };
    const [, second] = methods(reportOf(picture({ made: withFilter('Hann') }), picture({ made: other })));
    expect(second).toContain('Scanned: Head. Parallel beam');
  });

  test('dust of rounding reads as nothing', () => {
    const numbers = [{ label: 'Mean', value: -7.063e-6, unit: 'HU', expected: 41.23456 }];
    const cells = all(sheetOf(reportOf(plot({ numbers }))), 'td').map(wordsOf);
    expect(cells.slice(0, 2)).toEqual(['0 HU', '41.23 HU']);
  });
});
