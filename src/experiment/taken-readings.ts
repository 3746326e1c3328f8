import { inSlices } from '../compute/cpu/in-slices.ts';
import { sharedRoom } from '../compute/cpu/shared-room.ts';
import type { Measurement } from './measurement.ts';
import type { MeasurementReference } from './measurement-schema.ts';
import type { ScanSettings } from './settings.ts';

/** What of a measurement is taken, by the keys that say so: which views and channels, and how many pixels make one. */
export const TAKEN_KEYS = [
  ...(['everyNthView', 'firstView', 'lastView', 'firstChannel', 'lastChannel'] as const),
  ...(['binChannels', 'binRows'] as const),
] as const;

export type TakenKey = (typeof TAKEN_KEYS)[number];

/** All of them filled in. Views and channels are counted from 0 as they lie in the file; the last ones are taken too. */
export type Taken = Readonly<Record<TakenKey, number>>;

type Sides = Pick<Measurement, 'views' | 'channels'>;

/** What is taken where nothing is said: everything as it is. */
export function allOf({ views, channels }: Sides): Taken {
  return {
    ...{ everyNthView: 1, firstView: 0, lastView: views - 1, firstChannel: 0, lastChannel: channels - 1 },
    ...{ binChannels: 1, binRows: 1 },
  };
}

/** @param said what an experiment says of its measurement, as far as it does */
export function takenOf(said: Partial<Record<TakenKey, number | undefined>> | undefined, sides: Sides): Taken {
  const all = allOf(sides);
  return Object.fromEntries(TAKEN_KEYS.map((key) => [key, said?.[key] ?? all[key]])) as Taken;
}

/** A measurement of which nothing is left out: what its files are. */
export function asInFiles(reference: MeasurementReference): MeasurementReference {
  const files: Record<string, unknown> = { ...reference };
  for (const key of TAKEN_KEYS) delete files[key];
  return files as MeasurementReference;
}

/** The same, of which so much is taken. */
export function taking(reference: MeasurementReference, taken: Taken, sides: Sides): MeasurementReference {
  const all = allOf(sides);
  const said = TAKEN_KEYS.flatMap((key) => (taken[key] === all[key] ? [] : [[key, taken[key]] as const]));
  return { ...asInFiles(reference), ...Object.fromEntries(said) };
}

/** How many views, channels and detector rows are left. */
export function sidesTaken(taken: Taken, { detectorRows }: Pick<Measurement, 'detectorRows'>) {
  return {
    views: Math.ceil((taken.lastView - taken.firstView + 1) / taken.everyNthView),
    channels: Math.floor((taken.lastChannel - taken.firstChannel + 1) / taken.binChannels),
    rows: Math.floor(detectorRows / taken.binRows),
  };
}

/** What is wrong with taking so much, a sentence that begins with the path; `null` where nothing is. */
export function whyNotTaken(taken: Taken, { name, views, channels, detectorRows }: Measurement): string | null {
  const { firstView, lastView, firstChannel, lastChannel, binChannels, binRows } = taken;
  const ends = [
    ['View', firstView, lastView, views, 'views'],
    ['Channel', firstChannel, lastChannel, channels, 'channels'],
  ] as const;
  for (const [key, first, last, count, what] of ends) {
    if (last >= count) return `measurement.last${key}: ${name} has ${count} ${what}, counted from 0, got ${last}`;
    if (first > last) return `measurement.first${key}: must be no more than the last one, ${last}, got ${first}`;
  }
  const left = lastChannel - firstChannel + 1;
  if (binChannels > left)
    return `measurement.binChannels: must be at most ${left}, the channels that are taken, got ${binChannels}`;
  if (binRows > detectorRows) {
    return `measurement.binRows: must be at most ${detectorRows}, the detector rows of ${name}, got ${binRows}`;
  }
  return null;
}

/** The angles of the views that are taken, of those of all views. */
export function anglesTaken(angles: Float64Array, taken: Taken): Float64Array {
  const { firstView, lastView, everyNthView } = taken;
  const isTaken = (view: number) => view >= firstView && view <= lastView && (view - firstView) % everyNthView === 0;
  return angles.filter((_, view) => isTaken(view));
}

/**
 * The scan of what is taken. Settings say how many views and channels that are, but over which arc all views stand, how far
 * apart the detector's own channels are and where its own middle stands; what is left out leaves the axis where it is.
 *
 * Channel k of K stands at u = (k − (K−1)/2 − offset)·spacing. The middle of B channels from a + B·j on is therefore
 * (j − (K″−1)/2 − offset″)·B·spacing, with K″ binned channels of K′ from a on and
 * offset″ = (offset + (K − K′)/2 − a + (K′ − B·K″)/2)/B. Likewise the rows.
 */
