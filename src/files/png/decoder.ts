import { InputError } from '../../errors.ts';
import { type ByteSource, wholeOf } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import { MAX_PNG_BYTES, readStoredPng, type StoredPicture } from './png.ts';

/** Pictures by where they lie, for as long as that is kept: what one is, is looked at before it is loaded. */
const pictures = new WeakMap<ByteSource, Promise<StoredPicture>>();

function readPicture(source: ByteSource, name: string): Promise<StoredPicture> {
  const known = pictures.get(source);
  if (known) return known;
  const picture = decode(source, name);
  pictures.set(source, picture);
  return picture;
}

async function decode(source: ByteSource, name: string): Promise<StoredPicture> {
  if (source.sizeBytes > MAX_PNG_BYTES) {
    throw new InputError(`${name}: has ${source.sizeBytes} bytes; PNG images may have at most ${MAX_PNG_BYTES}`);
  }
  return readStoredPng(await wholeOf(source), name);
}

export const readArray: Decoding<'readArray'> = async (source, name, { mayBeRead }) => {
  const { rows, columns, values, white, isDrawnInAlpha } = await readPicture(source, name);
  const shape = [rows, columns];
  mayBeRead(shape);
  const remarks = isDrawnInAlpha
    ? [`${name} is black on transparent: what is drawn is read as 1, what is transparent as 0.`]
    : [];
  return { shape, data: values, white, remarks };
};

export const lookAt: Decoding<'lookAt'> = async (source, name) => {
  const { rows, columns, values, white } = await readPicture(source, name);
  const shape = [rows, columns];
  return { shape, sample: { shape, data: values.map((value) => Math.round(value * white)) }, list: null, white };
};
