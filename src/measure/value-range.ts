/** Between what values lie. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
}

/** Between what values lie, 0 among them. */
export function rangeFromZero(values: Float32Array): ValueRange {
  let least = 0;
  let most = 0;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { least, most };
}
