import { sharedRoom } from '../compute/cpu/shared-room.ts';
import { InputError } from '../errors.ts';
import type { Cut } from '../files/format.ts';
import type { Geometry } from '../geometry/geometry.ts';
import { isMirroredByHalfTurn } from '../geometry/scan.ts';
import { SCAN_LIMITS } from '../geometry/scan-limits.ts';
import { type ReadThrough, transmittedThrough } from '../physics/transmission.ts';
import { type ArrayFacts, arrayFacts } from './array-facts.ts';
import { guessArc } from './guess-arc.ts';
import { guessImageValues } from './guess-image-values.ts';
import { guessReadings } from './guess-readings.ts';
import { guessStackAxes } from './guess-stack-axes.ts';
import { readImageKey, viewsInPlace, viewsOf } from './image-key.ts';
import { inViews } from './in-views.ts';
import { LIMITS } from './limits.ts';
import { loadAngles, mustBePossible, remarkOnReadings, remarksOnTransmission, scaled } from './measured-files.ts';
import type { Measurement } from './measurement.ts';
import { type MeasurementReference, measurementName } from './measurement-schema.ts';
import { mendPixels } from './mend-pixels.ts';
import type { FileReader } from './named-files.ts';
import { plainAxes, plainShapes } from './plain-axes.ts';
import { type StackAxes, type StackOrder, type StackShape, stackShape } from './stack-axes.ts';
import { isInFiles, mustBeginWithViews, mustLieAsSaid, readReadings, rowAxis } from './stored-readings.ts';

/** Of a panel's pixels, so many may be dead. */
const MOST_DEAD = 0.05;

/**
 * Loads the measured projections of a detector with several rows. What they cannot be is refused; what they seem not to be is
 * refused where the experiment does not say, and done with a remark where it does.
 *
 * @param geometry of its scan
 * @throws InputError (rejects) naming the file or the key that is wrong
 */
