import type {
  AnswerEntry,
  HowMade,
  PictureEntry,
  PlotEntry,
  Report,
  TableEntry,
  TextEntry,
} from '../../src/report/report.ts';

const any = { words: '', date: '2026-11-30T18:40' };

export const MADE: HowMade = {
  subject: 'Water disk',
  computedOn: 'CPU, 2 threads',
  numbers: [{ label: 'Central noise', value: 41.237, unit: 'HU' }],
  marked: [{ name: 'A', numbers: [{ label: 'Mean', value: -0.25, unit: 'HU', expected: 0 }] }],
  otherSettings: [{ what: 'Projections', value: '90', usually: '720' }],
  settings: [['Projections', '90'] as const, ['Filter', 'Hann'] as const],
  file: { kind: 'experiment', json: { version: 2, scan: { views: 90 } } },
  others: [],
  link: 'https://example.org/#experiment=abc',
  linkLacks: [],
};

export function picture(changes: Partial<PictureEntry> = {}, files = ['one']): PictureEntry {
  return {
    ...{ kind: 'picture', id: `picture-${files.join()}`, title: '', ...any },
    pictures: files.map((file) => ({
      file,
      title: 'Reconstruction',
      caption: ['Reconstruction: Water disk', 'Parallel beam, 90 projections over 180°', 'W 400 L 40 HU'],
      widthPixels: 1200,
      heightPixels: 1000,
    })),
    made: MADE,
    ...changes,
  };
}

export function plot(changes: Partial<PlotEntry> = {}): PlotEntry {
  return {
    ...{ kind: 'plot', id: 'plot', title: 'Noise over dose', ...any },
    content: {
      title: 'Noise over dose',
      horizontal: { label: 'CTDIvol', unit: 'mGy', scale: 'log' },
      vertical: { label: 'Noise', unit: 'HU', scale: 'log' },
      series: [{ name: 'Hann', kind: 'points', x: [1, 4, 16], y: [40, 20, Number.NaN] }],
    },
    ...{ horizontalIsLog: true, verticalIsLog: true, remark: '', numbers: [], made: null },
    ...changes,
  };
}

export function table(changes: Partial<TableEntry> = {}): TableEntry {
  return {
    ...{ kind: 'table', id: 'table', title: 'Runs', ...any },
    columns: ['Filter', 'Noise (HU)'],
    rows: [
      ['Hann', 20.123456],
      ['Ram–Lak', null],
    ],
    ...{ remark: '', made: null },
    ...changes,
  };
}

export function text(changes: Partial<TextEntry> = {}): TextEntry {
  return { kind: 'text', id: 'text', title: 'Method', ...any, words: 'As told.', ...changes };
}

export function answer(changes: Partial<AnswerEntry> = {}): AnswerEntry {
  return {
    ...{ kind: 'answer', id: 'answer', title: 'Halve the dose', ...any },
    lesson: 'Noise and dose',
    question: 'What does the noise do?',
    answer: {
      predicted: 'It doubles',
      measured: { value: '41.2 HU', verdict: 'within 3 %', isRight: true },
      explained: 'It grows by √2.',
    },
    ...changes,
  };
}

export function reportOf(...entries: Report['entries']): Report {
  return { title: 'Dose against noise', author: 'A. Student', entries };
}
