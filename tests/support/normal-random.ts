import { seededRandom } from './random.ts';

/** Normal numbers of mean 0 and variance 1 (Box & Muller, Ann. Math. Stat. 29:610, 1958). */
export function normalNumbers(length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}