export async function loadProjections(
  reference: MeasurementReference,
  readFile: FileReader,
  geometry: Geometry,
): Promise<Measurement> {
  const name = measurementName(reference);
  const order = { axes: reference.axes ?? 'views-rows-channels', firstRow: reference.firstRow ?? 'lowest' } as const;
  await mustBeginWithViews(reference, readFile);
  const chosen = reference.rows && rowsChosen(reference.rows, reference, name);
  const stored = await readReadings(
    reference.sinogram,
    readFile,
    (shape) => void sizes(name, shape, order, geometry),
    chosen?.ofProjections,
    sharedRoom,
  );
  mustLieAsSaid(reference, stored.said);
  const { views: all, rows, channels } = sizes(name, stored.shape, order, geometry);
  const pixels = rows * channels;
  const keyed = reference.imageKey ? await readImageKey(reference.imageKey, { name, views: all }, readFile) : null;
  const inOrder = inViews(stored.data, stored.shape, order);
  const views = keyed?.projections.length ?? all;
  const shape = { views, rows, channels };
  // Taken out first: projections are moved to where they stood.
  const plain = keyed && { white: viewsOf(inOrder, pixels, keyed.white), dark: viewsOf(inOrder, pixels, keyed.dark) };
  const readings = scaled(keyed ? viewsInPlace(inOrder, pixels, keyed.projections) : inOrder, reference.scale);
  const among = keyed ? { all, chosen: keyed.projections } : undefined;
  const { anglesDeg: anglesFile } = reference;
  const anglesDeg = anglesFile
    ? await loadAngles({ ...reference, anglesDeg: anglesFile }, { name, views, among }, readFile, (angles) =>
        angles === rows || angles === channels
          ? `; if the views are on another axis of ${name}, set "axes", such as "rows-views-channels"`
          : '',
      )
    : null;

  const facts = factsOf(readings, shape);
  const guess = guessReadings(facts);
  const kind = reference.kind ?? stored.said.kind ?? 'line-integrals';
  const image = guessImageValues(facts);
  mustBePossible(name, kind, image.isCertain ? { ...guess, why: image.why } : guess);
  const white = typeof reference.white === 'number' ? reference.white : guess.white;
  const axes = guessStackAxes(readings, shape, { kind, white });
  const isSaid = (reference.axes ?? stored.said.axes) !== undefined || anglesDeg !== null;
  if (axes.isCertain && !isSaid) {
    throw new InputError(
      `${name}: seems not to be [views, detector rows, channels], because ${axes.why}; set "axes" to how it lies, such as "rows-views-channels", or to "views-rows-channels" if it really is so`,
    );
  }
  const remarks = [
    ...stored.remarks,
    ...(axes.isDoubtful
      ? [
          `${name} seems not to be [views, detector rows, channels] as read, because ${axes.why}; "axes" says how it lies.`,
        ]
      : []),
    ...(reference.firstRow === undefined && rows > 1
      ? [
          `The first detector row of ${name} is read as the lowest; if it is the highest, the volume is a mirror image, and "firstRow": "highest" puts that right.`,
        ]
      : []),
    ...(kind === 'line-integrals' && guess.why ? [remarkOnReadings(name, guess)] : []),
    ...(anglesDeg?.remarks ?? []),
  ];
  const measurement = {
    kind: 'measurement' as const,
    name,
    views,
    detectorRows: rows,
    channels,
    anglesDeg: anglesDeg?.degrees ?? null,
    guessedArcDeg: anglesDeg ? null : guessArc(facts, { kind, white }, isMirroredByHalfTurn(geometry)),
  };
  if (kind !== 'transmission') {
    return { ...measurement, lineIntegrals: readings, isArbitrary: kind === 'arbitrary', remarks };
  }
  const read = transmittedThrough(
    readings,
    plain?.white ?? (await loadPlainProjections(reference.white!, name, shape, order, readFile, chosen)),
    plain?.dark ?? (await loadPlainProjections(reference.dark ?? 0, name, shape, order, readFile, chosen)),
    pixels,
    // A stack may be so large that there is no room for two.
    readings,
  );
  remarks.push(...mendedPixels(read, name, shape));
  if (read.tooDark > 0) {
    remarks.push(
      `${name}: ${read.tooDark} of its ${readings.length} readings are no brighter than the dark readings, or below a millionth of the white ones, and are set to a line integral of 13.8.`,
    );
  }
  remarks.push(...remarksOnTransmission(name, factsOf(read.lineIntegrals, shape).sorted));
  return { ...measurement, lineIntegrals: read.lineIntegrals, beam: read.beam, isArbitrary: false, remarks };
}

type ChooseRows = (shape: readonly number[]) => Cut | null;

interface ChosenRows {
  readonly ofProjections: ChooseRows;
  /** How white or dark readings lie that have all rows; `null` of others. */
  readonly lyingOfPlain: (shape: readonly number[], areInFiles: boolean) => StackAxes | null;
  /** The chosen rows, on this axis. */
  readonly cutAt: (axis: number) => Cut;
}

/** Where chosen rows are in the stack, and in white and dark readings, which may have all rows or those alone. */
function rowsChosen(
  [first, last]: readonly [number, number],
  { axes: said }: MeasurementReference,
  name: string,
): ChosenRows {
  const axes = said ?? 'views-rows-channels';
  let stack: StackShape | null = null;
  const cutAt = (axis: number): Cut => ({ axis, index: first, count: last - first + 1 });
  return {
    ofProjections(shape) {
      if (shape.length !== 3) return null;
      stack = stackShape(shape, axes);
      const { rows } = stack;
      if (last < rows) return cutAt(rowAxis(axes, 3));
      const hint = said ? '' : '; "axes" says which of its axes the rows are on';
      throw new InputError(
        `measurement.rows: must be between 0 and ${rows - 1}, the last row of ${name}, got [${first}, ${last}]${hint}`,
      );
    },
    lyingOfPlain: (shape, areInFiles) => plainAxes(shape, stack!, axes, areInFiles),
    cutAt,
  };
}

