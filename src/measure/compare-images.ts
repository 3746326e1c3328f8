/** How far two arrays are apart. */
export interface ArrayDifference {
  readonly largest: number;
  readonly rms: number;
  /** RMS of the difference over the RMS of the second array. */
  readonly relativeRms: number;
}

/** Compares two arrays of one size value by value. */
export function compareImages(a: Float32Array, b: Float32Array): ArrayDifference {
  let largest = 0;
  let squared = 0;
  let reference = 0;
  for (let i = 0; i < b.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    // NaN compares as false; once found it has to stay, or two arrays that are no numbers would seem to agree.
    if (difference > largest || Number.isNaN(difference)) largest = Number.isNaN(largest) ? largest : difference;
    squared += difference * difference;
    reference += b[i]! * b[i]!;
  }
  return {
    largest,
    rms: Math.sqrt(squared / b.length),
    relativeRms: squared === 0 ? 0 : Math.sqrt(squared / reference),
  };
}
