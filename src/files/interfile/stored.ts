import { excerpt, InputError } from '../../errors.ts';
import { VALUE_TYPES } from '../number-types.ts';
import type { InterfileFields } from './fields.ts';

/** How an Interfile header says that numbers lie in their file. */
export interface StoredNumbers {
  /** Code of their type, as in `VALUE_TYPES`. */
  readonly type: string;
  readonly littleEndian: boolean;
  readonly offset: number;
  /** What stored numbers are multiplied by. */
  readonly factor: number;
}

/** Blocks in which older files count where data begin. */
const BLOCK_BYTES = 2048;
/** Of a number's type by its name, for its bytes. */
const TYPES: Readonly<Record<string, string>> = {
  'signed integer': 'i',
  'unsigned integer': 'u',
  float: 'f',
  'short float': 'f',
  'long float': 'f',
};
const USUAL_BYTES: Readonly<Record<string, number>> = { 'short float': 4, float: 4, 'long float': 8 };

/** @throws InputError for numbers that are not read */
export function storedNumbers(fields: InterfileFields, name: string): StoredNumbers {
  const format = fields.word('number format') ?? 'unsigned integer';
  const kind = TYPES[format];
  const bytes = fields.number('number of bytes per pixel') ?? USUAL_BYTES[format];
  const type = `${kind ?? ''}${bytes ?? ''}`;
  if (!VALUE_TYPES.has(type)) {
    throw new InputError(
      `${name}: its numbers are of the format “${excerpt(format, 24)}”${bytes === undefined ? '' : ` with ${bytes} bytes`}, which is not read`,
    );
  }
  const order = fields.word('imagedata byte order');
  if (order !== undefined && order !== 'littleendian' && order !== 'bigendian') {
    throw new InputError(
      `${name}: “imagedata byte order” should be LITTLEENDIAN or BIGENDIAN, got “${excerpt(order, 24)}”`,
    );
  }
  const compression = fields.word('data compression');
  if (compression !== undefined && compression !== 'none') {
    throw new InputError(`${name}: its numbers are compressed by “${excerpt(compression, 24)}”, which is not read`);
  }
  const block = fields.number('data starting block');
  const offset = fields.number('data offset in bytes', 'data offset in bytes[1]') ?? (block ?? 0) * BLOCK_BYTES;
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new InputError(`${name}: “data offset in bytes” should be a whole number from 0, got ${offset}`);
  }
  const factor = fields.number('image scaling factor', 'image scaling factor[1]', 'quantification units') ?? 1;
  // Written as 0 or less where nobody has filled it in.
  return { type, littleEndian: order === 'littleendian', offset, factor: factor > 0 ? factor : 1 };
}
