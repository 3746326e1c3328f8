import type { Vector } from '../volume/placed-volume.ts';
import { quaternionOf } from './quaternion.ts';

/** Where the voxels of a volume stand: their numbers along its axes, and the centre of the first one. */
export interface NiftiGeometry {
  /** Columns, rows and slices. */
  readonly shape: readonly [columns: number, rows: number, slices: number];
  /**
   * From voxel to voxel along each, in mm: vectors, or, where columns run along x, rows along y and slices along z, their
   * lengths with the sign of the axis.
   */
  readonly stepMm: Vector | readonly [Vector, Vector, Vector];
  /** The centre of the first voxel, in mm. */
  readonly originMm: Vector;
}

/** What a header says besides. */
export interface NiftiWords {
  /** At most 79 characters of ASCII are kept. */
  readonly description: string;
  /** Between which values it is shown. */
  readonly shown?: { readonly black: number; readonly white: number } | null;
}

const HEADER_BYTES = 348;
/** Behind the header and four bytes that say there are no extensions. */
const DATA_OFFSET = 352;
const FLOAT32 = 16;
const MILLIMETRES = 2;
/** `qform_code` and `sform_code`: the affine gives places in the scanner's own frame. */
const SCANNER_FRAME = 1;
const MOST_DESCRIPTION = 79;

/**
 * A NIfTI-1 file, little-endian and in one piece (Cox et al., NIfTI-1 Data Format, 2004; https://nifti.nimh.nih.gov/nifti-1).
 *
 * @param values float32 [slices, rows, columns], which is NIfTI's order, the first index fastest
 * @param description at most 79 characters of ASCII are kept
 */
export function writeNifti(values: Float32Array, geometry: NiftiGeometry, description: string): Uint8Array {
  const { shape } = geometry;
  const count = shape.reduce((product, length) => product * length, 1);
  if (values.length !== count) throw new RangeError(`${values.length} values are no volume of ${shape.join(' × ')}`);
  const file = new Uint8Array(DATA_OFFSET + 4 * count);
  file.set(niftiHeader(geometry, { description }));
  const data = new DataView(file.buffer, DATA_OFFSET);
  for (let i = 0; i < count; i++) data.setFloat32(4 * i, values[i]!, true);
  return file;
}

/**
 * What stands before the values of such a file, which are little-endian float32 and follow at once. Its affine stands there
 * twice, as `sform` and as `qform`, since programs read one or the other; NIfTI calls x, y and z right, anterior and superior.
 */
export function niftiHeader(
  { shape, stepMm, originMm }: NiftiGeometry,
  { description, shown }: NiftiWords,
): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(DATA_OFFSET);
  const header = new DataView(file.buffer);
  const text = (offset: number, ascii: string) => file.set(new TextEncoder().encode(ascii), offset);
  const real = (offset: number, numbers: readonly number[]) =>
    numbers.forEach((number, i) => {
      header.setFloat32(offset + 4 * i, number, true);
    });
  const steps = stepsOf(stepMm);
  const { quaternion, handedness } = quaternionOf(steps);
  header.setInt32(0, HEADER_BYTES, true);
  [3, ...shape, 1, 1, 1, 1].forEach((length, i) => {
    header.setInt16(40 + 2 * i, length, true);
  });
  header.setInt16(70, FLOAT32, true);
  header.setInt16(72, 32, true);
  real(76, [handedness, ...steps.map((step) => Math.hypot(...step))]);
  real(108, [DATA_OFFSET, 1]);
  header.setUint8(123, MILLIMETRES);
  if (shown) real(124, [shown.white, shown.black]);
  text(148, description.replace(/[^\x20-\x7e]/g, '?').slice(0, MOST_DESCRIPTION));
  header.setInt16(252, SCANNER_FRAME, true);
  header.setInt16(254, SCANNER_FRAME, true);
  real(256, [...quaternion, ...originMm]);
  for (const row of [0, 1, 2]) real(280 + 16 * row, [...steps.map((step) => step[row]!), originMm[row]!]);
  text(344, 'n+1');
  return file;
}

function stepsOf(stepMm: NiftiGeometry['stepMm']): readonly [Vector, Vector, Vector] {
  const [x, y, z] = stepMm;
  if (typeof x !== 'number') return stepMm as readonly [Vector, Vector, Vector];
  return [
    [x, 0, 0],
    [0, y as number, 0],
    [0, 0, z as number],
  ];
}
