import { type ArrayFacts, arrayFacts, quantile } from '../../experiment/array-facts.ts';
import { type AngleUnitGuess, guessAngleUnit } from '../../experiment/guess-angles.ts';
import { type GuessedArcDeg, guessArc } from '../../experiment/guess-arc.ts';
import { guessImageValues, type ImageValuesGuess } from '../../experiment/guess-image-values.ts';
import {
  guessOrientation,
  guessReadings,
  looksLikeSinogram,
  type OrientationGuess,
  type ReadingsGuess,
} from '../../experiment/guess-readings.ts';

/** What the page sees in an array of two axes before it asks what that is. */
export interface ArrayLook {
  readonly least: number;
  readonly most: number;
  readonly median: number;
  /** As a sinogram: what its values seem to be, and which of its axes the channels are on. */
  readonly readings: ReadingsGuess;
  readonly orientation: OrientationGuess;
  readonly isLikeSinogram: boolean;
  /** What arc the views seem to go over, with rows as views and with columns. */
  readonly arcDeg: { readonly asStored: GuessedArcDeg | null; readonly turned: GuessedArcDeg | null };
  /** As an image. */
  readonly imageValues: ImageValuesGuess;
  readonly thumbnail: Thumbnail;
  /** Of three axes: what the middle of the first one holds; `null` where that is not known. */
  readonly plane: Thumbnail | null;
}

/** A small picture of an array as it is stored. */
export interface Thumbnail {
  readonly rows: number;
  readonly columns: number;
  /** [rows × columns], 0 … 255. */
  readonly greys: Uint8Array;
}

/** The longer side of a thumbnail at most. */
const THUMBNAIL_SIDE = 128;

/**
 * @param values float32 [rows × columns], all of an array or evenly spread lines of it
 * @param plane of an array of three axes, [rows, columns]
 */
export function lookAtArray(
  values: Float32Array,
  rows: number,
  columns: number,
  plane: { readonly shape: readonly number[]; readonly data: Float32Array } | null = null,
): ArrayLook {
  const facts = arrayFacts(values, rows, columns);
  const readings = guessReadings(facts);
  return {
    least: facts.least,
    most: facts.most,
    median: quantile(facts, 0.5),
    readings,
    orientation: guessOrientation(facts, readings),
    isLikeSinogram: looksLikeSinogram(facts),
    arcDeg: { asStored: guessArc(facts, readings), turned: guessArc(turnedFacts(facts), readings) },
    imageValues: guessImageValues(facts),
    thumbnail: thumbnailOf(facts),
    plane: plane && thumbnailOf(arrayFacts(plane.data, plane.shape[0]!, plane.shape[1]!)),
  };
}

function turnedFacts(facts: ArrayFacts): ArrayFacts {
  const { rows, columns, values } = facts.sample;
  const turned = Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
  return {
    ...facts,
    rows: facts.columns,
    columns: facts.rows,
    sample: { rows: columns, columns: rows, values: turned },
  };
}

/** A list of numbers, as angles. */
export function lookAtList(values: Float64Array): AngleUnitGuess {
  return guessAngleUnit(values);
}

/** What is seen of an image whose format says that it is one. */
export interface SeenImage {
  readonly thumbnail: Thumbnail;
  readonly values: ImageValuesGuess;
}

/** @param values float32 [rows × columns] */
export function seenImage(values: Float32Array, rows: number, columns: number): SeenImage {
  const facts = arrayFacts(values, rows, columns);
  return { thumbnail: thumbnailOf(facts), values: guessImageValues(facts) };
}

/** Black to white over all but the outermost values, each grey the mean of what it stands for. */
function thumbnailOf(facts: ArrayFacts): Thumbnail {
  const { sample } = facts;
  const [black, white] = [quantile(facts, 0.005), quantile(facts, 0.995)];
  const [rows, columns] = [Math.min(sample.rows, THUMBNAIL_SIDE), Math.min(sample.columns, THUMBNAIL_SIDE)];
  const greys = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [share(row, rows, sample.rows), share(row + 1, rows, sample.rows)];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [share(column, columns, sample.columns), share(column + 1, columns, sample.columns)];
      let sum = 0;
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) sum += sample.values[y * sample.columns + x]!;
      const mean = sum / ((bottom - top) * (right - left));
      // What is the same everywhere is neither: dark and white readings may be.
      const part = white > black ? (mean - black) / (white - black) : 0.5;
      greys[row * columns + column] = Math.round(255 * Math.min(1, Math.max(0, part)));
    }
  }
  return { rows, columns, greys };
}

function share(part: number, of: number, whole: number): number {
  return Math.floor((part * whole) / of);
}
