import type { AnswerEntry, Report, ReportEntry } from './report.ts';

/** What may be changed of an entry that is there. */
export type EntryChanges = Partial<Pick<ReportEntry, 'title' | 'words'>>;

/** @param at before which it stands; the end where it is left out */
export function withEntry(report: Report, entry: ReportEntry, at = report.entries.length): Report {
  return { ...report, entries: report.entries.toSpliced(at, 0, entry) };
}

export function withoutEntry(report: Report, id: string): Report {
  return { ...report, entries: report.entries.filter((entry) => entry.id !== id) };
}

export function withChanges(report: Report, id: string, changes: EntryChanges): Report {
  return { ...report, entries: report.entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry)) };
}

/** @param to its place among the others, from 0; beyond them the last */
export function withMoved(report: Report, id: string, to: number): Report {
  const entry = report.entries.find((other) => other.id === id);
  if (!entry) return report;
  const others = report.entries.filter((other) => other !== entry);
  return { ...report, entries: others.toSpliced(Math.min(Math.max(to, 0), others.length), 0, entry) };
}

/** An answer to a step that was answered before takes the place of that one, and leaves the words beside it. */
export function withAnswer(report: Report, answer: AnswerEntry): Report {
  const isOfStep = (entry: ReportEntry): entry is AnswerEntry =>
    entry.kind === 'answer' &&
    entry.lesson === answer.lesson &&
    entry.title === answer.title &&
    entry.question === answer.question;
  const before = report.entries.find(isOfStep);
  if (!before) return withEntry(report, answer);
  const { id, words } = before;
  const merged = { ...answer, id, words, answer: { ...before.answer, ...answer.answer } };
  return { ...report, entries: report.entries.map((entry) => (entry === before ? merged : entry)) };
}

/** The files of the pictures that a report shows. */
export function filesOf({ entries }: Report): ReadonlySet<string> {
  return new Set(entries.flatMap((entry) => (entry.kind === 'picture' ? entry.pictures.map(({ file }) => file) : [])));
}
