// NIfTI-1 and NIfTI-2: Cox et al., NIfTI-1 Data Format, 2004 (https://nifti.nimh.nih.gov/nifti-1); nifti2.h, 2011.
import { InputError } from '../../errors.ts';
import type { Vector } from '../volume/placed-volume.ts';
import { LIES_ANYHOW, straightSteps, type VolumeHeader } from '../volume/voxel-reader.ts';
import { analyzeOrder } from './is-nifti.ts';

/** What the header says; whether the file is compressed as a whole is seen before. */
export interface NiftiHeader extends Omit<VolumeHeader, 'compression'> {
  /** Of several one after the other, each of `counts` voxels. */
  readonly volumes: number;
  readonly isComplex: boolean;
  /** Whether the voxels are in another file. */
  readonly isAlone: boolean;
}

/** Of NIfTI-1 and of NIfTI-2. */
export const HEADER_BYTES = [348, 540] as const;
/** Extensions stand between the header and the voxels. */
const MOST_OFFSET = 2 ** 26;

/** Codes of NumPy's types by those of NIfTI. */
const TYPES: Readonly<Record<number, string>> = {
  2: 'u1',
  4: 'i2',
  8: 'i4',
  16: 'f4',
  64: 'f8',
  256: 'i1',
  512: 'u2',
  768: 'u4',
  1024: 'i8',
  1280: 'u8',
};
/** Of both parts of complex numbers. */
const COMPLEX_TYPES: Readonly<Record<number, string>> = { 32: 'f4', 1792: 'f8' };
const OTHER_TYPES: Readonly<Record<number, string>> = {
  1: 'single bits',
  128: 'colours',
  1536: 'extended precision',
  2048: 'complex numbers of extended precision',
  2304: 'colours',
};
/** Millimetres in what lengths are counted in: unknown, metres, millimetres, micrometres. */
const UNITS_MM = [1, 1000, 1, 1e-3];

/** Where fields stand in the two versions, and how. */
const FIELDS = {
  1: {
    dim: 40,
    type: 70,
    pixdim: 76,
    offset: 108,
    slope: 112,
    units: 123,
    qform: 252,
    sform: 254,
    quatern: 256,
    srow: 280,
  },
  2: {
    dim: 16,
    type: 12,
    pixdim: 104,
    offset: 168,
    slope: 176,
    units: 500,
    qform: 344,
    sform: 348,
    quatern: 352,
    srow: 400,
  },
} as const;

/**
 * @param bytes the first 540 of the file, or all of it where it is shorter
 * @throws InputError where it is no volume that is read
 */
