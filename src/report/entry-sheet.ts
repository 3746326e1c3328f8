import { plotDrawing } from '../plots/plot-drawing.ts';
import { PAPER_STYLE } from '../plots/plot-style.ts';
import { plotTable } from '../plots/plot-table.ts';
import { axisText, plotInWords } from '../plots/plot-words.ts';
import { type Markup, type MarkupElement, markup, paragraphs, safeAddress } from './markup.ts';
import type { AnswerEntry, HowMade, KeptPicture, PictureEntry, PlotEntry, ReportEntry, TableEntry } from './report.ts';
import { dataTable, numbersTable, settingsTable } from './tables.ts';
import type { Telling, ToldBefore } from './telling.ts';

/** Where a picture of the report is: an address of data, or of what the page keeps. */
export type AddressOf = (picture: KeptPicture) => string;

/** In which a plot is drawn; it is as wide on the sheet as the text. */
const PLOT_SIZE = { width: 680, height: 420 };

/** An entry as it is read. */
export function entrySheet(entry: ReportEntry, telling: Telling, addressOf: AddressOf): MarkupElement {
  return markup(
    'section',
    { class: `entry entry-${entry.kind}` },
    entry.title === '' ? null : markup('h2', {}, entry.title),
    ...bodyOf(entry, telling, addressOf),
  );
}

function bodyOf(entry: ReportEntry, telling: Telling, addressOf: AddressOf): Markup[] {
  const words = entry.words.trim() === '' ? [] : [markup('div', { class: 'words' }, ...paragraphs(entry.words))];
  switch (entry.kind) {
    case 'picture':
      return [pictureFigure(entry, telling, addressOf), ...words, ...toldOf(entry, telling)];
    case 'plot':
      return [plotFigure(entry, telling), ...words, ...toldOf(entry, telling), ...valuesOf(entry)];
    case 'table':
      return [...tableOf(entry, telling), ...words, ...toldOf(entry, telling)];
    case 'text':
      return words;
    case 'answer':
      return [...answerOf(entry), ...words];
  }
}

function pictureFigure({ pictures }: PictureEntry, telling: Telling, addressOf: AddressOf): MarkupElement {
  const label = markup('strong', {}, `${telling.figure()}.`);
  const panels = pictures.map((picture, i) => {
    const { widthPixels, heightPixels } = picture;
    const image = markup('img', {
      src: addressOf(picture),
      alt: altOf(picture),
      width: widthPixels,
      height: heightPixels,
    });
    return markup(
      'div',
      { class: 'panel' },
      image,
      pictures.length > 1 ? markup('p', { class: 'panel-name' }, `(${letterOf(i)}) ${picture.title}`) : null,
    );
  });
  const [first, ...others] = pictures;
  const told = others.length === 0 ? first!.caption : sharedCaption(pictures);
  return markup(
    'figure',
    {},
    markup('div', { class: `panels panels-${Math.min(pictures.length, 4)}` }, ...panels),
    markup('figcaption', {}, label, ` ${sentences(told)}`),
  );
}

/** What is said of all pictures once, and of each what is its own. */
function sharedCaption(pictures: readonly KeptPicture[]): string[] {
  const isShared = (line: string) => pictures.every(({ caption }) => caption.includes(line));
  const shared = pictures[0]!.caption.filter(isShared);
  const own = pictures.map(({ caption }, i) => {
    const lines = caption.filter((line) => !isShared(line));
    return `(${letterOf(i)}) ${lines.join('; ')}`;
  });
  return [...own, ...shared];
}

/** For those who cannot see a picture. */
export function altOf({ caption, title }: KeptPicture): string {
  return caption.length > 0 ? sentences(caption) : title;
}

function letterOf(i: number): string {
  return String.fromCharCode(97 + i);
}

function sentences(parts: readonly string[]): string {
  return parts.map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(' ');
}

function plotFigure({ content, horizontalIsLog, verticalIsLog, remark }: PlotEntry, telling: Telling) {
  const drawing = plotDrawing(content, { ...PLOT_SIZE, horizontalIsLog, verticalIsLog, style: PAPER_STYLE });
  const label = markup('strong', {}, `${telling.figure()}.`);
  const said = [captionOfPlot(content), ...(remark === '' ? [] : [remark])];
  const drawn = markup('div', { class: 'plot', role: 'img', 'aria-label': plotInWords(content) }, drawing);
  return markup('figure', {}, drawn, markup('figcaption', {}, label, ` ${sentences(said)}`));
}

/** Its title and axes; a title that names both says nothing else. */
function captionOfPlot({ title, horizontal, vertical }: PlotEntry['content']): string {
  const axes = `${axisText(vertical)} over ${axisText(horizontal)}`;
  return title.includes(vertical.label) && title.includes(horizontal.label) ? axes : `${title}: ${axes}`;
}

/** The numbers behind a plot, folded away on a screen and left out on paper, where the curve shows them. */
function valuesOf({ content }: PlotEntry): MarkupElement[] {
  const { columns, rows } = plotTable(content);
  if (rows.length === 0) return [];
  return [
    markup(
      'details',
      { class: 'values' },
      markup('summary', {}, 'Values of this plot'),
      dataTable([`${content.title}.`], columns, rows),
    ),
  ];
}

