import type { CirclePart } from '../../geometry/measured-directions.ts';

/** Over how much of the turn, at most, one side of a line passes into the other; of a narrower group, half of it. */
const MOST_RAMP_RAD = Math.PI / 9;

/**
 * What a reading counts for where views stand in several groups, 0 … 2: 2 where its line is measured from one side alone,
 * and otherwise shared with the reading from the other side, at −γ and ε + π − 2γ, so that the two sum up to 2. Each side
 * counts as sin² of how deep in its group it stands, which goes to 0 at a group's ends as Parker's weights do at those of
 * an arc (redundancy-weight.ts). GPU twin: shaders/weight-readings.wgsl.
 *
 * @param elapsedRad ε, within a group
 * @param fanAngleRad γ
 */
export function groupWeight(elapsedRad: number, fanAngleRad: number, groups: readonly CirclePart[]): number {
  const own = depthInGroups(elapsedRad, groups);
  const across = depthInGroups(elapsedRad + Math.PI - 2 * fanAngleRad, groups);
  return across > 0 ? (2 * own) / (own + across) : 2;
}

function depthInGroups(angleRad: number, groups: readonly CirclePart[]): number {
  const turn = 2 * Math.PI;
  for (const { fromRad, widthRad } of groups) {
    const from = angleRad - fromRad;
    const along = from - turn * Math.floor(from / turn);
    if (along >= widthRad) continue;
    const part = Math.min(1, Math.min(along, widthRad - along) / Math.min(widthRad / 2, MOST_RAMP_RAD));
    return Math.sin((Math.PI / 2) * part) ** 2;
  }
  return 0;
}
