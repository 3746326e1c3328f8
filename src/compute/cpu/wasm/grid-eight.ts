// Carries eight views onto the Cartesian Fourier grid of gridrec (AssemblyScript); the formulas stand in
// src/operators/polar-samples.ts and src/operators/gridding-kernel.ts.
//
// Since the image is real, the half of the plane with frequencies across ≥ 0 is enough: a sample in the other half goes,
// conjugated, to the opposite place. A place on an axis is a whole number that counts 2⁶³ to the grid's period: steps add
// up exactly and wrap around by themselves, the highest bit telling an odd number of periods, where half-pixel shifts
// change the sign.
//
// grid: complex f32 [size + 3, size/2 + 4]; row 1 + size/2 + m holds frequency m down, column 1 + m frequency m across.
// The rows and columns beyond ±size/2 are folded back by transform-grid.ts.

import { forward, loadEight, realPart } from './fft-four';

/** Columns beside those for 0 … size/2: one before, three behind, of which the last is only there to make four. */
export const SPARE_COLUMNS: i32 = 4;

/** Bits of a place in the kernel's table that are interpolated between rows. */
const FRACTION_BITS: i32 = 15;

/** The table's four weights for the bits below a cell, interpolated between two rows of the table. */
@inline
function weightsAt(table: usize, tableBits: i32, bits: u64): v128 {
  const row = table + ((<usize>(bits >> (64 - tableBits))) << 4);
  const part = <i32>(bits >> (64 - tableBits - FRACTION_BITS)) & ((1 << FRACTION_BITS) - 1);
  const fraction = f32x4.splat(<f32>part * (1.0 / <f32>(1 << FRACTION_BITS)));
  const lower = v128.load(row);
  return f32x4.add(lower, f32x4.mul(fraction, f32x4.sub(v128.load(row, 16), lower)));
}

/** Adds a real multiple of two complex numbers to four cells of a row. */
@inline
function addToCells(address: usize, weight: v128, first: v128, second: v128): void {
  v128.store(address, f32x4.add(v128.load(address), f32x4.mul(weight, first)));
  v128.store(address, f32x4.add(v128.load(address, 16), f32x4.mul(weight, second)), 16);
}

/**
 * Spreads one sample over its 4 × 4 cells.
 *
 * @param sample address of its real and imaginary part
 * @param across, down its place, 2⁶³ to the period
 * @param signAcross, signDown −1 where an odd number of periods changes the sign, else 0
 */
@inline
function spread(
  sample: usize,
  across: i64,
  down: i64,
  table: usize,
  tableBits: i32,
  grid: usize,
  gridBits: i32,
  signAcross: i64,
  signDown: i64,
): void {
  let value = v128.load64_splat(sample);
  // The two highest bits differ where the nearest whole number of periods is odd.
  let signs = (across ^ (across << 1)) & signAcross;
  if ((across << 1) < 0) {
    across = -across;
    down = -down;
    value = v128.xor(value, i32x4(0, 0x80000000, 0, 0x80000000));
  }
  signs ^= (down ^ (down << 1)) & signDown;
  value = v128.xor(value, i32x4.splat(<i32>(signs >> 63) & 0x80000000));
  // From here on 2⁶⁴ to the period: the cells' number above, the place between cells below.
  const x = <u64>(across << 1);
  const y = <u64>(down << 1) + (<u64>1 << 63);
  const acrossWeights = weightsAt(table, tableBits, x << gridBits);
  const downWeights = weightsAt(table, tableBits, y << gridBits);
  const first = f32x4.mul(value, v128.shuffle<f32>(acrossWeights, acrossWeights, 0, 0, 1, 1));
  const second = f32x4.mul(value, v128.shuffle<f32>(acrossWeights, acrossWeights, 2, 2, 3, 3));
  const rowBytes = (<usize>((1 << (gridBits - 1)) + SPARE_COLUMNS)) << 3;
  const address = grid + <usize>(y >> (64 - gridBits)) * rowBytes + (<usize>(x >> (64 - gridBits)) << 3);
  addToCells(address, v128.shuffle<f32>(downWeights, downWeights, 0, 0, 0, 0), first, second);
  addToCells(address + rowBytes, v128.shuffle<f32>(downWeights, downWeights, 1, 1, 1, 1), first, second);
  addToCells(address + 2 * rowBytes, v128.shuffle<f32>(downWeights, downWeights, 2, 2, 2, 2), first, second);
  addToCells(address + 3 * rowBytes, v128.shuffle<f32>(downWeights, downWeights, 3, 3, 3, 3), first, second);
}

