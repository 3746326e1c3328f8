import { InputError } from '../../errors.ts';
import type { ArrayOptions, DecodedArray } from '../format.ts';
import { placedVolume, type Vector } from '../volume/placed-volume.ts';
import { volumeOf } from '../volume/voxel-reader.ts';
import type { DicomPlace } from './frame-place.ts';
import { outsideOf } from './frame-values.ts';
import { straightened, tiltOf } from './tilted-slices.ts';

/** A slice before its pixels are read. */
export interface StackedSlice extends DicomPlace {
  /** Which it is, in a sentence. */
  readonly name: string;
  /** Its values in Hounsfield units, or what somebody said they are, [rows × columns]. */
  readonly read: () => Promise<Float32Array>;
}

/** How far along the normal of the slices. */
type SliceAtHeight = StackedSlice & { readonly heightMm: number };

/** Directions and pixel sizes of slices that differ by more are not those of one volume. */
const MOST_APART = 1e-3;
/** Distances from slice to slice that differ by a larger part mean that one is missing. */
const UNEVEN = 0.02;

/**
 * The volume that slices make (PS3.3 § C.7.6.2), sorted by where each says it is. DICOM counts places to the patient's left,
 * back and head.
 *
 * @param name of the whole
 * @param advice what to do about slices that do not fit together
 * @throws InputError (rejects) where they do not make one volume, naming the slice
 */
export async function volumeOfSlices(
  found: readonly StackedSlice[],
  name: string,
  advice: string,
  { mayBeRead, said }: ArrayOptions,
): Promise<DecodedArray> {
  const slices = sorted(found, advice);
  const [first] = slices;
  const { rows, columns, alongRow, alongColumn, pixelSizeMm } = first!;
  const last = slices.at(-1)!;
  mustBeEven(slices);
  const tilt = tiltOf(slices);
  const [normal, apart] = [normalOf(first!), slices.length - 1];
  const betweenMm = (last.heightMm - first!.heightMm) / apart;
  const between = (i: number) =>
    toRight(tilt ? normal[i]! * betweenMm : (last.positionMm[i]! - first!.positionMm[i]!) / apart, i);
  const steps = [
    alongRow.map((x, i) => toRight(x * pixelSizeMm, i)),
    alongColumn.map((x, i) => toRight(x * pixelSizeMm, i)),
    [0, 1, 2].map(between),
  ] as unknown as readonly [Vector, Vector, Vector];
  const placed = placedVolume([columns, rows, slices.length], steps, name);
  mayBeRead(placed.shape);
  const data = new Float32Array(rows * columns * slices.length);
  const [toColumn, toRow, toSlice] = placed.strides;
  for (const [slice, { read }] of slices.entries()) {
    const asRead = await read();
    const values = tilt ? straightened(asRead, columns, tilt.shifts[slice]!, outsideOf(said)) : asRead;
    for (let row = 0; row < rows; row++) {
      let place = placed.first + slice * toSlice + row * toRow;
      for (let column = 0; column < columns; column++, place += toColumn) data[place] = values[row * columns + column]!;
    }
  }
  const remarks = tilt
    ? [
        `its slices lie one behind another as under a gantry tilted by ${short(tilt.deg)}°; each is moved within its plane, by up to ${short(tilt.mostMm)} mm, and interpolated`,
      ]
    : [];
  const decoded: DecodedArray = volumeOf(data, placed, remarks, name);
  return { ...decoded, values: 'hounsfield' };
}

/** From the left and the back to the right and the front. */
function toRight(value: number, axis: number): number {
  return axis < 2 ? 0 - value : value;
}

function sorted(slices: readonly StackedSlice[], advice: string): SliceAtHeight[] {
  const [first, ...others] = slices;
  for (const other of others) mustFitTogether(first!, other, advice);
  const normal = normalOf(first!);
  return slices
    .map((slice) => ({ ...slice, heightMm: slice.positionMm.reduce((sum, x, i) => sum + x * normal[i]!, 0) }))
    .sort((one, other) => one.heightMm - other.heightMm);
}

function normalOf({ alongRow: a, alongColumn: b }: DicomPlace): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function mustFitTogether(first: StackedSlice, other: StackedSlice, advice: string): void {
  const refuse = (what: string) => {
    throw new InputError(`${other.name}: ${what} than ${first.name}; ${advice}`);
  };
  if (other.series !== first.series) refuse('belongs to another series');
  if (other.rows !== first.rows || other.columns !== first.columns) refuse('has another number of pixels');
  if (Math.abs(other.pixelSizeMm - first.pixelSizeMm) > MOST_APART * first.pixelSizeMm)
    refuse('has pixels of another size');
  const isTurned = [...first.alongRow, ...first.alongColumn].some(
    (x, i) => Math.abs(x - [...other.alongRow, ...other.alongColumn][i]!) > MOST_APART,
  );
  if (isTurned) refuse('lies another way');
}

/** A slice that is missing, or there twice, would stretch what lies beyond it. */
function mustBeEven(slices: readonly SliceAtHeight[]): void {
  const meanMm = (slices.at(-1)!.heightMm - slices[0]!.heightMm) / (slices.length - 1);
  for (let i = 1; i < slices.length; i++) {
    const [below, above] = [slices[i - 1]!, slices[i]!];
    const apartMm = above.heightMm - below.heightMm;
    if (apartMm < 1e-3)
      throw new InputError(`${above.name}: is at the same height as ${below.name}; open one image of each slice`);
    if (Math.abs(apartMm - meanMm) > UNEVEN * meanMm) {
      throw new InputError(
        `${above.name}: is ${short(apartMm)} mm above ${below.name}, where slices are ${short(meanMm)} mm apart on average; a slice is missing, or they are not evenly apart`,
      );
    }
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
