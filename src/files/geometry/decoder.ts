import type { Decoding } from '../format.ts';
import { readGeometry } from './read-geometry.ts';

export const readList: Decoding<'readList'> = async (source, name, mayBeRead) => {
  const { anglesDeg } = await readGeometry(source, name);
  mayBeRead([anglesDeg.length]);
  return { data: anglesDeg };
};