/** Multiplies four samples by their common factor, conjugates, and writes them as (real, imaginary) pairs. */
@inline
function writeSamples(out: usize, a: v128, b: v128, cosine: v128, sine: v128): void {
  const real = f32x4.sub(f32x4.mul(a, cosine), f32x4.mul(b, sine));
  const imaginary = f32x4.neg(f32x4.add(f32x4.mul(a, sine), f32x4.mul(b, cosine)));
  v128.store(out, v128.shuffle<f32>(real, imaginary, 0, 4, 1, 5));
  v128.store(out, v128.shuffle<f32>(real, imaginary, 2, 6, 3, 7), 16);
}

/**
 * Spreads eight views; neighbours are best, since they find each other's cells in the cache. `views` come in the order
 * 0 … 7, `weights` and `steps` in that of the lanes: 0, 2, 4, 6, 1, 3, 5, 7.
 *
 * @param views f32[8 × channels]
 * @param places i32[length]: where the transform leaves each frequency
 * @param factors complex f32[length], times ½
 * @param weights f32[8]
 * @param steps i64[8 × 2]: from sample to sample, across and down
 * @param table f32[(2^tableBits + 1) × 4]
 * @param signal room for [length × 2] v128
 * @param samples room for 8 complex f32
 */
export function gridEight(
  views: usize,
  channels: i32,
  length: i32,
  roots: usize,
  places: usize,
  factors: usize,
  weights: usize,
  steps: usize,
  table: usize,
  tableBits: i32,
  signal: usize,
  samples: usize,
  grid: usize,
  gridBits: i32,
  signAcross: i64,
  signDown: i64,
): void {
  loadEight(views, channels, length, signal);
  forward(signal, length, roots);
  const evenWeights = v128.load(weights);
  const oddWeights = v128.load(weights, 16);
  const half = length >> 1;
  for (let k: i32 = 0; k <= half; k++) {
    const opposite = (length - k) & (length - 1);
    const p = realPart(signal, load<i32>(places + ((<usize>k) << 2)));
    const q = realPart(signal, load<i32>(places + ((<usize>opposite) << 2)));
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(q);
    const d = v128.load(q, 16);
    // With Z = A + iB and real views: A_k = (Z_k + Z*_{−k})/2, B_k = (Z_k − Z*_{−k})/2i.
    const evenReal = f32x4.mul(f32x4.add(a, c), evenWeights);
    const evenImaginary = f32x4.mul(f32x4.sub(b, d), evenWeights);
    const oddReal = f32x4.mul(f32x4.add(b, d), oddWeights);
    const oddImaginary = f32x4.mul(f32x4.sub(c, a), oddWeights);
    // Once for k, and once, conjugated, for its repetition beyond Nyquist.
    let sample = k;
    for (;;) {
      const factor = factors + ((<usize>sample) << 3);
      const cosine = v128.load32_splat(factor);
      const sine = v128.load32_splat(factor, 4);
      if (load<f32>(factor) !== 0 || load<f32>(factor, 4) !== 0) {
        if (sample === k) {
          writeSamples(samples, evenReal, evenImaginary, cosine, sine);
          writeSamples(samples + 32, oddReal, oddImaginary, cosine, sine);
        } else {
          writeSamples(samples, evenReal, f32x4.neg(evenImaginary), cosine, sine);
          writeSamples(samples + 32, oddReal, f32x4.neg(oddImaginary), cosine, sine);
        }
        for (let view: usize = 0; view < 8; view++) {
          const step = steps + (view << 4);
          const across = load<i64>(step) * <i64>sample;
          const down = load<i64>(step, 8) * <i64>sample;
          spread(samples + (view << 3), across, down, table, tableBits, grid, gridBits, signAcross, signDown);
        }
      }
      if (sample !== k || k === 0 || k === half) break;
      sample = length - k;
    }
  }
}
