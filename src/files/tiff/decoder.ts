import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { cutShape, mustBeThere } from '../cut-array.ts';
import type { Cut, DecodedArray, Decoding, SeenNumbers } from '../format.ts';
import {
  mustBeFew,
  mustHoldPages,
  openStack,
  readImage,
  readLines,
  readStack,
  shapeOf,
  type TiffStack,
} from './stack.ts';

/** What files say of themselves, for as long as they are kept: what one is, is looked at before it is loaded. */
const stacks = new WeakMap<ByteSource, Promise<TiffStack>>();

function stackIn(source: ByteSource, name: string): Promise<TiffStack> {
  const known = stacks.get(source);
  if (known) return known;
  const stack = openStack(source, name);
  stacks.set(source, stack);
  return stack;
}

/** An image, or the pages of a file as [pages, rows, columns]; one page or one row of all of them is read alone. */
export const readArray: Decoding<'readArray'> = async (source, name, { mayBeRead, cut }) => {
  const stack = await stackIn(source, name);
  const shape = shapeOf(stack);
  const place = cut?.(shape) ?? null;
  mayBeRead(shape);
  mustHoldPages(stack);
  const part = place && (await readPart(stack, shape, place, name));
  if (part) return { shape: cutShape(shape, place), data: part, isCut: true, ...saidOf(stack) };
  mustBeFew(shape, name);
  const data = new Float32Array(stack.pages * stack.first.rows * stack.first.columns);
  await readStack(stack, data, 0);
  return { shape, data, ...saidOf(stack) };
};

/** A page or several, or a row of each or several; `null` of what is only had with the whole. */
async function readPart(stack: TiffStack, shape: readonly number[], cut: Cut, name: string) {
  const { rows, columns } = stack.first;
  mustBeThere(shape, cut, name);
  const { axis, index, count = 1 } = cut;
  if (shape.length === 3 && axis === 0) {
    mustBeFew([count, rows, columns], name);
    const data = new Float32Array(count * rows * columns);
    for (let page = 0; page < count; page++) await readImage(stack, index + page, data, page * rows * columns);
    return data;
  }
  if (axis !== shape.length - 2) return null;
  mustBeFew([stack.pages, count, columns], name);
  return readLines(
    stack,
    Array.from({ length: stack.pages * count }, (_, line) => Math.floor(line / count) * rows + index + (line % count)),
  );
}

/** The pages of several files behind one another. */
export const readSeries: Decoding<'readSeries'> = async (files, name, { mayBeRead }) => {
  const all: TiffStack[] = [];
  for (const file of files) {
    const stack = await stackIn(file.source, file.name);
    const first = all[0] ?? stack;
    if (stack.kind !== first.kind) {
      const [is, should] = [stack, first].map(({ first: { columns, rows, numbers } }) => {
        return `${columns} × ${rows} pixels of ${numbers.bits} bits (${numbers.kind})`;
      });
      throw new InputError(
        `${file.name}: has ${is}, and ${first.file.name} ${should}${is === should ? ' in other colours or units' : ''}; the files of a stack must be of one size and type`,
      );
    }
    all.push(stack);
  }
  const [first] = all as [TiffStack];
  const pages = all.reduce((sum, stack) => sum + stack.pages, 0);
  const shape = shapeOf({ ...first, pages });
  mayBeRead(shape);
  mustBeFew(shape, name);
  for (const stack of all) mustHoldPages(stack);
  const size = first.first.rows * first.first.columns;
  const data = new Float32Array(pages * size);
  let at = 0;
  for (const stack of all) {
    await readStack(stack, data, at);
    at += stack.pages * size;
  }
  return { shape, data, ...saidOf(first) };
};

/** Files whose names differ by the last number in them, and whose images are alike. */
export const seriesOf: Decoding<'seriesOf'> = async (source, name) => {
  const { kind } = await stackIn(source, name);
  return `${name.replace(/\d+(\D*)$/, '#$1')} ${kind}`;
};

/** An array up to so many values is looked at whole; of larger ones no more lines than this, and so many values of them. */
const WHOLE_VALUES = 2 ** 20;
const MOST_LINES = 256;
const MOST_SAMPLED = 2 ** 22;
/** Compressed pixels are only had by their blocks: so many are decoded for a look. */
const MOST_DECODED = 2 ** 26;

export const lookAt: Decoding<'lookAt'> = async (source, name) => {
  const stack = await stackIn(source, name);
  const shape = shapeOf(stack);
  const { first, pages } = stack;
  const { rows, columns } = first;
  mustHoldPages(stack);
  const most = Math.min(
    MOST_LINES,
    Math.floor(MOST_SAMPLED / columns),
    Math.max(8, Math.floor(MOST_DECODED / (first.blocks.rows * columns))),
  );
  const all = pages * rows;
  const count = all * columns <= WHOLE_VALUES ? all : Math.min(all, most);
  const lines = spread(0, all, count);
  const sample = { shape: [count, columns], data: stored(await readLines(stack, lines), stack) };
  const middle = spread((pages >> 1) * rows, rows, Math.min(rows, most));
  const plane = pages > 1 && {
    shape: [middle.length, columns],
    data: stored(await readLines(stack, middle), stack),
  };
  return { shape, sample, list: null, white: stack.white, ...(plane && { plane }), ...sizesSaid(stack) };
};

/** Whole numbers evenly spread over some, the first and the last among them. */
function spread(from: number, length: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + Math.round((i * (length - 1)) / Math.max(1, count - 1)));
}

function stored(values: Float32Array, { white }: TiffStack): Float32Array {
  return white === null || white === 1 ? values : values.map((value) => Math.round(value * white));
}

function saidOf({ white, pixelSizeMm, spacingMm, remarks, file }: TiffStack): Partial<DecodedArray> {
  return {
    ...(white !== null && { white }),
    ...(pixelSizeMm !== null && { pixelSize: { mm: pixelSizeMm } }),
    ...(spacingMm !== null && { sliceSpacingMm: spacingMm }),
    remarks: remarks.map((remark) => `${file.name}: ${remark}.`),
  };
}

function sizesSaid({ pixelSizeMm, spacingMm }: TiffStack): Pick<SeenNumbers, 'pixelSizeMm' | 'sliceSpacingMm'> {
  return {
    ...(pixelSizeMm !== null && { pixelSizeMm }),
    ...(spacingMm !== null && { sliceSpacingMm: spacingMm }),
  };
}
