// TIFF 6.0 (Adobe, 1992); what ImageJ says of a stack in its description:
// https://imagej.net/ij/developer/source/ij/io/FileSaver.java.html
import { asciiOf } from '../writing/ascii.ts';
import { bytesOf, lengthsOf, type Pieces, shownPlanes, type WrittenArray } from '../writing/written-array.ts';
import { fractionOf } from './fraction.ts';
import { TAG } from './tags.ts';

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;
/** Values begin at a multiple of this. */
const ALIGNMENT = 16;
const TYPES = { ascii: 2, short: 3, long: 4, rational: 5 } as const;
const FLOAT = 3;
const BLACK_IS_ZERO = 1;
const RESOLUTION_UNITS = { none: 1, centimetres: 3 } as const;
const MM_PER_CM = 10;
/** ImageJ asks for one; the first that reads all of what is written here. */
const IMAGE_J = '1.53t';

interface Entry {
  readonly tag: number;
  readonly type: keyof typeof TYPES;
  readonly value: string | number | readonly [over: number, under: number];
}

/** What a file takes. */
export function tiffBytes(array: WrittenArray): number {
  return new Layout(array).bytes;
}

/**
 * float32, little-endian, uncompressed, a page for each plane and a strip for each page. All directories stand before the
 * values, which lie one behind the other, so that a volume can be written as it comes and ImageJ finds its stack.
 */
export async function* tiffPieces(array: WrittenArray): Pieces {
  yield new Layout(array).head();
  for await (const some of shownPlanes(array)) yield* bytesOf(some);
}

/** Where everything stands in the file. */
class Layout {
  readonly #planes: number;
  readonly #pageBytes: number;
  /** The first page has the description. */
  readonly #first: readonly Entry[];
  readonly #other: readonly Entry[];
  /** What entries of more than four bytes have, by what it is, and where it stands: once for all pages. */
  readonly #apart = new Map<string, number>();
  readonly #dataAt: number;

