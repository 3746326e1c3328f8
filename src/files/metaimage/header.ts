// MetaImage, https://itk.org/Wiki/ITK/MetaIO/Documentation; ITK reads its places as left, posterior and superior.
import { excerpt, InputError } from '../../errors.ts';
import { inMillimetres } from '../volume/length-units.ts';
import type { Vector } from '../volume/placed-volume.ts';
import { LIES_ANYHOW, straightSteps, type VolumeHeader } from '../volume/voxel-reader.ts';
import { IN_SEVERAL } from './voxel-file.ts';

/** Codes of NumPy's types. */
const TYPES: Readonly<Record<string, string>> = {
  MET_CHAR: 'i1',
  MET_UCHAR: 'u1',
  MET_SHORT: 'i2',
  MET_USHORT: 'u2',
  MET_INT: 'i4',
  MET_UINT: 'u4',
  MET_LONG_LONG: 'i8',
  MET_ULONG_LONG: 'u8',
  MET_FLOAT: 'f4',
  MET_DOUBLE: 'f8',
};
/** Left to right, back to front. */
const TO_RIGHT_AND_FRONT = [-1, -1, 1] as const;

/** Its voxels come after it, or in another file. */
export interface MetaimageHeader extends VolumeHeader {
  /** That file; `null` where there is none. */
  readonly voxelFile: string | null;
  /** Whether voxels are the last bytes of their file, whatever comes before them. */
  readonly isAtEnd: boolean;
}

/**
 * @param bytes the beginning of the file, with all of the header
 * @throws InputError where it is no volume that is read
 */
export function readMetaimageHeader(bytes: Uint8Array, name: string): MetaimageHeader {
  const { fields, dataOffset } = fieldsOf(bytes, name);
  const first = (...keys: string[]) => keys.map((key) => fields.get(key)).find((value) => value !== undefined);
  // MetaIO looks at the first letter.
  const isTrue = (...keys: string[]) => /^[t1]/i.test(first(...keys) ?? '');
  const file = fields.get('ElementDataFile')!;
  const isElsewhere = !/^local$/i.test(file);
  if (isElsewhere && IN_SEVERAL.test(file)) {
    throw new InputError(
      `${name}: its voxels are in several files (${excerpt(file, 40)}); save it with all of them in one (.mhd and .raw, or .mha)`,
    );
  }
  const counts = numbersOf(first('DimSize'));
  if (
    Number(first('NDims')) !== 3 ||
    counts.length !== 3 ||
    !counts.every((count) => Number.isInteger(count) && count > 0)
  ) {
    throw new InputError(
      `${name}: is an array of ${excerpt(first('DimSize') ?? 'no', 40)} values, and only volumes with three axes are read`,
    );
  }
  const channels = Number(first('ElementNumberOfChannels') ?? 1);
  if (channels !== 1)
    throw new InputError(`${name}: has ${channels} values a voxel, but only volumes with one are read`);
  const elementType = first('ElementType') ?? '';
  const type = Object.hasOwn(TYPES, elementType) ? TYPES[elementType] : undefined;
  if (!type)
    throw new InputError(
      `${name}: its voxels are of type “${excerpt(elementType, 24)}”, but only real numbers of up to 8 bytes are read`,
    );
  if (!/^[t1]/i.test(first('BinaryData') ?? 'True'))
    throw new InputError(`${name}: its voxels are text, but only binary ones are read`);
  const { steps, remarks } = inMillimetres(stepsOf(first, name), [first('DistanceUnits')]);
  const [factor, shift] = [first('ElementToIntensityFunctionSlope'), first('ElementToIntensityFunctionOffset')];
  const isScaled = Number(factor ?? 1) !== 1 || Number(shift ?? 0) !== 0;
  const unscaled = `it states a factor and a shift of its values (${excerpt(`${factor ?? 1}, ${shift ?? 0}`, 40)}), which are not applied`;
  const compression = isTrue('CompressedData') ? 'zlib' : null;
  const skipped = Number(first('HeaderSize') ?? 0);
  if (!Number.isInteger(skipped) || skipped < -1 || (skipped === -1 && compression)) {
    throw new InputError(
      `${name}: “HeaderSize” should be the number of bytes before the voxels, got “${excerpt(first('HeaderSize')!, 24)}”`,
    );
  }
  return {
    counts: counts as [number, number, number],
    type,
    littleEndian: !isTrue('BinaryDataByteOrderMSB', 'ElementByteOrderMSB'),
    slope: 1,
    intercept: 0,
    steps,
    dataOffset: isElsewhere ? Math.max(0, skipped) : dataOffset,
    compression,
    remarks: isScaled ? [...remarks, unscaled] : remarks,
    ...{ voxelFile: isElsewhere ? file : null, isAtEnd: isElsewhere && skipped === -1 },
  };
}

/** Lines `Key = value`, the last of which says where the voxels are. */
function fieldsOf(bytes: Uint8Array, name: string) {
  const text = new TextDecoder('latin1').decode(bytes);
  const last = /(?:^|\n)ElementDataFile[ \t]*=[ \t]*[^\s][^\n]*(?:\n|$)/.exec(text);
  if (!last)
    throw new InputError(
      `${name}: its header does not say where the voxels are, within the first ${bytes.length} bytes`,
    );
  const dataOffset = last.index + last[0].length;
  const fields = new Map<string, string>();
  for (const line of text.slice(0, dataOffset).split('\n')) {
    const found = /^\s*(\w+)\s*=([^\n]*)$/.exec(line);
    if (found) fields.set(found[1]!, found[2]!.trim());
  }
  return { fields, dataOffset };
}

function stepsOf(
  first: (...keys: string[]) => string | undefined,
  name: string,
): Pick<VolumeHeader, 'steps' | 'remarks'> {
  const given = first('ElementSpacing', 'ElementSize');
  const spacings = given === undefined ? [1, 1, 1] : numbersOf(given);
  if (spacings.length !== 3 || !spacings.every(Number.isFinite)) {
    throw new InputError(`${name}: “ElementSpacing” should be three lengths, got “${excerpt(given ?? '', 40)}”`);
  }
  const unsaid =
    given === undefined ? ['it does not say how far apart its voxels are; they are taken to be 1 mm apart'] : [];
  const matrix = first('TransformMatrix', 'Orientation', 'Rotation', 'Direction');
  if (matrix === undefined) {
    return { steps: straightSteps(spacings.map(Math.abs) as unknown as Vector), remarks: [...unsaid, LIES_ANYHOW] };
  }
  const cosines = numbersOf(matrix);
  if (cosines.length !== 9 || !cosines.every(Number.isFinite)) {
    throw new InputError(`${name}: “TransformMatrix” should be nine numbers, got “${excerpt(matrix, 40)}”`);
  }
  // Three by three, an axis each.
  const steps = spacings.map((spacing, axis) =>
    TO_RIGHT_AND_FRONT.map((sign, i) => sign * spacing * cosines[3 * axis + i]!),
  ) as unknown as VolumeHeader['steps'];
  return { steps, remarks: unsaid };
}

function numbersOf(text = ''): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}
