/** Angles in degrees about z, then x′, then z″; see {@link rotationOf}. */
export type EulerAngles = readonly [number, number, number];

/** A 3 × 3 matrix, row-major. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/**
 * The rotation R = R_z(φ)·R_x(θ)·R_z(ψ) of Euler angles [φ, θ, ψ] in degrees. A body is turned about its own z by φ, then
 * about its own x, which has turned along (x′), by θ, then about its own z again (z″) by ψ, each counter-clockwise when
 * seen from the axis' tip. A place q in the body's frame comes to lie at R·q. (Goldstein, Classical Mechanics, 1980, § 4.4,
 * whose matrix from space to body is R's transpose; the convention of the tables of 3-D Shepp–Logan phantoms.)
 */
export function rotationOf([phiDeg, thetaDeg, psiDeg]: EulerAngles): Matrix {
  const [c1, s1] = cosineAndSine(phiDeg);
  const [c2, s2] = cosineAndSine(thetaDeg);
  const [c3, s3] = cosineAndSine(psiDeg);
  return [
    c1 * c3 - s1 * c2 * s3,
    -c1 * s3 - s1 * c2 * c3,
    s1 * s2,
    s1 * c3 + c1 * c2 * s3,
    -s1 * s3 + c1 * c2 * c3,
    -c1 * s2,
    s2 * s3,
    s2 * c3,
    c2,
  ];
}

/** Of quarter turns exactly 0 and ±1, so that what is turned by them still stands along the axes. */
function cosineAndSine(degrees: number): readonly [number, number] {
  if (degrees % 90 === 0) {
    const quarter = (((degrees / 90) % 4) + 4) % 4;
    return [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ][quarter] as unknown as readonly [number, number];
  }
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}
