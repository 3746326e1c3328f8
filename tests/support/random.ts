import type { ViewMix } from '../../src/kernels/mix-views/view-mix.ts';

/** A seeded stream of numbers in [0, 1): mulberry32 by Tommy Ettinger, enough for test data. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomArray(length: number, seed: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => random() - 0.3);
}

/** As many views as there are, each of none to five of them. */
export function randomMix(views: number, seed: number): ViewMix {
  const random = seededRandom(seed);
  const counts = Array.from({ length: views }, () => Math.floor(6 * random()));
  const firstTerm = Uint32Array.of(0, ...counts.map((_, i) => counts.slice(0, i + 1).reduce((sum, n) => sum + n, 0)));
  const terms = firstTerm.at(-1)!;
  return {
    firstTerm,
    views: Uint32Array.from({ length: terms }, () => Math.floor(views * random())),
    shares: Float32Array.from({ length: terms }, () => 2 * random() - 0.5),
  };
}
