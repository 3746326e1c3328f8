import {
  type CirclePart,
  foldAngle,
  type MeasuredDirections,
  measuredDirections,
  partsLeftOut,
} from '../geometry/measured-directions.ts';
import { geometryOf, isMirroredByHalfTurn, type Scan } from '../geometry/scan.ts';

const TURN = 2 * Math.PI;
const DEGREES = Math.PI / 180;

/** Whether what views leave out is no loss, and in a sentence why. */
export interface GapsAdvice {
  readonly ok: boolean;
  readonly sentence: string;
}

/** The directions that a scan's views look from; parallel ones half a turn apart see the same lines. */
export function directionsOf(scan: Scan): MeasuredDirections {
  return measuredDirections(scan.anglesRad, geometryOf(scan).periodRad);
}

/**
 * The advice on where views stand that an arc does not tell of: all of them at one angle, or in several groups; `null`
 * where one arc tells it all.
 *
 * @param fanRad half of the fan's angle across the object, 0 of parallel rays
 */
export function gapsAdvice(scan: Scan, directions: MeasuredDirections, fanRad: number): GapsAdvice | null {
  const { anglesRad } = directions;
  if (anglesRad.length === 1 && scan.anglesRad.length > 1) {
    return {
      ok: false,
      sentence: `All ${scan.anglesRad.length} views are from the same direction: they show how much lies along each ray but not where, which takes ${degrees(Math.PI + 2 * fanRad)}.`,
    };
  }
  const gaps = partsLeftOut(directions);
  if (gaps.length < 2) return null;
  const widths = gaps.map(({ widthRad }) => widthRad).sort((a, b) => a - b);
  const covered = degrees(directions.periodRad - widths.reduce((sum, width) => sum + width, 0));
  const [narrowest, widest] = [degrees(widths[0]!), degrees(widths.at(-1)!)];
  const width = narrowest === widest ? narrowest : `${narrowest} to ${widest}`;
  const there = `The views form ${gaps.length} groups that cover ${covered} in total, with gaps of ${width} between them`;
  const missing = 'edges along the missing directions are blurred and elongated, and values are too low';
  const geometry = geometryOf(scan);
  if (isMirroredByHalfTurn(geometry)) {
    return { ok: false, sentence: `${there}: ${degrees(Math.PI)} without gaps is needed; ${missing}.` };
  }
  return isSeenAcross(gaps, Math.min(fanRad, geometry.halfFanAngleRad(scan)))
    ? { ok: true, sentence: `${there}: every line in a gap is measured from the opposite side.` }
    : {
        ok: false,
        sentence: `${there}: lines that fall into a gap from both sides are not measured; ${missing}.`,
      };
}

/**
 * Whether the rays of a fan's gaps are measured from their other side: that of β and γ at β + π − 2γ and −γ. Of all fan
 * angles in between it is the ends of a gap and of the gap across that meet first, so that the two are compared as
 * wholes.
 */
function isSeenAcross(gaps: readonly CirclePart[], halfFanRad: number): boolean {
  return gaps.every((gap) =>
    gaps.every((other) => {
      // Where the other gap begins as seen from the place across, less what the fan's angle adds to either side.
      const across = gap.fromRad + Math.PI - 2 * halfFanRad;
      const reach = gap.widthRad + 4 * halfFanRad;
      const begins = foldAngle(other.fromRad - across, TURN);
      return begins >= reach && begins + other.widthRad <= TURN;
    }),
  );
}

function degrees(angleRad: number): string {
  return `${Number((angleRad / DEGREES).toFixed(1))}°`;
}
