import type { DeviceArray } from '../compute/device.ts';
import { oppositeViews } from '../corrections/axis/opposite-views.ts';
import { type Grid, type ImageGrid, squareGrid } from '../geometry/grid.ts';
import { coversWholeTurn, geometryNamed, geometryOf, type Scan } from '../geometry/scan.ts';
import type { Operators } from '../operators/contract.ts';
import { COMPLETION_LIMITS, planCompletion } from '../reconstruction/complete-lines.ts';
import { backProjectViews } from '../reconstruction/fbp.ts';
import { planPreparation, prepareViews } from '../reconstruction/prepare-views.ts';
import { type Experiment, gridOf, volumeGridOf } from './experiment.ts';
import { seekerOf } from './findings.ts';
import { finish } from './run-steps.ts';
import type { Session } from './session.ts';
import { plainImage } from './stages/plain-image.ts';
import { shownHeightMm } from './stages/subject-and-scan.ts';
import type { Subject } from './subject.ts';

/** How finely a slice is made. */
export interface Fineness {
  /** Over the field of the experiment's slice. */
  readonly pixels: number;
  /** Whether views are left out that so few pixels need not. */
  readonly isOfFewViews: boolean;
}

/** To be looked at side by side, and made in no time. */
export const SMALL: Fineness = { pixels: 144, isOfFewViews: true };
/** Views about as near to each other at its edge as a small slice's pixels, over half a turn: π/2 for each pixel across. */
const ENOUGH_VIEWS = 240;
/** Pixels that show what is below 0 well enough, and the most that are looked at. */
const MEDIUM_PIXELS = 256;
const MOST_PIXELS = 512;

/** Readings, held to be reconstructed about several axes. */
export interface HeldReadings<A extends DeviceArray> {
  readonly experiment: Experiment;
  /** The offset that the detector is taken to have been read with, in channels: as it is set, or as it was found. */
  readonly offset: number;
  readonly isFound: boolean;
  /** How much opposite views differ about an axis, where they cover a whole turn; `null` where they do not. */
  readonly opposite: ((offset: number) => number | null) | null;
  readonly operators: Operators<A>;
  readonly all: ReadViews<A>;
  /** As many as small slices take. */
  readonly few: ReadViews<A>;
  /** Lets them go. */
  release(): void;
}

/** Readings of some views, corrected, and whose they are: corrections may have made views longer. */
interface ReadViews<A> {
  readonly readings: A;
  readonly scan: Scan;
  /** Filtered, where that is the same about every axis. */
  filtered: A | null;
}

/** From small slices to those that show all that the experiment's does; volumes, which are filtered anew, no finer than needed. */
export function finenessesOf({ scan, reconstruction }: Experiment): readonly Fineness[] {
  const fine = Math.min(MOST_PIXELS, reconstruction.grid.pixels);
  const isFiner = fine > MEDIUM_PIXELS && !geometryNamed(scan.geometry).makesVolumes;
  const sizes = isFiner ? [MEDIUM_PIXELS, fine] : [MEDIUM_PIXELS];
  return [SMALL, ...sizes.map((pixels) => ({ pixels, isOfFewViews: false }))];
}

