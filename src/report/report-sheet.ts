import { type AddressOf, dayOf, entrySheet } from './entry-sheet.ts';
import { type MarkupElement, markup } from './markup.ts';
import type { Report } from './report.ts';
import { Telling } from './telling.ts';

/** What a report without a title is called. */
export const UNTITLED = 'CT experiment';

/** A whole report as it is read. @param date ISO 8601: when it is written out */
export function reportSheet(report: Report, date: string, addressOf: AddressOf): MarkupElement {
  const telling = new Telling();
  const { author, entries } = report;
  const by = [...(author.trim() === '' ? [] : [author]), dayOf(date)].join(' · ');
  return markup(
    'article',
    { class: 'report' },
    markup('header', {}, markup('h1', {}, titleOf(report)), markup('p', { class: 'by' }, by)),
    ...entries.map((entry) => entrySheet(entry, telling, addressOf)),
    markup(
      'footer',
      {},
      markup(
        'p',
        {},
        'All data were simulated and all images computed in a browser, by CT sandbox. No patient was imaged.',
      ),
    ),
  );
}

export function titleOf({ title }: Report): string {
  return title.trim() === '' ? UNTITLED : title;
}
