import { type DetectorRows, rowCentreMm } from '../cone/cone-scan.ts';
import {
  evenTurningViews,
  halfFanAngleRad,
  machineAlone,
  scatteredTurningViews,
  type TurningFan,
  type TurningViews,
} from '../fan/fan-scan.ts';
import { mustFit, SCAN_LIMITS } from '../scan-limits.ts';
import type { EvenViewsOverArc } from '../view-arc.ts';

/** A panel that stays where it is, parallel to the slices, or one that turns with the source. */
export const PANELS = ['stationary', 'isocentric'] as const;
export type Panel = (typeof PANELS)[number];

/** The tube and detector of a tomosynthesis scan. */
export interface TomosynthesisMachine
  extends Omit<TurningFan, keyof TurningViews | 'detector' | 'sourceShiftMm'>,
    DetectorRows {
  readonly panel: Panel;
}

/**
 * A tomosynthesis scan: the source swings on a short arc in the plane y = 0, above a flat detector. In the view of angle β it
 * stands at (D·sinβ, 0, D·cosβ), D = sourceToIsocenterMm, so that z is depth and slices are parallel to the detector. The
 * detector's middle is R − D below the pivot, which is the origin, R = sourceToDetectorMm. Its u axis runs along x and its v
 * axis along y where it is stationary; an isocentric one turns with the source, u along (cosβ, 0, −sinβ). Channel k has its
 * centre at u = (k − (K−1)/2 − offset)·spacing, row j at v = (j − (J−1)/2 − rowOffset)·rowSpacing, and a reading stands in
 * array row view·rows + j. What it has of a fan is said of the plane y = 0, with a detector across the central ray.
 */
export interface TomosynthesisScan extends TomosynthesisMachine, TurningFan {
  readonly geometry: 'tomosynthesis';
  readonly detector: 'flat';
  /** Whether back-projection takes the mean of the views as they are, however far from the source a place is: shift-and-add. */
  readonly countsAlike?: true;
}

export type Vector = readonly [x: number, y: number, z: number];

/** Source and panel of one view, in mm. The panel's v axis is y. */
export interface PanelView {
  readonly source: Vector;
  /** From the source straight to the panel, of length 1. */
  readonly normal: Vector;
  readonly uAxis: Vector;
  /** From the source to the panel along the normal. */
  readonly heightMm: number;
  /** u of the point of the panel that is straight opposite the source. */
  readonly footMm: number;
}

/** A scan of `views` equal steps over an arc; the end is not a view. @throws InputError where there would be too many readings */
export function tomosynthesisArcScan(arc: EvenViewsOverArc, machine: TomosynthesisMachine): TomosynthesisScan {
  return tomosynthesisScan(evenTurningViews(arc), machine);
}

/** A scan whose views stand at any angles. */
export function scatteredTomosynthesisScan(anglesRad: Float64Array, machine: TomosynthesisMachine): TomosynthesisScan {
  return tomosynthesisScan(scatteredTurningViews(anglesRad), machine);
}

function tomosynthesisScan(views: TurningViews, machine: TomosynthesisMachine): TomosynthesisScan {
  const { panel, rows, rowSpacingMm, rowOffset, channels } = machine;
  const count = views.anglesRad.length * rows * channels;
  mustFit('scan', [{ what: 'readings of all views, rows and channels', count, most: SCAN_LIMITS.readings }]);
  const flat = { ...machineAlone({ ...machine, detector: 'flat' }), detector: 'flat' } as const;
  return { geometry: 'tomosynthesis', ...flat, panel, rows, rowSpacingMm, rowOffset, ...views };
}

/** Where source and panel stand in the view of an angle. */
export function panelView(
  machine: Pick<TomosynthesisMachine, 'panel' | 'sourceToIsocenterMm' | 'sourceToDetectorMm'>,
  angleRad: number,
  shiftMm = 0,
): PanelView {
  const { panel, sourceToIsocenterMm, sourceToDetectorMm } = machine;
  const [cosine, sine] = [Math.cos(angleRad), Math.sin(angleRad)];
  const isStationary = panel === 'stationary';
  const normal: Vector = isStationary ? [0, 0, -1] : [-sine, 0, -cosine];
  const uAxis: Vector = isStationary ? [1, 0, 0] : [cosine, 0, -sine];
  const source: Vector = [
    sourceToIsocenterMm * sine + shiftMm * uAxis[0],
    0,
    sourceToIsocenterMm * cosine + shiftMm * uAxis[2],
  ];
  const pivotToPanelMm = sourceToDetectorMm - sourceToIsocenterMm;
  const heightMm = pivotToPanelMm - dot(source, normal);
  return { source, normal, uAxis, heightMm, footMm: dot(source, uAxis) };
}

/** The largest angle by which a ray leaves the plane y = 0, in radians. */
export function halfConeAngleRad(machine: TomosynthesisMachine): number {
  const reachMm = Math.max(Math.abs(rowCentreMm(machine, 0)), Math.abs(rowCentreMm(machine, machine.rows - 1)));
  return Math.atan(reachMm / machine.sourceToDetectorMm);
}

/** The largest angle by which a ray leaves the central ray in the plane y = 0, in radians. */
export function halfOpeningRad(machine: TomosynthesisMachine): number {
  return halfFanAngleRad({ ...machine, detector: 'flat' });
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
