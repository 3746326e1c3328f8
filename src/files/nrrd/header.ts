// Nearly Raw Raster Data, https://teem.sourceforge.net/nrrd/format.html
import { excerpt, InputError } from '../../errors.ts';
import type { VolumeHeader } from '../volume/voxel-reader.ts';
import { numbersOf, stepsOf } from './steps.ts';
import { voxelFileIn } from './voxel-file.ts';

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

/** Its voxels come after it, or in another file. */
export interface NrrdHeader extends VolumeHeader {
  /** That file; `null` where there is none. */
  readonly voxelFile: string | null;
  /** Whether voxels are the last bytes of their file, whatever comes before them. */
  readonly isAtEnd: boolean;
  /** Whether they are written as text. */
  readonly isText: boolean;
  /** Of a slice, which is no volume. */
  readonly isFlat: boolean;
}

/**
 * @param bytes the beginning of the file, with all of the header
 * @throws InputError where it is no volume that is read
 */
export function readNrrdHeader(bytes: Uint8Array, name: string): NrrdHeader {
  const { fields, dataOffset } = fieldsOf(bytes, name);
  const field = (key: string) => fields.get(key)?.trim();
  const needed = (key: string) => {
    const value = field(key);
    if (value === undefined) throw new InputError(`${name}: its header lacks “${key}”`);
    return value;
  };
  const voxelFile = voxelFileIn(fields);
  if (voxelFile === undefined) {
    throw new InputError(`${name}: its voxels are in several files; save it as one file (.nrrd)`);
  }
  const [lineSkip, byteSkip] = [
    Number(field('line skip') ?? field('lineskip') ?? 0),
    Number(field('byte skip') ?? field('byteskip') ?? 0),
  ];
  if (lineSkip !== 0 || !Number.isInteger(byteSkip) || byteSkip < -1) {
    throw new InputError(`${name}: lines before its voxels are to be skipped, which is not read`);
  }
  const type = TYPES.get(needed('type').toLowerCase());
  if (!type)
    throw new InputError(
      `${name}: its voxels are of type “${excerpt(needed('type'), 24)}”, but only real numbers of up to 8 bytes are read`,
    );
  const counts = numbersOf(needed('sizes'));
  if (
    Number(needed('dimension')) !== counts.length ||
    (counts.length !== 3 && counts.length !== 2) ||
    !counts.every((count) => Number.isInteger(count) && count > 0)
  ) {
    throw new InputError(
      `${name}: is an array of ${excerpt(needed('sizes'), 40)} values, and only slices and volumes, with two and three axes, are read`,
    );
  }
  mustBeSingle(field('kinds'), name);
  const endian = field('endian')?.toLowerCase();
  const encoding = needed('encoding').toLowerCase();
  const isText = ['ascii', 'text', 'txt'].includes(encoding);
  if (endian === undefined && type[1] !== '1' && !isText)
    throw new InputError(`${name}: its header lacks “endian”, the order of the bytes`);
  const isFlat = counts.length === 2;
  const { steps, remarks } = stepsOf(field, counts, name);
  const compression = isText ? null : compressionOf(encoding, name);
  if (byteSkip !== 0 && (compression !== null || isText)) {
    throw new InputError(`${name}: bytes before its voxels are to be skipped in a ${encoding} file, which is not read`);
  }
  return {
    counts: [...counts, 1].slice(0, 3) as [number, number, number],
    type,
    littleEndian: endian !== 'big',
    slope: 1,
    intercept: 0,
    steps,
    dataOffset: (voxelFile === null ? dataOffset : 0) + Math.max(0, byteSkip),
    compression,
    remarks,
    ...{ voxelFile, isAtEnd: byteSkip === -1, isText, isFlat },
  };
}

/** Lines up to an empty one: `key: value`, comments and pairs `key:=value`. */
function fieldsOf(bytes: Uint8Array, name: string) {
  const text = new TextDecoder('latin1').decode(bytes);
  // Of a header by itself the end may be that of the file.
  const end = /\r?\n\r?\n/.exec(text) ?? (/(?:^|\n)data ?file:/i.test(text) ? /$/.exec(text) : null);
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
  const known = { raw: null, gzip: 'gzip', gz: 'gzip', bzip2: 'bzip2', bz2: 'bzip2' } as const;
  const asked = encoding.toLowerCase();
  if (Object.hasOwn(known, asked)) return known[asked as keyof typeof known];
  throw new InputError(
    `${name}: its voxels are encoded as “${excerpt(encoding, 24)}”, but only raw, gzip, bzip2 and text are read`,
  );
}

/** Kinds of an axis along which there are voxels, or images. */
const KINDS = ['domain', 'space', 'time', 'list', 'scalar', 'stub', 'none', '???'];

/** @throws InputError where an axis has the parts of each voxel: colours, vectors, complex numbers */
function mustBeSingle(kinds: string | undefined, name: string): void {
  const other = kinds?.split(/\s+/).find((kind) => kind !== '' && !KINDS.includes(kind.toLowerCase()));
  if (other === undefined) return;
  throw new InputError(
    `${name}: has several values a voxel (“kinds” has “${excerpt(other, 24)}”), but only volumes with one are read`,
  );
}
