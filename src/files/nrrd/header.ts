// Nearly Raw Raster Data, https://teem.sourceforge.net/nrrd/format.html
import { excerpt, InputError } from '../../errors.ts';
import type { Vector } from '../volume/placed-volume.ts';
import { LIES_ANYHOW, straightSteps, type VolumeHeader } from '../volume/voxel-reader.ts';

/** Codes of NumPy's types by all names that NRRD has for them. */
const TYPES: ReadonlyMap<string, string> = new Map(
  [
    ['i1', 'signed char', 'int8', 'int8_t'],
    ['u1', 'uchar', 'unsigned char', 'uint8', 'uint8_t'],
    ['i2', 'short', 'short int', 'signed short', 'signed short int', 'int16', 'int16_t'],
    ['u2', 'ushort', 'unsigned short', 'unsigned short int', 'uint16', 'uint16_t'],
    ['i4', 'int', 'signed int', 'int32', 'int32_t'],
    ['u4', 'uint', 'unsigned int', 'uint32', 'uint32_t'],
    ['i8', 'longlong', 'long long', 'long long int', 'signed long long', 'signed long long int', 'int64', 'int64_t'],
    ['u8', 'ulonglong', 'unsigned long long', 'unsigned long long int', 'uint64', 'uint64_t'],
    ['f4', 'float'],
    ['f8', 'double'],
  ].flatMap(([code, ...names]) => names.map((name) => [name, code!] as const)),
);

/** Signs that make right, front and head of the axes of a space. */
const SPACES: Readonly<Record<string, Vector>> = {
  'right-anterior-superior': [1, 1, 1],
  ras: [1, 1, 1],
  'left-anterior-superior': [-1, 1, 1],
  las: [-1, 1, 1],
  'left-posterior-superior': [-1, -1, 1],
  lps: [-1, -1, 1],
};

/**
 * @param bytes the beginning of the file, with all of the header
 * @throws InputError where it is no volume that is read
 */
export function readNrrdHeader(bytes: Uint8Array, name: string): VolumeHeader {
  const { fields, dataOffset } = fieldsOf(bytes, name);
  const field = (key: string) => fields.get(key)?.trim();
  const needed = (key: string) => {
    const value = field(key);
    if (value === undefined) throw new InputError(`${name}: its header lacks “${key}”`);
    return value;
  };
  if (fields.has('data file') || fields.has('datafile')) {
    throw new InputError(`${name}: its voxels are in another file; save it as one file (.nrrd)`);
  }
  const skips = ['line skip', 'lineskip', 'byte skip', 'byteskip'].map((key) => field(key) ?? '0');
  if (skips.some((skip) => Number(skip) !== 0))
    throw new InputError(`${name}: bytes before its voxels are to be skipped, which is not read`);
  const type = TYPES.get(needed('type').toLowerCase());
  if (!type)
    throw new InputError(
      `${name}: its voxels are of type “${excerpt(needed('type'), 24)}”, but only real numbers of up to 8 bytes are read`,
    );
  const counts = numbersOf(needed('sizes'));
  if (
    Number(needed('dimension')) !== 3 ||
    counts.length !== 3 ||
    !counts.every((count) => Number.isInteger(count) && count > 0)
  ) {
    throw new InputError(
      `${name}: is an array of ${excerpt(needed('sizes'), 40)} values, and only volumes with three axes are read`,
    );
  }
  const endian = field('endian')?.toLowerCase();
  if (endian === undefined && type[1] !== '1')
    throw new InputError(`${name}: its header lacks “endian”, the order of the bytes`);
  const { steps, remarks } = stepsOf(field, name);
  return {
    counts: counts as [number, number, number],
    type,
    littleEndian: endian !== 'big',
    slope: 1,
    intercept: 0,
    steps,
    dataOffset,
    compression: compressionOf(needed('encoding'), name),
    remarks,
  };
}

/** Lines up to an empty one: `key: value`, comments and pairs `key:=value`. */
function fieldsOf(bytes: Uint8Array, name: string) {
  const text = new TextDecoder('latin1').decode(bytes);
  const end = /\r?\n\r?\n/.exec(text);
  if (!end) throw new InputError(`${name}: its header has no end within the first ${bytes.length} bytes`);
  const lines = text.slice(0, end.index).split(/\r?\n/).slice(1);
  const fields = new Map<string, string>();
  for (const line of lines) {
    const found = /^([^#:=]+): (.*)$/.exec(line);
    if (found) fields.set(found[1]!.trim().toLowerCase(), found[2]!);
  }
  return { fields, dataOffset: end.index + end[0].length };
}

function compressionOf(encoding: string, name: string): VolumeHeader['compression'] {
  const known = { raw: null, gzip: 'gzip', gz: 'gzip' } as const;
  const asked = encoding.toLowerCase();
  if (Object.hasOwn(known, asked)) return known[asked as keyof typeof known];
  throw new InputError(`${name}: its voxels are encoded as “${excerpt(encoding, 24)}”, but only raw and gzip are read`);
}

function stepsOf(field: (key: string) => string | undefined, name: string): Pick<VolumeHeader, 'steps' | 'remarks'> {
  const directions = field('space directions');
  if (directions !== undefined) {
    const vectors = [...directions.matchAll(/\(([^()]*)\)/g)].map(([, inside]) =>
      numbersOf(inside!.replaceAll(',', ' ')),
    );
    if (vectors.length !== 3 || !vectors.every((vector) => vector.length === 3 && vector.every(Number.isFinite))) {
      throw new InputError(`${name}: “space directions” should be three vectors, got “${excerpt(directions, 60)}”`);
    }
    const signs =
      SPACES[
        field('space')
          ?.toLowerCase()
          .replace(/-time$/, '') ?? ''
      ];
    const steps = vectors.map((vector) =>
      vector.map((x, i) => x * (signs ?? [1, 1, 1])[i]!),
    ) as unknown as VolumeHeader['steps'];
    return { steps, remarks: signs ? [] : [LIES_ANYHOW] };
  }
  const spacings = numbersOf(field('spacings') ?? '');
  if (spacings.length === 3 && spacings.every(Number.isFinite)) {
    return { steps: straightSteps(spacings.map(Math.abs) as unknown as Vector), remarks: [LIES_ANYHOW] };
  }
  return {
    steps: straightSteps([1, 1, 1]),
    remarks: ['it does not say how far apart its voxels are; they are taken to be 1 mm apart', LIES_ANYHOW],
  };
}

function numbersOf(text: string): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}
