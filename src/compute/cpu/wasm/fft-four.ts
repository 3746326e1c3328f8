// Four complex Fourier transforms at once (AssemblyScript).
//
// Each lane of a 128-bit register carries its own complex transform, so that every operation of the scalar algorithm is
// one SIMD operation, with no shuffling inside the transform. Each complex transform carries two real rows as its real
// and its imaginary part where that serves.
//
// The forward transform decimates in frequency by four (Gentleman & Sande 1966) and leaves the spectrum in the order of
// its reversed digits; the inverse decimates in time and takes that order back. Nothing is ever reordered.
//
// signal: [length × 2] v128, real and imaginary parts interleaved. roots: [length × 2] f32, exp(−2πi·k/length).

/** Address of the k-th real part; the imaginary part lies 16 bytes behind. */
@inline
export function realPart(signal: usize, k: i32): usize {
  return signal + ((<usize>k) << 5);
}

/** In natural order in, in the order of reversed digits out. */
export function forward(signal: usize, length: i32, roots: usize): void {
  let size = length;
  let stride: i32 = 1;
  while (size >= 4) {
    const quarter = size >> 2;
    for (let k: i32 = 0; k < quarter; k++) {
      const cos1 = v128.load32_splat(roots + ((<usize>(k * stride)) << 3));
      const sin1 = v128.load32_splat(roots + ((<usize>(k * stride)) << 3), 4);
      const cos2 = v128.load32_splat(roots + ((<usize>(2 * k * stride)) << 3));
      const sin2 = v128.load32_splat(roots + ((<usize>(2 * k * stride)) << 3), 4);
      const cos3 = v128.load32_splat(roots + ((<usize>(3 * k * stride)) << 3));
      const sin3 = v128.load32_splat(roots + ((<usize>(3 * k * stride)) << 3), 4);
      for (let block: i32 = k; block < length; block += size) {
        const p0 = realPart(signal, block);
        const p1 = realPart(signal, block + quarter);
        const p2 = realPart(signal, block + 2 * quarter);
        const p3 = realPart(signal, block + 3 * quarter);
        const a0 = v128.load(p0);
        const b0 = v128.load(p0, 16);
        const a1 = v128.load(p1);
        const b1 = v128.load(p1, 16);
        const a2 = v128.load(p2);
        const b2 = v128.load(p2, 16);
        const a3 = v128.load(p3);
        const b3 = v128.load(p3, 16);
        const evenSumA = f32x4.add(a0, a2);
        const evenSumB = f32x4.add(b0, b2);
        const evenDifferenceA = f32x4.sub(a0, a2);
        const evenDifferenceB = f32x4.sub(b0, b2);
        const oddSumA = f32x4.add(a1, a3);
        const oddSumB = f32x4.add(b1, b3);
        // (a1 − a3)·(−i)
        const oddDifferenceA = f32x4.sub(b1, b3);
        const oddDifferenceB = f32x4.sub(a3, a1);
        v128.store(p0, f32x4.add(evenSumA, oddSumA));
        v128.store(p0, f32x4.add(evenSumB, oddSumB), 16);
        const y1A = f32x4.add(evenDifferenceA, oddDifferenceA);
        const y1B = f32x4.add(evenDifferenceB, oddDifferenceB);
        v128.store(p1, f32x4.sub(f32x4.mul(y1A, cos1), f32x4.mul(y1B, sin1)));
        v128.store(p1, f32x4.add(f32x4.mul(y1A, sin1), f32x4.mul(y1B, cos1)), 16);
        const y2A = f32x4.sub(evenSumA, oddSumA);
        const y2B = f32x4.sub(evenSumB, oddSumB);
        v128.store(p2, f32x4.sub(f32x4.mul(y2A, cos2), f32x4.mul(y2B, sin2)));
        v128.store(p2, f32x4.add(f32x4.mul(y2A, sin2), f32x4.mul(y2B, cos2)), 16);
        const y3A = f32x4.sub(evenDifferenceA, oddDifferenceA);
        const y3B = f32x4.sub(evenDifferenceB, oddDifferenceB);
        v128.store(p3, f32x4.sub(f32x4.mul(y3A, cos3), f32x4.mul(y3B, sin3)));
        v128.store(p3, f32x4.add(f32x4.mul(y3A, sin3), f32x4.mul(y3B, cos3)), 16);
      }
    }
    size = quarter;
    stride <<= 2;
  }
  if (size === 2) halves(signal, length);
}

