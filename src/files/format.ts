import type { ByteSource } from './byte-source.ts';

/**
 * A kind of file. A spec is light: lists, sentences and recognition are made from it, and what decodes such files is
 * fetched with the first of them.
 */
export interface FileFormat {
  readonly name: string;
  readonly words: {
    /** In a list: `NPY`. */
    readonly short: string;
    /** What such a file is, as a phrase for a sentence: `a NumPy array`. */
    readonly phrase: string;
  };
  /** That such files usually have, the usual one first; what a file is, is told by its content. */
  readonly extensions: readonly [string, ...string[]];
  /** Whether no more is read of such a file at a time than is asked for, so that it may be larger than what is held in memory. */
  readonly isReadByRanges?: boolean;
  /** Whether such a file is an archive of others, which `unpack` brings. */
  readonly isArchive?: boolean;
  /** What an experiment may take such a file for. */
  readonly holds: readonly Holding[];
  /** Whether a file that begins like one may be something else further on, such as prose. */
  readonly mayTurnOutNone?: boolean;
  /** @param head of a file: its first 128 KiB, or all of it */
  recognises(head: Uint8Array): boolean;
  /** A better phrase for this very file, or for one that is none but nearly; `null` where there is nothing to add. */
  describe?(head: Uint8Array): string | null;
  /**
   * Of a header whose numbers are in other files: what it calls them, or what they are called beside a file of its name. Left
   * out, or none, where a file has all that belongs to it.
   *
   * @param head as above
   * @param name of the file
   */
  partsOf?(head: Uint8Array, name: string): readonly string[];
  /** Fetches what reads such files. */
  load(): Promise<Decoder>;
}

/**
 * What files are taken for: an experiment, a phantom of shapes or a reference to an image (`document`); an image that is
 * scanned; readings of a detector; the angles of views.
 */
export type Holding = 'document' | 'image' | 'readings' | 'angles';

/**
 * Reads files of one format; what arrays mean is for others to say. Each function rejects with an InputError that begins
 * with the file's name where the file is damaged or too large.
 */
export interface Decoder {
  /** Needed of what holds images or readings, but of archives. */
  readonly readArray?: (source: ByteSource, name: string, options: ArrayOptions) => Promise<DecodedArray>;
  /**
   * The volume that several files make together, all of this format, or a header and then the files that it names; `name` is
   * that of the whole. Left out, each is something of its own.
   */
  readonly readSeries?: (files: readonly NamedSource[], name: string, options: ArrayOptions) => Promise<DecodedArray>;
  /** Needed of an archive: the files in it, each of which is read when it is asked for. */
  readonly unpack?: (source: ByteSource, name: string) => Promise<readonly NamedSource[]>;
  /**
   * Needed of a file that may have several arrays in it, each with a name: which there are, without their values; `null` of one
   * that is a single thing, which `readArray` or `readSeries` reads.
   *
   * @param parts of a header: the files that it names, as far as they are at hand
   */
  readonly arraysIn?: (
    source: ByteSource,
    name: string,
    parts?: readonly NamedSource[],
  ) => Promise<readonly ContainedArray[] | null>;
  /** Which series a file is of, where files of several lie together; `null` where it does not say. */
  readonly seriesOf?: (source: ByteSource, name: string) => Promise<string | null>;
  /** Needed of what `readSeries` reads and no header names: which of several files belong together. */
  readonly groupsOf?: (files: readonly NamedSource[]) => Promise<FileGroups>;
  /** Needed of what holds readings: as much of the file as tells what it may be. */
  readonly lookAt?: (source: ByteSource, name: string) => Promise<SeenNumbers>;
  /** What an image leaves open, without its pixels being read. Left out, files of this format leave nothing open. */
  readonly gapsOf?: (source: ByteSource, name: string) => Promise<ImageGaps>;
  /** Needed of what holds angles: numbers in double precision. */
  readonly readList?: (source: ByteSource, name: string, mayBeRead: CheckShape) => Promise<{ data: Float64Array }>;
  /** Needed of what holds documents: as parsed. */
  readonly readDocument?: (source: ByteSource, name: string) => Promise<unknown>;
}

/** One of the arrays in a file, by the name that stands behind the file's in an experiment (`file-part.ts`). */
export interface ContainedArray {
  readonly part: string;
  /** Other names that mean the same array. */
  readonly otherNames?: readonly string[];
  /** Lengths of the axes, the last one fastest. */
  readonly shape: readonly number[];
  /** The array as a NumPy file, of which ranges can be read; what is too large or of no kind that is read rejects then. */
  readonly source: ByteSource;
  /** What lies at one index of an axis, or at several, likewise, where the file has a quicker way to it than through `source`. */
  readonly cut?: (at: Cut) => ByteSource;
  /** What the file's own layout says that it is. */
  readonly role?: ArrayRoleHint;
  /** Of angles, where the file says so. */
  readonly angleUnit?: 'degrees' | 'radians';
  /** Of angles: whether they may as well be of the other sign, for all that the file says. */
  readonly isTurnGuessed?: boolean;
  /** Whether the file's own name, without that of an array, means this one of several. */
  readonly isMeantAlone?: boolean;
  /** What the file says of it as readings. */
  readonly readings?: SaidOfReadings;
  /** What the file says of it as an image, and what somebody should know of how it is read. */
  readonly about?: Pick<DecodedArray, 'pixelSize' | 'sliceSpacingMm' | 'isMedical' | 'remarks'>;
}