export function scanTaken(scan: ScanSettings, measurement: Measurement, taken: Taken): ScanSettings {
  const { views: all, channels: ofDetector, detectorRows } = measurement;
  const { everyNthView, firstView, firstChannel, lastChannel, binChannels, binRows } = taken;
  const { views } = sidesTaken(taken, measurement);
  // However the last of them falls, those that are taken stand n times as far apart.
  const step = scan.arcDeg / all;
  const isWhole = everyNthView === 1 && views === all;
  const ofViews = isWhole ? {} : { startDeg: scan.startDeg + firstView * step, arcDeg: step * views * everyNthView };
  // A source that rises has risen by then.
  const risenMm = 'pitchMm' in scan ? (scan.pitchMm * Math.abs(firstView * step)) / 360 : 0;
  const ofChannels = binned({
    ...{ count: ofDetector, first: firstChannel, last: lastChannel, bin: binChannels, offset: scan.offset },
    spacingMm: scan.channelSpacingMm,
  });
  return {
    ...scan,
    ...ofViews,
    ...('startZMm' in scan && { startZMm: scan.startZMm + risenMm }),
    ...{ offset: ofChannels.offset, channelSpacingMm: ofChannels.spacingMm },
    ...('rowSpacingMm' in scan && ofRows(scan, detectorRows, binRows)),
  } as ScanSettings;
}

function ofRows(
  { rowSpacingMm, rowOffset }: { readonly rowSpacingMm: number; readonly rowOffset: number },
  rows: number,
  bin: number,
) {
  const of = binned({ count: rows, first: 0, last: rows - 1, bin, offset: rowOffset, spacingMm: rowSpacingMm });
  return { rowOffset: of.offset, rowSpacingMm: of.spacingMm };
}

interface Line {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly bin: number;
  readonly offset: number;
  readonly spacingMm: number;
}

/** Some of the channels or rows of a detector, so many of them as one each: where their middle stands, and how far apart they are. */
function binned({ count, first, last, bin, offset, spacingMm }: Line) {
  const left = last - first + 1;
  const over = left % bin;
  return { offset: (offset + (count - left) / 2 - first + over / 2) / bin, spacingMm: bin * spacingMm };
}

/**
 * What was read in some of the views that are taken, float32 [views taken × detector rows × channels]. What several pixels
 * counted is added up before the logarithm is taken, each counted against its own beam; line integrals in a unit of their own,
 * of which no counts can be made, are averaged.
 */
function fill(readings: Float32Array, measurement: Measurement, taken: Taken, from: number, to: number): void {
  const { lineIntegrals, detectorRows, channels: ofDetector, beam, isArbitrary } = measurement;
  const { channels, rows } = sidesTaken(taken, measurement);
  const { firstView, everyNthView, firstChannel, binChannels, binRows } = taken;
  const pixels = binChannels * binRows;
  for (let view = from; view < to; view++) {
    const ofView = (firstView + view * everyNthView) * detectorRows;
    for (let row = 0; row < rows; row++) {
      const to = (view * rows + row) * channels;
      const firstRow = row * binRows;
      if (pixels === 1) {
        const from = (ofView + firstRow) * ofDetector + firstChannel;
        readings.set(lineIntegrals.subarray(from, from + channels), to);
        continue;
      }
      for (let channel = 0; channel < channels; channel++) {
        const first = firstChannel + channel * binChannels;
        let [signal, open, sum] = [0, 0, 0];
        for (let other = firstRow; other < firstRow + binRows; other++) {
          for (let at = first; at < first + binChannels; at++) {
            const reading = lineIntegrals[(ofView + other) * ofDetector + at]!;
            sum += reading;
            if (isArbitrary) continue;
            const weight = beam ? beam[other * ofDetector + at]! : 1;
            signal += weight * Math.exp(-reading);
            open += weight;
          }
        }
        readings[to + channel] = open > 0 ? -Math.log(signal / open) : sum / pixels;
      }
    }
  }
}

const kept = new WeakMap<Measurement, Map<string, Measurement>>();

/** The measurement as if nothing but what is taken had been measured, with the angles of those views. */
export function measurementTaken(measurement: Measurement, taken: Taken): Measurement {
  const there = known(measurement, taken);
  if (there) return there;
  const { views, channels, rows } = sidesTaken(taken, measurement);
  const readings = new Float32Array(views * rows * channels);
  fill(readings, measurement, taken, 0, views);
  return keep(measurement, taken, readings);
}

/** The same, between whose views the thread's events get their turn: made once, and found by whoever asks for it then. */
export async function takeFrom(measurement: Measurement, taken: Taken): Promise<Measurement> {
  const there = known(measurement, taken);
  if (there) return there;
  const { views, channels, rows } = sidesTaken(taken, measurement);
  const readings = sharedRoom(views * rows * channels);
  // Counted in values that are looked at.
  const ofView = rows * taken.binRows * channels * taken.binChannels;
  const work = (from: number, to: number) => fill(readings, measurement, taken, from / ofView, to / ofView);
  await inSlices(views * ofView, work, ofView);
  return keep(measurement, taken, readings);
}

function known(measurement: Measurement, taken: Taken): Measurement | undefined {
  const { views, channels, rows } = sidesTaken(taken, measurement);
  const isAll = views === measurement.views && channels === measurement.channels && rows === measurement.detectorRows;
  return isAll ? measurement : kept.get(measurement)?.get(JSON.stringify(taken));
}

function keep(measurement: Measurement, taken: Taken, lineIntegrals: Float32Array): Measurement {
  const { views, channels, rows } = sidesTaken(taken, measurement);
  const { anglesDeg } = measurement;
  const made: Measurement = {
    ...{ ...measurement, views, channels, detectorRows: rows, lineIntegrals },
    ...{ anglesDeg: anglesDeg && anglesTaken(anglesDeg, taken), beam: null },
  };
  // One at a time: what a slider has passed by is not asked for again.
  kept.set(measurement, new Map([[JSON.stringify(taken), made]]));
  return made;
}