export function readNiftiHeader(bytes: Uint8Array, name: string): NiftiHeader {
  const order = analyzeOrder(bytes);
  if (order) return readAnalyzeHeader(bytes, order === 'little', name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { version, littleEndian, isAlone } = versionOf(view, name);
  const at = FIELDS[version];
  const isFirst = version === 1;
  const real = (offset: number) =>
    isFirst ? view.getFloat32(offset, littleEndian) : view.getFloat64(offset, littleEndian);
  const reals = (offset: number, count: number) =>
    Array.from({ length: count }, (_, i) => real(offset + (isFirst ? 4 : 8) * i));
  const whole = (offset: number) =>
    isFirst ? view.getInt16(offset, littleEndian) : view.getInt32(offset, littleEndian);
  const lengthAt = (i: number) =>
    isFirst ? view.getInt16(at.dim + 2 * i, littleEndian) : Number(view.getBigInt64(at.dim + 8 * i, littleEndian));
  const dataOffset = isFirst ? real(at.offset) : Number(view.getBigInt64(at.offset, littleEndian));
  // A number with a point in NIfTI-1: what is no whole one is no place in a file.
  if (!(Number.isInteger(dataOffset) && dataOffset >= 0 && dataOffset <= MOST_OFFSET)) {
    throw new InputError(`${name}: its header says that the voxels begin at byte ${dataOffset}`);
  }
  const [slope = 0, intercept = 0] = reals(at.slope, 2);
  const scales = Number.isFinite(slope) && slope !== 0;
  const unit = view.getUint8(at.units) & 7;
  const remarks = unit === 0 ? ['it does not say what lengths are in; they are taken for millimetres'] : [];
  const { steps, isSaid } = stepsOf(
    { pixdim: reals(at.pixdim, 4), quatern: reals(at.quatern, 3), srow: reals(at.srow, 12) },
    whole(at.qform),
    whole(at.sform),
  );
  if (!isSaid) remarks.push(LIES_ANYHOW);
  if (
    whole(at.sform) <= 0 &&
    reals(at.pixdim, 4)
      .slice(1)
      .some((size) => size < 0)
  ) {
    remarks.push('it states distances below 0 between voxels; their signs are left aside');
  }
  const unitMm = UNITS_MM[unit] ?? 1;
  const code = view.getInt16(at.type, littleEndian);
  const isComplex = Object.hasOwn(COMPLEX_TYPES, code);
  if (isComplex && scales && intercept !== 0) {
    throw new InputError(`${name}: its voxels are complex numbers to which ${intercept} is added, which is not read`);
  }
  return {
    ...countsOf(lengthAt, name),
    type: typeOf(code, name),
    ...{ isComplex, isAlone },
    littleEndian,
    slope: scales ? slope : 1,
    intercept: scales && Number.isFinite(intercept) ? intercept : 0,
    steps: steps.map((step) => step.map((x) => x * unitMm)) as unknown as NiftiHeader['steps'],
    dataOffset: isAlone ? dataOffset : Math.max(dataOffset, HEADER_BYTES[version - 1]!),
    remarks,
  };
}

interface NiftiVersion {
  readonly version: 1 | 2;
  readonly littleEndian: boolean;
  readonly isAlone: boolean;
}

function versionOf(view: DataView, name: string): NiftiVersion {
  if (view.byteLength >= HEADER_BYTES[0]) {
    for (const littleEndian of [true, false]) {
      const version = HEADER_BYTES.indexOf(view.getInt32(0, littleEndian) as never) + 1;
      if (version === 0) continue;
      if (view.byteLength < HEADER_BYTES[version - 1]!) break;
      const mark = String.fromCharCode(...[0, 1, 2].map((i) => view.getUint8((version === 1 ? 344 : 4) + i)));
      if (mark === `ni${version}` || mark === `n+${version}`) {
        return { version: version as 1 | 2, littleEndian, isAlone: mark.startsWith('ni') };
      }
    }
  }
  throw new InputError(`${name}: holds no NIfTI volume`);
}

/** Voxels along each axis, and how many such volumes there are. */
function countsOf(lengthAt: (i: number) => number, name: string): Pick<NiftiHeader, 'counts' | 'volumes'> {
  const axes = lengthAt(0);
  if (!(axes >= 1 && axes <= 7)) throw new InputError(`${name}: its header states ${axes} axes`);
  const lengths = Array.from({ length: Math.max(3, axes) }, (_, i) => (i < axes ? lengthAt(i + 1) : 1));
  if (!lengths.every((length) => length >= 1)) {
    throw new InputError(`${name}: its header states an empty volume (${lengths.join(' × ')})`);
  }
  const volumes = lengths.slice(3).reduce((product, length) => product * length, 1);
  return { counts: lengths.slice(0, 3) as [number, number, number], volumes };
}

function typeOf(code: number, name: string): string {
  const type = TYPES[code] ?? COMPLEX_TYPES[code];
  if (type) return type;
  const what = OTHER_TYPES[code] ?? `numbers of type ${code}`;
  throw new InputError(`${name}: its voxels are ${what}, but only numbers of up to 8 bytes are read`);
}

interface Orientation {
  /** qfac, then the distances between voxels. */
  readonly pixdim: readonly number[];
  /** b, c, d of the quaternion. */
  readonly quatern: readonly number[];
  /** [3, 4]. */
  readonly srow: readonly number[];
}

/** Method 3 of nifti1.h where it is there, or else 2; without either, distances alone. */
function stepsOf(
  { pixdim, quatern, srow }: Orientation,
  qformCode: number,
  sformCode: number,
): { readonly steps: readonly [Vector, Vector, Vector]; readonly isSaid: boolean } {
  const [fac = 1, ...sizes] = pixdim as [number, number, number, number];
  const columns = (rows: readonly number[], stride: number) =>
    [0, 1, 2].map(
      (axis) => [rows[axis]!, rows[stride + axis]!, rows[2 * stride + axis]!] as Vector,
    ) as unknown as readonly [Vector, Vector, Vector];
  if (sformCode > 0) return { steps: columns(srow, 4), isSaid: true };
  if (qformCode > 0) {
    const turned = columns(rotation(quatern as unknown as Vector), 3);
    // Distances are positive by nifti1.h, and nibabel and others take what is not for a mistake in the sign alone.
    const [x, y, z] = sizes.map(Math.abs) as [number, number, number];
    const signed = [x, y, fac < 0 ? -z : z];
    return {
      steps: turned.map((axis, i) => axis.map((x) => x * signed[i]!)) as unknown as readonly [Vector, Vector, Vector],
      isSaid: true,
    };
  }
  return { steps: straightSteps(sizes.map(Math.abs) as unknown as Vector), isSaid: false };
}

/** The rotation of a unit quaternion whose first part is not negative, row by row. */
function rotation([b, c, d]: Vector): number[] {
  const square = 1 - (b * b + c * c + d * d);
  // Where rounding leaves nothing for it, the three alone are made a unit.
  const scale = square < 1e-7 ? 1 / Math.hypot(b, c, d) : 1;
  const a = square < 1e-7 ? 0 : Math.sqrt(square);
  const [x, y, z] = [b * scale, c * scale, d * scale];
  return [
    ...[a * a + x * x - y * y - z * z, 2 * (x * y - a * z), 2 * (x * z + a * y)],
    ...[2 * (x * y + a * z), a * a + y * y - x * x - z * z, 2 * (y * z - a * x)],
    ...[2 * (x * z - a * y), 2 * (y * z + a * x), a * a + z * z - x * x - y * y],
  ];
}

/**
 * A header of Analyze 7.5 (Mayo Clinic, 1986), which NIfTI-1 has its first fields from. It does not say which side is left:
 * columns run to the left as most programs take them.
 */
function readAnalyzeHeader(bytes: Uint8Array, littleEndian: boolean, name: string): NiftiHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = FIELDS[1];
  const real = (offset: number) => view.getFloat32(offset, littleEndian);
  const code = view.getInt16(at.type, littleEndian);
  const offset = Math.abs(real(at.offset));
  if (!Number.isInteger(offset) || offset > MOST_OFFSET) {
    throw new InputError(`${name}: its header says that the voxels begin at byte ${offset}`);
  }
  const size = (axis: number) => Math.abs(real(at.pixdim + 4 * axis)) || 1;
  const factor = real(at.slope);
  const isScaled = Number.isFinite(factor) && factor !== 0 && factor !== 1;
  return {
    ...countsOf((i) => view.getInt16(at.dim + 2 * i, littleEndian), name),
    type: typeOf(code, name),
    ...{ littleEndian, slope: 1, intercept: 0, dataOffset: offset },
    ...{ isComplex: Object.hasOwn(COMPLEX_TYPES, code), isAlone: true },
    steps: straightSteps([-size(1), size(2), size(3)]),
    remarks: [
      'Analyze 7.5 does not say which side is left; columns are taken to run to the left, rows to the front and slices up',
      ...(isScaled ? [`a factor of ${factor} stands where some programs have one, and is not applied`] : []),
    ],
  };
}
