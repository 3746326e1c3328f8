/**
 * The eight ways to lay a square upon itself: r^k is k quarter turns counter-clockwise, (x, y) → (−y, x) for each, and M the
 * mirror image (x, y) → (x, −y), which comes before the turns. r^k·M^m has the number k + 4m.
 */
export type SquareSymmetry = number;

export const IDENTITY: SquareSymmetry = 0;
const QUARTER = Math.PI / 2;
const TURN = 2 * Math.PI;

/** Quarter turns, before which there may be a mirror image. */
export function symmetryOf(quarters: number, isMirrored: boolean): SquareSymmetry {
  return (quarters & 3) + (isMirrored ? 4 : 0);
}

export function isMirrored(symmetry: SquareSymmetry): boolean {
  return symmetry >= 4;
}

/** What comes of quarter turns first and a symmetry then; a mirror image turns them around. */
export function afterQuarters(symmetry: SquareSymmetry, quarters: number): SquareSymmetry {
  return symmetryOf(symmetry + (isMirrored(symmetry) ? -quarters : quarters), isMirrored(symmetry));
}

/** What comes of the mirror image first and a symmetry then. */
export function mirroredFirst(symmetry: SquareSymmetry): SquareSymmetry {
  return symmetry ^ 4;
}

/** The one that is half a turn away. */
export function oppositeOf(symmetry: SquareSymmetry): SquareSymmetry {
  return symmetry ^ 2;
}

/** Where a symmetry carries a place. */
export function carried(symmetry: SquareSymmetry, x: number, y: number): [x: number, y: number] {
  let at: [number, number] = [x, isMirrored(symmetry) ? -y : y];
  for (let quarter = 0; quarter < (symmetry & 3); quarter++) at = [-at[1], at[0]];
  return at;
}

/**
 * An angle as one between 0 and 45° and the symmetry that carries it there and back: r^k·M^m carries the line x·cosθ +
 * y·sinθ = u to (−1)^m·θ + k·90° at the same u.
 */
export function foldedAngle(angleRad: number): { readonly angleRad: number; readonly symmetry: SquareSymmetry } {
  const { angleRad: beyond, symmetry } = turnedBack(angleRad);
  return { angleRad: Math.abs(beyond), symmetry: symmetryOf(symmetry, beyond < 0) };
}

/** The same by turns alone: an angle between −45° and 45°. */
export function turnedBack(angleRad: number): { readonly angleRad: number; readonly symmetry: SquareSymmetry } {
  const turned = angleRad - TURN * Math.floor(angleRad / TURN);
  // Angles beside −45° are to be counted there all of them, however they are rounded.
  const quarters = Math.floor(turned / QUARTER + 0.5 + 1e-9);
  return { angleRad: turned - quarters * QUARTER, symmetry: symmetryOf(quarters, false) };
}