/** In the order of reversed digits in, in natural order out; not divided by the length. */
export function inverse(signal: usize, length: i32, roots: usize): void {
  let size: i32 = 4;
  // An odd power of two has one step by two, the first on the way back.
  if ((31 - clz(length)) & 1) {
    halves(signal, length);
    size = 8;
  }
  while (size <= length) {
    const quarter = size >> 2;
    const stride = length / size;
    for (let k: i32 = 0; k < quarter; k++) {
      const cos1 = v128.load32_splat(roots + ((<usize>(k * stride)) << 3));
      const sin1 = v128.load32_splat(roots + ((<usize>(k * stride)) << 3), 4);
      const cos2 = v128.load32_splat(roots + ((<usize>(2 * k * stride)) << 3));
      const sin2 = v128.load32_splat(roots + ((<usize>(2 * k * stride)) << 3), 4);
      const cos3 = v128.load32_splat(roots + ((<usize>(3 * k * stride)) << 3));
      const sin3 = v128.load32_splat(roots + ((<usize>(3 * k * stride)) << 3), 4);
      for (let block: i32 = k; block < length; block += size) {
        const p0 = realPart(signal, block);
        const p1 = realPart(signal, block + quarter);
        const p2 = realPart(signal, block + 2 * quarter);
        const p3 = realPart(signal, block + 3 * quarter);
        const a0 = v128.load(p0);
        const b0 = v128.load(p0, 16);
        const y1A = v128.load(p1);
        const y1B = v128.load(p1, 16);
        const y2A = v128.load(p2);
        const y2B = v128.load(p2, 16);
        const y3A = v128.load(p3);
        const y3B = v128.load(p3, 16);
        // Times the conjugate roots.
        const t1A = f32x4.add(f32x4.mul(y1A, cos1), f32x4.mul(y1B, sin1));
        const t1B = f32x4.sub(f32x4.mul(y1B, cos1), f32x4.mul(y1A, sin1));
        const t2A = f32x4.add(f32x4.mul(y2A, cos2), f32x4.mul(y2B, sin2));
        const t2B = f32x4.sub(f32x4.mul(y2B, cos2), f32x4.mul(y2A, sin2));
        const t3A = f32x4.add(f32x4.mul(y3A, cos3), f32x4.mul(y3B, sin3));
        const t3B = f32x4.sub(f32x4.mul(y3B, cos3), f32x4.mul(y3A, sin3));
        const evenSumA = f32x4.add(a0, t2A);
        const evenSumB = f32x4.add(b0, t2B);
        const evenDifferenceA = f32x4.sub(a0, t2A);
        const evenDifferenceB = f32x4.sub(b0, t2B);
        const oddSumA = f32x4.add(t1A, t3A);
        const oddSumB = f32x4.add(t1B, t3B);
        // (t1 − t3)·i
        const oddDifferenceA = f32x4.sub(t3B, t1B);
        const oddDifferenceB = f32x4.sub(t1A, t3A);
        v128.store(p0, f32x4.add(evenSumA, oddSumA));
        v128.store(p0, f32x4.add(evenSumB, oddSumB), 16);
        v128.store(p1, f32x4.add(evenDifferenceA, oddDifferenceA));
        v128.store(p1, f32x4.add(evenDifferenceB, oddDifferenceB), 16);
        v128.store(p2, f32x4.sub(evenSumA, oddSumA));
        v128.store(p2, f32x4.sub(evenSumB, oddSumB), 16);
        v128.store(p3, f32x4.sub(evenDifferenceA, oddDifferenceA));
        v128.store(p3, f32x4.sub(evenDifferenceB, oddDifferenceB), 16);
      }
    }
    size <<= 2;
  }
}

/** The step by two, which needs no roots. */
function halves(signal: usize, length: i32): void {
  for (let k: i32 = 0; k < length; k += 2) {
    const p = realPart(signal, k);
    const a0 = v128.load(p);
    const b0 = v128.load(p, 16);
    const a1 = v128.load(p, 32);
    const b1 = v128.load(p, 48);
    v128.store(p, f32x4.add(a0, a1));
    v128.store(p, f32x4.add(b0, b1), 16);
    v128.store(p, f32x4.sub(a0, a1), 32);
    v128.store(p, f32x4.sub(b0, b1), 48);
  }
}

/**
 * Loads eight views, padded with zeros. Lane l: the real part from view 2l, the imaginary part from view 2l + 1.
 *
 * @param views f32[8 × channels]
 */
export function loadEight(views: usize, channels: i32, length: i32, signal: usize): void {
  const row = (<usize>channels) << 2;
  for (let channel: i32 = 0; channel < channels; channel++) {
    const at = views + ((<usize>channel) << 2);
    const p = realPart(signal, channel);
    for (let lane: usize = 0; lane < 4; lane++) {
      store<f32>(p + (lane << 2), load<f32>(at + 2 * lane * row));
      store<f32>(p + (lane << 2), load<f32>(at + (2 * lane + 1) * row), 16);
    }
  }
  memory.fill(realPart(signal, channels), 0, (<usize>(length - channels)) << 5);
}
