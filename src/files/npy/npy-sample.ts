import type { ByteSource } from '../byte-source.ts';
import { type NpyArray, readNpy } from './npy.ts';
import type { NpyHeader } from './npy-header.ts';
import { npyHeaderOf } from './write-header.ts';

/** An array up to this size is read whole. */
const WHOLE_BYTES = 2 ** 22;
/** Of larger ones no more than this. */
const MOST_ROWS = 256;
const MOST_BYTES = 2 ** 24;

/**
 * An array of two axes, or as many of its lines as it takes to see what it is: evenly spread ones, the first and the last
 * among them, of the axis that lies apart in the file. Of a volume [slices, rows, columns] all lines of voxels, one below the
 * other.
 *
 * @param header what `readNpyHeader` said of the file
 * @returns an array of two axes, smaller than the file's or the same; `null` where one line alone is too much
 * @throws InputError (rejects) as `readNpy` does
 */
export async function sampleNpy(source: ByteSource, header: NpyHeader, name: string): Promise<NpyArray | null> {
  const { type, fortranOrder, dataOffset, valueBytes } = header;
  const shape = inTwoAxes(header);
  const [rows, columns] = shape;
  const [lines, length] = fortranOrder ? [columns, rows] : [rows, columns];
  const lineBytes = length * valueBytes;
  const whole = async () => ({
    shape: [rows, columns],
    data: readNpy(await source.read(0, source.sizeBytes), name).data,
  });
  if (source.sizeBytes <= WHOLE_BYTES) return whole();
  const count = Math.min(lines, MOST_ROWS, Math.floor(MOST_BYTES / lineBytes));
  if (count < 2) return null;
  const head = npyHeaderOf([count, length], type, false);
  const bytes = new Uint8Array(head.length + count * lineBytes);
  bytes.set(head);
  for (let i = 0; i < count; i++) {
    const start = dataOffset + Math.round((i * (lines - 1)) / (count - 1)) * lineBytes;
    bytes.set(await source.read(start, start + lineBytes), head.length + i * lineBytes);
  }
  const sample = readSample(bytes, name) ?? (await whole());
  return fortranOrder ? turned(sample.data, count, length) : sample;
}

/**
 * The middle plane of an array of three axes, or evenly spread lines of it; `null` where its numbers do not lie together in
 * the file, and where a value is none.
 *
 * @param header what `readNpyHeader` said of the file
 */
export async function planeOfNpy(source: ByteSource, header: NpyHeader, name: string): Promise<NpyArray | null> {
  const [planes, rows, columns] = header.shape as readonly [number, number, number];
  const { type, fortranOrder, dataOffset } = header;
  if (fortranOrder || planes * rows * columns === 0) return null;
  const lineBytes = (source.sizeBytes - dataOffset) / (planes * rows);
  const count = Math.min(rows, MOST_ROWS, Math.floor(MOST_BYTES / lineBytes));
  if (count < 1) return null;
  const head = npyHeaderOf([count, columns], type, false);
  const bytes = new Uint8Array(head.length + count * lineBytes);
  bytes.set(head);
  for (let i = 0; i < count; i++) {
    const line = (planes >> 1) * rows + Math.floor((i * rows) / count);
    const start = dataOffset + line * lineBytes;
    bytes.set(await source.read(start, start + lineBytes), head.length + i * lineBytes);
  }
  return readSample(bytes, name);
}

/** The axes that lie together in the file as one. */
function inTwoAxes({ shape, fortranOrder }: NpyHeader): [number, number] {
  const [first, ...others] = fortranOrder ? shape : [...shape].reverse();
  const rest = others.reduce((product, length) => product * length, 1);
  return fortranOrder ? [first!, rest] : [rest, first!];
}

/** `null` where a value is none: only the whole array tells where in the file that is. */
function readSample(bytes: Uint8Array, name: string): NpyArray | null {
  try {
    return readNpy(bytes, name);
  } catch {
    return null;
  }
}

function turned(values: Float32Array, rows: number, columns: number): NpyArray {
  const data = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) data[column * rows + row] = values[row * columns + column]!;
  }
  return { shape: [columns, rows], data };
}
