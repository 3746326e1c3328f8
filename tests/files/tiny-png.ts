import { crc32, deflateSync } from 'node:zlib';
import { bytesOf, joined } from './outcome.ts';

/** A PNG picture to be written, row by row as packed bytes (PNG specification § 7). */
export interface TinyPng {
  columns: number;
  rows: number;
  depth: number;
  colourType: number;
  /** The bytes of each row; for an interlaced picture those of each row of each pass. */
  lines: readonly (readonly number[])[];
  /** The filter of each line, 0 to 4, used in turn; default 0. */
  filters?: readonly number[];
  bytesPerPixel?: number;
  interlace?: 0 | 1;
  /** Chunks before the pixels: PLTE, tRNS or anything else. */
  before?: readonly Uint8Array[];
  /** In how many IDAT chunks the pixels come; default 1. */
  pieces?: number;
}

/** A PNG writer that owes nothing to the library under test. */
export function tinyPng(png: TinyPng): Uint8Array {
  const { columns, rows, depth, colourType, lines, filters = [0], bytesPerPixel = 1, interlace = 0, pieces = 1 } = png;
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, columns);
  header.setUint32(4, rows);
  header.setUint8(8, depth);
  header.setUint8(9, colourType);
  header.setUint8(12, interlace);
  const filtered = lines.map((line, row) => {
    const filter = filters[row % filters.length]!;
    return [filter, ...filterLine(filter, line, row === 0 ? line.map(() => 0) : lines[row - 1]!, bytesPerPixel)];
  });
  const pixels = new Uint8Array(deflateSync(new Uint8Array(filtered.flat())));
  const size = Math.ceil(pixels.length / pieces);
  return joined(
    bytesOf('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', new Uint8Array(header.buffer)),
    ...(png.before ?? []),
    ...Array.from({ length: pieces }, (_, piece) => chunk('IDAT', pixels.subarray(piece * size, (piece + 1) * size))),
    chunk('IEND', new Uint8Array()),
  );
}

export function chunk(type: string, content: Uint8Array | readonly number[]): Uint8Array {
  const typed = joined(bytesOf(type), new Uint8Array(content));
  const file = new DataView(new ArrayBuffer(typed.length + 8));
  file.setUint32(0, content.length);
  new Uint8Array(file.buffer).set(typed, 4);
  file.setUint32(typed.length + 4, crc32(typed));
  return new Uint8Array(file.buffer);
}

/** Filter types 0 to 4 (PNG specification § 9.2). */
function filterLine(
  filter: number,
  line: readonly number[],
  above: readonly number[],
  bytesPerPixel: number,
): number[] {
  return line.map((byte, index) => {
    const a = line[index - bytesPerPixel] ?? 0;
    const b = above[index]!;
    const c = index < bytesPerPixel ? 0 : above[index - bytesPerPixel]!;
    const p = a + b - c;
    const nearest = [a, b, c].reduce((best, candidate) =>
      Math.abs(p - candidate) < Math.abs(p - best) ? candidate : best,
    );
    return (byte - [0, a, b, (a + b) >> 1, nearest][filter]!) & 0xff;
  });
}
