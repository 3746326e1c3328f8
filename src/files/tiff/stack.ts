import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type Band, type PageFile, readBand } from './bands.ts';
import { type Calibration, calibrated, calibrationOf } from './calibration.ts';
import { UNCOMPRESSED } from './compression.ts';
import { readDirectories, type TiffDirectory } from './directories.ts';
import { imageJFields, imagesOfTifffile } from './image-j.ts';
import { MOST_VALUES, readPage, rowBytesOf, type TiffPage } from './page.ts';
import { sizesOf, type TiffSizes } from './pixel-size.ts';
import { pixelValues, whiteOf } from './pixel-values.ts';
import { TAG } from './tags.ts';

/** The images of a file that are of one size and kind. */
export interface TiffStack extends TiffSizes {
  readonly file: PageFile;
  /** What they have in common, as a word that is the same for another file's that fit. */
  readonly kind: string;
  readonly pages: number;
  /** One of them, which says how all are stored. */
  readonly first: TiffPage;
  readonly white: number | null;
  /** What its numbers mean, where it says so and they are no picture. */
  readonly calibration: Calibration | null;
  /** How one is stored; read when it is asked for, since each has a list of its blocks. */
  page(index: number): Promise<TiffPage>;
  /** What somebody should know: sentences without the file's name. */
  readonly remarks: readonly string[];
}

/** Of NewSubfileType: a smaller copy of another page, or a mask of one. */
const SMALLER_OR_MASK = 1 | 4;
/** Of SubfileType. */
const SMALLER = 2;

/**
 * The stack that a file holds: its pages, or the images behind one another that ImageJ writes for one page.
 *
 * @throws InputError (rejects) as its parts do
 */
export async function openStack(source: ByteSource, name: string): Promise<TiffStack> {
  const { littleEndian, directories } = await readDirectories(source, name);
  const images: TiffDirectory[] = [];
  for (const directory of directories) {
    const isOther =
      (((await directory.first(TAG.newSubfileType)) ?? 0) & SMALLER_OR_MASK) !== 0 ||
      (await directory.first(TAG.subfileType)) === SMALLER;
    if (!isOther) images.push(directory);
  }
  const [leading = directories[0]!] = images;
  const kind = await kindOf(leading);
  const alike: TiffDirectory[] = [];
  for (const image of images.length > 0 ? images : [leading]) {
    if (image === leading || (await kindOf(image)) === kind) alike.push(image);
  }
  const first = await readPage(leading, name);
  const { calibration, remarks: ofValues } = calibrationOf(imageJFields(await leading.text(TAG.description)), first);
  const { remarks: ofSizes, ...sizes } = await sizesOf(leading);
  const remarks = [...first.remarks, ...ofValues, ...ofSizes];
  const left = images.length - alike.length;
  if (left > 0) {
    remarks.push(
      `${left} of its ${images.length} pages ${left === 1 ? 'is' : 'are'} of another size or type than the first and left out`,
    );
  }
  const stack = {
    ...{ file: { source, name, littleEndian }, first, remarks, calibration },
    kind: calibration ? `${kind} ${calibration.shift} ${calibration.factor}` : kind,
    white: calibration ? null : whiteOf(first),
    ...sizes,
  };
  const behind = await imagesBehind(leading, first, source, name);
  if (alike.length === 1 && behind > 1) {
    const bytes = rowBytesOf(first) * first.rows;
    return { ...stack, pages: behind, page: async (index) => moved(first, index * bytes) };
  }
  return {
    ...stack,
    pages: alike.length,
    page: (index) => (index === 0 ? Promise.resolve(first) : readPage(alike[index]!, name)),
  };
}

/** [rows, columns] of a single image, [pages, rows, columns] of several. */
export function shapeOf({ first, pages }: Pick<TiffStack, 'first' | 'pages'>): readonly number[] {
  return pages === 1 ? [first.rows, first.columns] : [pages, first.rows, first.columns];
}

/** @throws InputError for more values than are read at a time */
export function mustBeFew(shape: readonly number[], name: string): void {
  if (shape.reduce((product, length) => product * length, 1) <= MOST_VALUES) return;
  throw new InputError(`${name}: has ${shape.join(' × ')} values, but at most ${MOST_VALUES} are read`);
}

