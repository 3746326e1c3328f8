import { InputError } from '../../../errors.ts';
import { decodeArray, decodeSeries } from '../../../files/decoding.ts';
import type { ImageGaps, NamedSource } from '../../../files/format.ts';
import { type SeenImage, seenImage } from '../array-look.ts';
import type { SortedThing } from './sorting-rule.ts';

/** A small picture is not worth reading more than this for. */
const MOST_PREVIEWED_BYTES = 2 ** 26;
const MOST_PREVIEWED_VALUES = 2 ** 26;

const NOTHING_OPEN: ImageGaps = { lacksPixelSize: false, doubt: null };

export interface GivenImage {
  /** Those at hand. */
  readonly files: readonly NamedSource[];
  readonly name: string;
  /** What an experiment calls its files. */
  readonly names: readonly string[];
  readonly what: string;
  /** Why others like it are not part of it. */
  readonly why?: string | null;
  readonly gaps?: ImageGaps;
  /** Files that it needs and that are not at hand. */
  readonly lacks?: readonly string[];
  /** Why it cannot be opened, a sentence. */
  readonly refused?: string;
  /** Whose picture stands for the whole, where one of the files is an image by itself. */
  readonly pictured?: NamedSource;
}

/** What can be nothing but an image or a volume. */
export function imageThing(given: GivenImage): SortedThing {
  const { name, names, what, why, gaps = NOTHING_OPEN, lacks, refused, files, pictured } = given;
  return {
    array: {
      ...{ name, shape: [], look: null, angles: null, what, only: 'image', gaps },
      ...(names.length > 1 && { files: names }),
      ...(why && { why }),
      ...(lacks && { lacks }),
      ...(refused && { refused }),
    },
    white: null,
    preview: () => (lacks || refused ? Promise.resolve(null) : previewOf(pictured ? [pictured] : files, name)),
  };
}

/** The middle of a volume, or the image. */
async function previewOf(files: readonly NamedSource[], name: string): Promise<SeenImage | null> {
  if (files.reduce((sum, { source }) => sum + source.sizeBytes, 0) > MOST_PREVIEWED_BYTES) return null;
  const tooLarge = new InputError(`${name}: is too large for a preview`);
  const options = {
    // What values mean is asked later.
    said: 'other',
    mayBeRead: (shape: readonly number[]) => {
      if (shape.reduce((product, length) => product * length, 1) > MOST_PREVIEWED_VALUES) throw tooLarge;
    },
  } as const;
  const [first] = files;
  try {
    const { shape, data } =
      files.length === 1
        ? await decodeArray(first!.source, first!.name, 'image', options)
        : await decodeSeries(files, name, options);
    const [rows = 0, columns = 0] = shape.slice(-2);
    const middle = shape.length > 2 ? (shape[0]! >> 1) * rows * columns : 0;
    return seenImage(data.subarray(middle, middle + rows * columns), rows, columns);
  } catch (error) {
    if (error === tooLarge) return null;
    throw error;
  }
}
