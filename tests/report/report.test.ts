import { describe, expect, test } from 'vitest';
import { filesOf, withAnswer, withChanges, withEntry, withMoved, withoutEntry } from '../../src/report/changes.ts';
import { mustHaveRoom, REPORT_LIMITS } from '../../src/report/limits.ts';
import { EMPTY_REPORT, type Report } from '../../src/report/report.ts';
import { readReport } from '../../src/report/schema.ts';
import { answer, picture, plot, reportOf, table, text } from './made-up-report.ts';

const idsOf = ({ entries }: Report) => entries.map(({ id }) => id).join(' ');
const three = reportOf(text({ id: 'a' }), text({ id: 'b' }), text({ id: 'c' }));

describe('changing a report', () => {
  test('entries come, go and change places', () => {
    expect(idsOf(withEntry(three, text({ id: 'd' })))).toBe('a b c d');
    expect(idsOf(withEntry(three, text({ id: 'd' }), 1))).toBe('a d b c');
    expect(idsOf(withoutEntry(three, 'b'))).toBe('a c');
    expect(idsOf(withMoved(three, 'a', 1))).toBe('b a c');
    expect(idsOf(withMoved(three, 'a', 99))).toBe('b c a');
    expect(idsOf(withMoved(three, 'c', -1))).toBe('c a b');
    expect(withMoved(three, 'x', 0)).toBe(three);
    const [a, b] = withChanges(three, 'b', { words: 'new' }).entries;
    expect([a!.words, b!.words]).toEqual(['As told.', 'new']);
  });

  test('a step that is answered again has one answer, with what was said of it before', () => {
    const first = withAnswer(three, answer({ id: 'one', answer: { predicted: 'It doubles' } }));
    const noted = withChanges(first, 'one', { words: 'Mine.' });
    const again = withAnswer(noted, answer({ id: 'two', answer: { explained: 'By √2.' } }));
    expect(idsOf(again)).toBe('a b c one');
    expect(again.entries[3]).toMatchObject({
      words: 'Mine.',
      answer: { predicted: 'It doubles', explained: 'By √2.' },
    });
    expect(withAnswer(again, answer({ id: 'three', question: 'And why?' })).entries).toHaveLength(5);
  });

  test('knows the files of its pictures', () => {
    expect([...filesOf(reportOf(picture({}, ['one', 'two']), text()))]).toEqual(['one', 'two']);
  });

  test('is bounded, in sentences', () => {
    const full = { ...EMPTY_REPORT, entries: Array.from({ length: REPORT_LIMITS.entries }, () => text()) };
    expect(() => mustHaveRoom(full, text(), 0, 0)).toThrow('The report has 100 entries, the maximum');
    expect(() => mustHaveRoom(EMPTY_REPORT, picture(), 128 * 2 ** 20, 1)).toThrow('more than 128 MiB, the maximum');
    const rows = Array.from({ length: 2001 }, () => ['x']);
    expect(() => mustHaveRoom(EMPTY_REPORT, table({ rows }), 0, 0)).toThrow(
      '2001 rows, but a report takes at most 2000',
    );
    expect(() => mustHaveRoom(EMPTY_REPORT, picture(), 0, 2 ** 20)).not.toThrow();
  });
});

describe('what a browser has kept', () => {
  const whole = reportOf(picture({}, ['one', 'two']), plot(), table(), text(), answer());

  test('is read as it was', () => {
    expect(readReport(structuredClone(whole), 'The report')).toEqual({ report: whole, unreadable: 0 });
  });

  test('what cannot be read of it is left out and counted', () => {
    const kept = structuredClone(whole) as unknown as { entries: Record<string, unknown>[] };
    kept.entries[0]!.pictures = 'none';
    kept.entries[3]!.kind = 'hologram';
    kept.entries[1]!.surplus = true;
    const { report, unreadable } = readReport(kept, 'The report');
    expect(unreadable).toBe(3);
    expect(report.entries).toEqual([whole.entries[2], whole.entries[4]]);
  });

  test.each([null, 7, [], { title: 'x' }, { title: 1, author: '', entries: [] }])(
    'is refused where it is no report: %j',
    (kept) => {
      expect(() => readReport(kept, 'The report')).toThrow(/^The report/);
    },
  );
});
