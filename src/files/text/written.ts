import type { ArrayFormat } from '../writing/array-format.ts';
import { lengthsOf, shownPlanes, valuesIn, type WrittenArray } from '../writing/written-array.ts';

/** Some 50 MB of text; spreadsheets have given up long before. */
const MOST_VALUES = 2 ** 22;
/** All digits that tell one float32 from the next. */
const DIGITS = 9;

export const csv: ArrayFormat = {
  name: 'csv',
  words: {
    short: 'CSV table',
    keeps: ({ shown }) =>
      `Every value as a number in ${shown.unit}, a line for each row below one that says what they are. For spreadsheets and MATLAB.`,
  },
  ending: () => '.csv',
  type: 'text/csv',
  whyNot: (array) => {
    if (array.shape.length > 2) return 'A table has rows and columns, and this has slices or views besides.';
    return valuesIn(array) > MOST_VALUES ? `A table has at most ${MOST_VALUES} values; take NPY or TIFF.` : null;
  },
  pieces: async function* (array) {
    const [columns] = lengthsOf(array);
    const encoder = new TextEncoder();
    yield encoder.encode(`# ${headline(array)}\r\n`);
    let row: string[] = [];
    for await (const some of shownPlanes(array)) {
      let text = '';
      for (const value of some) {
        row.push(String(Number(value.toPrecision(DIGITS))));
        if (row.length < columns) continue;
        text += `${row.join(',')}\r\n`;
        row = [];
      }
      yield encoder.encode(text);
    }
  },
};

/** On one line. */
function headline({ name, title, shown }: WrittenArray): string {
  return `${name} of ${title}; values: ${shown.unit}`.replace(/\s+/g, ' ');
}
