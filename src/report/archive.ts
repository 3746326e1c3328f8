import { type CsvCell, csvText } from '../files/csv-text.ts';
import { plotDrawing } from '../plots/plot-drawing.ts';
import { fileNameOf, plotCsv, svgText } from '../plots/plot-files.ts';
import { PAPER_STYLE } from '../plots/plot-style.ts';
import type { HowMade, KeptPicture, PlotEntry, Report, ReportEntry } from './report.ts';
import { titleOf } from './report-sheet.ts';

/** A file of the archive: text, or a picture that is kept. */
export interface ArchivedFile {
  readonly name: string;
  readonly content: string | KeptPicture;
}

const FILE_SIZE = { width: 720, height: 480 };

/** All files of a report's archive, a folder each entry. @param html the report as one file */
export function archiveOf(report: Report, html: string): ArchivedFile[] {
  const folders = report.entries.map((entry, i) => ({ entry, files: filesOf(entry, folderOf(entry, i)) }));
  return [
    { name: 'README.txt', content: readme(report, folders) },
    { name: 'report.html', content: html },
    ...folders.flatMap(({ files }) => files),
  ];
}

function folderOf(entry: ReportEntry, i: number): string {
  const title = entry.title === '' ? entry.kind : entry.title;
  return `${String(i + 1).padStart(2, '0')}-${fileNameOf(title).slice(0, 40).replace(/-+$/, '')}`;
}

function filesOf(entry: ReportEntry, folder: string): ArchivedFile[] {
  const file = (name: string, content: ArchivedFile['content']) => ({ name: `${folder}/${name}`, content });
  const made =
    'made' in entry && entry.made ? madeFiles(entry.made).map(({ name, content }) => file(name, content)) : [];
  const words = entry.words.trim() === '' ? [] : [file('words.txt', `${entry.words.trim()}\n`)];
  return [...ownFiles(entry).map(({ name, content }) => file(name, content)), ...words, ...made];
}

/** Their names within the entry's folder. */
function ownFiles(entry: ReportEntry): ArchivedFile[] {
  switch (entry.kind) {
    case 'picture': {
      const names = entry.pictures.map(({ title }) => fileNameOf(title));
      const isAlone = (name: string) => names.filter((other) => other === name).length === 1;
      return [
        ...entry.pictures.map((picture, i) => ({
          name: `${names[i]}${isAlone(names[i]!) ? '' : `-${i + 1}`}.png`,
          content: picture,
        })),
        ...numbersFile(entry.made),
      ];
    }
    case 'plot':
      return [
        { name: 'plot.svg', content: svgOf(entry) },
        { name: 'plot.csv', content: plotCsv(entry.content) },
        ...(entry.numbers.length > 0 ? [{ name: 'numbers.csv', content: numbersCsv('', entry.numbers) }] : []),
      ];
    case 'table':
      return [{ name: 'table.csv', content: csvText(entry.columns, entry.rows) }];
    case 'text':
      return [];
    case 'answer': {
      const { lesson, title: step, question, answer } = entry;
      return [{ name: 'answer.json', content: `${JSON.stringify({ lesson, step, question, ...answer }, null, 2)}\n` }];
    }
  }
}

function svgOf({ content, horizontalIsLog, verticalIsLog }: PlotEntry): string {
  return svgText(plotDrawing(content, { ...FILE_SIZE, horizontalIsLog, verticalIsLog, style: PAPER_STYLE }));
}

function numbersFile({ numbers, marked }: HowMade): ArchivedFile[] {
  if (numbers.length === 0 && marked.length === 0) return [];
  const rows = [
    ...numbers.map((number) => ['', number] as const),
    ...marked.flatMap(({ name, numbers }) => numbers.map((number) => [name, number] as const)),
  ];
  return [
    {
      name: 'numbers.csv',
      content: csvText(
        NUMBER_COLUMNS,
        rows.map(([mark, number]) => numberRow(mark, number)),
      ),
    },
  ];
}

const NUMBER_COLUMNS = ['Mark', 'Quantity', 'Value', 'Unit', 'Expected'];

function numbersCsv(mark: string, numbers: HowMade['numbers']): string {
  return csvText(
    NUMBER_COLUMNS,
    numbers.map((number) => numberRow(mark, number)),
  );
}

function numberRow(mark: string, { label, value, unit, expected }: HowMade['numbers'][number]): CsvCell[] {
  return [mark, label, value, unit, expected ?? null];
}

function madeFiles({ file, others }: HowMade): ArchivedFile[] {
  return [
    { name: `${file.kind}.json`, content: jsonText(file.json) },
    ...others.map(({ name, json }) => ({ name: `experiment-${fileNameOf(name)}.json`, content: jsonText(json) })),
  ];
}

function jsonText(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

const KINDS: Readonly<Record<ReportEntry['kind'], string>> = {
  picture: 'Image',
  plot: 'Plot',
  table: 'Table',
  text: 'Text',
  answer: 'Answer of a lesson',
};

function readme(
  report: Report,
  folders: readonly { readonly entry: ReportEntry; readonly files: readonly ArchivedFile[] }[],
): string {
  const listed = folders.flatMap(({ entry, files }, i) => [
    `${i + 1}. ${KINDS[entry.kind]}${entry.title === '' ? '' : `: ${entry.title}`}`,
    ...(entry.kind === 'picture' ? entry.pictures.map(({ caption }) => `   ${caption.join('. ')}.`) : []),
    ...files.map(({ name }) => `   - ${name}`),
    ...('made' in entry && entry.made?.link ? [`   ${entry.made.link}`] : []),
    '',
  ]);
  return [
    titleOf(report),
    ...(report.author.trim() === '' ? [] : [report.author]),
    '',
    'report.html is the whole report: open it in any browser, print it from there.',
    'PNG: images as they were shown. What they are of stands in each file too.',
    'CSV: numbers with all digits and their units. SVG: plots.',
    'experiment.json opens in the sandbox (Open…, or dropped on the page) and in its headless command;',
    'sweep.json in its Sweep dialog and in the command.',
    '',
    ...listed,
  ].join('\r\n');
}
