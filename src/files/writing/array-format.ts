import type { Pieces, WritingNow, WrittenArray } from './written-array.ts';

/** A way to write arrays. Fetched with all others when something is to be saved. */
export interface ArrayFormat {
  /** In the command's list of formats. */
  readonly name: string;
  readonly words: {
    /** In a list: `NIfTI`. */
    readonly short: string;
    /** What it keeps of an array, and for whom: a sentence or two. */
    keeps(array: WrittenArray): string;
  };
  /** Behind the array's name: `.npy`. */
  ending(array: WrittenArray): string;
  /** Of the bytes, for the browser. */
  readonly type: string;
  /** Why an array is not written so: a sentence. `null` where it is. */
  whyNot(array: WrittenArray): string | null;
  /** How often the array is read for one file; once where it is left out. */
  readonly passes?: number;
  /** A file piece by piece, so that an array need not be in memory twice. */
  pieces(array: WrittenArray, now: WritingNow): Pieces;
}
