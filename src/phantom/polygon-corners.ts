/** A corner of a polygon: x and y. */
export type Corner = readonly [number, number];

/** Positive for a turn to the left, 0 for straight on (within rounding), negative to the right. */
export function turn(before: Corner, at: Corner, after: Corner): number {
  const [toX, toY] = [at[0] - before[0], at[1] - before[1]];
  const [onX, onY] = [after[0] - at[0], after[1] - at[1]];
  const cross = toX * onY - toY * onX;
  const lengths = Math.sqrt((toX * toX + toY * toY) * (onX * onX + onY * onY));
  return Math.abs(cross) <= 1e-12 * lengths ? 0 : cross;
}

/** Positive where the corners run counter-clockwise. */
export function signedArea(corners: readonly Corner[]): number {
  const [originX, originY] = corners[0]!;
  let twice = 0;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    twice += (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY);
  });
  return twice / 2;
}
