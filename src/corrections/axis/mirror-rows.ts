/**
 * Two sets of rows that are mirror images of one another about one place, the axis: `rows[i]` read towards one side is
 * `mirrored[i]` read towards the other. Readings of parallel rays are real. Those of a fan become complex when they are
 * summed over its views, and each has then to be turned by its fan angle first.
 */
export interface MirrorRows {
  readonly channels: number;
  readonly rows: readonly ComplexRow[];
  readonly mirrored: readonly ComplexRow[];
  /**
   * By which angle a value of a row is turned, in radians, so many channels from the axis; left out, by none. Values on the
   * other side are turned back by as much.
   */
  readonly turnRad?: ((row: number, distance: number) => number) | undefined;
}

/** Values along the detector, both [channels]. */
export interface ComplexRow {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** How little rows are mirror images about a place. */
export interface Mismatch {
  /** Squared difference over what the rows vary: 0 for mirror images, about 1 for rows that know nothing of each other. */
  readonly score: number;
  /** Pairs of values that were compared. */
  readonly compared: number;
}

/** Of single precision: what varies by less than this part of itself does not vary. */
const ROUNDING = 1e-9;
const NOTHING_TO_COMPARE: Mismatch = { score: Number.POSITIVE_INFINITY, compared: 0 };

/**
 * How little the rows are mirror images about a place, where both are: Σ|a − b|² over Σ|a − m|² + |b − m|², m the mean of
 * both in each row, so that a stretch of nothing is like nothing. Both are read at whole distances from the place, between
 * channels in the same part, so that none is smoother than the other.
 *
 * @param place channel; fractions are allowed
 */
export function mirrorMismatch({ channels, rows, mirrored, turnRad }: MirrorRows, place: number): Mismatch {
  const left = Math.floor(place);
  const g = place - left;
  const f = 1 - g;
  const most = Math.min(left, channels - 1 - Math.ceil(place));
  if (most < 1) return NOTHING_TO_COMPARE;
  // Values beside a whole place count nothing, and may lie beyond the row.
  const next = g === 0 ? 0 : 1;
  let difference = 0;
  let variation = 0;
  let squares = 0;
  for (let row = 0; row < rows.length; row++) {
    const a = rows[row]!;
    const b = mirrored[row]!;
    let sumReal = 0;
    let sumImaginary = 0;
    let rowSquares = 0;
    for (let distance = -most; distance <= most; distance++) {
      const i = left + distance;
      const k = left - distance;
      let aReal = f * a.real[i]! + g * a.real[i + next]!;
      let aImaginary = f * a.imaginary[i]! + g * a.imaginary[i + next]!;
      let bReal = f * b.real[k]! + g * b.real[k + next]!;
      let bImaginary = f * b.imaginary[k]! + g * b.imaginary[k + next]!;
      if (turnRad) {
        const angle = turnRad(row, distance);
        const cosine = Math.cos(angle);
        const sine = Math.sin(angle);
        [aReal, aImaginary] = [aReal * cosine - aImaginary * sine, aImaginary * cosine + aReal * sine];
        [bReal, bImaginary] = [bReal * cosine + bImaginary * sine, bImaginary * cosine - bReal * sine];
      }
      difference += (aReal - bReal) ** 2 + (aImaginary - bImaginary) ** 2;
      sumReal += aReal + bReal;
      sumImaginary += aImaginary + bImaginary;
      rowSquares += aReal ** 2 + aImaginary ** 2 + bReal ** 2 + bImaginary ** 2;
    }
    variation += rowSquares - (sumReal ** 2 + sumImaginary ** 2) / (2 * (2 * most + 1));
    squares += rowSquares;
  }
  if (!(variation > ROUNDING * squares)) return NOTHING_TO_COMPARE;
  return { score: difference / variation, compared: (2 * most + 1) * rows.length };
}

/** The same rows with so many channels averaged into one; what is left over at the end is left out. */
export function withChannelsAveraged(mirror: MirrorRows, factor: number): MirrorRows {
  if (factor === 1) return mirror;
  const channels = Math.floor(mirror.channels / factor);
  const average = (values: Float64Array) =>
    Float64Array.from({ length: channels }, (_, channel) => {
      let sum = 0;
      for (let i = 0; i < factor; i++) sum += values[channel * factor + i]!;
      return sum / factor;
    });
  const averageRow = ({ real, imaginary }: ComplexRow) => ({ real: average(real), imaginary: average(imaginary) });
  const { turnRad } = mirror;
  return {
    channels,
    rows: mirror.rows.map(averageRow),
    mirrored: mirror.mirrored.map(averageRow),
    turnRad: turnRad && ((row, distance) => turnRad(row, distance * factor)),
  };
}
