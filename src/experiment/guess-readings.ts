import { type ArrayFacts, type ArraySample, quantile } from './array-facts.ts';
import { guessWhite } from './guess-white.ts';
import { shortNumber } from './short-number.ts';

/** What the values of a sinogram are: −ln(I/I₀), readings I of a detector, or line integrals in a unit of their own. */
export type ReadingsKind = 'line-integrals' | 'transmission' | 'arbitrary';

/** A guess, as far as the data go. */
export interface ReadingsGuess {
  readonly kind: ReadingsKind;
  /** What speaks for it, to be read after the file's name; `null` where it is only what is usual. */
  readonly why: string | null;
  /** Whether the values cannot be line integrals at all. */
  readonly isImpossibleAsLineIntegrals: boolean;
  /** What a reading without the object in its way seems to be, of a detector's; `null` where no view shows it. */
  readonly white: number | null;
}

/** Of 5·10⁸ photons one is left behind a line integral of 20: no detector counts so many, and the next is noise. */
export const MOST_LINE_INTEGRAL = 20;

/**
 * Guesses what readings are. Beside the object a detector reads the most there is and the same in every view, where line
 * integrals are 0; line integrals are never over {@link MOST_LINE_INTEGRAL}, but for a few readings that counted nothing.
 */
export function guessReadings(facts: ArrayFacts): ReadingsGuess {
  const [low, high] = [quantile(facts, 0.01), quantile(facts, 0.99)];
  const beside = readingsBeside(facts, low, high);
  const most = shortNumber(facts.most);
  // Counts less dark ones go a little below 0 by their noise.
  if (low < -MOST_LINE_INTEGRAL && -low > 0.3 * high) {
    const why = `its values go down to ${shortNumber(facts.least)}, but no line integral is far below 0`;
    return { kind: 'arbitrary', why, isImpossibleAsLineIntegrals: true, white: null };
  }
  if (high > MOST_LINE_INTEGRAL) {
    // Beside the object sums are 0, or most of them next to the least there is; counts behind an object are not.
    const isAir = low < 0.02 * high || quantile(facts, 0.5) - low < 0.1 * (high - low);
    const isCounted = beside === 'bright' || (facts.areWhole && !(beside === 'dark' && isAir));
    const looks = isCounted
      ? facts.areWhole
        ? 'they look like a detector’s counts'
        : 'they look like a detector’s raw readings'
      : 'they look like sums in arbitrary units';
    return {
      kind: isCounted ? 'transmission' : 'arbitrary',
      why: `its values go up to ${most}, but no line integral exceeds ${MOST_LINE_INTEGRAL}; ${looks}`,
      isImpossibleAsLineIntegrals: true,
      white: isCounted ? guessWhite(facts) : null,
    };
  }
  if (beside === 'bright' && low >= 0) {
    const white = guessWhite(facts);
    const why =
      white === null
        ? 'its values are highest at both ends of the detector, where line integrals are lowest; they look like transmissions through an object that extends beyond the detector'
        : `its values are highest beside the object, about ${shortNumber(white)}, where line integrals are 0; they look like transmissions`;
    return { kind: 'transmission', why, isImpossibleAsLineIntegrals: false, white };
  }
  if (quantile(facts, 0.9) <= 0 && low < -0.05) {
    const why = 'nearly all of its values are below 0, like ln(I/I₀) without its minus sign';
    return { kind: 'line-integrals', why, isImpossibleAsLineIntegrals: false, white: null };
  }
  const why =
    facts.most > MOST_LINE_INTEGRAL
      ? `a few of its values go up to ${most}, where a detector counts nothing; bright and dark streaks follow those rays`
      : null;
  return { kind: 'line-integrals', why, isImpossibleAsLineIntegrals: false, white: null };
}

/** What is read beside the object: the most there is, next to nothing, or nothing that can be told. */
type Beside = 'bright' | 'dark' | null;

/** Parts of the range of the readings: what is steady, what is nearly so, and what counts as its top or its foot. */
const STEADY = 0.03;
const NEARLY_STEADY = 0.15;
const STEADY_BUT_FOR_NOISE = 0.05;
const NEAR_END = 0.4;

/**
 * What is read beside the object: at both ends of the channels, whichever axis they are on, nearly the same in all views
 * and with something else between them; or at one end, the same in all views, where the other one ends in the object.
 */