function tableOf({ columns, rows, remark, title }: TableEntry, telling: Telling): Markup[] {
  const label = markup('strong', {}, `${telling.table(true)}.`);
  const said = sentences([title, remark].filter((part) => part !== ''));
  return [dataTable([label, ` ${said}`], columns, rows)];
}

/** What came out and how it was made, of what an entry shows. */
function toldOf(entry: PictureEntry | PlotEntry | TableEntry, telling: Telling): MarkupElement[] {
  const { made } = entry;
  const before = made && telling.before(made);
  const facts = factsOf(entry, telling, before === null);
  return [...facts, ...(made ? [methodsOf(entry, made, before)] : [])];
}

/**
 * Numbers, what was marked, and settings that are not as usual, beside each other where there is room. What was told is not
 * told again.
 */
function factsOf(
  { kind, made, ...entry }: PictureEntry | PlotEntry | TableEntry,
  telling: Telling,
  tellsSettings: boolean,
): MarkupElement[] {
  const numbers = kind === 'picture' ? made!.numbers : 'numbers' in entry ? entry.numbers : [];
  const marked = made?.marked.flatMap(({ name, numbers: at }) =>
    at.map((number) => ({ ...number, label: `${name}: ${number.label}` })),
  );
  const captioned = (words: string) => [markup('strong', {}, `${telling.table()}.`), ` ${words}`];
  const isNew = (what: readonly unknown[]) => what.length > 0 && telling.isNew(what);
  const tables = [
    ...(numbers.length > 0
      ? [numbersTable(captioned(kind === 'plot' ? 'Results.' : 'Numbers of this run.'), numbers)]
      : []),
    ...(kind !== 'table' && marked && isNew(marked) ? [numbersTable(captioned('At the marks.'), marked)] : []),
    ...(made && tellsSettings && isNew(made.otherSettings)
      ? [settingsTable(captioned('Settings that differ from the defaults.'), made)]
      : []),
  ];
  return tables.length > 0 ? [markup('div', { class: 'facts' }, ...tables)] : [];
}

/**
 * How it was made: a sentence, every setting, the link, folded away on a screen and open on paper. Where nearly the same was
 * made before, paper has what differs alone.
 */
function methodsOf(
  { date, ...entry }: PictureEntry | PlotEntry | TableEntry,
  { subject, computedOn, settings, link, linkLacks, file }: HowMade,
  before: ToldBefore | null,
): MarkupElement {
  const scanned = entry.kind === 'picture' ? entry.pictures[0]!.caption.slice(1, -1) : [];
  const told = [
    `${file.kind === 'sweep' ? 'Sweep of' : 'Scanned:'} ${subject}`,
    ...(before ? [settingsAs(before)] : scanned),
    ...(computedOn === '' ? [] : [`Computed on ${computedOn}`]),
    `Simulated with CT sandbox, ${dayOf(date)}`,
  ];
  return markup(
    'details',
    { class: 'methods' },
    markup('summary', {}, 'How this was made'),
    markup('p', {}, sentences(told)),
    settings.length > 0
      ? markup(
          'dl',
          { class: before ? 'settings told-before' : 'settings' },
          ...settings.map(([name, value]) => markup('div', {}, markup('dt', {}, name), markup('dd', {}, value))),
        )
      : null,
    linkOf(link, linkLacks),
  );
}

function settingsAs({ as, but }: ToldBefore): string {
  const differing = but.map(({ name, here, there }) => `${name} ${here} (there ${there})`).join(', ');
  return `Settings as for ${as}${but.length > 0 ? `, but for ${differing}` : ''}`;
}

/** Longer ones are typed by nobody: their beginning and their end tell which it is. */
const MOST_LINK_CHARACTERS = 120;

function linkOf(link: string | null, lacks: readonly string[]): MarkupElement | null {
  if (link === null) return null;
  const address = safeAddress(link);
  const text = link.length > MOST_LINK_CHARACTERS ? `${link.slice(0, 72)}…${link.slice(-16)}` : link;
  const but = lacks.length > 0 ? ` It does not bring back ${lacks.join('; nor ')}.` : '';
  return markup(
    'p',
    { class: 'link' },
    'Opens in the sandbox: ',
    address === null ? text : markup('a', { href: address }, text),
    but,
  );
}

function answerOf({ lesson, question, answer }: AnswerEntry): Markup[] {
  const { predicted, measured, explained, link } = answer;
  const row = (term: string, ...told: readonly Markup[]) => [markup('dt', {}, term), markup('dd', {}, ...told)];
  return [
    markup('p', { class: 'lesson' }, `Lesson: ${lesson}`),
    markup('div', { class: 'question' }, ...paragraphs(question)),
    markup(
      'dl',
      { class: 'answer' },
      ...(predicted === undefined ? [] : row('Predicted', ...paragraphs(predicted))),
      ...(measured === undefined
        ? []
        : row(
            'Measured',
            markup(
              'p',
              {},
              markup('strong', {}, measured.value),
              ` — ${measured.isRight ? '✓' : '✗'} ${measured.verdict}`,
            ),
          )),
      ...(explained === undefined ? [] : row('Explained', ...paragraphs(explained))),
    ),
    ...(link === undefined ? [] : [linkOf(link, [])!]),
  ];
}

/** A day, of a date as ISO 8601 has it. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}