/** Refuses a file that cannot hold what it says, before room for that is made. @throws InputError */
export function mustHoldPages({ first, pages, file }: TiffStack): void {
  const needed = rowBytesOf(first) * first.rows * pages;
  if (file.source.sizeBytes * first.compression.mostGrowth >= needed) return;
  throw new InputError(
    `${file.name}: states ${pages} × ${first.rows} × ${first.columns} pixels, but the file ends after ${file.source.sizeBytes} bytes`,
  );
}

/**
 * Puts the values of all images into an array, page by page and no more than a row of blocks at a time.
 *
 * @param from where in the array
 * @throws InputError (rejects) where the file is damaged, and for values that are no finite number
 */
export async function readStack(stack: TiffStack, data: Float32Array, from: number): Promise<void> {
  const size = stack.first.rows * stack.first.columns;
  for (let index = 0; index < stack.pages; index++) await readImage(stack, index, data, from + index * size);
}

function valuesOf(band: Band, page: TiffPage, { calibration }: TiffStack): Float32Array {
  return calibration ? calibrated(band, calibration) : pixelValues(band, page);
}

/** As above, of one image alone. */
export async function readImage(stack: TiffStack, index: number, data: Float32Array, from: number): Promise<void> {
  const { file, first } = stack;
  const page = await stack.page(index);
  for (let down = 0; down < page.blocks.down; down++) {
    const band = await readBand(file, page, down);
    const values = valuesOf(band, page, stack);
    mustBeFinite(values, stack, index, band);
    data.set(values, from + band.firstRow * first.columns);
  }
}

/** Some of the lines of all images, counted through from the first one: in ascending order. */
export async function readLines(stack: TiffStack, lines: readonly number[]): Promise<Float32Array> {
  const { file, first } = stack;
  const { rows, columns } = first;
  const data = new Float32Array(lines.length * columns);
  let [page, index, values]: [TiffPage, number, Float32Array] = [first, 0, new Float32Array()];
  let band: Band | null = null;
  for (const [i, line] of lines.entries()) {
    const inPage = line % rows;
    if (Math.floor(line / rows) !== index) {
      index = Math.floor(line / rows);
      page = await stack.page(index);
      band = null;
    }
    const down = Math.floor(inPage / page.blocks.rows);
    if (band?.firstRow !== down * page.blocks.rows) {
      band = await readBand(file, page, down);
      values = valuesOf(band, page, stack);
      mustBeFinite(values, stack, index, band);
    }
    const at = (inPage - band!.firstRow) * columns;
    data.set(values.subarray(at, at + columns), i * columns);
  }
  return data;
}

function mustBeFinite(values: Float32Array, { first, pages, file }: TiffStack, page: number, band: Band): void {
  if (first.numbers.kind !== 'float') return;
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const at = [band.firstRow + Math.floor(bad / first.columns), bad % first.columns];
  const what = Number.isNaN(values[bad]) ? 'NaN' : 'infinite or too large for single precision';
  throw new InputError(
    `${file.name}: the value at [${[...(pages > 1 ? [page] : []), ...at].join(', ')}] (counting from 0) is ${what}, but only finite numbers can be used`,
  );
}

/** What images must have in common to be a stack. */
async function kindOf({ first }: TiffDirectory): Promise<string> {
  const tags = [TAG.columns, TAG.rows, TAG.bitsPerSample, TAG.sampleFormat, TAG.samplesPerPixel, TAG.photometric];
  const values = await Promise.all(tags.map(first));
  return values.map((value) => value ?? 1).join(' ');
}

/** Images of ImageJ's own stacks, which have one directory for all of them. @throws InputError where the file lacks some */
async function imagesBehind(directory: TiffDirectory, page: TiffPage, source: ByteSource, name: string) {
  const description = await directory.text(TAG.description);
  const images = Number(imageJFields(description)?.get('images') ?? imagesOfTifffile(description, page) ?? 1);
  if (page.compression !== UNCOMPRESSED || !Number.isInteger(images) || images < 2) return 1;
  const needed = page.blocks.offsets[0]! + images * rowBytesOf(page) * page.rows;
  if (needed <= source.sizeBytes) return images;
  throw new InputError(
    `${name}: states ${images} images, which would take ${needed} bytes, but the file ends after ${source.sizeBytes}`,
  );
}

function moved(page: TiffPage, bytes: number): TiffPage {
  return { ...page, blocks: { ...page.blocks, offsets: page.blocks.offsets.map((offset) => offset + bytes) } };
}
