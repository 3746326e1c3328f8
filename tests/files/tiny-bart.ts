// Small arrays of the Berkeley Advanced Reconstruction Toolbox, made here as it writes them.

import { bytesInMemory } from '../../src/files/byte-source.ts';
import type { NamedSource } from '../../src/files/format.ts';
import { bytesOf } from './outcome.ts';

/** @param dimensions the fastest first, without those of length 1 behind them */
export function bartHeader(dimensions: string, command = 'nufft -i traj ksp tiny'): Uint8Array {
  return bytesOf(`# Dimensions\n${dimensions} 1 1 1 \n# Command\n${command} \n# Creator\nBART v0.8.00\n`);
}

/** Complex numbers as they are stored. */
export function complexFloats(...numbers: readonly (readonly [number, number])[]): Uint8Array {
  return new Uint8Array(Float32Array.from(numbers.flat()).buffer);
}

/** Two rows of three: 3 + 4i, 0, 1; −2, 5i, −6 − 8i. */
export const NUMBERS = complexFloats([3, 4], [0, 0], [1, 0], [-2, 0], [0, 5], [-6, -8]);

export function bartPair(header = bartHeader('3 2'), numbers = NUMBERS): NamedSource[] {
  return [
    { name: 'tiny.hdr', source: bytesInMemory(header) },
    { name: 'tiny.cfl', source: bytesInMemory(numbers) },
  ];
}
