import { InputError } from '../../errors.ts';
import { COMPRESSIONS, type Compression, OTHER_COMPRESSIONS, UNCOMPRESSED } from './compression.ts';
import type { TiffDirectory } from './directories.ts';
import { isImageJ } from './image-j.ts';
import { TAG } from './tags.ts';

/** How a file stores one of its images. */
export interface TiffPage {
  readonly rows: number;
  readonly columns: number;
  readonly numbers: StoredNumbers;
  readonly colours: Colours;
  readonly blocks: Blocks;
  readonly compression: Compression;
  /** Whether differences are stored, of whole numbers or of the bytes of floating-point ones. */
  readonly differences: 'none' | 'whole' | 'float';
  /** Whether the first bit of a byte is its lowest. */
  readonly isBitReversed: boolean;
  /** What somebody should know of it: sentences without the file's name. */
  readonly remarks: readonly string[];
}

export interface StoredNumbers {
  readonly kind: 'unsigned' | 'signed' | 'float';
  readonly bits: number;
}

/** What the samples of a pixel are. */
export interface Colours {
  readonly kind: 'grey' | 'red-green-blue' | 'palette';
  /** Of a palette: red, then green, then blue of all its colours, 0 … 65535. */
  readonly palette: readonly number[] | null;
  /** Samples of a pixel in the file, colours first. */
  readonly samples: number;
  /** Which of them is an opacity that the colours are not yet multiplied by; `null` where none is. */
  readonly opacity: number | null;
}

