/** How the ramp filter comes out on a detector, in numbers. */
export interface DetectorRamp {
  /** τ, from sample to sample along a view: in mm at the axis or, on an arc about the source, in radians. */
  readonly step: number;
  /** What the kernel is multiplied with: ½ where the views measure every line twice. */
  readonly factor: number;
  /**
   * The fan angle from sample to sample where these stand on an arc about the source: n samples apart the kernel is then
   * taken (nγ/sin nγ)² times (Kak & Slaney 1988, ch. 3, eq. 85). 0 where they stand on a line.
   */
  readonly arcStepRad: number;
}
