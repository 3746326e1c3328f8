import * as v from 'valibot';
import { exactly, listOf, numberBetween, oneKindOf, oneOf, parseInput, textUpTo, trueOrFalse } from '../validation.ts';
import { REPORT_LIMITS } from './limits.ts';
import type { Report, ReportEntry } from './report.ts';

// What a browser has kept may be of another version of the page, or have been written by another one of the same place.

const { cellCharacters, entries, fileCharacters, pictures, plotPoints, series, tableColumns, tableRows } =
  REPORT_LIMITS;
const titled = textUpTo(REPORT_LIMITS.titleCharacters);
const worded = textUpTo(REPORT_LIMITS.wordCharacters);
const told = textUpTo(cellCharacters);
const finite = v.pipe(v.number('must be a number'), v.finite('must be finite'));
/** One that may be no number, or beyond all bounds: what was measured where there was nothing to measure. */
const anyNumber = v.custom<number>((value) => typeof value === 'number', 'must be a number');
/** What is not finite stays away from where it is drawn, as in any plot. */
const numbers = v.custom<readonly number[]>(
  (list) => Array.isArray(list) && list.length <= plotPoints && list.every((value) => typeof value === 'number'),
  `must be a list of at most ${plotPoints} numbers`,
);

const number = exactly({ label: told, value: anyNumber, unit: told, expected: v.optional(anyNumber) });

/** JSON as it is; whoever opens it checks what it says. */
const json = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && JSON.stringify(value).length <= fileCharacters,
  'must be an object of bounded size',
);

const made = exactly({
  subject: told,
  computedOn: told,
  numbers: listOf(number, 'numbers', 0, 100),
  marked: listOf(exactly({ name: told, numbers: listOf(number, 'numbers', 0, 20) }), 'places', 0, 200),
  otherSettings: listOf(exactly({ what: told, value: told, usually: told }), 'settings', 0, 300),
  settings: listOf(v.tuple([told, told]), 'settings', 0, 300),
  file: exactly({ kind: oneOf(['experiment', 'sweep']), json }),
  others: listOf(exactly({ name: told, json }), 'experiments', 0, 9),
  link: v.nullable(textUpTo(100_000)),
  linkLacks: listOf(told, 'texts', 0, 20),
});

const axis = exactly({
  label: told,
  unit: told,
  scale: oneOf(['linear', 'log']),
  reaches: v.optional(v.tuple([finite, finite])),
  steps: v.optional(oneOf(['decimal', 'integer', 'degrees'])),
});

const content = exactly({
  title: told,
  horizontal: axis,
  vertical: axis,
  series: listOf(
    exactly({
      name: told,
      kind: oneOf(['line', 'points', 'steps']),
      isTheory: v.optional(v.boolean()),
      x: numbers,
      y: numbers,
      errors: v.optional(numbers),
    }),
    'series',
    0,
    series,
  ),
  marks: v.optional(listOf(exactly({ x: anyNumber, label: told }), 'marks', 0, 100)),
});

const any = { id: textUpTo(100), title: titled, words: worded, date: textUpTo(40) };

const picture = exactly({
  file: textUpTo(200),
  title: told,
  caption: listOf(told, 'lines', 0, 20),
  widthPixels: numberBetween(1, 100_000),
  heightPixels: numberBetween(1, 100_000),
});

const answer = exactly({
  predicted: v.optional(worded),
  measured: v.optional(exactly({ value: told, verdict: told, isRight: trueOrFalse })),
  explained: v.optional(worded),
  link: v.optional(textUpTo(100_000)),
});

const entry = oneKindOf('kind', [
  v.strictObject({ kind: v.literal('picture'), ...any, pictures: listOf(picture, 'pictures', 1, pictures), made }),
  v.strictObject({
    ...{ kind: v.literal('plot'), ...any, content },
    horizontalIsLog: trueOrFalse,
    verticalIsLog: trueOrFalse,
    remark: worded,
    numbers: listOf(number, 'numbers', 0, 100),
    made: v.nullable(made),
  }),
  v.strictObject({
    ...{ kind: v.literal('table'), ...any },
    columns: listOf(told, 'columns', 0, tableColumns),
    rows: listOf(listOf(v.nullable(v.union([v.string(), v.number()])), 'cells', 0, tableColumns), 'rows', 0, tableRows),
    remark: worded,
    made: v.nullable(made),
  }),
  v.strictObject({ kind: v.literal('text'), ...any }),
  v.strictObject({ kind: v.literal('answer'), ...any, lesson: told, question: worded, answer }),
]);

const report = exactly({ title: titled, author: titled, entries: listOf(v.unknown(), 'entries', 0, entries) });

/** What there is of a report that was kept: entries that cannot be read are left out, and counted. */
export interface ReadReport {
  readonly report: Report;
  readonly unreadable: number;
}

/** What a browser has kept of a report. @throws InputError naming the path of what is wrong with all of it */
export function readReport(input: unknown, where: string): ReadReport {
  const { title, author, entries: kept } = parseInput(report, input, where);
  const read = kept.flatMap((one) => {
    const { success, output } = v.safeParse(entry, one);
    return success ? [output as ReportEntry] : [];
  });
  return { report: { title, author, entries: read }, unreadable: kept.length - read.length };
}