  constructor(array: WrittenArray) {
    const [columns, rows, planes] = lengthsOf(array);
    this.#planes = planes;
    this.#pageBytes = 4 * columns * rows;
    const entries = entriesOf(array, this.#pageBytes);
    this.#first = entries;
    this.#other = entries.filter(({ tag }) => tag !== TAG.description);
    let at = HEADER_BYTES + directoryBytes(this.#first) + (planes - 1) * directoryBytes(this.#other);
    for (const entry of entries) {
      const bytes = bytesOfEntry(entry);
      if (bytes.length <= 4 || this.#apart.has(keyOf(entry))) continue;
      this.#apart.set(keyOf(entry), at);
      at += bytes.length + (bytes.length % 2);
    }
    this.#dataAt = Math.ceil(at / ALIGNMENT) * ALIGNMENT;
  }

  get bytes(): number {
    return this.#dataAt + this.#planes * this.#pageBytes;
  }

  /** All that stands before the values. */
  head(): Uint8Array<ArrayBuffer> {
    const head = new Uint8Array(this.#dataAt);
    const view = new DataView(head.buffer);
    head.set([0x49, 0x49, 42, 0]);
    view.setUint32(4, HEADER_BYTES, true);
    let at = HEADER_BYTES;
    for (let plane = 0; plane < this.#planes; plane++) {
      const entries = plane === 0 ? this.#first : this.#other;
      view.setUint16(at, entries.length, true);
      entries.forEach((entry, i) => {
        this.#putEntry(view, at + 2 + ENTRY_BYTES * i, entry, plane);
      });
      const next = at + directoryBytes(entries);
      view.setUint32(next - 4, plane + 1 < this.#planes ? next : 0, true);
      at = next;
    }
    for (const entry of this.#first) {
      const place = this.#apart.get(keyOf(entry));
      if (place !== undefined) head.set(bytesOfEntry(entry), place);
    }
    return head;
  }

  #putEntry(view: DataView, at: number, entry: Entry, plane: number): void {
    const { tag, type, value } = entry;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, TYPES[type], true);
    view.setUint32(at + 4, typeof value === 'string' ? bytesOfEntry(entry).length : 1, true);
    const place = this.#apart.get(keyOf(entry));
    if (place !== undefined) view.setUint32(at + 8, place, true);
    else if (tag === TAG.stripOffsets) view.setUint32(at + 8, this.#dataAt + plane * this.#pageBytes, true);
    else new Uint8Array(view.buffer, at + 8, 4).set(bytesOfEntry(entry));
  }
}

/** In the order of their tags, as the format wants them. */
function entriesOf(array: WrittenArray, pageBytes: number): readonly Entry[] {
  const [columns, rows] = lengthsOf(array);
  const sizes = pixelMmOf(array);
  const perUnit = (mm: number | undefined) => (mm === undefined ? ([1, 1] as const) : fractionOf(MM_PER_CM / mm));
  return [
    { tag: TAG.columns, type: 'long', value: columns },
    { tag: TAG.rows, type: 'long', value: rows },
    { tag: TAG.bitsPerSample, type: 'short', value: 32 },
    { tag: TAG.compression, type: 'short', value: 1 },
    { tag: TAG.photometric, type: 'short', value: BLACK_IS_ZERO },
    { tag: TAG.description, type: 'ascii', value: descriptionOf(array) },
    { tag: TAG.stripOffsets, type: 'long', value: 0 },
    { tag: TAG.samplesPerPixel, type: 'short', value: 1 },
    { tag: TAG.rowsPerStrip, type: 'long', value: rows },
    { tag: TAG.stripByteCounts, type: 'long', value: pageBytes },
    { tag: TAG.xResolution, type: 'rational', value: perUnit(sizes?.width) },
    { tag: TAG.yResolution, type: 'rational', value: perUnit(sizes?.height) },
    {
      tag: TAG.resolutionUnit,
      type: 'short',
      value: sizes ? RESOLUTION_UNITS.centimetres : RESOLUTION_UNITS.none,
    },
    { tag: TAG.sampleFormat, type: 'short', value: FLOAT },
  ];
}

function pixelMmOf({ place, pixelMm }: WrittenArray): { readonly width: number; readonly height: number } | null {
  if (place) return { width: Math.hypot(...place.columnStepMm), height: Math.hypot(...place.rowStepMm) };
  return pixelMm ?? null;
}

/** Lengths in centimetres, as the resolution has them, so that readers who know one or the other find the same. */
function descriptionOf(array: WrittenArray): string {
  const { shape, place, window, shown, name, title, description, axes = [] } = array;
  const [, , planes] = lengthsOf(array);
  const isStack = shape.length > 2;
  const lines = [
    `ImageJ=${IMAGE_J}`,
    ...(isStack ? [`images=${planes}`, place ? `slices=${planes}` : `frames=${planes}`] : []),
    ...(pixelMmOf(array) ? ['unit=cm'] : []),
    ...(isStack && place ? [`spacing=${shortest(Math.hypot(...place.planeStepMm) / MM_PER_CM)}`] : []),
    ...(isStack ? ['loop=false'] : []),
    ...(window ? [`min=${shortest(low(window))}`, `max=${shortest(low(window) + window.width)}`] : []),
    `vunit=${shown.unit}`,
    `name=${name}`,
    `of=${title}`,
    `made=${description}`,
    ...axes.map((axis, i) => `axis${i}=${axis}`),
    ...(place
      ? [
          `first_voxel_mm=${place.originMm.map(shortest).join(' ')}`,
          ...(['column', 'row', 'plane'] as const).map(
            (along) => `${along}_step_mm=${place[`${along}StepMm`].map(shortest).join(' ')}`,
          ),
        ]
      : []),
  ];
  return `${lines.map((line) => asciiOf(line).replaceAll('\n', ' ')).join('\n')}\n`;
}

const low = ({ width, level }: { readonly width: number; readonly level: number }) => level - width / 2;

/** Without the dust of arithmetic, and without −0. */
function shortest(value: number): string {
  return String(Number(value.toPrecision(12)) + 0);
}

function bytesOfEntry({ type, value }: Entry): Uint8Array {
  if (typeof value === 'string') return new TextEncoder().encode(`${value}\0`);
  const numbers = typeof value === 'number' ? [value] : value;
  return new Uint8Array(
    type === 'short' ? Uint16Array.from(numbers).buffer : Uint32Array.from(numbers as readonly number[]).buffer,
  );
}

/** The same of entries that share what they have. */
function keyOf({ type, value }: Entry): string {
  return `${type} ${value}`;
}

function directoryBytes(entries: readonly Entry[]): number {
  return 2 + ENTRY_BYTES * entries.length + 4;
}
