import { excerpt, InputError } from '../../errors.ts';
import { type ByteSource, bytesInMemory, headOf } from '../byte-source.ts';
import { isBzip2 } from '../bzip2/is-bzip2.ts';
import type { ArrayOptions, DecodedArray, Decoding } from '../format.ts';
import { isGzip } from '../nifti/is-nifti.ts';
import { VALUE_TYPES } from '../number-types.ts';
import { readVolume } from '../volume/voxel-reader.ts';
import { type NrrdHeader, readNrrdHeader } from './header.ts';

/** A slice or a volume from an NRRD file in one piece: raw, compressed by gzip, or text. */
export const readArray: Decoding<'readArray'> = async (source, name, options) => {
  const header = readNrrdHeader(await headOf(source), name);
  if (header.voxelFile !== null) {
    const file = excerpt(header.voxelFile, 40);
    throw new InputError(
      `${name}: its voxels are in another file (${file}); open both together, or name both in an experiment ("image": ["${excerpt(name, 40)}", "${file}"])`,
    );
  }
  return readVoxelsOf(source, header, name, options, name);
};

/** From a header (.nhdr) and the file of its voxels. */
export const readSeries: Decoding<'readSeries'> = async (files, _, options) => {
  const [{ source, name }, voxels, another] = files as [(typeof files)[0], (typeof files)[0], (typeof files)[0]?];
  const header = readNrrdHeader(await headOf(source), name);
  if (another) {
    throw new InputError(
      `${another.name}: does not belong to ${name}, which needs ${excerpt(header.voxelFile!, 40)} alone`,
    );
  }
  return readVoxelsOf(voxels.source, header, name, options, voxels.name);
};

async function readVoxelsOf(
  source: ByteSource,
  header: NrrdHeader,
  name: string,
  options: ArrayOptions,
  voxelsName: string,
): Promise<DecodedArray> {
  const { counts, type, isAtEnd, isText, isFlat } = header;
  const compression = await compressionLeft(source, header);
  const bytes = counts.reduce((product, count) => product * count, VALUE_TYPES.get(type)!.sizeBytes);
  const dataOffset = isAtEnd ? Math.max(0, source.sizeBytes - bytes) : header.dataOffset;
  const asked = isFlat
    ? { ...options, mayBeRead: (shape: readonly number[]) => options.mayBeRead(shape.slice(1)) }
    : options;
  const volume = isText
    ? await readVolume(
        await numbersIn(source, header, voxelsName),
        { ...header, dataOffset: 0, type: 'f8', littleEndian: true },
        name,
        asked,
        voxelsName,
      )
    : await readVolume(source, { ...header, dataOffset, compression }, name, asked, voxelsName);
  if (!isFlat) return volume;
  const { sliceSpacingMm: _, ...image } = volume;
  return { ...image, shape: volume.shape.slice(1) };
}

/** A file of voxels alone that is compressed as a whole (.raw.gz) may have been unpacked before it comes here. */
async function compressionLeft(source: ByteSource, { voxelFile, compression }: NrrdHeader) {
  if (voxelFile === null || compression === null) return compression;
  const head = await headOf(source);
  return isGzip(head) || isBzip2(head) ? compression : null;
}

/** A text of numbers takes two bytes for each of them at least. */
const MOST_TEXT_BYTES = 2 ** 28;

/** Numbers that are written as text, as such in double precision. @throws InputError (rejects) for anything else in it */
async function numbersIn(source: ByteSource, { counts, dataOffset }: NrrdHeader, name: string): Promise<ByteSource> {
  if (source.sizeBytes > MOST_TEXT_BYTES) {
    throw new InputError(`${name}: has ${source.sizeBytes} bytes; voxels as text may have at most ${MOST_TEXT_BYTES}`);
  }
  const text = new TextDecoder('latin1').decode(await source.read(dataOffset, source.sizeBytes));
  const words = text.split(/[\s,]+/).filter(Boolean);
  const count = counts.reduce((product, length) => product * length, 1);
  if (words.length !== count) {
    throw new InputError(
      `${name}: its header states ${counts.join(' × ')} voxels, but there are ${words.length} numbers`,
    );
  }
  const numbers = Float64Array.from(words, Number);
  const bad = words.find((_, i) => Number.isNaN(numbers[i]));
  if (bad !== undefined)
    throw new InputError(`${name}: “${excerpt(bad, 24)}” stands among its voxels, and is no number`);
  const bytes = new Uint8Array(8 * count);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) view.setFloat64(8 * i, number, true);
  return bytesInMemory(bytes);
}
