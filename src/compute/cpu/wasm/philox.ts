// Philox 4×32-10 for four neighbouring counters (AssemblyScript); src/physics/philox.ts has the source.

const MULTIPLIER_0: i32 = 0xd2511f53;
const MULTIPLIER_1: i32 = 0xcd9e8d57;
const KEY_STEP_0: i32 = 0x9e3779b9;
const KEY_STEP_1: i32 = 0xbb67ae85;
const ROUNDS: i32 = 10;

@inline
function lowerWords(first: v128, second: v128): v128 {
  return v128.shuffle<i32>(first, second, 0, 2, 4, 6);
}

@inline
function upperWords(first: v128, second: v128): v128 {
  return v128.shuffle<i32>(first, second, 1, 3, 5, 7);
}

/**
 * The first two of the words of four counters (c0, c1, 0, 0) and a key, into memory.
 *
 * @param words i32[8]: the four first words, then the four second ones
 */
@inline
export function philoxWords(c0: v128, c1: v128, key0: i32, key1: i32, words: usize): void {
  const multiplier0 = i32x4.splat(MULTIPLIER_0);
  const multiplier1 = i32x4.splat(MULTIPLIER_1);
  let x0 = c0;
  let x1 = c1;
  let x2 = i32x4.splat(0);
  let x3 = i32x4.splat(0);
  let k0 = key0;
  let k1 = key1;
  for (let round: i32 = 0; round < ROUNDS; round++) {
    const first0 = i64x2.extmul_low_i32x4_u(x0, multiplier0);
    const second0 = i64x2.extmul_high_i32x4_u(x0, multiplier0);
    const first1 = i64x2.extmul_low_i32x4_u(x2, multiplier1);
    const second1 = i64x2.extmul_high_i32x4_u(x2, multiplier1);
    x0 = v128.xor(v128.xor(upperWords(first1, second1), x1), i32x4.splat(k0));
    x2 = v128.xor(v128.xor(upperWords(first0, second0), x3), i32x4.splat(k1));
    x1 = lowerWords(first1, second1);
    x3 = lowerWords(first0, second0);
    k0 += KEY_STEP_0;
    k1 += KEY_STEP_1;
  }
  v128.store(words, x0);
  v128.store(words, x1, 16);
}
