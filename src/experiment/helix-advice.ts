import { type Grid, gridShape, sliceCentreMm } from '../geometry/grid.ts';
import { type Helix, halfTurnReachRad, heightsWithinMm, mostPitchMm, pitchOf } from '../geometry/helix.ts';
import type { MethodName } from '../methods/registry.ts';
import { plainText } from '../number-text.ts';
import type { ScanAdvice } from './advice.ts';

const ROUNDING_MM = 1e-6;

/**
 * Whether the source of a helix comes by every slice as long as its method asks for, and whether the rows cover what lies
 * between two turns.
 *
 * @param objectRadiusMm radius about the axis of a circle that holds the object
 */
export function helixAdvice(helix: Helix, grid: Grid, method: MethodName, objectRadiusMm: number): ScanAdvice[] {
  return [
    slicesAdvice(helix, grid, method),
    method === '180-li' ? thicknessAdvice(helix) : pitchAdvice(helix, objectRadiusMm),
  ];
}

/** What of the path lies before the first slice, and behind the last one. */
export function marginRad(helix: Helix, method: MethodName): number {
  return method === '180-li' ? halfTurnReachRad(helix.inSlices()) : Math.PI;
}

/** The middles of the lowest and the highest slice, in mm. */
export function sliceRangeMm(grid: Grid): readonly [lowest: number, highest: number] {
  const [, , slices] = gridShape(grid);
  const zOf = (slice: number) => sliceCentreMm(grid, slice) + (grid.centreZMm ?? 0);
  return [zOf(0), zOf(slices - 1)];
}

/** Whether the source comes by every slice as long as the method asks for. */
export function passesAllSlices(helix: Helix, grid: Grid, method: MethodName): boolean {
  const [lowest, highest] = sliceRangeMm(grid);
  const seen = heightsWithinMm(helix, marginRad(helix, method));
  return seen !== null && seen[0] <= lowest + ROUNDING_MM && seen[1] >= highest - ROUNDING_MM;
}

function slicesAdvice(helix: Helix, grid: Grid, method: MethodName): ScanAdvice {
  const [lowest, highest] = sliceRangeMm(grid);
  const margin = marginRad(helix, method);
  const seen = heightsWithinMm(helix, margin);
  const ok = passesAllSlices(helix, grid, method);
  const degrees = Math.round((2 * margin * 180) / Math.PI);
  const around = method === '180-li' ? `${degrees}°, a turn and twice the full fan angle,` : 'a whole turn';
  const advice = (sentence: string, title?: string): ScanAdvice => ({
    kind: 'arc',
    ok,
    sentence,
    ...(title && { title }),
  });
  if (ok) return advice(`The source passes by every slice over ${around} as the method asks for.`);
  const neededDeg = Math.ceil(((highest - lowest) / pitchOf(helix)) * 360 + degrees);
  const belowMm = margin * Math.abs(helix.risePerRadMm);
  const isUpwards = helix.risePerRadMm > 0;
  const startMm = isUpwards ? lowest - belowMm : highest + belowMm;
  const shown =
    seen === null || seen[1] < lowest || seen[0] > highest
      ? `No slice is passed by over ${around} as the method asks for, and all stay empty`
      : `Only slices from z = ${millimetres(seen[0])} to ${millimetres(seen[1])} are passed by over ${around} and the others stay empty`;
  return advice(
    `${shown}: an arc of ${neededDeg}° that starts at z = ${millimetres(startMm)} would do for all.`,
    'turns too few',
  );
}

function pitchAdvice(helix: Helix, objectRadiusMm: number): ScanAdvice {
  const pitch = pitchOf(helix);
  const most = mostPitchMm(helix, objectRadiusMm);
  const ok = pitch <= most + ROUNDING_MM;
  const where = `out to ${millimetres(objectRadiusMm)} from the axis`;
  const formula = '(rows − 1) × row spacing × (source to isocentre − radius) / source to detector';
  return {
    kind: 'pitch',
    ok,
    sentence: ok
      ? `The pitch of ${millimetres(pitch)} is covered: the rows see up to ${millimetres(most)} a turn ${where}.`
      : `The pitch of ${millimetres(pitch)} leaves gaps: ${where} the rows see ${millimetres(most)} a turn, ${formula}; what lies between is seen in too few views, and values there are too low.`,
  };
}

function thicknessAdvice(helix: Helix): ScanAdvice {
  const half = pitchOf(helix) / 2;
  return {
    kind: 'pitch',
    ok: true,
    sentence: `Each line is interpolated between readings half a turn apart, ${millimetres(half)} at the axis: a slice counts what lies above and below it as a triangle that is so wide at half of its height.`,
  };
}

function millimetres(length: number): string {
  return `${plainText(Number(length.toPrecision(3)))} mm`;
}
