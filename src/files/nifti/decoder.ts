import { InputError } from '../../errors.ts';
import { fileBeside, needsBeside } from '../beside.ts';
import { type ByteSource, headOf } from '../byte-source.ts';
import { type ComplexPart, complexPart, complexParts, sayComplex } from '../complex-arrays.ts';
import type { ArrayOptions, ContainedArray, DecodedArray, Decoding, NamedSource } from '../format.ts';
import { lazyNpy } from '../npy/lazy-npy.ts';
import { VALUE_TYPES } from '../number-types.ts';
import { inflatedStream, plainStream } from '../volume/byte-stream.ts';
import { placedVolume } from '../volume/placed-volume.ts';
import { readVoxels } from '../volume/read-voxels.ts';
import { mustHoldVoxels, volumeOf } from '../volume/voxel-reader.ts';
import { HEADER_BYTES, type NiftiHeader, readNiftiHeader } from './header.ts';
import { isGzip } from './is-nifti.ts';

/** A volume from a NIfTI-1 or NIfTI-2 file in one piece, compressed by gzip or not, of either byte order. */
export const readArray: Decoding<'readArray'> = async (source, name, options) =>
  readOne(await opened(source, name, []), options);

/** A volume from a header (.hdr) and the file of its voxels (.img), of NIfTI or Analyze 7.5. */
export const readSeries: Decoding<'readSeries'> = async (files, _, options) => {
  const [{ source, name }, ...parts] = files as readonly [NamedSource, ...NamedSource[]];
  return readOne(await opened(source, name, parts), options);
};

/** Volumes one after the other, and parts of complex numbers; `null` of a single volume of real ones. */
export const arraysIn: Decoding<'arraysIn'> = async (source, name, parts = []) => {
  const file = await opened(source, name, parts);
  const { volumes, isComplex, counts, steps } = file.header;
  if (volumes === 1 && !isComplex) return null;
  if (volumes > MOST_VOLUMES)
    throw new InputError(`${name}: holds ${volumes} volumes; at most ${MOST_VOLUMES} are read`);
  const placed = placedVolume(counts, steps, name);
  let kept: { readonly part: string; readonly data: Float32Array } | null = null;
  const arrays: ContainedArray[] = [];
  for (let volume = 0; volume < volumes; volume++) {
    for (const made of isComplex ? complexParts : [null]) {
      const part = [...(volumes > 1 ? [`volume-${volume}`] : []), ...(made ? [made] : [])].join('/');
      const load = async () => {
        if (kept?.part !== part) kept = { part, data: (await readVolumeOf(file, volume, made)).data };
        return kept.data;
      };
      const { data: _, shape, ...about } = volumeOf(NOTHING, placed, remarksOn(file.header), name);
      arrays.push({
        ...{ part, shape, about, source: lazyNpy(shape, load) },
        ...(volumes === 1 && made === 'magnitude' && { isMeantAlone: true }),
        ...(volume === 0 && (made ?? 'magnitude') === 'magnitude' && { role: 'image' }),
      });
    }
  }
  return arrays;
};

const MOST_VOLUMES = 1000;
/** Of a volume that is looked at, whoever asks for it: 512 MiB. */
const MOST_VOXELS = 2 ** 27;
const NOTHING = new Float32Array(0);

interface NiftiFile {
  readonly name: string;
  readonly header: NiftiHeader;
  /** Where the voxels are. */
  readonly voxels: NamedSource;
  readonly isCompressed: boolean;
}

async function opened(source: ByteSource, name: string, parts: readonly NamedSource[]): Promise<NiftiFile> {
  const isCompressed = isGzip(await headOf(source));
  const stream = isCompressed ? inflatedStream(source, 'gzip', name) : plainStream(source);
  const header = readNiftiHeader(await stream.take(HEADER_BYTES[1]), name);
  const [part, another] = parts;
  if (!header.isAlone) return { name, header, voxels: { name, source }, isCompressed };
  if (another) throw new InputError(`${another.name}: does not belong to ${name}, which needs one file alone`);
  if (!part) throw new InputError(`${name}: ${needsBeside(name, fileBeside(name, 'hdr', 'img'), 'image')}`);
  return { name, header, voxels: part, isCompressed: isGzip(await headOf(part.source)) };
}

function readOne(file: NiftiFile, { mayBeRead }: ArrayOptions): Promise<DecodedArray> {
  mayBeRead(placedVolume(file.header.counts, file.header.steps, file.name).shape);
  return readVolumeOf(file, 0, null);
}

/** @param made of complex numbers: what of them is wanted */
async function readVolumeOf(
  { name, header, voxels, isCompressed }: NiftiFile,
  volume: number,
  made: ComplexPart | null,
): Promise<DecodedArray> {
  const placed = placedVolume(header.counts, header.steps, name);
  const count = header.counts.reduce((product, length) => product * length, 1);
  if (made !== null || header.volumes > 1) mustBeSeen(count, name);
  const volumeBytes = count * VALUE_TYPES.get(header.type)!.sizeBytes * (header.isComplex ? 2 : 1);
  const dataOffset = header.dataOffset + volume * volumeBytes;
  const compression = isCompressed ? ('gzip' as const) : null;
  mustHoldVoxels(voxels.source, { ...header, dataOffset, compression }, voxels.name);
  const stream = await streamFrom(dataOffset);
  const stored = made ? { ...header, perVoxel: 2, make: complexPart[made] } : header;
  return volumeOf(await readVoxels(stream, stored, placed, voxels.name), placed, remarksOn(header), name);

  async function streamFrom(offset: number) {
    if (!isCompressed) return plainStream(voxels.source, offset);
    const stream = inflatedStream(voxels.source, 'gzip', voxels.name);
    let passed = 0;
    for await (const piece of stream.next(offset)) passed += piece.length;
    if (passed === offset) return stream;
    throw new InputError(`${voxels.name}: it ends after ${passed} bytes, before its voxels`);
  }
}

function mustBeSeen(count: number, name: string): void {
  if (count <= MOST_VOXELS) return;
  throw new InputError(`${name}: has ${count} voxels in a volume; at most ${MOST_VOXELS} are read of several`);
}

function remarksOn({ remarks, isComplex }: NiftiHeader): readonly string[] {
  return isComplex ? [...remarks, sayComplex()] : remarks;
}
