// TIFF 6.0 (Adobe, 1992), section 2, and BigTIFF (https://www.awaresystems.be/imaging/tiff/bigtiff.html).
import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';

/** What a file says of one of its images: entries by their tags. */
export interface TiffDirectory {
  /** Whole and real numbers; of a fraction its value. `null` where there is no such entry. */
  numbers(tag: number): Promise<readonly number[] | null>;
  /** The first of them alone. */
  first(tag: number): Promise<number | undefined>;
  /** `null` where there is no such entry, or it is no text. */
  text(tag: number): Promise<string | null>;
}

export interface TiffDirectories {
  readonly littleEndian: boolean;
  readonly directories: readonly TiffDirectory[];
}

/** More pages than a scan has views, and more entries than a directory has. */
const MOST_DIRECTORIES = 2 ** 16;
const MOST_ENTRIES = 2 ** 12;
/** Offsets of more strips than an image has rows and tiles. */
const MOST_VALUES = 2 ** 22;
const MOST_TEXT_BYTES = 2 ** 16;
/** So much is read of a directory at first: nearly always all of it. */
const DIRECTORY_BYTES = 2 ** 10;

/** How an entry's values lie in the file, by the number of their type. */
const TYPES: Readonly<Record<number, readonly [bytes: number, read: keyof typeof READ]>> = {
  1: [1, 'u1'],
  2: [1, 'u1'],
  3: [2, 'u2'],
  4: [4, 'u4'],
  5: [8, 'fraction'],
  6: [1, 'i1'],
  7: [1, 'u1'],
  8: [2, 'i2'],
  9: [4, 'i4'],
  10: [8, 'signedFraction'],
  11: [4, 'f4'],
  12: [8, 'f8'],
  13: [4, 'u4'],
  16: [8, 'u8'],
  17: [8, 'i8'],
  18: [8, 'u8'],
};
const TEXT = 2;

const READ = {
  u1: (view: DataView, at: number) => view.getUint8(at),
  i1: (view: DataView, at: number) => view.getInt8(at),
  u2: (view: DataView, at: number, little: boolean) => view.getUint16(at, little),
  i2: (view: DataView, at: number, little: boolean) => view.getInt16(at, little),
  u4: (view: DataView, at: number, little: boolean) => view.getUint32(at, little),
  i4: (view: DataView, at: number, little: boolean) => view.getInt32(at, little),
  u8: (view: DataView, at: number, little: boolean) => Number(view.getBigUint64(at, little)),
  i8: (view: DataView, at: number, little: boolean) => Number(view.getBigInt64(at, little)),
  f4: (view: DataView, at: number, little: boolean) => view.getFloat32(at, little),
  f8: (view: DataView, at: number, little: boolean) => view.getFloat64(at, little),
  fraction: (view: DataView, at: number, little: boolean) =>
    view.getUint32(at, little) / view.getUint32(at + 4, little),
  signedFraction: (view: DataView, at: number, little: boolean) =>
    view.getInt32(at, little) / view.getInt32(at + 4, little),
};

interface Entry {
  readonly type: number;
  readonly count: number;
  /** The values themselves where they fit, or else where in the file they are. */
  readonly value: Uint8Array;
}

/** The widths of what differs between the two. */
const SIZES = {
  classic: { count: 2, entry: 12, value: 4 },
  big: { count: 8, entry: 20, value: 8 },
} as const;

/**
 * All directories of a file, one after the other as each names the next.
 *
 * @throws InputError (rejects) where they are damaged, lead round in a circle or are too many
 */
export async function readDirectories(source: ByteSource, name: string): Promise<TiffDirectories> {
  const damaged = (why: string) => new InputError(`${name}: the TIFF file is damaged or cut short: ${why}`);
  const head = await source.read(0, 16);
  const littleEndian = head[0] === 0x49;
  const isBig = head[littleEndian ? 2 : 3] === 43;
  const sizes = SIZES[isBig ? 'big' : 'classic'];
  if (head.length < (isBig ? 16 : 8)) throw damaged(`it ends after ${source.sizeBytes} bytes`);
  const offsetAt = (bytes: Uint8Array, at: number) => READ[isBig ? 'u8' : 'u4'](viewOf(bytes), at, littleEndian);

  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  for (let at = offsetAt(head, isBig ? 8 : 4); at !== 0; ) {
    if (seen.has(at)) throw damaged('its pages lead round in a circle');
    if (directories.length === MOST_DIRECTORIES) {
      throw new InputError(`${name}: has more than ${MOST_DIRECTORIES} pages, the maximum`);
    }
    seen.add(at);
    const { entries, next } = await readDirectory(at);
    directories.push(directoryOf(entries));
    at = next;
  }
  if (directories.length === 0) throw damaged('it has no image');
  return { littleEndian, directories };

  async function readDirectory(at: number) {
    const cut = () => damaged(`a directory should be at byte ${at} of ${source.sizeBytes}`);
    if (at + sizes.count > source.sizeBytes) throw cut();
    let bytes = await source.read(at, at + DIRECTORY_BYTES);
    const count = READ[isBig ? 'u8' : 'u2'](viewOf(bytes), 0, littleEndian);
    if (count === 0 || count > MOST_ENTRIES) throw damaged(`a directory states ${count} entries`);
    const end = sizes.count + count * sizes.entry;
    // Some writers leave out where the next one is, at the end of the file.
    if (at + end > source.sizeBytes) throw cut();
    if (bytes.length < end + sizes.value) bytes = await source.read(at, at + end + sizes.value);
    const entries = new Map<number, Entry>();
    for (let i = 0; i < count; i++) {
      const start = sizes.count + i * sizes.entry;
      const view = viewOf(bytes.subarray(start, start + sizes.entry));
      entries.set(view.getUint16(0, littleEndian), {
        type: view.getUint16(2, littleEndian),
        count: READ[isBig ? 'u8' : 'u4'](view, 4, littleEndian),
        value: bytes.slice(start + sizes.entry - sizes.value, start + sizes.entry),
      });
    }
    return { entries, next: bytes.length < end + sizes.value ? 0 : offsetAt(bytes, end) };
  }

  function directoryOf(entries: ReadonlyMap<number, Entry>): TiffDirectory {
    const bytesOf = async (entry: Entry, bytes: number, most = bytes) => {
      if (bytes <= sizes.value) return entry.value;
      const at = offsetAt(entry.value, 0);
      if (at + bytes > source.sizeBytes) {
        throw damaged(`values of a page should be at byte ${at} of ${source.sizeBytes}`);
      }
      return source.read(at, at + Math.min(bytes, most));
    };
    const numbersOf = async (tag: number, most: number) => {
      const entry = entries.get(tag);
      const type = entry && TYPES[entry.type];
      if (!entry || !type || entry.count === 0) return null;
      const [size, read] = type;
      if (entry.count > MOST_VALUES) throw damaged(`an entry states ${entry.count} values`);
      const view = viewOf(await bytesOf(entry, size * entry.count, size * most));
      return Array.from({ length: Math.min(most, entry.count) }, (_, i) => READ[read](view, size * i, littleEndian));
    };
    return {
      numbers: (tag) => numbersOf(tag, MOST_VALUES),
      first: async (tag) => (await numbersOf(tag, 1))?.[0],
      text: async (tag) => {
        const entry = entries.get(tag);
        if (entry?.type !== TEXT) return null;
        const bytes = await bytesOf(entry, entry.count, MOST_TEXT_BYTES);
        return new TextDecoder('latin1').decode(bytes.subarray(0, entry.count)).split('\0', 1)[0]!;
      },
    };
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
