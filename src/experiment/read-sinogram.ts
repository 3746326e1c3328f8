import { sharedRoom } from '../compute/cpu/shared-room.ts';
import { InputError } from '../errors.ts';
import type { SaidOfReadings } from '../files/format.ts';
import { LIMITS } from './limits.ts';
import { type MeasurementReference, measurementName } from './measurement-schema.ts';
import { type FileReader, twoDimensions } from './named-files.ts';
import { plainAxes, plainShapes } from './plain-axes.ts';
import { type StackAxes, type StackShape, stackShape } from './stack-axes.ts';
import { mustBeginWithViews, mustLieAsSaid, readReadings, rowAxis } from './stored-readings.ts';

/** A sinogram as it is stored, and what other files that go with it must fit. */
export interface StoredSinogram {
  readonly data: Float32Array;
  /** Views and channels, whichever way they are stored. */
  readonly sides: readonly [number, number];
  /** Whether it was stored as [channels, views]; readings that go with it may be so too. */
  readonly isTurned: boolean;
  /** Whether it might be the other way round, for all that the experiment says. */
  readonly mayBeTurned: boolean;
  /** Whether the experiment does not say which way round it is. */
  readonly isUnsaid: boolean;
  /** Of one row of a detector with several: which, and how white and dark readings lie; `null` of a sinogram by itself. */
  readonly ofRows: RowOfSeveral | null;
  /** What the file says of it. */
  readonly said: SaidOfReadings;
  /** What somebody should know of how it was read: sentences. */
  readonly remarks: readonly string[];
}

export interface RowOfSeveral {
  readonly row: number;
  /** How white or dark readings lie that have all rows; `null` of others. */
  readonly lyingOfPlain: (shape: readonly number[], areInFiles: boolean) => StackAxes | null;
  /** What they are to be, for a sentence. */
  readonly plainShapes: () => string;
}

/**
 * The sinogram that an experiment names: an array of two axes, or one row of the projections of a detector with several, of
 * which no more is read than that.
 *
 * @throws InputError (rejects) where it is no sinogram, or too large a one
 */
export function readSinogram(reference: MeasurementReference, readFile: FileReader): Promise<StoredSinogram> {
  return reference.row === undefined ? readWhole(reference, readFile) : readRow(reference, reference.row, readFile);
}

async function readWhole(reference: MeasurementReference, readFile: FileReader): Promise<StoredSinogram> {
  const { sinogram, transpose } = reference;
  const name = measurementName(reference);
  const sidesOf = (shape: readonly number[]) => sides(shape, name, transpose ?? false);
  const { shape, data, said, remarks } = await readReadings(
    sinogram,
    readFile,
    (shape) => void sidesOf(shape),
    undefined,
    sharedRoom,
  );
  const [views, channels] = sidesOf(shape);
  return {
    data,
    sides: [views, channels],
    isTurned: transpose ?? false,
    mayBeTurned: transpose === undefined && views !== channels,
    isUnsaid: transpose === undefined && said.axes === undefined,
    ofRows: null,
    said,
    remarks,
  };
}

async function readRow(reference: MeasurementReference, row: number, readFile: FileReader): Promise<StoredSinogram> {
  const name = measurementName(reference);
  const axes = reference.axes ?? 'views-rows-channels';
  const isTurned = axes.indexOf('channels') < axes.indexOf('views');
  const sidesOf = (shape: readonly number[]) => sides(shape, name, isTurned);
  let stack: StackShape | null = null;
  const chooseRow = (whole: readonly number[]) => {
    if (whole.length !== 3) {
      throw new InputError(
        `${name}: has no rows to choose one of; projections are [views, detector rows, channels], but its shape is [${whole.join(', ')}]; leave out measurement.row`,
      );
    }
    stack = stackShape(whole, axes);
    const { rows } = stack;
    if (row < rows) return { axis: rowAxis(axes, 3), index: row };
    const hint = reference.axes ? '' : '; "axes" says which of its axes the rows are on';
    throw new InputError(
      `measurement.row: must be between 0 and ${rows - 1}, the last row of ${name}, got ${row}${hint}`,
    );
  };
  await mustBeginWithViews(reference, readFile);
  const stored = await readReadings(reference.sinogram, readFile, (left) => void sidesOf(left), chooseRow, sharedRoom);
  const { shape, data, said, remarks } = stored;
  mustLieAsSaid(reference, said);
  return {
    data,
    said,
    remarks,
    sides: sidesOf(shape),
    isTurned,
    mayBeTurned: false,
    isUnsaid: reference.axes === undefined && said.axes === undefined,
    ofRows: {
      row,
      lyingOfPlain: (shape, areInFiles) => plainAxes(shape, stack!, axes, areInFiles),
      plainShapes: () => plainShapes(stack!, axes),
    },
  };
}

/** @throws InputError where an array is no sinogram, or too large a one */
function sides(shape: readonly number[], name: string, isTurned: boolean): [number, number] {
  if (shape.length === 3) {
    throw new InputError(
      `${name}: a sinogram must be an array [views, channels], but its shape is [${shape.join(', ')}]; of a detector with several rows choose one by measurement.row, or set scan.geometry to "cone" and its distances`,
    );
  }
  const asStored = twoDimensions(shape, name, 'a sinogram', ['views', 'channels']);
  const [views, channels] = isTurned ? [asStored[1], asStored[0]] : asStored;
  const { views: viewLimits, channels: channelLimits } = LIMITS;
  if (views > viewLimits.most || channels > channelLimits.most) {
    throw new InputError(
      `${name}: has ${views} views × ${channels} channels, but at most ${viewLimits.most} × ${channelLimits.most} are possible`,
    );
  }
  if (views * channels > LIMITS.readings) {
    throw new InputError(`${name}: has ${views} × ${channels} readings, but at most ${LIMITS.readings} are possible`);
  }
  return [views, channels];
}
