import { excerpt, InputError } from '../../errors.ts';
import { headOf } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import { VALUE_TYPES } from '../number-types.ts';
import { readVolume } from '../volume/voxel-reader.ts';
import { readMetaimageHeader } from './header.ts';

/** A volume from a MetaImage file in one piece (.mha), compressed by zlib or not. */
export const readArray: Decoding<'readArray'> = async (source, name, options) => {
  const header = readMetaimageHeader(await headOf(source), name);
  if (header.voxelFile !== null) {
    const file = excerpt(header.voxelFile, 40);
    throw new InputError(
      `${name}: its voxels are in another file (${file}); open both together, or name both in an experiment ("image": ["${excerpt(name, 40)}", "${file}"])`,
    );
  }
  return readVolume(source, header, name, options);
};

/** A volume from a header (.mhd) and the file of its voxels (.raw, or .zraw where compressed). */
export const readSeries: Decoding<'readSeries'> = async (files, _, options) => {
  const [{ source, name }, voxels, another] = files as [(typeof files)[0], (typeof files)[0], (typeof files)[0]?];
  const header = readMetaimageHeader(await headOf(source), name);
  if (another) {
    throw new InputError(
      `${another.name}: does not belong to ${name}, which needs ${excerpt(header.voxelFile!, 40)} alone`,
    );
  }
  const { counts, type, isAtEnd } = header;
  const bytes = counts.reduce((product, count) => product * count, VALUE_TYPES.get(type)!.sizeBytes);
  const dataOffset = isAtEnd ? Math.max(0, voxels.source.sizeBytes - bytes) : header.dataOffset;
  return readVolume(voxels.source, { ...header, dataOffset }, name, options, voxels.name);
};
