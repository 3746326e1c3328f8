import { withoutJumps } from '../even-angles.ts';
import {
  evenTurningViews,
  type FanMachine,
  machineAlone,
  scatteredTurningViews,
  type TurningFan,
  type TurningViews,
} from '../fan/fan-scan.ts';
import { mustFit, SCAN_LIMITS } from '../scan-limits.ts';
import type { EvenViewsOverArc } from '../view-arc.ts';

/**
 * A cone-beam scan: the fan of {@link TurningFan} with a detector of several rows, whose source turns on a circle, or on a
 * helix that it rises along. Row j has its centre at v = (j − (J−1)/2 − rowOffset)·rowSpacing above the plane through the
 * source, measured on the detector, on a flat panel as on a cylinder about the source; row 0 is the lowest. A reading stands
 * in array row view·rows + j. Immutable: operators keep what they derive from it by its identity.
 */
export interface ConeScan extends TurningFan, DetectorRows, HelixPath {
  readonly geometry: 'cone';
}

/** The rows of a detector, evenly apart along the axis. */
export interface DetectorRows {
  readonly rows: number;
  /** On the detector, not at the isocentre. */
  readonly rowSpacingMm: number;
  /** How many rows the detector's middle stands below the plane through the source. */
  readonly rowOffset: number;
}

/** How the source rises: it stands at startZ + pitch·(β − β₀)/2π, β₀ the angle of the first view. */
export interface HelixPath {
  /** In a whole turn counter-clockwise, with the detector; 0 where it stays on a circle, negative where it sinks. */
  readonly pitchMm: number;
  /** z of the source in the first view. */
  readonly startZMm: number;
}

/** The tube and detector of a cone-beam scan. */
export interface ConeMachine extends FanMachine, DetectorRows, HelixPath {}

/** A scan of `views` equal steps over an arc, of several turns where the source rises; the end is not a view. */
export function coneArcScan(arc: EvenViewsOverArc, machine: ConeMachine): ConeScan {
  return coneScan(evenTurningViews(arc), machine);
}

/** A scan whose views stand at any angles. Those of a helix are in the order in which its source comes by. */
export function scatteredConeScan(anglesRad: Float64Array, machine: ConeMachine): ConeScan {
  return coneScan(scatteredTurningViews(anglesRad), machine);
}

/** @throws InputError where there would be too many readings */
function coneScan(views: TurningViews, machine: ConeMachine): ConeScan {
  const { rows, rowSpacingMm, rowOffset, pitchMm, startZMm, channels } = machine;
  const count = views.anglesRad.length * rows * channels;
  mustFit('scan', [{ what: 'readings of all views, rows and channels', count, most: SCAN_LIMITS.readings }]);
  const own = { rows, rowSpacingMm, rowOffset, pitchMm, startZMm };
  const scan = { geometry: 'cone', ...machineAlone(machine), ...own, ...views } as const;
  return pitchMm === 0 ? scan : { ...scan, viewWeightsRad: stepsRad(views) };
}

/**
 * What each view of a helix stands for: half the step to either neighbour, and outwards as much as inwards at both ends. Views
 * a turn apart stand at other heights and share nothing.
 */
function stepsRad(views: TurningViews): Float64Array {
  const turned = turnedSoFarRad(views);
  const last = turned.length - 1;
  if (views.arc.isEven) return turned.fill(Math.abs(views.arc.arcRad) / turned.length);
  const gap = (view: number) => Math.abs(turned[view + 1]! - turned[view]!);
  return turned.map((_, view) => (gap(Math.max(0, view - 1)) + gap(Math.min(last - 1, view))) / 2);
}

/** How far the source has turned since the first view, in radians, [views]; on in the same sense after whole turns. */
export function turnedSoFarRad({ anglesRad, arc }: TurningViews): Float64Array {
  if (arc.isEven) return anglesRad.map((_, view) => (view * arc.arcRad) / anglesRad.length);
  const angles = withoutJumps(anglesRad);
  return angles.map((angle) => angle - angles[0]!);
}

/** z of the source in each view, in mm, [views]. */
export function sourceHeightsMm(scan: ConeScan): Float64Array {
  return turnedSoFarRad(scan).map((turned) => scan.startZMm + (scan.pitchMm * turned) / (2 * Math.PI));
}

/** The (fractional) row in the plane through the source. */
export function axisRow({ rows, rowOffset }: DetectorRows): number {
  return (rows - 1) / 2 + rowOffset;
}

/** v of a row's centre in mm, along the detector; fractional rows are allowed. */
export function rowCentreMm(rows: DetectorRows, row: number): number {
  return (row - axisRow(rows)) * rows.rowSpacingMm;
}

/** The largest angle by which a ray leaves the plane through the source, in radians. */
export function halfConeAngleRad(machine: Pick<ConeMachine, keyof DetectorRows | 'sourceToDetectorMm'>): number {
  const reachMm = Math.max(Math.abs(rowCentreMm(machine, 0)), Math.abs(rowCentreMm(machine, machine.rows - 1)));
  return Math.atan(reachMm / machine.sourceToDetectorMm);
}
