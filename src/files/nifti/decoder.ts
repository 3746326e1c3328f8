import { InputError } from '../../errors.ts';
import { headOf } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import { inflatedStream, plainStream } from '../volume/byte-stream.ts';
import { placedVolume } from '../volume/placed-volume.ts';
import { readVoxels } from '../volume/read-voxels.ts';
import { mustHoldVoxels, volumeOf } from '../volume/voxel-reader.ts';
import { HEADER_BYTES, readNiftiHeader } from './header.ts';
import { isGzip } from './is-nifti.ts';

/** A volume from a NIfTI-1 or NIfTI-2 file in one piece, compressed by gzip or not, of either byte order. */
export const readArray: Decoding<'readArray'> = async (source, name, { mayBeRead }) => {
  const isCompressed = isGzip(await headOf(source));
  const stream = isCompressed ? inflatedStream(source, 'gzip', name) : plainStream(source);
  const head = await stream.take(HEADER_BYTES[1]);
  const header = readNiftiHeader(head, name);
  const placed = placedVolume(header.counts, header.steps, name);
  mayBeRead(placed.shape);
  mustHoldVoxels(source, { ...header, compression: isCompressed ? 'gzip' : null }, name);
  const voxels = await voxelsAfter(header.dataOffset);
  return volumeOf(await readVoxels(voxels, header, placed, name), placed, header.remarks, name);

  /** Small volumes begin within what was taken for the header of the later version. */
  async function voxelsAfter(offset: number) {
    if (!isCompressed) return plainStream(source, offset);
    const again = inflatedStream(source, 'gzip', name);
    const before = await again.take(offset);
    if (before.length < offset)
      throw new InputError(`${name}: it ends after ${before.length} bytes, before its voxels`);
    return again;
  }
};
