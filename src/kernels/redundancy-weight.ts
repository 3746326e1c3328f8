/**
 * What a reading of a short scan counts for, 0 … 2 with a mean of 1 over the two readings of a line that is measured
 * twice, and 2 where a line is measured once (a full scan measures all twice and weighs all by 1).
 *
 * The ray of fan angle γ, ε along the arc, is measured again from the other side at −γ and ε + π − 2γ, or ε − π − 2γ. Over
 * an arc of π + 2Γ that is so for ε < 2(Γ + γ) and for ε > π + 2γ; there the weight rises and falls as sin², so that the
 * two readings of a line share it smoothly (Parker, Med. Phys. 9:254, 1982, doi 10.1118/1.595078; with Γ, half of the
 * arc's excess, instead of half the fan angle for arcs longer than need be: Silver, Med. Phys. 27:773, 2000, doi
 * 10.1118/1.598939). An arc too short for the fan
 * measures some lines not at all, and no weight can stand for them: reconstruction/complete-lines.ts adds views first. GPU twin:
 * shaders/common/redundancy.wgsl.
 *
 * @param elapsedRad ε
 * @param fanAngleRad γ, counted in the direction that the source runs
 * @param halfExcessRad Γ, up to π/2, a full turn; negative for less than half a turn
 */
export function redundancyWeight(elapsedRad: number, fanAngleRad: number, halfExcessRad: number): number {
  const rise = rampPart(elapsedRad, halfExcessRad + fanAngleRad);
  const fall = rampPart(Math.PI + 2 * halfExcessRad - elapsedRad, halfExcessRad - fanAngleRad);
  // Most readings are on no ramp, and need no sines.
  if (rise === 1 && fall === 1) return 2;
  return 2 * (Math.sin((Math.PI / 2) * rise) * Math.sin((Math.PI / 2) * fall)) ** 2;
}

/** How far up a ramp of twice the half length: 0 … 1, and 1 where there is no ramp. */
function rampPart(alongRad: number, halfLengthRad: number): number {
  return halfLengthRad > 0 ? Math.min(1, Math.max(0, alongRad / (2 * halfLengthRad))) : 1;
}
