// What other programs read of the real files that lie beside the project: `facts.json`, and how to compare with it.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type ByteSource, bytesInMemory } from '../../src/files/byte-source.ts';
import { sharedDataPath } from '../support/shared-data.ts';

/** Of an array in a file, by the program that `reader` names. */
export interface ArrayFacts {
  /** NumPy's name for its type: `uint16`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly reader: string;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of its bytes, little endian, the last axis fastest. */
  readonly sha256_le_c: string;
}

/** Of an array of complex numbers. */
export interface ComplexFacts {
  readonly shape: readonly number[];
  readonly absmax: number;
  readonly absmean: number;
  /** Of its bytes, real and imaginary parts in turn. */
  readonly sha256_le_c: string;
}

/** Of a file; what else there is depends on its kind. */
export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
  readonly pixels?: ArrayFacts;
  /** Of a volume: as it is stored. */
  readonly stored?: ArrayFacts;
  readonly datasets?: Readonly<Record<string, ArrayFacts>>;
  readonly [other: string]: unknown;
}

/** What is right for the files of some folders: each is read as the facts say, or refused with this very sentence. */
export interface SharedTable {
  /** What they are, for the name of a test. */
  readonly title: string;
  /** Of the paths in `facts.json`: those that the table must know. */
  readonly covers: RegExp;
  /** The sentences of those that are refused. */
  readonly refused: Readonly<Record<string, string>>;
  /** Reads a file and compares what it holds with what is known of it. */
  check(file: string, source: ByteSource, facts: FileFacts): Promise<void>;
  /** Of a file that is refused: compares what it holds where somebody says more of it. */
  checkRefused?(file: string, source: ByteSource, facts: FileFacts): Promise<void>;
  /** How a file is read that is refused. */
  read(file: string, source: ByteSource): Promise<unknown>;
}

const FACTS = sharedDataPath('files', 'facts.json');

/** By path; none where the folder is absent. */
export const sharedFacts: Readonly<Record<string, FileFacts>> = existsSync(FACTS)
  ? JSON.parse(readFileSync(FACTS, 'utf8'))
  : {};

export function sharedSource(file: string): ByteSource {
  return bytesInMemory(new Uint8Array(readFileSync(sharedDataPath('files', ...file.split('/')))));
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const ARRAYS: Readonly<Record<string, { from(values: ArrayLike<number>): { readonly buffer: ArrayBufferLike } }>> = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: { from: (values) => BigInt64Array.from(Array.from(values, BigInt)) },
  float32: Float32Array,
  float64: Float64Array,
};

/** Numbers as facts of them are written down: to be compared with `toEqual`. */
export function factsOf(values: ArrayLike<number>, shape: readonly number[], dtype: string) {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  const bytes = new Uint8Array(ARRAYS[dtype]!.from(values).buffer);
  return { dtype, shape, min, max, mean: sum / values.length, sha256_le_c: sha256(bytes) };
}

/** Of facts what `factsOf` makes; means of floating-point numbers depend on the order of summing. */
export function comparable({ dtype, shape, min, max, mean, sha256_le_c }: ArrayFacts) {
  return { dtype, shape, min, max, mean, sha256_le_c };
}
