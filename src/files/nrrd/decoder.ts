import { headOf } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import { readVolume } from '../volume/voxel-reader.ts';
import { readNrrdHeader } from './header.ts';

/** A volume from an NRRD file in one piece, raw or compressed by gzip. */
export const readArray: Decoding<'readArray'> = async (source, name, options) =>
  readVolume(source, readNrrdHeader(await headOf(source), name), name, options);
