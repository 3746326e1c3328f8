/** Where the voxels of a volume stand: their numbers along x, y and z, and the centre of the first one. */
export interface NiftiGeometry {
  /** Columns, rows and slices. */
  readonly shape: readonly [columns: number, rows: number, slices: number];
  /** From voxel to voxel along each, with the sign of the axis that it runs along, in mm. */
  readonly stepMm: readonly [x: number, y: number, z: number];
  /** The centre of the first voxel, in mm. */
  readonly originMm: readonly [x: number, y: number, z: number];
}

const HEADER_BYTES = 348;
/** Behind the header and four bytes that say there are no extensions. */
const DATA_OFFSET = 352;
const FLOAT32 = 16;
const MILLIMETRES = 2;
/** `sform_code`: the affine gives places in the scanner's own frame. */
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
  file.set(niftiHeader(geometry, description));
  const data = new DataView(file.buffer, DATA_OFFSET);
  for (let i = 0; i < count; i++) data.setFloat32(4 * i, values[i]!, true);
  return file;
}

/**
 * What stands before the values of such a file, which are little-endian float32 and follow at once. Its affine is the
 * `sform`; NIfTI calls x, y and z right, anterior and superior.
 */
export function niftiHeader({ shape, stepMm, originMm }: NiftiGeometry, description: string): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(DATA_OFFSET);
  const header = new DataView(file.buffer);
  const text = (offset: number, ascii: string) => file.set(new TextEncoder().encode(ascii), offset);
  header.setInt32(0, HEADER_BYTES, true);
  [3, ...shape, 1, 1, 1, 1].forEach((length, i) => {
    header.setInt16(40 + 2 * i, length, true);
  });
  header.setInt16(70, FLOAT32, true);
  header.setInt16(72, 32, true);
  [1, ...stepMm.map(Math.abs)].forEach((step, i) => {
    header.setFloat32(76 + 4 * i, step, true);
  });
  header.setFloat32(108, DATA_OFFSET, true);
  header.setFloat32(112, 1, true);
  header.setUint8(123, MILLIMETRES);
  text(148, description.replace(/[^\x20-\x7e]/g, '?').slice(0, MOST_DESCRIPTION));
  header.setInt16(254, SCANNER_FRAME, true);
  stepMm.forEach((step, axis) => {
    header.setFloat32(280 + 16 * axis + 4 * axis, step, true);
    header.setFloat32(280 + 16 * axis + 12, originMm[axis]!, true);
  });
  text(344, 'n+1');
  return file;
}
