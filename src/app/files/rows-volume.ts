import { InputError } from '../../errors.ts';
import { LIMITS } from '../../experiment/limits.ts';
import { type FirstRow, type StackAxes, type StackShape, stackShape } from '../../experiment/stack-axes.ts';
import { grouped } from '../../number-text.ts';
import { filesOfArray, type OpenedArray } from './opened-arrays.ts';

/** Which rows of a parallel beam are to make a volume. Numbers are NaN where nothing was typed. */
export interface SomeRows {
  readonly first: number;
  readonly last: number;
  readonly firstRow: FirstRow;
  /** As far as from channel to channel where it is NaN. */
  readonly rowSpacingMm: number;
}

interface SaidOfRows {
  readonly axes: StackAxes;
  readonly volume?: SomeRows | undefined;
}

const MOST_PIXELS = 1024;
/** Voxels that a thread of the CPU adds a view to in a second, about half of what is measured on quick machines (docs/performance.md). */
const UPDATES_PER_SECOND = 1e9;

/** Across as many pixels as there are channels, or fewer where so many slices would not fit. */
export function pixelsOfSlices(channels: number, slices: number): number {
  const fitting = 2 * Math.floor(Math.sqrt(LIMITS.voxels / slices) / 2);
  return Math.max(16, Math.min(MOST_PIXELS, 2 * Math.ceil(channels / 2), fitting));
}

/** So many rows can be read and reconstructed together. */
export function mostRows({ views, rows, channels }: StackShape): number {
  return Math.min(rows, Math.floor(LIMITS.readings / (views * channels)), LIMITS.slices.most);
}

/**
 * The experiment of several rows of a parallel beam, a slice for each.
 *
 * @param readings what their values are, as the experiment's `measurement` has it
 * @param angles what is said of the file with the angles of the views
 * @param hasAngles whether a file has them
 * @throws InputError naming what cannot be
 */
export function rowsVolumeFrom(
  array: OpenedArray,
  readings: object,
  angles: object,
  hasAngles: boolean,
  said: { readonly spacingMm: number; readonly offset: number | null; readonly arcDeg: number },
  { axes, volume }: Required<SaidOfRows>,
): object {
  const shape = stackShape(array.shape, axes);
  const { first, last, firstRow, rowSpacingMm } = volume!;
  const areRows = [first, last].every((row) => Number.isInteger(row) && row >= 0 && row < shape.rows);
  if (!areRows || first > last) {
    throw new InputError(
      `${array.name}: choose a first and a last row of the detector between 0 and ${shape.rows - 1}`,
    );
  }
  const slices = last - first + 1;
  const most = mostRows(shape);
  if (slices > most) {
    throw new InputError(
      `${array.name}: ${slices} rows are ${grouped(slices * shape.views * shape.channels)} readings; at most ${most} rows fit`,
    );
  }
  const pixels = pixelsOfSlices(shape.channels, slices);
  return {
    measurement: { sinogram: filesOfArray(array), ...readings, axes, firstRow, rows: [first, last], ...angles },
    scan: {
      ...{ geometry: 'parallel-rows', channelSpacingMm: said.spacingMm },
      rowSpacingMm: rowSpacingMm > 0 ? rowSpacingMm : said.spacingMm,
      ...(!hasAngles && { arcDeg: said.arcDeg }),
      ...(said.offset !== null && { offset: said.offset }),
    },
    reconstruction: { grid: { pixels, pixelSizeMm: (said.spacingMm * shape.channels) / pixels } },
  };
}

/** What so many rows come to, how large they are and about how long they take, for a person who chooses them. */
export function costOfRows(shape: StackShape, slices: number, threads: number): string {
  const most = mostRows(shape);
  if (!(slices >= 1)) return '';
  if (slices > most) return `${slices} rows are too many to be read together; at most ${most} fit.`;
  const pixels = pixelsOfSlices(shape.channels, slices);
  const bytes = 4 * slices * (pixels * pixels + shape.views * shape.channels);
  const seconds = (slices * pixels * pixels * shape.views) / (UPDATES_PER_SECOND * Math.max(1, threads));
  const what = `${slices} ${slices === 1 ? 'slice' : 'slices'} of ${pixels} × ${pixels} pixels`;
  return `${what}: ${size(bytes)} of memory with the readings, and ${duration(seconds)} on the CPU by filtered back-projection, less on a GPU.`;
}

function size(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return mebibytes < 1000 ? `${Math.max(1, Math.round(mebibytes))} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}

function duration(seconds: number): string {
  if (seconds < 1) return 'about a second';
  return seconds < 100 ? `about ${Math.ceil(seconds)} s` : `about ${Math.ceil(seconds / 60)} minutes`;
}
