import type { ConeScan } from './cone/cone-scan.ts';
import type { ConeScanSettings } from './cone/cone-settings.ts';
import { evenArcOf } from './even-angles.ts';
import type { FanScan } from './fan/fan-scan.ts';
import type { FanScanSettings } from './fan/fan-settings.ts';
import type { ChannelRays, Geometry } from './geometry.ts';
import type { OwnNumberKey } from './geometry-settings.ts';
import type { Helix } from './helix.ts';
import { type LoweredScan, withViews } from './lowered-scan.ts';
import { directionWeightsRad, measuredDirections } from './measured-directions.ts';
import type { ParallelScan } from './parallel/parallel-scan.ts';
import type { ParallelScanSettings } from './parallel/parallel-settings.ts';
import type { ParallelRowsScan } from './parallel-rows/parallel-rows-scan.ts';
import type { ParallelRowsScanSettings } from './parallel-rows/parallel-rows-settings.ts';
import type { Rebinning } from './rebinning.ts';
import { GEOMETRIES } from './registry.ts';
import type { TomosynthesisScan } from './tomosynthesis/tomosynthesis-scan.ts';
import type { TomosynthesisScanSettings } from './tomosynthesis/tomosynthesis-settings.ts';

export type { ChannelRays } from './geometry.ts';

const TURN = 2 * Math.PI;

/**
 * Any scan. In all of them the ray of view β and channel k is the parallel ray θ = β − γ_k at the distance u_k from the
 * axis, the line x·cosθ + y·sinθ = u; see {@link channelRays}.
 */
export type Scan = ParallelScan | FanScan | ConeScan | ParallelRowsScan | TomosynthesisScan;

/** The settings of any scan. */
export type ScanSettings =
  | ParallelScanSettings
  | FanScanSettings
  | ConeScanSettings
  | ParallelRowsScanSettings
  | TomosynthesisScanSettings;

/** The numbers that are set of single geometries alone. */
export type OwnScanNumber = OwnNumberKey<ScanSettings>;

/** What there is to know of a scan's geometry. */
export function geometryOf<S extends Scan>(scan: S): Geometry<S> {
  return geometryNamed(scan.geometry) as unknown as Geometry<S>;
}

/** The same by its name, for whoever has settings and no scan yet. */
export function geometryNamed(name: Scan['geometry']): Geometry {
  return GEOMETRIES.get(name);
}

/** Whether views half a turn apart measure the same lines, each view the mirror image of the other. */
export function isMirroredByHalfTurn({ periodRad }: Pick<Geometry, 'periodRad'>): boolean {
  return periodRad < TURN;
}

/** How the lines of a scan become those of parallel rays. @throws Error where there is no such way */
export function rebinningOf<S extends Scan>(scan: S): Rebinning<S> {
  const { rebinning } = geometryOf(scan);
  if (!rebinning) throw new Error(`a scan of the geometry ${scan.geometry} cannot be rebinned`);
  return rebinning;
}

const lowered = new WeakMap<Scan, LoweredScan>();

/** A scan as numbers alone, for back-projection; the same object whenever it is asked for. */
export function loweredScan(scan: Scan): LoweredScan {
  let numbers = lowered.get(scan);
  if (!numbers) {
    numbers = geometryOf(scan).lower(scan);
    lowered.set(scan, numbers);
  }
  return numbers;
}

const rowScans = new WeakMap<Scan, Scan>();

/**
 * What each row of the detector measures of a slice of its own, where rays stay in planes across the axis; `null` where they
 * do not, or the scan is one of a slice itself. The same object whenever it is asked for.
 */
export function scanOfRow(scan: Scan): Scan | null {
  const { rowsApart } = geometryOf(scan);
  if (!rowsApart) return null;
  let row = rowScans.get(scan);
  if (!row) {
    row = rowsApart.scanOfRow(scan) as Scan;
    // Weights that a scan was given beside its own go along.
    const { matrices, viewWeights } = loweredScan(scan);
    lowered.set(row, { ...geometryOf(row).lower(row), matrices, viewWeights });
    rowScans.set(scan, row);
  }
  return row;
}

/**
 * Some views of a scan, in the order given, as a scan of their own, to project along: what it says of its arc is the whole
 * scan's. Keep it, since operators keep what they derive from a scan by its identity.
 */
export function scanOfViews<S extends Scan>(scan: S, views: readonly number[]): S {
  const picked = (values: Float64Array) => Float64Array.from(views, (view) => values[view]!);
  const part = { ...scan, anglesRad: picked(scan.anglesRad), viewWeightsRad: picked(scan.viewWeightsRad) };
  // The source of a helix stands where it does in the whole scan.
  lowered.set(part, withViews(loweredScan(scan), views));
  return part;
}

