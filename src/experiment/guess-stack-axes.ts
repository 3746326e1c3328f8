import type { ReadingsGuess } from './guess-readings.ts';
import type { StackShape } from './stack-axes.ts';

/** What the sums along a stack's axes say of them. */
export interface StackAxesGuess {
  /** Whether another axis seems to be that of the views. */
  readonly isDoubtful: boolean;
  /** Whether that leaves no doubt. */
  readonly isCertain: boolean;
  /** The sums as a person may check them, to be read behind "because"; `null` where nothing is doubtful. */
  readonly why: string | null;
}

/** Views of an object beside the axis differ by how near they are to it: by twice the part of the distance. */
const ALIKE = 0.06;
/** So many places along each axis are looked at. */
const MOST_SAMPLED = 96;

/**
 * Whether the first axis of a stack [views, detector rows, channels] is that of its views. All views show one object, so that
 * their sums are nearly the same, whatever it is; rows and channels see its middle and its edges.
 *
 * @param values as they are stored
 */
export function guessStackAxes(
  values: Float32Array,
  { views, rows, channels }: StackShape,
  { kind, white }: Pick<ReadingsGuess, 'kind' | 'white'>,
): StackAxesGuess {
  const places = [views, rows, channels].map(spread);
  const sums = places.map(({ length }) => new Float64Array(length));
  const bright = kind === 'transmission' ? (white ?? values.reduce((most, value) => Math.max(most, value), 0)) : null;
  places[0]!.forEach((view, i) => {
    places[1]!.forEach((row, j) => {
      places[2]!.forEach((channel, k) => {
        const stored = values[(view * rows + row) * channels + channel]!;
        const value = bright === null ? stored : -Math.log(Math.max(1e-6, stored / bright));
        sums[0]![i]! += value;
        sums[1]![j]! += value;
        sums[2]![k]! += value;
      });
    });
  });
  const [ofViews, ofRows, ofChannels] = sums.map(relativeSpread) as [number, number, number];
  const least = Math.min(ofRows, ofChannels);
  const isDoubtful = views >= 4 && ofViews > 0.05 && least < ofViews / 3;
  if (!isDoubtful) return { isDoubtful, isCertain: false, why: null };
  const place = ofRows <= ofChannels ? 'second' : 'third';
  return {
    isDoubtful,
    isCertain: least < ALIKE && ofViews > 0.1 && least < ofViews / 8,
    why: `the sums along its ${place} axis are equal to within ${percent(least)}, as those of views are, while those along its first differ by ${percent(ofViews)}`,
  };
}

function spread(count: number): number[] {
  const taken = Math.min(count, MOST_SAMPLED);
  return Array.from({ length: taken }, (_, i) => Math.round((i * (count - 1)) / Math.max(1, taken - 1)));
}

function relativeSpread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
  return mean === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(variance) / Math.abs(mean);
}

function percent(part: number): string {
  return `${Number((100 * part).toPrecision(2))} %`;
}
