import { type FanScan, fanArcScan, halfFanAngleRad, scatteredFanScan } from './fan-scan.ts';

const TURN = 2 * Math.PI;
const ROUNDING = 1e-6;
/** Below this a fan's lines are interpolated over more than they were measured over. */
const LEAST_ARC_RAD = 0.5 * Math.PI;

/**
 * A fan over less than half a turn and its own angle, with the views that a whole short scan has besides; the same scan
 * where nothing is missing, where that would be too many, or where too little is there.
 *
 * @param mostViews how many there may be in all
 */
export function withMissingViews(scan: FanScan, mostViews: number): FanScan {
  const { startRad, gaps, isEven } = scan.arc;
  const views = scan.anglesRad.length;
  const arcRad = Math.abs(scan.arc.arcRad);
  // What stands in several gaps is seen from no side.
  if (arcRad < LEAST_ARC_RAD - ROUNDING || gaps > 1) return scan;
  const stepRad = arcRad / views;
  const neededRad = Math.min(TURN, Math.PI + 2 * halfFanAngleRad(scan));
  const added = Math.ceil((neededRad - arcRad) / stepRad - 0.5);
  if (added <= 0 || views + added > mostViews) return scan;
  const direction = Math.sign(scan.arc.arcRad);
  const more = Array.from({ length: added }, (_, i) => startRad + direction * (arcRad + i * stepRad));
  const completed = scatteredFanScan(Float64Array.from([...scan.anglesRad, ...more]), scan);
  // Steps that rounding hides from the first look at them.
  return isEven && !completed.arc.isEven
    ? fanArcScan({ views: views + added, startRad, arcRad: direction * stepRad * (views + added) }, scan)
    : completed;
}
