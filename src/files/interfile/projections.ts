import { excerpt, InputError } from '../../errors.ts';
import type { SaidOfReadings } from '../format.ts';
import type { InterfileFields } from './fields.ts';

/** What a header says of projections: those that lie in planes across the axis. */
export interface InterfileProjections {
  /** As they lie: [views, rows, channels], or [rows, views, channels], rows along the axis. */
  readonly shape: readonly [number, number, number];
  readonly readings: SaidOfReadings;
  /** Numbers in the file before these. */
  readonly before: number;
  /** Of each view, counter-clockwise as everywhere here. */
  readonly anglesDeg: Float64Array;
  /** Whether which way views turn is taken from a convention, since the header does not say it. */
  readonly isTurnGuessed: boolean;
  /** What somebody should know of them: sentences without the file's name. */
  readonly remarks: readonly string[];
}

const turnsBy = (convention: string) =>
  `it does not say which way its views turn; they are taken to turn clockwise, as ${convention}, and if they do not, the slice is a mirror image`;

const HALF_TURN_DEG = 180;
const MM_PER_CM = 10;

/**
 * Projections of a PET scanner as STIR writes them (https://stir.sourceforge.net): [segments, views, rows, channels] or
 * [segments, rows, views, channels], of which the direct segment is read, whose lines lie across the axis. Its angle φ is that
 * of x·cos φ + y·sin φ with y downwards as pictures have it, so that φ grows clockwise.
 *
 * @throws InputError for what is not read
 */
export function petProjections(fields: InterfileFields, name: string): InterfileProjections {
  if (fields.number('number of dimensions') === 5 || (fields.number('tof mashing factor') ?? 0) > 0) {
    throw new InputError(`${name}: holds projections by time of flight, which are not read; sum their times first`);
  }
  fields.mustBeSingle('number of time frames', 'time frames');
  const axes = [1, 2, 3, 4].map((axis) => fields.word(`matrix axis label[${axis}]`));
  const byView = axes.join() === 'tangential coordinate,axial coordinate,view,segment';
  if (!byView && axes.join() !== 'tangential coordinate,view,axial coordinate,segment') {
    throw new InputError(
      `${name}: its axes are “${excerpt(axes.join(', '), 60)}”, but only projections by segment, view and axial coordinate, or by segment, axial coordinate and view, are read`,
    );
  }
  const channels = fields.count('matrix size[1]');
  const views = fields.views(byView ? 'matrix size[3]' : 'matrix size[2]');
  const rowsOf = fields.counts(byView ? 'matrix size[2]' : 'matrix size[3]');
  const segments = fields.count('matrix size[4]');
  if (rowsOf.length !== segments) {
    throw new InputError(`${name}: states ${segments} segments, but the sizes of ${rowsOf.length}`);
  }
  const direct = directSegment(fields, segments, name);
  const rows = rowsOf[direct]!;
  const before = rowsOf.slice(0, direct).reduce((sum, count) => sum + count, 0) * views * channels;
  const offsetDeg = fields.number('view offset (degrees)') ?? 0;
  const spacingCm = fields.number('effective central bin size (cm)', 'default bin size (cm)') ?? 0;
  const isCorrected = /arc[ _]correct/.test(fields.word('applied corrections') ?? '');
  return {
    shape: byView ? [views, rows, channels] : [rows, views, channels],
    readings: {
      ...(fields.word('pet data type') !== 'transmission' && { kind: 'arbitrary' as const }),
      axes: byView ? 'views-rows-channels' : 'rows-views-channels',
      ...(spacingCm > 0 && { channelSpacingMm: round(spacingCm * MM_PER_CM) }),
      // The line through the axis is that of index 0, where indices begin at minus half of their number, rounded down.
      offset: channels % 2 === 0 ? 0.5 : 0,
    },
    before,
    anglesDeg: Float64Array.from({ length: views }, (_, view) => -(offsetDeg + (view * HALF_TURN_DEG) / views)),
    isTurnGuessed: true,
    remarks: [
      turnsBy('STIR counts them'),
      ...(segments > 1
        ? [`of its ${segments} segments that across the axis is read, of ${rows} rows; the oblique ones are left out`]
        : []),
      ...(isCorrected
        ? []
        : [
            'its lines are not corrected for the arc of the ring: towards the edge they lie closer than is taken for granted',
          ]),
    ],
  };
}

/** Which segment is that of lines across the axis: the mean of its least and greatest differences between rings is 0. */
function directSegment(fields: InterfileFields, segments: number, name: string): number {
  const least = fields.numbers('minimum ring difference per segment');
  const most = fields.numbers('maximum ring difference per segment');
  if (!least || !most) {
    if (segments === 1) return 0;
    throw new InputError(`${name}: does not say which of its ${segments} segments lies across the axis`);
  }
  const direct = least.findIndex((ring, i) => ring + (most[i] ?? Number.NaN) === 0);
  if (direct < 0 || direct >= segments) {
    throw new InputError(`${name}: has no segment of lines across the axis, and oblique ones are not read`);
  }
  return direct;
}

/**
 * Projections of a SPECT scanner: [views, rows, channels].
 *
 * @throws InputError for what is not read
 */
export function spectProjections(fields: InterfileFields, name: string): InterfileProjections {
  fields.mustBeSingle('number of energy windows', 'energy windows');
  fields.mustBeSingle('number of time frames', 'time frames');
  fields.mustBeSingle('number of detector heads', 'detector heads');
  const channels = fields.count('matrix size[1]');
  const rows = fields.count('matrix size[2]');
  const views = fields.views('number of projections', 'number of images', 'total number of images');
  const startDeg = fields.number('start angle') ?? 0;
  const extentDeg = fields.number('extent of rotation');
  if (extentDeg === undefined) throw new InputError(`${name}: its header lacks “extent of rotation”`);
  const said = fields.word('direction of rotation');
  const direction = said ?? 'cw';
  if (direction !== 'cw' && direction !== 'ccw') {
    throw new InputError(`${name}: “direction of rotation” should be CW or CCW, got “${excerpt(direction, 24)}”`);
  }
  const turn = direction === 'cw' ? -1 : 1;
  const spacingMm = fields.number('scaling factor (mm/pixel)[1]') ?? 0;
  return {
    shape: [views, rows, channels],
    readings: {
      kind: 'arbitrary',
      axes: 'views-rows-channels',
      ...(spacingMm > 0 && { channelSpacingMm: round(spacingMm) }),
      offset: 0,
    },
    before: 0,
    anglesDeg: Float64Array.from({ length: views }, (_, view) => startDeg + (turn * view * extentDeg) / views),
    isTurnGuessed: said === undefined,
    remarks: [
      ...(said === undefined ? [turnsBy('Interfile does where nothing is said')] : []),
      'attenuation, scatter and the blur of the collimator are not corrected for',
    ],
  };
}

function round(lengthMm: number): number {
  return Number(lengthMm.toPrecision(12));
}