/** What an experiment reads, without a slice. @throws (rejects) as a run does */
export async function holdReadings<A extends DeviceArray>(
  session: Session<A>,
  experiment: Experiment,
  subject: Subject,
  signal: AbortSignal,
): Promise<HeldReadings<A>> {
  const { result } = await finish(session.run(experiment, subject, { signal, readsOnly: true }));
  const letGo = result.hold();
  if (!letGo) throw new Error('readings were gone before they could be held');
  const { operators } = session;
  const all: ReadViews<A> = { readings: result.readings, scan: result.scan, filtered: null };
  let few = all;
  const release = () => {
    for (const { filtered } of new Set([all, few])) if (filtered) operators.release(filtered);
    if (few !== all) operators.release(few.readings);
    letGo();
  };
  try {
    const { scan, measuredScan, sinogram, findings } = result;
    few = await fewViews(operators, all, experiment);
    const differ = coversWholeTurn(scan) ? oppositeViews((await operators.read(sinogram)).slice(), scan) : null;
    const taken = measuredScan.offset;
    return {
      ...{ experiment, operators, all, few, release },
      offset: taken,
      isFound: typeof findings[seekerOf('offset')?.name ?? '']?.shift === 'number',
      opposite: differ && ((offset) => differ(scan.offset + offset - taken)),
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Every so many views, where there are more than it takes; of a volume all. */
async function fewViews<A extends DeviceArray>(
  operators: Operators<A>,
  all: ReadViews<A>,
  { scan: settings }: Experiment,
): Promise<ReadViews<A>> {
  const { scan, readings } = all;
  const enough = ENOUGH_VIEWS * (coversWholeTurn(scan) ? 2 : 1);
  const nth = Math.floor(scan.anglesRad.length / enough);
  if (nth < 2 || geometryOf(scan).makesVolumes) return all;
  const values = await operators.read(readings);
  const anglesRad = scan.anglesRad.filter((_, view) => view % nth === 0);
  const { channels, offset } = scan;
  const picked = new Float32Array(anglesRad.length * channels);
  anglesRad.forEach((_, i) => {
    picked.set(values.subarray(i * nth * channels, (i * nth + 1) * channels), i * channels);
  });
  const taken = { ...settings, views: anglesRad.length, channels, offset };
  return {
    readings: await operators.upload(picked, anglesRad.length, channels),
    scan: geometryNamed(settings.geometry).settings.scan(taken, anglesRad) as Scan,
    filtered: null,
  };
}

/**
 * The slice of readings about another axis, by FBP and the unchanged ramp, [pixels × pixels]; of a volume the slice that is
 * shown.
 *
 * @param offset of the detector, in channels
 */
export async function sliceAbout<A extends DeviceArray>(
  held: HeldReadings<A>,
  offset: number,
  { pixels, isOfFewViews }: Fineness,
  signal: AbortSignal,
): Promise<Float32Array> {
  const { operators, experiment } = held;
  const views = isOfFewViews ? held.few : held.all;
  // Views that are carried on beyond the detector have their middle elsewhere, and move as far.
  const scan: Scan = { ...views.scan, offset: views.scan.offset + offset - held.offset };
  const image = await imageOf(operators, views, scan, gridOfPixels(experiment, scan, pixels), signal);
  try {
    return (await operators.read(image)).slice();
  } finally {
    operators.release(image);
  }
}

async function imageOf<A extends DeviceArray>(
  operators: Operators<A>,
  views: ReadViews<A>,
  scan: Scan,
  grid: Grid,
  signal: AbortSignal,
): Promise<A> {
  if (!isFilteredAlike(scan)) return plainImage(operators, views.readings, scan, grid, { signal });
  views.filtered ??= await filteredViews(operators, views, signal);
  const image = await operators.create(grid.rows, grid.columns);
  try {
    const steps = backProjectViews(operators, scan, grid as ImageGrid, views.filtered, image, undefined, { signal });
    for await (const _ of steps) signal.throwIfAborted();
    return image;
  } catch (error) {
    operators.release(image);
    throw error;
  }
}

/** Whether views are filtered as they are, wherever the axis is: parallel ones that opposite ones add nothing to. */
function isFilteredAlike(scan: Scan): boolean {
  const geometry = geometryOf(scan);
  const isParallel = geometry.sourceRadiusMm(scan) === Number.POSITIVE_INFINITY;
  return isParallel && !geometry.weighting && !geometry.makesVolumes && !planCompletion(scan, COMPLETION_LIMITS);
}

async function filteredViews<A extends DeviceArray>(
  operators: Operators<A>,
  { readings, scan }: ReadViews<A>,
  signal: AbortSignal,
): Promise<A> {
  const filtered = await operators.create(readings.rows, readings.columns);
  try {
    const steps = prepareViews(operators, planPreparation(scan, 'ram-lak', 1), readings, filtered);
    for await (const _ of steps) signal.throwIfAborted();
    return filtered;
  } catch (error) {
    operators.release(filtered);
    throw error;
  }
}

function gridOfPixels(experiment: Experiment, scan: Scan, pixels: number): Grid {
  const { columns, pixelSizeMm } = gridOf(experiment);
  const grid = squareGrid(pixels, (columns * pixelSizeMm) / pixels);
  if (!geometryOf(scan).makesVolumes) return grid;
  return { ...grid, slices: 1, centreZMm: shownHeightMm(volumeGridOf(experiment)) };
}

/**
 * How much of a slice is below 0, as a part of all that it differs from 0: −Σ min(0, f) over Σ|f|, within the circle that
 * the square holds. About a wrong axis what the filter has made negative beside an edge does not meet the edge, and more of
 * it is left (Donath, Beckmann & Schreyer, J. Opt. Soc. Am. A 23:1048, 2006, doi 10.1364/JOSAA.23.001048). Over a whole turn
 * opposite views blur this away, and it tells nothing.
 *
 * @param values [pixels × pixels]
 */
export function negativePart(values: Float32Array, pixels: number): number {
  let below = 0;
  let all = 0;
  const middle = (pixels - 1) / 2;
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      if ((row - middle) ** 2 + (column - middle) ** 2 > (pixels / 2) ** 2) continue;
      const value = values[row * pixels + column]!;
      if (value < 0) below -= value;
      all += Math.abs(value);
    }
  }
  return all > 0 ? below / all : 0;
}