/** The same scan, of which a back-projection counts every view alike and every place, however far it is from the source. */
export function scanOfAlikeViews<S extends Scan>(scan: S): S {
  const alike = { ...scan };
  const numbers = loweredScan(scan);
  const { diverges, weightDistance, viewWeights } = numbers;
  lowered.set(alike, {
    ...numbers,
    viewWeights: new Float64Array(viewWeights.length).fill(1),
    weightDistance: diverges ? 0 : weightDistance,
  });
  return alike;
}

/** How many rows the detector has: a view's readings lie in so many rows of an array, one behind the other. */
export function detectorRowsOf(scan: Scan): number {
  return loweredScan(scan).detector.rows;
}

/** Settings of scans by a detector of several rows. */
export type RowedScanSettings = Extract<ScanSettings, { readonly rows: number }>;

export function hasDetectorRows(settings: ScanSettings): settings is RowedScanSettings {
  return 'rows' in settings;
}

/** How many rows the detector of a scan is to have, of which there are only settings yet. */
export function detectorRowsIn(settings: ScanSettings): number {
  return hasDetectorRows(settings) ? settings.rows : 1;
}

/** The rays of a scan's channels: scanning is written over these alone, for every geometry. */
export function channelRays(scan: Scan): ChannelRays {
  return geometryOf(scan).channelRays(scan);
}

/** Distance of a channel's ray from the axis in mm, with its sign; fractional channels are allowed. */
export function rayDistanceMm(scan: Scan, channel: number): number {
  return geometryOf(scan).rayDistanceMm(scan, channel);
}

/** The largest radius in mm about the axis that every view sees whole: the field of view. */
export function fieldOfViewRadiusMm(scan: Scan): number {
  return Math.max(0, Math.min(-rayDistanceMm(scan, 0), rayDistanceMm(scan, scan.channels - 1)));
}

/**
 * The radius in mm about the axis that no ray of any view passes outside of, views being interpolated linearly and 0
 * from one channel beyond the last one on.
 */
export function detectorReachMm(scan: Scan): number {
  return Math.max(Math.abs(rayDistanceMm(scan, -1)), Math.abs(rayDistanceMm(scan, scan.channels)));
}

/** The part of the circle that the views stand for, in radians, each with its own step; parallel rays see half a turn at most. */
export function coveredArcRad(scan: Scan): number {
  return geometryOf(scan).coveredArcRad(scan);
}

/** Steps about as wide as each other: those of golden order differ by less. */
const WIDEST_OF_USUAL_STEP = 3;
/** A gap that leaves nothing out, however narrow the steps. */
const NARROW_RAD = 5 * (Math.PI / 180);

/**
 * Whether the views stand all over a whole turn, in any order, so that every line is seen from both of its sides. The
 * steps may be uneven, and views may share a direction: what each counts for is `scatteredViewWeights(anglesRad, 2π)`.
 */
export function coversWholeTurn({ anglesRad }: Scan): boolean {
  const even = evenArcOf(anglesRad);
  if (even && Math.abs(even.arcRad) < TURN - 1e-9) return false;
  const { gapsRad, isOpen } = measuredDirections(anglesRad, TURN, even === null);
  if (gapsRad.length < 3 || isOpen.includes(true)) return false;
  // Weighted by their own width: some views close together say nothing about the steps.
  const usual = gapsRad.reduce((sum, gap) => sum + gap * gap, 0) / TURN;
  return Math.max(...gapsRad) <= Math.max(WIDEST_OF_USUAL_STEP * usual, NARROW_RAD);
}

/**
 * The part of a whole turn that the views stand for, in radians, up to 2π. Parallel views half a turn apart count as two,
 * though they see the same lines, for a detector that stands to one side sees other parts of these.
 */
export function turnCoveredRad({ anglesRad }: Pick<Scan, 'anglesRad'>): number {
  const even = evenArcOf(anglesRad);
  if (even) return Math.min(TURN, Math.abs(even.arcRad));
  const widths = directionWeightsRad(measuredDirections(anglesRad, TURN));
  return widths.reduce((sum, width) => sum + width, 0);
}

/** How the source of a scan rises while it turns; `null` where it does not. */
export function helixOf<S extends Scan>(scan: S): Helix<S> | null {
  return geometryOf(scan).helix?.(scan) ?? null;
}

/** The scan that readings are of when they are weighted, which may have channels more. */
export function weightedScan<S extends Scan>(scan: S): S {
  return geometryOf(scan).weighting?.weighted?.(scan) ?? scan;
}

/** The same scan with a longer detector; every channel that was there stays where it was. */
export function withMoreChannels<S extends Scan>(scan: S, before: number, after: number): S {
  return { ...scan, channels: scan.channels + before + after, offset: scan.offset + (before - after) / 2 };
}