function readingsBeside({ sample }: ArrayFacts, low: number, high: number): Beside {
  const range = high - low;
  if (!(range > 0)) return null;
  const axes = (['columns', 'rows'] as const).map((axis) => {
    const levels = meansAlong(sample, axis).map((mean) => (mean - low) / range);
    const spreads = [0, levels.length - 1].map((at) => spreadOf(lineAt(sample, axis, at)) / range);
    const ends = [levels[0]!, levels.at(-1)!];
    const isSteady = [0, levels.length - 1].every((at, i) => {
      const beside = lineAt(sample, axis, at === 0 ? Math.min(1, levels.length - 1) : at - 1);
      // Noise differs between neighbours, what is behind an object hardly does.
      const noise = spreadOf(lineAt(sample, axis, at).map((value, j) => value - beside[j]!)) / (Math.SQRT2 * range);
      return spreads[i]! < Math.max(STEADY_BUT_FOR_NOISE, 1.3 * noise);
    });
    return { isSteady, spreads, ends, least: Math.min(...levels), most: Math.max(...levels) };
  });
  for (const { isSteady, spreads, ends, least, most } of axes) {
    if (spreads.some((spread) => spread > NEARLY_STEADY)) continue;
    if (isSteady && ends.every((level) => level > 1 - NEAR_END && level - least > 0.15)) return 'bright';
    if (ends.every((level) => level < NEAR_END && most - level > 0.15)) return 'dark';
  }
  for (const { spreads, ends, least, most } of axes) {
    const steady = ends.filter((_, i) => spreads[i]! < STEADY);
    const isBright = steady.some((level) => level > 0.9 && level - least > 0.15);
    const isDark = steady.some((level) => level < 0.1 && most - level > 0.15);
    if (isBright !== isDark) return isBright ? 'bright' : 'dark';
    // One end at the top and one at the foot, and either may be the air: whoever has divided by the white has 1 there.
    if (isBright && steady.some((level) => Math.abs(low + level * range - 1) < 0.01)) return 'bright';
  }
  return null;
}

/** The sample as line integrals, or as it is where it is no transmission. */
export function attenuatedSample(
  { sample, most }: ArrayFacts,
  { kind, white }: Pick<ReadingsGuess, 'kind' | 'white'>,
): ArraySample {
  if (kind !== 'transmission') return sample;
  return { ...sample, values: sample.values.map((value) => -Math.log(Math.max(1e-6, value / (white ?? most)))) };
}

/** How the axes of a sinogram lie. */
export interface OrientationGuess {
  /** Whether it seems to be [channels, views]. */
  readonly isTransposed: boolean;
  /** Whether the data leave no doubt: all columns have one sum, and the first and last rows see nothing but air. */
  readonly isCertain: boolean;
  /** The sums as a person may check them. */
  readonly why: string | null;
}

/**
 * Tells views from channels: with parallel rays every view has the same sum, the mass of the object, where channels differ
 * as the object's middle and edge do. A fan's views differ a little, truncated ones more; where sums of rows and columns
 * differ alike nothing is said.
 */
export function guessOrientation(
  facts: ArrayFacts,
  { kind, white }: Pick<ReadingsGuess, 'kind' | 'white'>,
): OrientationGuess {
  const { sample } = facts;
  const attenuated = attenuatedSample(facts, { kind, white });
  const [ofRows, ofColumns] = [meansAlong(attenuated, 'rows'), meansAlong(attenuated, 'columns')];
  const [rowSpread, columnSpread] = [relativeSpread(ofRows), relativeSpread(ofColumns)];
  const mean = meanOf(ofRows);
  const endRows = Math.max(Math.abs(ofRows[0]!), Math.abs(ofRows.at(-1)!));
  const isTransposed =
    sample.rows >= 4 &&
    sample.columns >= 4 &&
    rowSpread > 0.05 &&
    (columnSpread < rowSpread / 8 || (columnSpread < rowSpread / 3 && endRows < 0.5 * Math.abs(mean)));
  if (!isTransposed) return { isTransposed, isCertain: false, why: null };
  return {
    isTransposed,
    isCertain: columnSpread < 0.02 && endRows < 0.03 * Math.max(...ofRows.map(Math.abs)),
    why: `its columns have equal sums to within ${percent(columnSpread)}, as parallel views do, while its rows differ by ${percent(rowSpread)}`,
  };
}

/**
 * Whether an array is more like a sinogram than like a picture: one of its axes has equal sums and the other has not.
 * Pictures hardly ever are so, but for plain stripes.
 */
export function looksLikeSinogram(facts: ArrayFacts): boolean {
  const { sample } = facts;
  if (sample.rows < 8 || sample.columns < 8) return false;
  const attenuated = attenuatedSample(facts, guessReadings(facts));
  const [rows, columns] = (['rows', 'columns'] as const).map((axis) => relativeSpread(meansAlong(attenuated, axis)));
  const [even, uneven] = [Math.min(rows!, columns!), Math.max(rows!, columns!)];
  return even < 0.05 && uneven > 0.1 && even < uneven / 8;
}

/** The mean of each row, or of each column. */
function meansAlong({ rows, columns, values }: ArraySample, axis: 'rows' | 'columns'): Float64Array {
  const means = new Float64Array(axis === 'rows' ? rows : columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      means[axis === 'rows' ? row : column]! += values[row * columns + column]! / (axis === 'rows' ? columns : rows);
    }
  }
  return means;
}

/** One row, or one column. */
function lineAt({ rows, columns, values }: ArraySample, axis: 'rows' | 'columns', at: number): Float64Array {
  return axis === 'rows'
    ? Float64Array.from(values.subarray(at * columns, (at + 1) * columns))
    : Float64Array.from({ length: rows }, (_, row) => values[row * columns + at]!);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

/** Standard deviation. */
function spreadOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

function relativeSpread(values: Float64Array): number {
  const mean = Math.abs(meanOf(values));
  return mean > 0 ? spreadOf(values) / mean : Number.POSITIVE_INFINITY;
}

function percent(part: number): string {
  return `${Number((100 * part).toPrecision(2))} %`;
}
