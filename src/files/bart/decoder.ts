// Files of the Berkeley Advanced Reconstruction Toolbox: https://mrirecon.github.io/bart/
import { excerpt, InputError } from '../../errors.ts';
import { needsBeside } from '../beside.ts';
import type { ByteSource } from '../byte-source.ts';
import { complexArrays, NO_MR, sayComplex } from '../complex-arrays.ts';
import type { ContainedArray, Decoding } from '../format.ts';

const MOST_HEADER_BYTES = 2 ** 14;
/** BART's arrays have so many, nearly all of length 1. */
const MOST_AXES = 32;
/** Of a complex number in single precision. */
const VALUE_BYTES = 8;
/** The commands of BART that make what is measured: k-space, where it is measured, sensitivities of coils. */
const NO_IMAGES = /^(?:traj|phantom\b.* -k|fft|ecalib|caldir|cc|twixread|ismrmrd)/;

/** An array as its magnitude and its two parts: axes of length 1 are left out, and the fastest, BART's first, comes last. */
export const arraysIn: Decoding<'arraysIn'> = async (source, name, parts) => {
  const [file, another] = parts ?? [];
  if (another) throw new InputError(`${another.name}: does not belong to ${name}, which needs one file alone`);
  const text = new TextDecoder('latin1').decode(await source.read(0, MOST_HEADER_BYTES));
  const lengths = dimensions(text, name);
  const count = lengths.reduce((product, length) => product * length, 1);
  const bytes = count * VALUE_BYTES;
  if (file && file.source.sizeBytes < bytes) {
    throw new InputError(
      `${file.name}: should have ${bytes} bytes, as the header ${name} says, but ends after ${file.source.sizeBytes}`,
    );
  }
  const longer = lengths.filter((length) => length > 1).reverse();
  const shape = [...Array(Math.max(0, 2 - longer.length)).fill(1), ...longer];
  const command = /\n# Command\r?\n([^\r\n]*)/.exec(text)?.[1]?.trim() ?? '';
  const isImage = command !== '' && !NO_IMAGES.test(command);
  const isMeasured = command !== '' && !isImage;
  const remarks = [sayComplex(), ...(isImage ? [] : [NO_MR])].map((remark) => `${name}: ${remark}.`);
  const numbers = { source: file?.source ?? missing(name, bytes), offset: 0, type: 'f4', littleEndian: true };
  return complexArrays(shape, numbers, { remarks }).map(
    (array): ContainedArray => ({
      ...array,
      ...(isMeasured && { role: 'k-space' }),
      ...(array.isMeantAlone && isImage && { role: 'image' }),
    }),
  );
};

/** @throws InputError where they are no lengths of axes */
function dimensions(text: string, name: string): number[] {
  const line = /^# Dimensions[^\n]*\n([^\r\n]*)/.exec(text)?.[1]?.trim() ?? '';
  const lengths = line.split(/\s+/).map(Number);
  if (lengths.length > MOST_AXES || !lengths.every((length) => Number.isInteger(length) && length >= 1)) {
    throw new InputError(`${name}: its dimensions should be whole numbers from 1, got “${excerpt(line, 40)}”`);
  }
  return lengths;
}

function missing(name: string, sizeBytes: number): ByteSource {
  return {
    sizeBytes,
    read: async () => {
      throw new InputError(`${name}: ${needsBeside(excerpt(name, 40), 'its file of the extension .cfl', 'image')}`);
    },
  };
}