/** The strips or tiles that pixels are stored in, from the top and from the left. */
export interface Blocks {
  readonly rows: number;
  readonly columns: number;
  readonly across: number;
  readonly down: number;
  /** Whether each sample has blocks of its own. */
  readonly isApart: boolean;
  /** Whether the last ones below are as high as the others. */
  readonly areFull: boolean;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

/** As in an NPY file: a gibibyte in single precision. */
export const MOST_VALUES = 2 ** 28;
/** Uncompressed pixels are read so many bytes at a time. */
const PIECE_BYTES = 2 ** 20;

/**
 * What a directory says of its image.
 *
 * @throws InputError (rejects) where it is damaged, or stored as nothing that is read
 */
export async function readPage(directory: TiffDirectory, name: string): Promise<TiffPage> {
  const { first } = directory;
  const [columns, rows] = [await first(TAG.columns), await first(TAG.rows)];
  if (!isCount(columns) || !isCount(rows)) {
    throw new InputError(`${name}: a page of ${columns ?? 'unknown'} × ${rows ?? 'unknown'} pixels is stated`);
  }
  if (rows * columns > MOST_VALUES) {
    throw new InputError(`${name}: a page has ${columns} × ${rows} pixels, but at most ${MOST_VALUES} are read`);
  }
  const depth = (await first(TAG.depth)) ?? 1;
  if (depth > 1) {
    throw new InputError(`${name}: a page is a volume of ${depth} slices, which is not read; save a page for each`);
  }
  const code = (await first(TAG.compression)) ?? 1;
  const compression = COMPRESSIONS[code];
  if (!compression) {
    const what = OTHER_COMPRESSIONS[code] ?? `method ${code}`;
    throw new InputError(
      `${name}: its pixels are compressed by ${what}, but only uncompressed ones, LZW, deflate and PackBits are read`,
    );
  }
  const numbers = await storedNumbers(directory, name);
  const { colours, remarks } = await coloursOf(directory, numbers, name);
  const isApart = ((await first(TAG.planarConfiguration)) ?? 1) === 2 && colours.samples > 1;
  const predictor = (await first(TAG.predictor)) ?? 1;
  const orientation = (await first(TAG.orientation)) ?? 1;
  if (orientation > 1 && orientation <= 8) {
    remarks.push('it says that it should be shown turned or mirrored; it is read as it is stored');
  }
  const page = {
    ...{ rows, columns, numbers, colours, compression, remarks },
    differences: differencesOf(predictor, code === 1, numbers, name),
    isBitReversed: (await first(TAG.fillOrder)) === 2,
  };
  return { ...page, blocks: await blocksOf(directory, { ...page, isApart }, name) };
}

/** Bytes of a row of a block. */
export function rowBytesOf({ numbers, colours, blocks }: Pick<TiffPage, 'numbers' | 'colours' | 'blocks'>): number {
  return Math.ceil((blocks.columns * numbers.bits * (blocks.isApart ? 1 : colours.samples)) / 8);
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1;
}

const KINDS: Readonly<Record<number, StoredNumbers['kind']>> = {
  1: 'unsigned',
  2: 'signed',
  3: 'float',
  4: 'unsigned',
};
const WIDTHS: Readonly<Record<StoredNumbers['kind'], readonly number[]>> = {
  unsigned: [...Array.from({ length: 24 }, (_, i) => i + 1), 32, 64],
  signed: [8, 12, 16, 32, 64],
  float: [16, 32, 64],
};

async function storedNumbers(directory: TiffDirectory, name: string): Promise<StoredNumbers> {
  const widths = (await directory.numbers(TAG.bitsPerSample)) ?? [1];
  const formats = (await directory.numbers(TAG.sampleFormat)) ?? [1];
  const [bits, format] = [widths[0]!, formats[0]!];
  if (format === 5 || format === 6) throw new InputError(`${name}: its pixels are complex numbers, which are not read`);
  const kind = KINDS[format];
  if (!kind || !WIDTHS[kind].includes(bits)) {
    throw new InputError(`${name}: its pixels are ${kind ?? 'unknown'} numbers of ${bits} bits, which are not read`);
  }
  if (widths.some((width) => width !== bits) || formats.some((other) => other !== format)) {
    throw new InputError(`${name}: the values of a pixel are of several types, which is not read`);
  }
  return { kind, bits };
}

const WHITE_IS_ZERO = 0;
const RGB = 2;
const PALETTE = 3;
const MASK = 4;
const OTHER_COLOURS: Readonly<Record<number, string>> = {
  5: 'inks (CMYK)',
  6: 'luminance and colour differences (YCbCr)',
  8: 'in CIE L*a*b*',
  9: 'in CIE L*a*b*',
  10: 'in CIE L*a*b*',
  32803: 'the raw colours of a camera',
  34892: 'the raw colours of a camera',
};
/** Of ExtraSamples: colours are not yet multiplied by the opacity. */
const UNASSOCIATED = 2;

async function coloursOf(directory: TiffDirectory, { kind, bits }: StoredNumbers, name: string) {
  const remarks: string[] = [];
  const { first } = directory;
  const photometric = (await first(TAG.photometric)) ?? 1;
  const samples = (await first(TAG.samplesPerPixel)) ?? 1;
  if (photometric > MASK) {
    throw new InputError(
      `${name}: its colours are ${OTHER_COLOURS[photometric] ?? `of kind ${photometric}`}; save it in grey`,
    );
  }
  const kinds = { [RGB]: 'red-green-blue', [PALETTE]: 'palette' } as const;
  let colour: Colours['kind'] = kinds[photometric as keyof typeof kinds] ?? 'grey';
  let palette: readonly number[] | null = null;
  // ImageJ gives measured numbers colours to be looked at.
  if (colour === 'palette' && isImageJ(await directory.text(TAG.description))) colour = 'grey';
  if (colour === 'palette') {
    palette = await directory.numbers(TAG.colourMap);
    if (kind !== 'unsigned' || bits > 16 || palette?.length !== 3 * 2 ** bits) {
      throw new InputError(`${name}: its colours should be in a list of ${2 ** Math.min(bits, 16)}, which it lacks`);
    }
  }
  if (photometric === WHITE_IS_ZERO) {
    remarks.push('it says that 0 is white, as in a negative; its values are read as they are stored');
  }
  const needed = colour === 'red-green-blue' ? 3 : 1;
  const extra = (await directory.numbers(TAG.extraSamples)) ?? [];
  const isOpacity = samples === needed + 1 && (extra[0] === 1 || extra[0] === UNASSOCIATED);
  if (samples !== needed && !isOpacity && !(needed === 3 && samples === 4)) {
    throw new InputError(`${name}: has ${samples} values a pixel; an image has one, or three for its colours`);
  }
  const opacity = isOpacity && extra[0] === UNASSOCIATED ? needed : null;
  return { colours: { kind: colour, palette, samples, opacity } satisfies Colours, remarks };
}

function differencesOf(
  predictor: number,
  isUncompressed: boolean,
  { kind, bits }: StoredNumbers,
  name: string,
): TiffPage['differences'] {
  // Without compression there is none, whatever is said.
  if (predictor === 1 || isUncompressed) return 'none';
  if (predictor === 2 && [8, 16, 32, 64].includes(bits)) return 'whole';
  if (predictor === 3 && kind === 'float') return 'float';
  throw new InputError(
    `${name}: differences of kind ${predictor} between ${kind} numbers of ${bits} bits are not read`,
  );
}

type Layout = Pick<TiffPage, 'rows' | 'columns' | 'numbers' | 'colours' | 'compression'> & {
  readonly isApart: boolean;
};

async function blocksOf(directory: TiffDirectory, page: Layout, name: string): Promise<Blocks> {
  const { first } = directory;
  const { rows, columns, isApart } = page;
  const tileColumns = await first(TAG.tileColumns);
  const isTiled = tileColumns !== undefined;
  const stated = isTiled ? await first(TAG.tileRows) : ((await first(TAG.rowsPerStrip)) ?? rows);
  const height = isTiled ? stated : Math.min(stated ?? rows, rows);
  const width = isTiled ? tileColumns : columns;
  if (!isCount(height) || !isCount(width) || height * width > MOST_VALUES) {
    throw new InputError(
      `${name}: a page consists of blocks of ${width} × ${height ?? 'unknown'} pixels, which is not read`,
    );
  }
  const [across, down] = [Math.ceil(columns / width), Math.ceil(rows / height)];
  const offsets = await directory.numbers(isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const needed = across * down * (isApart ? page.colours.samples : 1);
  const layout = { rows: height, columns: width, across, down, isApart, areFull: isTiled };
  const byteCounts =
    (await directory.numbers(isTiled ? TAG.tileByteCounts : TAG.stripByteCounts)) ??
    // Where pixels are as they are, old programs did not say.
    (page.compression === UNCOMPRESSED ? bytesOfBlocks(page, layout) : null);
  if (!offsets || !byteCounts || offsets.length < needed || byteCounts.length < needed) {
    throw new InputError(
      `${name}: a page consists of ${needed} blocks, but the file has ${Math.min(offsets?.length ?? 0, byteCounts?.length ?? 0)} of them`,
    );
  }
  const blocks = { ...layout, offsets, byteCounts };
  return page.compression === UNCOMPRESSED && !isTiled ? inPieces(page, blocks) : blocks;
}

/** What uncompressed blocks take. */
function bytesOfBlocks(page: Layout, layout: Omit<Blocks, 'offsets' | 'byteCounts'>): number[] {
  const rowBytes = rowBytesOf({ ...page, blocks: { ...layout, offsets: [], byteCounts: [] } });
  const { across, down, isApart, rows, areFull } = layout;
  return Array.from({ length: across * down * (isApart ? page.colours.samples : 1) }, (_, i) => {
    const row = Math.floor((i % (across * down)) / across) * rows;
    return rowBytes * (areFull ? rows : Math.min(rows, page.rows - row));
  });
}

/** Strips of uncompressed rows as several, so that a whole page in one need not be held beside its values. */
function inPieces(page: Layout, blocks: Blocks): Blocks {
  const rowBytes = rowBytesOf({ ...page, blocks });
  const rows = Math.max(1, Math.floor(PIECE_BYTES / rowBytes));
  if (rows >= blocks.rows || blocks.isApart) return blocks;
  const [offsets, byteCounts]: [number[], number[]] = [[], []];
  for (let row = 0; row < page.rows; ) {
    const strip = Math.floor(row / blocks.rows);
    const inStrip = row - strip * blocks.rows;
    const count = Math.min(rows, page.rows - row);
    // All pieces are equally high, so that one that reaches into the next strip is only had where strips follow one another.
    const end = inStrip + count;
    const isWithin = end <= blocks.rows;
    const follows = blocks.offsets[strip + 1] === blocks.offsets[strip]! + blocks.rows * rowBytes;
    if (!isWithin && !follows) return blocks;
    offsets.push(blocks.offsets[strip]! + inStrip * rowBytes);
    byteCounts.push(Math.max(0, rowBytes * count));
    row += count;
  }
  return { ...blocks, rows, down: offsets.length, offsets, byteCounts };
}
