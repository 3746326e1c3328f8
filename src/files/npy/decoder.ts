import { headOf, wholeOf } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import { cutNpy } from './cut-npy.ts';
import { readNpyFloat64, readNpyFloat64From, readNpyFrom } from './npy.ts';
import { readNpyHeader } from './npy-header.ts';
import { planeOfNpy, sampleNpy } from './npy-sample.ts';

/** Longer than the angles of any scan. */
const MAX_LIST_VALUES = 2 ** 20;

export const readArray: Decoding<'readArray'> = async (source, name, { mayBeRead, cut, allocate }) => {
  const { shape } = readNpyHeader(await headOf(source), source.sizeBytes, name);
  const place = cut?.(shape);
  if (!place) return readNpyFrom(source, name, mayBeRead, allocate);
  mayBeRead(shape);
  return { ...(await readNpyFrom(await cutNpy(source, place, name), name, () => {}, allocate)), isCut: true };
};

export const readList: Decoding<'readList'> = readNpyFloat64From;

export const lookAt: Decoding<'lookAt'> = async (source, name) => {
  const header = readNpyHeader(await headOf(source), source.sizeBytes, name);
  const { shape } = header;
  const count = shape.reduce((product, length) => product * length, 1);
  const isList = count === Math.max(1, ...shape) && count <= MAX_LIST_VALUES;
  return {
    shape,
    list: isList ? readNpyFloat64(await wholeOf(source), name).data : null,
    sample: shape.length === 2 || shape.length === 3 ? await sampleNpy(source, header, name) : null,
    ...(shape.length === 3 && { plane: await planeOfNpy(source, header, name) }),
    white: null,
  };
};
