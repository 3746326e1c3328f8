import { InputError } from '../../errors.ts';
import type { ArrayOptions, DecodedArray } from '../format.ts';
import { placedVolume, type Vector } from '../volume/placed-volume.ts';
import { volumeOf } from '../volume/voxel-reader.ts';
import type { DicomPlace } from './frame-place.ts';
import { outsideOf } from './frame-values.ts';
import { areAtOneHeight, byHeights, normalOf, whyNotTogether } from './stacked-places.ts';
import { straightened, tiltOf } from './tilted-slices.ts';
import { areEven, type EvenHeights, evenHeights, slicesAboveGaps } from './uneven-slices.ts';

/** A slice before its pixels are read. */
export interface StackedSlice extends DicomPlace {
  /** Which it is, in a sentence. */
  readonly name: string;
  /** Its values in Hounsfield units, or what somebody said they are, [rows × columns]. */
  readonly read: () => Promise<Float32Array>;
}

/** How far along the normal of the slices. */
type SliceAtHeight = StackedSlice & { readonly heightMm: number };

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
  mustBeWithoutGaps(slices);
  const even = areEven(slices) ? null : evenHeights(slices);
  const count = even?.places.length ?? slices.length;
  const tilt = tiltOf(slices);
  const [normal, apart] = [normalOf(first!), count - 1];
  const betweenMm = (last.heightMm - first!.heightMm) / apart;
  const between = (i: number) =>
    toRight(tilt ? normal[i]! * betweenMm : (last.positionMm[i]! - first!.positionMm[i]!) / apart, i);
  const steps = [
    alongRow.map((x, i) => toRight(x * pixelSizeMm, i)),
    alongColumn.map((x, i) => toRight(x * pixelSizeMm, i)),
    [0, 1, 2].map(between),
  ] as unknown as readonly [Vector, Vector, Vector];
  const placed = placedVolume([columns, rows, count], steps, name);
  mayBeRead(placed.shape);
  const data = new Float32Array(rows * columns * count);
  const [toColumn, toRow, toSlice] = placed.strides;
  const read = async (slice: number) => {
    const asRead = await slices[slice]!.read();
    return tilt ? straightened(asRead, columns, tilt.shifts[slice]!, outsideOf(said)) : asRead;
  };
  const valuesAt = even ? interpolated(even, read) : read;
  for (let slice = 0; slice < count; slice++) {
    const values = await valuesAt(slice);
    for (let row = 0; row < rows; row++) {
      let place = placed.first + slice * toSlice + row * toRow;
      for (let column = 0; column < columns; column++, place += toColumn) data[place] = values[row * columns + column]!;
    }
  }
  const remarks = even ? [saidOf(slices, even)] : [];
  if (tilt) {
    remarks.push(
      `its slices lie one behind another as under a gantry tilted by ${short(tilt.deg)}°; each is moved within its plane, by up to ${short(tilt.mostMm)} mm, and interpolated`,
    );
  }
  const decoded: DecodedArray = volumeOf(data, placed, remarks, name);
  return { ...decoded, values: 'hounsfield' };
}

/** From the left and the back to the right and the front. */
function toRight(value: number, axis: number): number {
  return axis < 2 ? 0 - value : value;
}

function sorted(slices: readonly StackedSlice[], advice: string): SliceAtHeight[] {
  const [first, ...others] = slices;
  for (const other of others) {
    const why = whyNotTogether(first!, other);
    if (why) throw new InputError(`${other.name}: ${why} than ${first!.name}; ${advice}`);
  }
  return byHeights(slices);
}

/** A slice that is missing, or there twice, would stretch what lies beyond it. */
function mustBeWithoutGaps(slices: readonly SliceAtHeight[]): void {
  const meanMm = (slices.at(-1)!.heightMm - slices[0]!.heightMm) / (slices.length - 1);
  for (let i = 1; i < slices.length; i++) {
    if (!areAtOneHeight(slices[i - 1]!, slices[i]!)) continue;
    throw new InputError(
      `${slices[i]!.name}: is at the same height as ${slices[i - 1]!.name}; open one image of each slice`,
    );
  }
  const [i] = slicesAboveGaps(slices);
  if (i === undefined) return;
  const [below, above] = [slices[i - 1]!, slices[i]!];
  throw new InputError(
    `${above.name}: is ${short(above.heightMm - below.heightMm)} mm above ${below.name}, where slices are ${short(meanMm)} mm apart on average; a slice is missing, or they are too far apart to be interpolated`,
  );
}

/** Slices between those that are read, of which no more than two are in memory. */
function interpolated({ places }: EvenHeights, read: (slice: number) => Promise<Float32Array>) {
  const kept = new Map<number, Promise<Float32Array>>();
  const readOnce = (slice: number) => {
    const values = kept.get(slice) ?? read(slice);
    kept.set(slice, values);
    return values;
  };
  return async (slice: number): Promise<Float32Array> => {
    const { below, part } = places[slice]!;
    for (const other of kept.keys()) if (other < below) kept.delete(other);
    if (part === 0) return readOnce(below);
    const above = await readOnce(below + 1);
    if (part === 1) return above;
    const lower = await readOnce(below);
    return above.map((value, i) => (1 - part) * lower[i]! + part * value);
  };
}

function saidOf(slices: readonly SliceAtHeight[], { places, spacingMm }: EvenHeights): string {
  const gapsMm = slices.slice(1).map(({ heightMm }, i) => heightMm - slices[i]!.heightMm);
  const [least, most] = [Math.min(...gapsMm), Math.max(...gapsMm)];
  return `its ${slices.length} slices are ${short(least)} to ${short(most)} mm apart; they are interpolated linearly to ${places.length} slices that are ${short(spacingMm)} mm apart`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
