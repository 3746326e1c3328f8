import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ArrayOptions, DecodedArray } from '../format.ts';
import { VALUE_TYPES } from '../number-types.ts';
import { type Compression, inflatedStream, plainStream } from './byte-stream.ts';
import { placedVolume, type Vector } from './placed-volume.ts';
import { readVoxels, type StoredVoxels } from './read-voxels.ts';

/** What the header of a medical volume says. */
export interface VolumeHeader extends StoredVoxels {
  /** From voxel to voxel along each of the file's axes, in mm: to the right, to the front, to the head. */
  readonly steps: readonly [Vector, Vector, Vector];
  /** Where the voxels begin, from the start of the file. */
  readonly dataOffset: number;
  /** How they are compressed from there on; `null` where they are not. */
  readonly compression: Compression | null;
  /** What somebody should know of it: sentences without the file's name. */
  readonly remarks: readonly string[];
}

/**
 * The volume that a header describes.
 *
 * @param source of the voxels
 * @param name of the header's file
 * @param voxelsName of the voxels' file
 * @throws InputError (rejects) as its parts do
 */
export async function readVolume(
  source: ByteSource,
  header: VolumeHeader,
  name: string,
  { mayBeRead }: ArrayOptions,
  voxelsName = name,
): Promise<DecodedArray> {
  const placed = placedVolume(header.counts, header.steps, name);
  mayBeRead(placed.shape);
  mustHoldVoxels(source, header, voxelsName);
  const { compression, dataOffset } = header;
  const stream = compression
    ? inflatedStream(source, compression, voxelsName, dataOffset)
    : plainStream(source, dataOffset);
  return volumeOf(await readVoxels(stream, header, placed, voxelsName), placed, header.remarks, name);
}

/** Data are never shrunk more than so many times: by deflate; by bzip2, where 40 bytes may hold 46 million. */
const MOST_SHRUNK = { gzip: 1032, zlib: 1032, bzip2: 2 ** 21 };

/** Refuses a file that cannot hold what its header says, before room for that is made. @throws InputError */
export function mustHoldVoxels(
  { sizeBytes }: ByteSource,
  { counts, type, dataOffset, compression }: Pick<VolumeHeader, 'counts' | 'type' | 'dataOffset' | 'compression'>,
  name: string,
): void {
  const bytes = VALUE_TYPES.get(type)!.sizeBytes;
  const needed = counts.reduce((product, count) => product * count, bytes);
  const most = compression ? MOST_SHRUNK[compression] * sizeBytes : sizeBytes - dataOffset;
  if (most >= needed) return;
  throw new InputError(
    `${name}: its header states ${counts.join(' × ')} voxels of ${bytes} byte${bytes === 1 ? '' : 's'}, but the file ends after ${sizeBytes} bytes`,
  );
}

/** @param remarks of the header */
export function volumeOf(
  data: Float32Array,
  { shape, pixelSizeMm, sliceSpacingMm, remarks: ofPlace }: ReturnType<typeof placedVolume>,
  remarks: readonly string[],
  name: string,
): DecodedArray {
  return {
    shape,
    data,
    pixelSize: { mm: pixelSizeMm },
    sliceSpacingMm,
    isMedical: true,
    remarks: [...remarks, ...ofPlace].map((remark) => `${name}: ${remark}.`),
  };
}

/** Distances alone, of a file that does not say how it lies. */
export function straightSteps([x, y, z]: Vector): readonly [Vector, Vector, Vector] {
  return [
    [x, 0, 0],
    [0, y, 0],
    [0, 0, z],
  ];
}

export const LIES_ANYHOW =
  'it does not say how it lies; columns are taken to run to the right, rows to the front and slices up';
