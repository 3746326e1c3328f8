import { InputError } from '../../errors.ts';
import { LIMITS } from '../../experiment/limits.ts';
import { type FirstRow, type StackAxes, stackShape } from '../../experiment/stack-axes.ts';
import { filesOfArray, type OpenedArray } from './opened-arrays.ts';

/** What a person says of measured projections besides what is said of a sinogram; numbers are NaN where nothing was typed. */
export interface ProjectionAnswers {
  readonly axes: StackAxes;
  readonly firstRow: FirstRow;
  readonly detector: 'flat' | 'arc';
  readonly sourceToIsocenterMm: number;
  readonly sourceToDetectorMm: number;
  readonly channelSpacingMm: number;
  readonly rowSpacingMm: number;
}

interface SaidOfAnyReadings {
  readonly offset: number | null;
  readonly arcDeg: number;
  readonly projections?: ProjectionAnswers | undefined;
}

/** As a person sees them named. */
const NAMES = {
  sourceToIsocenterMm: 'the distance from source to axis',
  sourceToDetectorMm: 'the distance from source to detector',
  channelSpacingMm: 'the channel spacing',
  rowSpacingMm: 'the row spacing',
} as const;

/** Voxels across and along at most, for a first look. */
const MOST_VOXELS_ALONG = 256;

/**
 * The experiment of measured projections, on a grid that just covers what the detector sees.
 *
 * @param readings what their values are, as the experiment's `measurement` has it
 * @param angles what is said of the file with the angles of the views
 * @param hasAngles whether a file has them
 * @throws InputError naming what has not been said
 */
export function projectionsFrom(
  array: OpenedArray,
  readings: object,
  angles: object,
  hasAngles: boolean,
  { offset, arcDeg, projections }: SaidOfAnyReadings,
): object {
  const { name, shape } = array;
  if (shape.length !== 3) {
    throw new InputError(
      `${name} cannot be projections of a cone beam: they have three axes, and it has ${shape.length}`,
    );
  }
  if (!projections) throw new InputError(`${name}: nothing was said of the cone beam that its projections are of`);
  const { axes, firstRow, ...scan } = projections;
  const unsaid = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((key) => !(scan[key] > 0));
  if (unsaid.length > 0) {
    const names = unsaid.map((key) => NAMES[key]);
    const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
    throw new InputError(`${name} does not say how the cone beam was set up; fill in ${list}`);
  }
  return {
    measurement: {
      ...{ sinogram: filesOfArray(array), axes, firstRow },
      ...readings,
      ...angles,
    },
    scan: {
      ...{ geometry: 'cone', ...scan },
      ...(!hasAngles && { arcDeg }),
      ...(offset !== null && { offset }),
    },
    reconstruction: { grid: gridOver(scan, stackShape(shape, axes)) },
  };
}

/** As wide and as high as what the detector sees is at the axis. */
function gridOver(
  scan: Readonly<Record<keyof typeof NAMES, number>>,
  { rows, channels }: { readonly rows: number; readonly channels: number },
) {
  const atAxis = scan.sourceToIsocenterMm / scan.sourceToDetectorMm;
  const [widthMm, heightMm] = [channels * scan.channelSpacingMm * atAxis, rows * scan.rowSpacingMm * atAxis];
  const pixels = Math.min(MOST_VOXELS_ALONG, Math.max(16, 2 * Math.ceil(channels / 2)));
  const slices = Math.min(MOST_VOXELS_ALONG, Math.max(1, Math.round((heightMm * pixels) / widthMm)));
  const pixelSizeMm = Number((widthMm / pixels).toPrecision(6));
  const most = LIMITS.lengthMm.most;
  return { pixels, pixelSizeMm: Math.min(most, pixelSizeMm), slices };
}
