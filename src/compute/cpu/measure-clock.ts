import { wasmKernels } from './wasm-kernels.ts';

/** What one turn of `wasm/chained-additions.ts` takes. */
const CLOCKS_PER_TURN = 16;
/** Some 5 ms: far longer than any browser's rounding of time. */
const TURNS = 1_000_000;
/** The first ones let the clock rise; the shortest one was disturbed least. */
const GOES = 12;

/**
 * The clock of the core that this thread is on, in MHz, from the time of operations that wait for each other; `null` where
 * there is no WebAssembly with SIMD. On a busy machine it comes out too low.
 */
export function measureClock(): number | null {
  const kernels = wasmKernels();
  if (!kernels) return null;
  let bestMs = Number.POSITIVE_INFINITY;
  for (let go = 0; go < GOES; go++) {
    const start = performance.now();
    kernels.run.chainedAdditions(TURNS);
    bestMs = Math.min(bestMs, performance.now() - start);
  }
  return bestMs > 0 ? Math.round((CLOCKS_PER_TURN * TURNS) / bestMs / 1000) : null;
}
