// ESRF Data Format, as the ESRF's own library reads it: https://www.silx.org/doc/fabio/latest/
import { excerpt, InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type ArrayPart, asNpy } from '../npy/as-npy.ts';
import { VALUE_TYPES } from '../number-types.ts';

/** Codes of NumPy's types by all names that the format has for them, without capitals. */
const TYPES: ReadonlyMap<string, string> = new Map(
  [
    ['i1', 'signedbyte', 'signed8'],
    ['u1', 'unsignedbyte', 'unsigned8'],
    ['i2', 'signedshort', 'signed16'],
    ['u2', 'unsignedshort', 'unsigned16', 'unsignedshortinteger'],
    ['i4', 'signedinteger', 'signed32', 'signedlong'],
    ['u4', 'unsignedinteger', 'unsigned32', 'unsignedlong'],
    ['i8', 'signed64'],
    ['u8', 'unsigned64'],
    ['f4', 'float', 'floatvalue', 'floatieee32', 'float32'],
    ['f8', 'double', 'doublevalue', 'doubleieee64', 'floatieee64', 'float64'],
  ].flatMap(([code, ...names]) => names.map((name) => [name, code!] as const)),
);

/** A header has some hundred lines at most. */
const MOST_HEADER_BYTES = 2 ** 17;
const MOST_FRAMES = 2 ** 16;
const [LEAST_MM, MOST_MM] = [1e-5, 10];
/** Sides of a pixel that differ by a larger part are not those of a square. */
const SQUARE = 2e-3;

interface Frame extends ArrayPart {
  readonly rows: number;
  readonly columns: number;
  /** As NumPy writes it, such as `<u2`. */
  readonly type: string;
  /** Of a pixel; `null` where the header does not say, or says what no detector's are. */
  readonly widthMm: number | null;
  readonly heightMm: number | null;
}

/** The frames of a file that are like the first one, as a NumPy file: [rows, columns] of one, [frames, rows, columns] of several. */
export interface EdfFrames {
  readonly numbers: ByteSource;
  /** How wide a pixel is, where the file says so, and whether it is as high. */
  readonly widthMm: number | null;
  readonly isSquare: boolean;
  /** What somebody should know of it: sentences. */
  readonly remarks: readonly string[];
}

/** @throws InputError (rejects) where the file is damaged, cut short or of a kind that is not read */
export async function readFrames(source: ByteSource, name: string): Promise<EdfFrames> {
  const frames: Frame[] = [];
  for (let at = 0; at < source.sizeBytes; ) {
    const frame = await readFrame(source, at, name);
    if (!frame) break;
    if (frames.length === MOST_FRAMES)
      throw new InputError(`${name}: has more than ${MOST_FRAMES} frames, the maximum`);
    frames.push(frame);
    at = frame.offset + frame.bytes;
  }
  const [first] = frames;
  if (!first) throw new InputError(`${name}: its header has no end within the first ${MOST_HEADER_BYTES} bytes`);
  const alike = frames.filter(
    ({ rows, columns, type }) => rows === first.rows && columns === first.columns && type === first.type,
  );
  const left = frames.length - alike.length;
  const shape = [...(alike.length > 1 ? [alike.length] : []), first.rows, first.columns];
  const { widthMm, heightMm } = first;
  const isSquare = widthMm !== null && Math.abs((heightMm ?? widthMm) - widthMm) <= SQUARE * widthMm;
  const remarks: string[] = [];
  if (left > 0) {
    remarks.push(
      `${name}: ${left} of its ${frames.length} frames ${left === 1 ? 'is' : 'are'} of another size or type than the first and left out.`,
    );
  }
  if (widthMm !== null && !isSquare) {
    remarks.push(
      `${name}: its pixels are ${widthMm} mm wide and ${heightMm} mm high; as an image they count as square.`,
    );
  }
  return { numbers: asNpy(shape, first.type, alike), widthMm, isSquare, remarks };
}

/** The frame whose header begins at a byte; `null` where none does. */
async function readFrame(source: ByteSource, at: number, name: string): Promise<Frame | null> {
  const text = new TextDecoder('latin1').decode(await source.read(at, at + MOST_HEADER_BYTES));
  const header = /^\s*\{([^{}]*)\}\r?\n/.exec(text) ?? /^\s*\{([^{}]*)\}/.exec(text);
  if (!header) return null;
  const fields = new Map<string, string>();
  for (const line of header[1]!.split(';')) {
    const at = line.indexOf('=');
    if (at > 0) fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  const length = (key: string) => Number(fields.get(key) ?? 1);
  const [columns, rows, deep] = [length('dim_1'), length('dim_2'), length('dim_3')];
  if (![columns, rows, deep].every((count) => Number.isInteger(count) && count >= 1) || deep > 1) {
    const sizes = ['dim_1', 'dim_2', 'dim_3'].flatMap((key) => fields.get(key) ?? []).join(' × ');
    throw new InputError(
      `${name}: a frame of ${excerpt(sizes || 'no', 40)} values is stated; frames of two axes are read`,
    );
  }
  const compression = fields.get('compression') ?? 'none';
  if (!/^(none(specific)?|no|0|)$/i.test(compression)) {
    throw new InputError(`${name}: its frames are compressed by “${excerpt(compression, 24)}”, which is not read`);
  }
  const typeName = fields.get('datatype') ?? 'none';
  const code = TYPES.get(typeName.toLowerCase());
  if (!code) throw new InputError(`${name}: its values are of type “${excerpt(typeName, 24)}”, which is not read`);
  const isBig = /^high/i.test(fields.get('byteorder') ?? '');
  const bytes = rows * columns * VALUE_TYPES.get(code)!.sizeBytes;
  const offset = at + header[0].length;
  if (offset + bytes > source.sizeBytes) {
    throw new InputError(
      `${name}: a header states ${rows} × ${columns} values of ${bytes / rows / columns} bytes, but the file ends after ${source.sizeBytes} bytes`,
    );
  }
  const type = `${code.endsWith('1') ? '|' : isBig ? '>' : '<'}${code}`;
  const [widthMm, heightMm] = ['psize_1', 'psize_2'].map((key) => millimetres(fields.get(key)));
  return { source, offset, bytes, rows, columns, type, widthMm: widthMm!, heightMm: heightMm! };
}

/** The ESRF writes metres; what is no size of a detector's pixels in them was filled in otherwise. */
function millimetres(metres: string | undefined): number | null {
  // Rid of what a thousand times the last digit brings.
  const mm = Number((1000 * Number(metres ?? Number.NaN)).toPrecision(12));
  return mm >= LEAST_MM && mm <= MOST_MM ? mm : null;
}
