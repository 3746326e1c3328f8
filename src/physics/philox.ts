/**
 * Philox 4×32-10, a generator of random numbers without a state: four words that depend on a counter and a key alone
 * (Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, doi 10.1145/2063384.2063405). A
 * reading's noise therefore does not depend on the order in which readings are made. Twins:
 * shaders/common/philox.wgsl, src/compute/cpu/wasm/philox.ts.
 */

const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const KEY_STEPS = [0x9e3779b9, 0xbb67ae85] as const;
const ROUNDS = 10;

/** The upper 32 bits of a product of unsigned words, from products of their halves. */
function upperProduct(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carried = aLow * bHigh + (middle % 0x10000);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carried / 0x10000)) >>> 0;
}

/**
 * Writes the four words of a counter and a key into `out`.
 *
 * @param out [4]
 */
export function philox(
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  key0: number,
  key1: number,
): void {
  let [x0, x1, x2, x3] = [c0, c1, c2, c3];
  let [k0, k1] = [key0, key1];
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = upperProduct(MULTIPLIERS[0], x0 >>> 0);
    const high1 = upperProduct(MULTIPLIERS[1], x2 >>> 0);
    const low0 = Math.imul(MULTIPLIERS[0], x0);
    const low1 = Math.imul(MULTIPLIERS[1], x2);
    x0 = high1 ^ x1 ^ k0;
    x1 = low1;
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + KEY_STEPS[0]) | 0;
    k1 = (k1 + KEY_STEPS[1]) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
