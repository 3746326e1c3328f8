import type { Origin } from '../dicom/write-file.ts';
import type { Vector } from '../volume/placed-volume.ts';

/** Where the values of an array stand in space, in mm. */
export interface WrittenPlace {
  /** The centre of the first value. */
  readonly originMm: Vector;
  readonly columnStepMm: Vector;
  readonly rowStepMm: Vector;
  /** From plane to plane; of one plane how thick it is, across it. */
  readonly planeStepMm: Vector;
}

/** An array that is to be written, and what its numbers and places mean. */
export interface WrittenArray {
  /** What it is, in the name of its file: `reconstruction`. */
  readonly name: string;
  /** What was scanned: `Shepp–Logan head`. */
  readonly title: string;
  /** What it is and how it was made: sentences. */
  readonly description: string;
  readonly origin: Origin;
  /** [rows, columns], or [planes, rows, columns]. */
  readonly shape: readonly [number, number] | readonly [number, number, number];
  readonly quantity: Quantity;
  /** What the values are in that `planes` gives: `1/mm`. */
  readonly unit: string;
  /** What they are shown in, and how that comes from them. */
  readonly shown: { readonly unit: string; of(value: number): number };
  /** `null` of what stands nowhere, as views of a sinogram do. */
  readonly place: WrittenPlace | null;
  /** Of a pixel, where that is known in mm without a place: what a flat detector has read. */
  readonly pixelMm?: { readonly width: number; readonly height: number };
  /** What rows and columns are, where it is no place: a line each. */
  readonly axes?: readonly string[];
  /** In which it is shown, in the unit that it is shown in. */
  readonly window: { readonly width: number; readonly level: number } | null;
  /** The filter of the reconstruction, in a word; left out of what was not reconstructed. */
  readonly filter?: string;
  /** Whole planes from the first on, some at a time, good until the next are asked for; asked for anew by who reads it twice. */
  planes(): AsyncIterable<Float32Array> | Iterable<Float32Array>;
}

/** What values tell: how much there is of something at a place, or how two such images differ or are alike, or what was read. */
export type Quantity = 'attenuation' | 'difference' | 'similarity' | 'readings';

/** What a file says besides that does not follow from the array. */
export interface WritingNow {
  readonly date: Date;
  /** Makes identifiers of DICOM, each another one. */
  newUid(): string;
}

export type Pieces = AsyncGenerator<Uint8Array<ArrayBuffer>>;

/** Columns, rows and planes. */
export function lengthsOf({ shape }: Pick<WrittenArray, 'shape'>): readonly [number, number, number] {
  const [columns, rows, planes = 1] = shape.toReversed() as [number, number, number?];
  return [columns, rows, planes];
}

export function valuesIn({ shape }: Pick<WrittenArray, 'shape'>): number {
  return shape.reduce((product: number, length) => product * length, 1);
}

/** The planes in the unit that they are shown in. */
export async function* shownPlanes({ planes, shown }: WrittenArray): AsyncGenerator<Float32Array<ArrayBuffer>> {
  for await (const some of planes()) {
    // A loop, since `Float32Array.from` takes ten times as long.
    const values = new Float32Array(some.length);
    for (let i = 0; i < some.length; i++) values[i] = shown.of(some[i]!);
    yield values;
  }
}

/** A megabyte, so that whoever takes pieces has time for other things in between. */
const PIECE_VALUES = 2 ** 18;

/** The bytes of values, little-endian, as every machine is that runs this; copied, since shared memory makes no file. */
export function* bytesOf(values: Float32Array): Generator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < values.length; from += PIECE_VALUES) {
    yield new Uint8Array(values.slice(from, from + PIECE_VALUES).buffer as ArrayBuffer);
  }
}