/** @throws InputError where an array is no stack of projections, or too large a one */
function sizes(name: string, shape: readonly number[], { axes }: StackOrder, geometry: Geometry): StackShape {
  if (shape.length !== 3 || shape.includes(0)) {
    const one =
      shape.length === 2
        ? `; for a detector of one row, set scan.geometry to ${geometry.rowsApart ? '"parallel"' : '"fan"'}`
        : '';
    throw new InputError(
      `${name}: the projections of a ${geometry.words.noun} must be an array [views, detector rows, channels], but its shape is [${shape.join(', ')}]${one}`,
    );
  }
  const stack = stackShape(shape, axes);
  const { views, rows, channels } = stack;
  const most = { views: LIMITS.views.most, rows: SCAN_LIMITS.detectorRows, channels: LIMITS.channels.most };
  if (views > most.views || rows > most.rows || channels > most.channels) {
    throw new InputError(
      `${name}: has ${views} views × ${rows} rows × ${channels} channels, but at most ${most.views} × ${most.rows} × ${most.channels} are possible`,
    );
  }
  const readings = views * rows * channels;
  if (readings > LIMITS.readings) {
    throw new InputError(
      `${name}: has ${views} × ${rows} × ${channels} readings, but at most ${LIMITS.readings} are possible; ${geometry.rowsApart ? 'choose fewer rows by measurement.rows, leave out views,' : 'leave out views,'} or average neighbouring pixels`,
    );
  }
  return stack;
}

/** What is seen in the sinogram of the middle row, and the bounds of all readings. */
function factsOf(readings: Float32Array, { views, rows, channels }: StackShape): ArrayFacts {
  const middle = new Float32Array(views * channels);
  for (let view = 0; view < views; view++) {
    const from = (view * rows + (rows >> 1)) * channels;
    middle.set(readings.subarray(from, from + channels), view * channels);
  }
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < readings.length; i++) {
    const reading = readings[i]!;
    if (reading < least) least = reading;
    if (reading > most) most = reading;
  }
  return { ...arrayFacts(middle, views, channels), least, most };
}

/** White or dark readings: one projection, or several to be averaged, or one number for all pixels. */
async function loadPlainProjections(
  given: string | readonly string[] | number,
  stack: string,
  { rows, channels }: StackShape,
  order: StackOrder,
  readFile: FileReader,
  chosen?: ChosenRows,
): Promise<Float32Array> {
  if (typeof given === 'number') return new Float32Array(rows * channels).fill(given);
  const areInFiles = await isInFiles(given, readFile);
  const size = { rows, channels };
  let known: StackAxes | null = null;
  const lyingOf = (shape: readonly number[]): StackAxes => {
    // Of what has been cut it may be told no more.
    const lying = known ?? plainAxes(shape, size, order.axes, areInFiles);
    if (lying) return lying;
    throw new InputError(
      `${[given].flat()[0]}: must be ${plainShapes(size, order.axes)}, like ${stack}, but its shape is [${shape.join(', ')}]`,
    );
  };
  const choose =
    chosen &&
    ((shape: readonly number[]) => {
      known = chosen.lyingOfPlain(shape, areInFiles);
      return known && chosen.cutAt(rowAxis(known, shape.length));
    });
  const { shape, data } = await readReadings(given, readFile, (shape) => void lyingOf(shape), choose);
  return inViews(data, shape, { ...order, axes: lyingOf(shape) });
}

/** Takes what dead pixels read from their neighbours, and says so. @throws InputError where too many are dead */
function mendedPixels({ lineIntegrals, dead }: ReadThrough, name: string, shape: StackShape): string[] {
  if (dead.length === 0) return [];
  const { rows, channels } = shape;
  const all = rows * channels;
  const [row, channel] = [Math.floor(dead[0]! / channels), dead[0]! % channels];
  if (dead.length > MOST_DEAD * all) {
    throw new InputError(
      `measurement.white: at ${dead.length} of the ${all} pixels of ${name}, first at row ${row}, channel ${channel}, the white reading is not above the dark one, so their transmission is unknown`,
    );
  }
  mendPixels(lineIntegrals, dead, channels, all);
  return [
    `${name}: at ${dead.length} of its ${all} pixels, first at row ${row}, channel ${channel}, the white reading is not above the dark one; what they read is interpolated along their rows.`,
  ];
}
