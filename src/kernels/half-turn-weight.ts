/**
 * What a reading counts for in a slice that a source which rises passes by, 0 … 2: the linear interpolation between the two
 * nearest readings of each line, which are seen from opposite sides, half a turn apart (180° LI: Crawford & King, Med. Phys.
 * 17:967, 1990, doi 10.1118/1.596464; Polacin, Kalender & Marchal, Radiology 185:29, 1992, doi
 * 10.1148/radiology.185.1.1523331). The ray of fan angle γ, ε along the path, comes again from the other side at −γ and
 * ε + π − 2γ, and did so before at ε − π − 2γ. Towards either it falls from 2 at the slice to 0, so that the two readings of a
 * line sum up to 2. GPU twin: shaders/weight-readings.wgsl.
 *
 * @param elapsedRad ε, on beyond whole turns
 * @param fanAngleRad γ, counted in the direction that the source runs
 * @param sliceAtRad where on its path the source is as high as the slice
 */
export function halfTurnWeight(elapsedRad: number, fanAngleRad: number, sliceAtRad: number): number {
  const ahead = sliceAtRad - elapsedRad;
  const toOther = Math.PI - 2 * (ahead < 0 ? -fanAngleRad : fanAngleRad);
  return 2 * Math.max(0, 1 - Math.abs(ahead) / toOther);
}
