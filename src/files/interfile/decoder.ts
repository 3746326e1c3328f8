import { excerpt, InputError } from '../../errors.ts';
import { type ByteSource, bytesInMemory, headOf } from '../byte-source.ts';
import type { ContainedArray, Decoding, NamedSource } from '../format.ts';
import { asNpy } from '../npy/as-npy.ts';
import { madeNpy } from '../npy/made-npy.ts';
import { VALUE_TYPES } from '../number-types.ts';
import { readVolume } from '../volume/voxel-reader.ts';
import { InterfileFields } from './fields.ts';
import { imageHeader } from './image.ts';
import { dataFileOf } from './is-interfile.ts';
import { petProjections, spectProjections } from './projections.ts';
import { storedNumbers } from './stored.ts';

/** Projections and the angles of their views; `null` of an image. */
export const arraysIn: Decoding<'arraysIn'> = async (source, name, parts) => {
  const fields = new InterfileFields(await headOf(source), name);
  const kind = kindOf(fields, name);
  if (kind === 'image') return null;
  const { shape, readings, before, anglesDeg, isTurnGuessed, remarks } =
    kind === 'pet' ? petProjections(fields, name) : spectProjections(fields, name);
  const { type, littleEndian, offset, factor } = storedNumbers(fields, name);
  const valueBytes = VALUE_TYPES.get(type)!.sizeBytes;
  const count = shape.reduce((product, length) => product * length, 1);
  const place = { offset: offset + before * valueBytes, bytes: count * valueBytes };
  const [rows, views] = readings.axes === 'rows-views-channels' ? [shape[0], shape[1]] : [shape[1], shape[0]];
  // A single row is a sinogram.
  const own = rows === 1 ? [views, shape[2]] : shape;
  const file = partIn(parts, fields, name, place.offset + place.bytes);
  const order = valueBytes === 1 ? '|' : littleEndian ? '<' : '>';
  const numbers =
    factor === 1
      ? asNpy(own, `${order}${type}`, [{ source: file, ...place }])
      : madeNpy(
          own,
          { source: file, offset: place.offset, type, littleEndian, perValue: 1 },
          (all, i) => factor * all[i]!,
        );
  const projections: ContainedArray = {
    part: 'projections',
    isMeantAlone: true,
    shape: own,
    source: numbers,
    role: rows === 1 ? 'sinogram' : 'projections',
    readings: rows > 1 ? readings : { ...readings, axes: 'views-rows-channels' },
    about: { remarks: remarks.map((remark) => `${name}: ${remark}.`) },
  };
  const angles: ContainedArray = {
    part: 'angles',
    shape: [views],
    source: asNpy([views], '<f8', [
      { source: bytesInMemory(littleEndianBytes(anglesDeg)), offset: 0, bytes: 8 * views },
    ]),
    role: 'angles',
    angleUnit: 'degrees',
    ...(isTurnGuessed && { isTurnGuessed }),
  };
  return [projections, angles];
};

/** An image or a volume, from the header (.hv) and the file of its voxels. */
export const readSeries: Decoding<'readSeries'> = async (files, _, options) => {
  const [{ source, name }, ...parts] = files as readonly [NamedSource, ...NamedSource[]];
  const header = imageHeader(new InterfileFields(await headOf(source), name), name);
  const [voxels, another] = parts;
  if (another) throw new InputError(`${another.name}: does not belong to ${name}, which needs one file alone`);
  return readVolume(voxels!.source, header, name, options, voxels!.name);
};

/** Of a header alone. */
export const readArray: Decoding<'readArray'> = async (source, name) => {
  throw new InputError(`${name}: ${elsewhere(dataFileOf(await headOf(source)), name, 'image')}`);
};

type Kind = 'pet' | 'spect' | 'image';

/** @throws InputError for what is neither projections nor an image */
function kindOf(fields: InterfileFields, name: string): Kind {
  const type = fields.word('type of data') ?? '';
  if (type === 'pet') return fields.word('pet data type') === 'image' ? 'image' : 'pet';
  if (type !== 'tomographic') {
    throw new InputError(
      `${name}: its type of data is “${excerpt(type || 'unknown', 24)}”, but only tomographic data and PET are read`,
    );
  }
  return fields.word('process status') === 'reconstructed' ? 'image' : 'spect';
}

/**
 * The file of the numbers; one that is not at hand is missed when it is read.
 *
 * @param needed bytes of it
 * @throws InputError where it has fewer
 */
function partIn(
  parts: readonly NamedSource[] | undefined,
  fields: InterfileFields,
  name: string,
  needed: number,
): ByteSource {
  const [part, another] = parts ?? [];
  if (another) throw new InputError(`${another.name}: does not belong to ${name}, which needs one file alone`);
  if (!part) {
    return {
      sizeBytes: needed,
      read: async () => {
        throw new InputError(`${name}: ${elsewhere(fields.text('name of data file') ?? null, name, 'sinogram')}`);
      },
    };
  }
  if (part.source.sizeBytes < needed) {
    throw new InputError(
      `${part.name}: should have ${needed} bytes, as the header ${name} says, but ends after ${part.source.sizeBytes}`,
    );
  }
  return part.source;
}

function elsewhere(file: string | null, name: string, key: 'image' | 'sinogram'): string {
  if (file === null) return 'does not say which file its numbers are in';
  const shown = excerpt(file, 40);
  return `its numbers are in another file (${shown}); open both together, or name both in an experiment ("${key}": ["${excerpt(name, 40)}", "${shown}"])`;
}

function littleEndianBytes(numbers: Float64Array): Uint8Array {
  const bytes = new Uint8Array(8 * numbers.length);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) view.setFloat64(8 * i, number, true);
  return bytes;
}