/** What a file says of readings in it. */
export interface SaidOfReadings {
  /** Of emission: sums along lines in a unit of their own. */
  readonly kind?: 'arbitrary';
  /** How its axes lie. */
  readonly axes?: 'views-rows-channels' | 'rows-views-channels';
  readonly channelSpacingMm?: number;
  /** Of the axis of rotation from the middle of the detector, in channels. */
  readonly offset?: number;
}

/**
 * `image-key` says of each view of a stack whether it is a projection (0), a white (1) or a dark reading (2), as NXtomo has
 * it; `k-space` is what magnetic resonance measures, or what belongs to that.
 */
export type ArrayRoleHint =
  | 'projections'
  | 'sinogram'
  | 'white'
  | 'dark'
  | 'angles'
  | 'image-key'
  | 'image'
  | 'k-space';

export interface NamedSource {
  readonly name: string;
  readonly source: ByteSource;
}

/** Files that are one volume together, or one image. */
export interface FileGroup {
  readonly files: readonly [NamedSource, ...NamedSource[]];
  /** Why others like them are not among them, as a sentence without an end; `null` where there are none. */
  readonly why: string | null;
}

export interface FileGroups {
  readonly groups: readonly FileGroup[];
  /** What is in no group: sentences without an end. */
  readonly remarks: readonly string[];
  /** On each file that cannot be read: a sentence that begins with its name. */
  readonly faults: readonly string[];
}

/** One function of a decoder. */
export type Decoding<Name extends keyof Decoder> = NonNullable<Decoder[Name]>;

/** Is given the lengths of all axes, before values are read where a header tells, and throws where they will not do. */
export type CheckShape = (shape: readonly number[]) => void;

export interface ArrayOptions {
  readonly mayBeRead: CheckShape;
  /** What somebody says that the values are, to formats that say it themselves. */
  readonly said?: 'hounsfield' | 'other' | undefined;
  /**
   * Of an array of such a shape: that only what lies at an index of an axis is wanted, or at several; `null` for the whole. Formats that can read as much of a file heed it; `mayBeRead` is given the shape of the whole by all.
   */
  readonly cut?: ((shape: readonly number[]) => Cut | null) | undefined;
  /** Makes the array that the values go into. Formats that read a file piece by piece heed it. */
  readonly allocate?: Allocate | undefined;
}

/** A new array of so many zeros, in whichever memory. */
export type Allocate = (count: number) => Float32Array;

/** A place on one axis of an array, or several one after the other. */
export interface Cut {
  readonly axis: number;
  readonly index: number;
  /** So many from the index on: the result has an axis of so many. Left out, it lacks the axis. */
  readonly count?: number;
}

/** The numbers of a file, and what the file itself says of them. */
export interface DecodedArray {
  /**
   * Lengths of the axes, the last one fastest in `data`. A volume is [slices, rows, columns], and lies as
   * docs/conventions.md has it: columns to the right, row 0 at the top, slice 0 the lowest.
   */
  readonly shape: readonly number[];
  /** Of a picture its greys, 0 black to 1 white. Nobody else keeps them: they may be changed. */
  readonly data: Float32Array;
  /** Of a picture: what the file stores for white; greys times this are the stored numbers. */
  readonly white?: number;
  /** Where the format says what its values are. */
  readonly values?: 'hounsfield';
  /** Where the format says how large a pixel is, or should: then `why` this file does not, as a sentence. */
  readonly pixelSize?: { readonly mm: number } | { readonly why: string };
  /** Of a volume, where the format says so: from slice to slice. */
  readonly sliceSpacingMm?: number;
  /** Whether what `cut` asks for has been taken out already. */
  readonly isCut?: boolean;
  /** Of readings, where the format says something of them. */
  readonly readings?: SaidOfReadings;
  /** Whether only medical images come in this format, so that values which look like Hounsfield units are some. */
  readonly isMedical?: boolean;
  /** What somebody should know of how it was read: sentences. */
  readonly remarks?: readonly string[];
}

/** What a look at a file shows. */
export interface SeenNumbers {
  readonly shape: readonly number[];
  /**
   * Of two axes, or a volume's three: the stored numbers, or evenly spread lines of them, [rows, columns], those of a volume's
   * slices one below the other; `null` where that is too much.
   */
  readonly sample: { readonly shape: readonly number[]; readonly data: Float32Array } | null;
  /** Of three axes: what the middle of the first one holds, or evenly spread lines of it. Left out where it is not known. */
  readonly plane?: { readonly shape: readonly number[]; readonly data: Float32Array } | null;
  /** Of a list of numbers: all of it. */
  readonly list: Float64Array | null;
  /** Of a picture: what the file stores for white. */
  readonly white: number | null;
  /** How large a pixel is, and of a volume how far apart slices are, where the file says so. */
  readonly pixelSizeMm?: number;
  readonly sliceSpacingMm?: number;
}

/** What the file of an image leaves open, for somebody to say. */
export interface ImageGaps {
  /** It does not say how large a pixel is. */
  readonly lacksPixelSize: boolean;
  /** Why its values need not be Hounsfield units, without an end; `null` where they are. */
  readonly doubt: string | null;
}
